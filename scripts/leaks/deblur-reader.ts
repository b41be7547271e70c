import type { Size } from '../../src/core/geometry/box.ts';
import type { DigitLine, GreyPicture } from './digit-line.ts';
import { gaussian, richardsonLucy, wiener } from './deconvolution.ts';

/** Blurs that are tried, as shares of the digits' height. */
const SIGMAS = [0.15, 0.3, 0.5, 0.75];

/**
 * Reads a line of digits by sharpening what is shown, with two methods and for several blurs, and comparing each cell with
 * each digit. The sharpening that makes the cells look most like digits counts.
 * @param line - its font, place and count; the digits are not used
 * @param picture - the masked picture
 * @param box - what is masked, on whole pixels
 */
export function deblurRead(line: DigitLine, picture: GreyPicture, box: Size & { readonly left: number; readonly top: number }): readonly number[] {
  const shown = cut(picture, box);
  const sharpened = SIGMAS.flatMap((share) => {
    const sigma = share * line.sheet.height;
    return [wiener(shown, sigma), richardsonLucy(shown, sigma)];
  });
  const readings = [shown, ...sharpened].map((view) => readCells(line, view, box));
  return readings.sort((a, b) => b.likeness - a.likeness)[0]?.digits ?? [];
}

/** Blurs a picture as an image editor does. */
export function blurred(picture: GreyPicture, sigma: number): GreyPicture {
  return gaussian(picture, sigma);
}

function cut(picture: GreyPicture, { left, top, width, height }: Size & { readonly left: number; readonly top: number }): GreyPicture {
  const data = Float64Array.from({ length: width * height }, (_, at) => picture.data[(top + Math.floor(at / width)) * picture.width + left + (at % width)] ?? 255);
  return { width, height, data };
}

function readCells({ sheet, digits, left, top }: DigitLine, view: GreyPicture, box: { readonly left: number; readonly top: number }): { digits: number[]; likeness: number } {
  let likeness = 0;
  const read = digits.map((_, index) => {
    const cell = Float64Array.from({ length: sheet.advance * sheet.height }, (__, at) => {
      const x = left + index * sheet.advance + (at % sheet.advance) - box.left;
      const y = top + Math.floor(at / sheet.advance) - box.top;
      return 255 - (view.data[y * view.width + x] ?? 255);
    });
    const scores = sheet.ink.map((ink) => correlation(cell, ink));
    const best = Math.max(...scores);
    likeness += best;
    return scores.indexOf(best);
  });
  return { digits: read, likeness };
}

/** Correlation of two pictures of one size, -1..1; 0 where one of them is flat. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [da, db] = [(a[at] ?? 0) - meanA, (b[at] ?? 0) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa < 1e-9 || bb < 1e-9 ? 0 : ab / Math.sqrt(aa * bb);
}
