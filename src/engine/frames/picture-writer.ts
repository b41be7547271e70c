import type { AnimationPiece } from '../../core/animation/animation.ts';
import { AnonymizerError, assertNever } from '../../core/errors.ts';
import { sourceBox } from '../../core/geometry/box.ts';
import { cleanOutput } from '../../core/structure/clean.ts';
import type { Sequence, SourceInspection, WrittenImageFormat } from '../../core/structure/inspection.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { valuesToKeep, type KeptValues } from '../../core/structure/kept-metadata.ts';
import { withKept } from '../../core/structure/write-kept.ts';
import { encodePicture } from '../pixels/encode.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';
import type { OwnedRaster } from '../source-cache.ts';
import type * as Parts from './writer-parts.ts';

/** A finished file, stripped to the picture and what is kept. */
export interface WrittenFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it really is: browsers without an encoder for a format answer with another. */
  readonly format: WrittenImageFormat;
}

/** Takes pictures in their order and makes one file of them. */
export interface PictureWriter {
  /**
   * Adds a picture, frame or page, which belongs to the writer from then on: a still picture's memory is given back as soon
   * as the encoder has the pixels, because at 100 megapixels both at once would be too much.
   * @throws AnonymizerError `export/encode`, `engine/memory`, `codec/integrity`
   */
  add(picture: OwnedRaster): Promise<void>;
  /** The file; asked for once. */
  finish(): Promise<WrittenFile>;
}

/** What is kept in a file of a format. */
type Keeping = (format: WrittenImageFormat) => KeptValues;

/** What a file is written as. */
export interface WriterSettings {
  readonly format: WrittenImageFormat;
  /** Encoder quality for JPEG, WebP and AVIF, 0..1. */
  readonly quality: number;
  readonly sequence: Exclude<Sequence, { readonly kind: 'video' }>;
  /** Whether any picture may have transparent pixels. */
  readonly hasAlpha: boolean;
  /** Values that may be kept, and sorts that a person chose. */
  readonly source: SourceInspection['kept'];
  readonly keep: Policy['metadata']['keep'];
}

/** Makes a writer for what a source holds. */
export async function openWriter(settings: WriterSettings): Promise<PictureWriter> {
  const { format, quality, sequence, hasAlpha, source, keep } = settings;
  const keeping: Keeping = (written) => valuesToKeep(source, keep, written);
  if (format === 'tiff') return new TiffPages(await importParts(), keeping(format));
  switch (sequence.kind) {
    case 'still':
    case 'pages':
      return new StillPicture(format, quality, keeping);
    case 'animation': {
      const parts = await importParts();
      return format === 'gif' ? new GifFrames(parts, sequence, hasAlpha) : new CodedFrames(parts, sequence, format, quality, keeping);
    }
    default:
      return assertNever(sequence);
  }
}

type Animation = Extract<Sequence, { readonly kind: 'animation' }>;

class StillPicture implements PictureWriter {
  readonly #format: WrittenImageFormat;
  readonly #quality: number;
  readonly #keeping: Keeping;
  #file: WrittenFile | null = null;

  constructor(format: WrittenImageFormat, quality: number, keeping: Keeping) {
    this.#format = format;
    this.#keeping = keeping;
    this.#quality = quality;
  }

  async add(picture: OwnedRaster): Promise<void> {
    if (this.#file !== null) throw new RangeError('a still file holds one picture');
    const release = (): void => {
      releaseBuffer(picture.data.buffer);
    };
    const { bytes, format } = await encodeClean(picture, this.#format, this.#quality, release);
    this.#file = { bytes: withKept(bytes, format, this.#keeping(format)), format };
    // Where an encoder of our own reads the pixels to its end.
    release();
  }

  finish(): Promise<WrittenFile> {
    return Promise.resolve(required(this.#file));
  }
}

class TiffPages implements PictureWriter {
  readonly #pages;

  constructor({ newTiff }: typeof Parts, kept: KeptValues) {
    this.#pages = newTiff(kept);
  }

  add(picture: OwnedRaster): Promise<void> {
    this.#pages.add(picture);
    releaseBuffer(picture.data.buffer);
    return Promise.resolve();
  }

  finish(): Promise<WrittenFile> {
    return Promise.resolve({ bytes: this.#pages.finish(), format: 'tiff' });
  }
}

class GifFrames implements PictureWriter {
  readonly #parts: typeof Parts;
  readonly #sequence: Animation;
  readonly #hasAlpha: boolean;
  #gif: ReturnType<typeof Parts.newGif> | null = null;
  #count = 0;

  constructor(parts: typeof Parts, sequence: Animation, hasAlpha: boolean) {
    this.#parts = parts;
    this.#sequence = sequence;
    this.#hasAlpha = hasAlpha;
  }

  add(picture: OwnedRaster): Promise<void> {
    this.#gif ??= this.#parts.newGif(picture, this.#sequence.plays, this.#hasAlpha);
    this.#gif.add(picture, this.#sequence.durations[this.#count] ?? 0);
    releaseBuffer(picture.data.buffer);
    this.#count += 1;
    return Promise.resolve();
  }

  finish(): Promise<WrittenFile> {
    return Promise.resolve({ bytes: required(this.#gif).finish(), format: 'gif' });
  }
}

/** Frames that the browser encodes: each is cut to what changed since the one before. */
class CodedFrames implements PictureWriter {
  readonly #parts: typeof Parts;
  readonly #sequence: Animation;
  readonly #quality: number;
  readonly #keeping: Keeping;
  readonly #pieces: AnimationPiece[] = [];
  #format: WrittenImageFormat;
  #last: OwnedRaster | null = null;

  constructor(parts: typeof Parts, sequence: Animation, format: WrittenImageFormat, quality: number, keeping: Keeping) {
    this.#keeping = keeping;
    this.#parts = parts;
    this.#sequence = sequence;
    this.#format = format;
    this.#quality = quality;
  }

  async add(picture: OwnedRaster): Promise<void> {
    const last = this.#last;
    const area = last === null ? sourceBox(0, 0, picture.width, picture.height) : this.#parts.changedArea(last, picture, this.#format === 'webp');
    const piece = last === null ? picture : this.#parts.cropRaster(picture, area);
    const { bytes, format } = await encodeClean(piece, this.#format, this.#quality);
    // A browser without an encoder for the format has written PNG; so will it every further frame.
    this.#format = format;
    this.#pieces.push({ area, duration: this.#sequence.durations[this.#pieces.length] ?? 0, blend: 'replace', disposal: 'keep', still: bytes });
    if (last !== null) {
      releaseBuffer(last.data.buffer);
      releaseBuffer(piece.data.buffer);
    }
    this.#last = picture;
  }

  finish(): Promise<WrittenFile> {
    const { width, height } = required(this.#last);
    const join = this.#format === 'webp' ? this.#parts.joinWebp : this.#parts.joinPng;
    const joined = join({ width, height }, this.#sequence.plays, this.#pieces);
    return Promise.resolve({ bytes: withKept(joined, this.#format, this.#keeping(this.#format)), format: this.#format });
  }
}

async function encodeClean(picture: OwnedRaster, wanted: WrittenImageFormat, quality: number, onCopied?: () => void): Promise<WrittenFile> {
  const { bytes, format } = await encodePicture(picture, wanted, quality, onCopied);
  return { bytes: cleanOutput(bytes, format), format };
}

function required<T>(value: T | null): T {
  if (value === null) throw new RangeError('nothing was added');
  return value;
}

/** Loads what writing animations and pages takes; no part of the engine's first load either. */
export async function prepareWriting(): Promise<void> {
  await importParts();
}

async function importParts(): Promise<typeof Parts> {
  try {
    return await import('./writer-parts.ts');
  } catch {
    throw new AnonymizerError('codec/integrity');
  }
}
