import type { StoredFrame } from '../animation/animation.ts';
import { AnonymizerError } from '../errors.ts';
import { storedBox, type Box, type Size } from '../geometry/box.ts';
import { byteAt, u16be, u32be } from './binary-reads.ts';
import { hasGoodCrc, type PngChunk } from './png-chunks.ts';

/** Disposal of fcTL, by its number. @see https://www.w3.org/TR/png-3/#fcTL-chunk */
const DISPOSALS = ['keep', 'clear', 'restore'] as const;
const BLENDS = ['replace', 'over'] as const;
/** PNG's numbers of four bytes end here. */
const MAX_NUMBER = 0x7fffffff;
/** Hundredths of a second are meant where the denominator is 0. */
const DEFAULT_DENOMINATOR = 100;

/** A run of compressed bytes in the file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** One frame and where its compressed data lie. */
export interface PngFrame extends Omit<StoredFrame, 'area'> {
  /** Where it lies in the picture as stored, before orientation. */
  readonly area: Box<'stored'>;
  readonly data: readonly ByteRange[];
}

/** What the animation chunks of a PNG say. */
export interface PngAnimation {
  /** Times that it plays; 0 means for ever. */
  readonly plays: number;
  readonly frames: readonly PngFrame[];
  /** Bytes of IDAT chunks that no frame uses; some programs show that picture, others the animation. */
  readonly stillPictureBytes: number;
}

interface OpenFrame extends PngFrame {
  readonly data: ByteRange[];
}

/**
 * Reads the animation of a PNG chunk by chunk and refuses whatever browsers could understand in more than one way:
 * wrong order, sequence numbers, counts and CRCs, frames outside the canvas. Without an acTL the picture is still.
 * @see https://www.w3.org/TR/png-3/#apng-frame-based-animation
 */
export class PngAnimationReader {
  readonly #canvas: Size;
  readonly #frames: OpenFrame[] = [];
  #header: { readonly frames: number; readonly plays: number } | null = null;
  #sequence = 0;
  #dataChunks = 0;
  #stillPictureBytes = 0;
  #isStillFirstFrame = false;
  #previousType = '';

  /** @param canvas - size that IHDR tells */
  constructor(canvas: Size) {
    this.#canvas = canvas;
  }

  /**
   * Takes the next chunk, of whatever type.
   * @throws AnonymizerError `input/corrupt`
   */
  take(bytes: Uint8Array, chunk: PngChunk): void {
    switch (chunk.type) {
      case 'acTL':
        this.#takeHeader(bytes, chunk);
        break;
      case 'fcTL':
        if (this.#header !== null) this.#takeControl(bytes, chunk);
        break;
      case 'fdAT':
        if (this.#header !== null) this.#takeData(bytes, chunk);
        break;
      case 'IDAT':
        this.#takeStillData(chunk);
    }
    this.#previousType = chunk.type;
  }

  /** Whether the picture is animated, as far as it is read. */
  get isAnimated(): boolean {
    return this.#header !== null;
  }

  /**
   * Ends the walk.
   * @param end - the IEND chunk
   * @returns `null` for a still picture
   * @throws AnonymizerError `input/corrupt` where frames or their data are missing
   */
  finish(end: PngChunk): PngAnimation | null {
    if (this.#header === null) return null;
    refuseUnless(this.#frames.length === this.#header.frames && this.#hasLastFrameData(), end);
    return { plays: this.#header.plays, frames: this.#frames, stillPictureBytes: this.#stillPictureBytes };
  }

  #takeHeader(bytes: Uint8Array, chunk: PngChunk): void {
    const isFirst = this.#header === null && this.#dataChunks === 0;
    refuseUnless(isFirst && chunk.dataEnd - chunk.dataStart === 8 && hasGoodCrc(bytes, chunk), chunk);
    const frames = u32be(bytes, chunk.dataStart);
    const plays = u32be(bytes, chunk.dataStart + 4);
    refuseUnless(frames > 0 && frames <= MAX_NUMBER && plays <= MAX_NUMBER, chunk);
    this.#header = { frames, plays };
  }

  #takeControl(bytes: Uint8Array, chunk: PngChunk): void {
    refuseUnless(chunk.dataEnd - chunk.dataStart === 26 && hasGoodCrc(bytes, chunk) && this.#hasLastFrameData(), chunk);
    this.#takeSequenceNumber(bytes, chunk);
    const at = chunk.dataStart;
    const area = storedBox(u32be(bytes, at + 12), u32be(bytes, at + 16), u32be(bytes, at + 4), u32be(bytes, at + 8));
    const { width, height } = this.#canvas;
    const isInside = area.width > 0 && area.height > 0 && area.left + area.width <= width && area.top + area.height <= height;
    refuseUnless(isInside, chunk);
    if (this.#dataChunks === 0) {
      // The still picture is the first frame, so that frame has the still picture's size.
      refuseUnless(area.width === width && area.height === height, chunk);
      this.#isStillFirstFrame = true;
    }
    const disposal = DISPOSALS[byteAt(bytes, at + 24)];
    const blend = BLENDS[byteAt(bytes, at + 25)];
    if (disposal === undefined || blend === undefined) throw corrupt(chunk);
    const denominator = u16be(bytes, at + 22);
    const duration = (1000 * u16be(bytes, at + 20)) / (denominator === 0 ? DEFAULT_DENOMINATOR : denominator);
    this.#frames.push({ area, duration, blend, disposal, data: [] });
  }

  #takeData(bytes: Uint8Array, chunk: PngChunk): void {
    refuseUnless(chunk.dataEnd - chunk.dataStart >= 4 && hasGoodCrc(bytes, chunk), chunk);
    this.#takeSequenceNumber(bytes, chunk);
    const frame = this.#frames.at(-1);
    const mayHaveData = this.#dataChunks > 0 && !(this.#isStillFirstFrame && this.#frames.length === 1);
    if (frame === undefined || !mayHaveData) throw corrupt(chunk);
    if (chunk.dataEnd > chunk.dataStart + 4) frame.data.push({ start: chunk.dataStart + 4, end: chunk.dataEnd });
  }

  #takeStillData(chunk: PngChunk): void {
    // Of a picture that isn't animated, data apart are listed: decoders take or skip them.
    refuseUnless(!this.isAnimated || this.#dataChunks === 0 || this.#previousType === 'IDAT', chunk);
    this.#dataChunks += 1;
    const frame = this.#frames.at(-1);
    if (frame === undefined) {
      this.#stillPictureBytes += chunk.end - chunk.start;
    } else if (chunk.dataEnd > chunk.dataStart) {
      frame.data.push({ start: chunk.dataStart, end: chunk.dataEnd });
    }
  }

  #takeSequenceNumber(bytes: Uint8Array, chunk: PngChunk): void {
    refuseUnless(u32be(bytes, chunk.dataStart) === this.#sequence, chunk);
    this.#sequence += 1;
  }

  #hasLastFrameData(): boolean {
    const frame = this.#frames.at(-1);
    return frame === undefined || frame.data.length > 0;
  }
}

function refuseUnless(isAllowed: boolean, chunk: PngChunk): void {
  if (!isAllowed) throw corrupt(chunk);
}

function corrupt(chunk: PngChunk): AnonymizerError {
  return new AnonymizerError('input/corrupt', { offset: chunk.start });
}
