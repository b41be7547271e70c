import type { Size } from '../geometry/box.ts';

/** RGBA pixels, row-major, 4 bytes each, straight alpha. */
export interface Raster extends Size {
  readonly data: Uint8ClampedArray;
}

/**
 * Halves a raster by averaging 2 x 2 pixels; an odd last row or column is averaged with itself.
 * Whole-number arithmetic, so that every browser gets the same pixels.
 */
export function halve(source: Raster): Raster {
  const width = Math.ceil(source.width / 2);
  const height = Math.ceil(source.height / 2);
  const from = source.data;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const upper = y * 2 * source.width * 4;
    const lower = Math.min(y * 2 + 1, source.height - 1) * source.width * 4;
    let to = y * width * 4;
    for (let x = 0; x < width; x += 1) {
      const left = x * 8;
      const right = Math.min(x * 2 + 1, source.width - 1) * 4;
      for (let c = 0; c < 4; c += 1) {
        data[to + c] =
          ((from[upper + left + c] ?? 0) + (from[upper + right + c] ?? 0) + (from[lower + left + c] ?? 0) + (from[lower + right + c] ?? 0) + 2) >> 2;
      }
      to += 4;
    }
  }
  return { width, height, data };
}

/** Doubles a raster by bilinear interpolation (pixel centres at half positions). Whole-number arithmetic. */
export function double(source: Raster): Raster {
  const width = source.width * 2;
  const height = source.height * 2;
  const from = source.data;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const near = y >> 1;
    const far = Math.min(Math.max(near + (y % 2 === 0 ? -1 : 1), 0), source.height - 1);
    const nearRow = near * source.width * 4;
    const farRow = far * source.width * 4;
    for (let x = 0; x < width; x += 1) {
      const nearX = (x >> 1) * 4;
      const farX = Math.min(Math.max((x >> 1) + (x % 2 === 0 ? -1 : 1), 0), source.width - 1) * 4;
      const to = (y * width + x) * 4;
      for (let c = 0; c < 4; c += 1) {
        data[to + c] =
          (9 * (from[nearRow + nearX + c] ?? 0) +
            3 * (from[nearRow + farX + c] ?? 0) +
            3 * (from[farRow + nearX + c] ?? 0) +
            (from[farRow + farX + c] ?? 0) +
            8) >>
          4;
      }
    }
  }
  return { width, height, data };
}
