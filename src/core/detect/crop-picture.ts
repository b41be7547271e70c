import type { Raster } from './resample.ts';
import type { Box } from '../geometry/box.ts';

/**
 * Cuts a part out of a picture and shrinks it on the way, so that no copy at full size is needed.
 * @param picture - only read
 * @param part - whole pixels inside the picture
 * @param shrink - side of the square, in picture pixels, whose mean becomes one pixel; a whole number, at least 1
 * @returns a raster of its own; the last column and row are means of what is left of the part
 */
export function cropPicture(picture: Raster, part: Box<'source'>, shrink = 1): Raster {
  const width = Math.ceil(part.width / shrink);
  const height = Math.ceil(part.height / shrink);
  const data = new Uint8ClampedArray(width * height * 4);
  if (shrink === 1) {
    for (let y = 0; y < height; y += 1) {
      const from = ((part.top + y) * picture.width + part.left) * 4;
      data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
    }
    return { width, height, data };
  }
  const sums = new Uint32Array(width * 4);
  for (let y = 0; y < height; y += 1) {
    const rows = Math.min(shrink, part.height - y * shrink);
    sums.fill(0);
    for (let row = 0; row < rows; row += 1) {
      let from = ((part.top + y * shrink + row) * picture.width + part.left) * 4;
      for (let x = 0; x < part.width; x += 1, from += 4) {
        const to = Math.floor(x / shrink) * 4;
        for (let channel = 0; channel < 4; channel += 1) sums[to + channel] = (sums[to + channel] ?? 0) + (picture.data[from + channel] ?? 0);
      }
    }
    for (let x = 0; x < width; x += 1) {
      const pixels = rows * Math.min(shrink, part.width - x * shrink);
      for (let at = x * 4; at < x * 4 + 4; at += 1) data[y * width * 4 + at] = Math.round((sums[at] ?? 0) / pixels);
    }
  }
  return { width, height, data };
}
