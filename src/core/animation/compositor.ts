import type { Raster } from '../detect/resample.ts';
import { AnonymizerError } from '../errors.ts';
import { clip, type Box, type Size } from '../geometry/box.ts';
import type { StoredFrame } from './animation.ts';

/**
 * Draws the stored pieces of an animation, in order, onto the canvas that a viewer sees. The canvas begins transparent,
 * which is also what a first frame with disposal `restore` goes back to. Whole-number arithmetic, so that every browser
 * gets the same pixels.
 */
export class Compositor {
  readonly #width: number;
  readonly #height: number;
  readonly #shown: Uint8ClampedArray<ArrayBuffer>;
  /** Undoes the frame drawn last, as its disposal says. */
  #dispose: (() => void) | null = null;

  /** @param canvas - in pixels */
  constructor({ width, height }: Size) {
    this.#width = width;
    this.#height = height;
    this.#shown = new Uint8ClampedArray(width * height * 4);
  }

  /**
   * Draws the next frame.
   * @param frame - how it is stored; the next in the animation's order
   * @param piece - its pixels, straight alpha; only read, not kept
   * @returns the whole canvas as shown with this frame: a copy that belongs to the caller
   * @throws AnonymizerError `input/undecodable` where the piece has another size than the frame's area, or the area
   *   isn't whole pixels or begins left of or above the canvas; nothing is drawn then
   */
  draw(frame: StoredFrame, piece: Raster): Raster & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
    const { blend, disposal } = frame;
    this.#check(frame.area, piece);
    const area = clip(frame.area, { width: this.#width, height: this.#height });
    const stride = piece.width * 4;
    this.#dispose?.();
    this.#dispose = null;
    if (disposal === 'clear') {
      this.#dispose = () => this.#clear(area);
    } else if (disposal === 'restore') {
      const before = this.#copy(area);
      this.#dispose = () => this.#put(area, before, area.width * 4);
    }
    if (blend === 'replace') {
      this.#put(area, piece.data, stride);
    } else {
      this.#drawOver(area, piece.data, stride);
    }
    return { width: this.#width, height: this.#height, data: this.#shown.slice() };
  }

  #check({ left, top, width, height }: Box<'source'>, piece: Raster): void {
    const isWhole = [left, top, width, height].every(Number.isInteger);
    const fits = piece.width === width && piece.height === height && piece.data.length === width * height * 4;
    if (!isWhole || left < 0 || top < 0 || !fits) {
      throw new AnonymizerError('input/undecodable', { width: piece.width, height: piece.height });
    }
  }

  /** Offset of the first byte of an area's row. */
  #rowAt({ left, top }: Box<'source'>, row: number): number {
    return ((top + row) * this.#width + left) * 4;
  }

  #clear(area: Box<'source'>): void {
    for (let row = 0; row < area.height; row += 1) {
      const at = this.#rowAt(area, row);
      this.#shown.fill(0, at, at + area.width * 4);
    }
  }

  #copy(area: Box<'source'>): Uint8ClampedArray {
    const stride = area.width * 4;
    const copy = new Uint8ClampedArray(stride * area.height);
    for (let row = 0; row < area.height; row += 1) {
      const at = this.#rowAt(area, row);
      copy.set(this.#shown.subarray(at, at + stride), row * stride);
    }
    return copy;
  }

  /** @param stride - bytes from one row of the pixels to the next; at least the area's */
  #put(area: Box<'source'>, pixels: Uint8ClampedArray, stride: number): void {
    for (let row = 0; row < area.height; row += 1) {
      this.#shown.set(pixels.subarray(row * stride, row * stride + area.width * 4), this.#rowAt(area, row));
    }
  }

  #drawOver(area: Box<'source'>, pixels: Uint8ClampedArray, stride: number): void {
    const shown = this.#shown;
    for (let row = 0; row < area.height; row += 1) {
      const start = this.#rowAt(area, row);
      const end = start + area.width * 4;
      let from = row * stride;
      for (let to = start; to < end; to += 4, from += 4) {
        const upper = pixels[from + 3] ?? 0;
        if (upper === 0) continue;
        const lower = shown[to + 3] ?? 0;
        if (upper === 255 || lower === 0) {
          shown[to] = pixels[from] ?? 0;
          shown[to + 1] = pixels[from + 1] ?? 0;
          shown[to + 2] = pixels[from + 2] ?? 0;
          shown[to + 3] = upper;
          continue;
        }
        // Source over destination on straight alpha; the weights and their sum are in 255ths of 255ths.
        const upperWeight = upper * 255;
        const lowerWeight = lower * (255 - upper);
        const sum = upperWeight + lowerWeight;
        for (let c = 0; c < 3; c += 1) {
          shown[to + c] = Math.floor(((pixels[from + c] ?? 0) * upperWeight + (shown[to + c] ?? 0) * lowerWeight + (sum >> 1)) / sum);
        }
        shown[to + 3] = Math.floor((sum + 127) / 255);
      }
    }
  }
}
