import { GIFEncoder } from 'gifenc/dist/gifenc.esm.js';
import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { indexPixels, NOT_DRAWN } from './gif-palette.ts';

/** Alpha from which a pixel is drawn: GIF knows no half. */
const OPAQUE_FROM = 128;
const DISPOSAL_KEEP = 1;
const DISPOSAL_CLEAR = 2;
/** Largest number that a delay, in hundredths of a second, or a number of repeats can be. */
const MAX_NUMBER = 0xffff;

/**
 * Writes an animated GIF, frame by frame. Every frame has the canvas's size and a colour table of its own. Where the
 * canvas is opaque, pixels that stay as they were are left out of a frame; where it isn't, each frame replaces the last.
 *
 * Colours are exact in a frame that draws at most 255 of them. Otherwise those that fill areas are, and the others come
 * near; a pixel left out keeps the colour that it got when it was drawn.
 */
export class GifWriter {
  readonly #canvas: Size;
  readonly #isTransparent: boolean;
  readonly #encoder = GIFEncoder({ auto: false });
  /** 0xRRGGBB of what the frames so far show. */
  readonly #shown: Int32Array;
  readonly #drawn: Int32Array;
  #frames = 0;

  /**
   * @param canvas - in pixels, at most 65,535 a side
   * @param plays - times that it plays; 0 means for ever; at most 65,536 are written
   * @param isTransparent - whether any frame may have transparent pixels; where not, alpha is not looked at
   */
  constructor(canvas: Size, plays: number, isTransparent: boolean) {
    this.#canvas = canvas;
    this.#isTransparent = isTransparent;
    this.#shown = new Int32Array(isTransparent ? 0 : canvas.width * canvas.height).fill(NOT_DRAWN);
    this.#drawn = new Int32Array(canvas.width * canvas.height);
    this.#encoder.writeHeader();
    // Eight bits for each colour; no colour table for all frames, no background, square pixels.
    this.#encoder.stream.writeBytes([...u16(canvas.width), ...u16(canvas.height), 0x70, 0, 0]);
    if (plays !== 1) {
      const repeats = plays === 0 ? 0 : Math.min(plays - 1, MAX_NUMBER);
      const name = Array.from('NETSCAPE2.0', (character) => character.charCodeAt(0));
      this.#encoder.stream.writeBytes([0x21, 0xff, 11, ...name, 3, 1, ...u16(repeats), 0]);
    }
  }

  /**
   * Adds a frame.
   * @param picture - the canvas as it should be shown, straight alpha; alpha below 128 is transparent, the rest opaque.
   *   Only read, not kept
   * @param duration - in milliseconds; written in hundredths of a second, at least one unless it is 0
   * @throws AnonymizerError `export/encode` where the picture isn't as large as the canvas
   */
  add(picture: Raster, duration: number): void {
    const { width, height } = this.#canvas;
    if (picture.width !== width || picture.height !== height || picture.data.length !== width * height * 4) {
      throw new AnonymizerError('export/encode');
    }
    if (this.#isTransparent) {
      this.#takeAll(picture.data);
    } else {
      this.#takeChanged(picture.data);
    }
    const { palette, indices, transparentIndex } = indexPixels(this.#drawn);
    this.#encoder.writeFrame(indices, width, height, {
      palette: palette.map((color) => [color >> 16, (color >> 8) & 255, color & 255]),
      delay: centiseconds(duration) * 10,
      dispose: this.#isTransparent ? DISPOSAL_CLEAR : DISPOSAL_KEEP,
      transparent: transparentIndex !== -1,
      transparentIndex: Math.max(0, transparentIndex),
      colorDepth: Math.max(2, Math.ceil(Math.log2(palette.length))),
    });
    this.#frames += 1;
  }

  /**
   * Ends the file; call it once, and add nothing after it.
   * @returns the whole file; belongs to the caller
   * @throws AnonymizerError `export/encode` where there is no frame
   */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#frames === 0) throw new AnonymizerError('export/encode');
    this.#encoder.finish();
    return this.#encoder.bytes();
  }

  #takeAll(data: Uint8ClampedArray): void {
    for (let at = 0, from = 0; from < data.length; at += 1, from += 4) {
      this.#drawn[at] = (data[from + 3] ?? 0) < OPAQUE_FROM ? NOT_DRAWN : colorAt(data, from);
    }
  }

  #takeChanged(data: Uint8ClampedArray): void {
    for (let at = 0, from = 0; from < data.length; at += 1, from += 4) {
      const color = colorAt(data, from);
      this.#drawn[at] = color === this.#shown[at] ? NOT_DRAWN : color;
      this.#shown[at] = color;
    }
  }
}

function colorAt(data: Uint8ClampedArray, from: number): number {
  return ((data[from] ?? 0) << 16) | ((data[from + 1] ?? 0) << 8) | (data[from + 2] ?? 0);
}

function centiseconds(duration: number): number {
  return duration === 0 ? 0 : Math.min(Math.max(1, Math.round(duration / 10)), MAX_NUMBER);
}

function u16(value: number): [number, number] {
  return [value & 255, value >> 8];
}
