import type { Size } from '../../src/core/geometry/box.ts';
import type { DigitSheet } from './canvas-text.ts';

/** One line of digits somewhere in a picture. */
export interface DigitLine {
  readonly sheet: DigitSheet;
  readonly digits: readonly number[];
  /** Upper left corner of the first cell, in whole pixels. */
  readonly left: number;
  readonly top: number;
}

/** A picture in shades of grey, row-major, 0..255. */
export interface GreyPicture extends Size {
  readonly data: Float64Array;
}

/** Margin of a line's box on every side, as a share of its height: what found text is given before it is masked. */
const MARGIN = 0.3;

/** A line's length in pixels. */
export function lineWidth({ sheet, digits }: Pick<DigitLine, 'sheet' | 'digits'>): number {
  return sheet.advance * digits.length;
}

/**
 * The box that is masked over a line.
 * @param shift - 0..1 pixels to the right and down, so that block grids begin anywhere
 */
export function lineBox(line: DigitLine, shift: { readonly x: number; readonly y: number }): Size & { readonly left: number; readonly top: number } {
  const margin = MARGIN * line.sheet.height;
  return { left: line.left - margin + shift.x, top: line.top - margin + shift.y, width: lineWidth(line) + 2 * margin, height: line.sheet.height + 2 * margin };
}

/** Draws lines in black on white. */
export function drawLines(size: Size, lines: readonly DigitLine[]): GreyPicture {
  const data = new Float64Array(size.width * size.height).fill(255);
  for (const { sheet, digits, left, top } of lines) {
    digits.forEach((digit, index) => {
      const ink = sheet.ink[digit] ?? new Float64Array(0);
      for (let y = 0; y < sheet.height; y += 1) {
        for (let x = 0; x < sheet.advance; x += 1) {
          data[(top + y) * size.width + left + index * sheet.advance + x] = Math.round(255 * (1 - (ink[y * sheet.advance + x] ?? 0)));
        }
      }
    });
  }
  return { ...size, data };
}

/** Grey picture to opaque RGBA. */
export function toRgba({ data }: GreyPicture): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(data.length * 4).fill(255);
  data.forEach((value, at) => pixels.fill(value, at * 4, at * 4 + 3));
  return pixels;
}

/** RGBA to shades of grey, by the mean of the channels: what is read is black on white. */
export function toGrey({ width, height }: Size, pixels: ArrayLike<number>): GreyPicture {
  const data = Float64Array.from({ length: width * height }, (_, at) => ((pixels[at * 4] ?? 0) + (pixels[at * 4 + 1] ?? 0) + (pixels[at * 4 + 2] ?? 0)) / 3);
  return { width, height, data };
}
