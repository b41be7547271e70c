import type { Raster } from '../detect/resample.ts';
import { AnonymizerError } from '../errors.ts';
import { sourceBox, type Box } from '../geometry/box.ts';

/**
 * The smallest box that holds every pixel that differs, transparent ones included.
 * @param before - RGBA
 * @param after - of the same size
 * @param evenOffsets - whether left and top must be even, as WebP stores them; the box then grows to the left and up
 * @returns whole pixels; 1 x 1 at 0, 0 where nothing differs
 * @throws AnonymizerError `engine/internal` where sizes differ
 */
export function changedArea(before: Raster, after: Raster, evenOffsets: boolean): Box<'source'> {
  const { width, height } = before;
  if (after.width !== width || after.height !== height) throw new AnonymizerError('engine/internal');
  const a = pixelsOf(before);
  const b = pixelsOf(after);
  let left = width;
  let top = height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let first = 0;
    while (first < width && a[row + first] === b[row + first]) first += 1;
    if (first === width) continue;
    let last = width - 1;
    // What lies between known borders need not be looked at.
    while (last >= right && a[row + last] === b[row + last]) last -= 1;
    left = Math.min(left, first);
    right = Math.max(right, last + 1);
    top = Math.min(top, y);
    bottom = y + 1;
  }
  if (bottom === 0) return sourceBox(0, 0, 1, 1);
  if (evenOffsets) {
    left -= left % 2;
    top -= top % 2;
  }
  return sourceBox(left, top, right - left, bottom - top);
}

/**
 * Cuts a piece out of a picture.
 * @param picture - RGBA; only read
 * @param area - whole pixels, inside the picture
 * @returns a copy
 */
export function cropRaster(picture: Raster, area: Box<'source'>): Raster & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
  const { left, top, width, height } = area;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    const start = ((top + row) * picture.width + left) * 4;
    data.set(picture.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}

/** One number for each pixel; copied where the bytes don't lie on a border of four. */
function pixelsOf({ data, width, height }: Raster): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
}
