import type { SplitAnimation } from '../../core/animation/animation.ts';
import type { Compositor } from '../../core/animation/compositor.ts';
import { AnonymizerError, assertNever } from '../../core/errors.ts';
import type { ImageFormat, SourceInspection } from '../../core/structure/inspection.ts';
import { decodePicture } from '../pixels/decode.ts';
import { decodeSource } from '../pixels/decode-source.ts';
import type { OwnedRaster } from '../source-cache.ts';
import { loadVideo } from '../video/load-video.ts';
import type * as Parts from './animation-parts.ts';

/** Decodes the pictures of a file, whatever holds them: one picture, frames, or pages. */
export interface FrameReader {
  /**
   * One picture as it is shown, in sRGB, turned as the file says. Frames of an animation are cheapest in their order.
   * @param index - 0 for the first
   * @returns owned by the caller
   * @throws AnonymizerError `input/undecodable`, `input/unreadable`, `codec/integrity`, `engine/memory`
   */
  read(index: number): Promise<OwnedRaster>;
  /** Lets go of what it holds: decoders above all. Nothing may be read afterwards. */
  close(): Promise<void>;
}

/**
 * Opens a file for decoding. Nothing is read before the first picture is asked for.
 * @param file - bytes that were inspected already
 * @param inspection - what the inspection found
 */
export function openFrames(file: Blob, inspection: SourceInspection): FrameReader {
  const { kind } = inspection.sequence;
  switch (kind) {
    case 'still':
      return { read: () => decodeSource(file, inspection, 0), close: nothingHeld };
    case 'pages':
      return { read: (page) => decodeSource(file, inspection, page), close: nothingHeld };
    case 'animation':
      return new AnimationReader(file, inspection.format as ImageFormat);
    case 'video':
      return new LateVideo(file);
    default:
      return assertNever(kind);
  }
}

function nothingHeld(): Promise<void> {
  return Promise.resolve();
}

/** A video whose reader is loaded when the first frame is asked for: it is no part of the engine's first load. */
class LateVideo implements FrameReader {
  readonly #file: Blob;
  #reader: Promise<FrameReader> | null = null;

  constructor(file: Blob) {
    this.#file = file;
  }

  async read(index: number): Promise<OwnedRaster> {
    this.#reader ??= loadVideo().then(({ VideoFrames }) => new VideoFrames(this.#file));
    return (await this.#reader).read(index);
  }

  async close(): Promise<void> {
    await (await this.#reader)?.close();
  }
}

/** Takes an animation apart, has the browser decode its pieces one by one, and draws them in order. */
class AnimationReader implements FrameReader {
  readonly #file: Blob;
  readonly #format: ImageFormat;
  #opened: { readonly parts: typeof Parts; readonly animation: SplitAnimation } | null = null;
  #canvas: Compositor | null = null;
  /** The frame that is drawn next. */
  #next = 0;

  constructor(file: Blob, format: ImageFormat) {
    this.#file = file;
    this.#format = format;
  }

  async read(index: number): Promise<OwnedRaster> {
    const { parts, animation } = await this.#open();
    if (index < this.#next) this.#canvas = null;
    if (this.#canvas === null) {
      this.#canvas = parts.newCanvas(animation.layout.canvas);
      this.#next = 0;
    }
    let shown: OwnedRaster | null = null;
    while (this.#next <= index) {
      const frame = animation.layout.frames[this.#next];
      if (frame === undefined) throw new AnonymizerError('input/undecodable');
      const piece = await decodePicture(new Blob([animation.stillFile(this.#next)], { type: `image/${this.#format}` }), frame.area);
      shown = parts.draw(this.#canvas, frame, piece);
      this.#next += 1;
    }
    if (shown === null) throw new RangeError('frames are numbered from 0');
    return shown;
  }

  close(): Promise<void> {
    this.#canvas = null;
    this.#opened = null;
    return nothingHeld();
  }

  async #open(): Promise<{ readonly parts: typeof Parts; readonly animation: SplitAnimation }> {
    if (this.#opened !== null) return this.#opened;
    const parts = await importParts();
    this.#opened = { parts, animation: parts.split(new Uint8Array(await this.#file.arrayBuffer()), this.#format) };
    return this.#opened;
  }
}

/** Loads what taking animations apart takes. Few people open one, so it is no part of the engine's first load. */
export async function prepareReading(): Promise<void> {
  await importParts();
}

async function importParts(): Promise<typeof Parts> {
  try {
    return await import('./animation-parts.ts');
  } catch {
    throw new AnonymizerError('codec/integrity');
  }
}
