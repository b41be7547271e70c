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

/**
 * Resamples a raster to another size by bilinear interpolation between pixel centres. For factors of at least one half:
 * below it pixels would be skipped, so halve first.
 * @param size - whole pixels, at least 1
 */
export function resize(source: Raster, size: Size): Raster {
  const { width, height } = size;
  const data = new Uint8ClampedArray(width * height * 4);
  const columns = samples(source.width, width);
  const rows = samples(source.height, height);
  const from = source.data;
  for (let y = 0; y < height; y += 1) {
    const upper = (rows.near[y] ?? 0) * source.width;
    const lower = (rows.far[y] ?? 0) * source.width;
    const v = rows.share[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const left = columns.near[x] ?? 0;
      const right = columns.far[x] ?? 0;
      const u = columns.share[x] ?? 0;
      const to = (y * width + x) * 4;
      for (let c = 0; c < 4; c += 1) {
        const top = (from[(upper + left) * 4 + c] ?? 0) * (256 - u) + (from[(upper + right) * 4 + c] ?? 0) * u;
        const bottom = (from[(lower + left) * 4 + c] ?? 0) * (256 - u) + (from[(lower + right) * 4 + c] ?? 0) * u;
        data[to + c] = (top * (256 - v) + bottom * v + 32768) >> 16;
      }
    }
  }
  return { width, height, data };
}

/** For each new pixel the two old ones around its centre, and the share of the second in 256ths. */
function samples(length: number, wanted: number): { readonly near: Int32Array; readonly far: Int32Array; readonly share: Int32Array } {
  const near = new Int32Array(wanted);
  const far = new Int32Array(wanted);
  const share = new Int32Array(wanted);
  for (let i = 0; i < wanted; i += 1) {
    const at = Math.min(Math.max(((i + 0.5) * length) / wanted - 0.5, 0), length - 1);
    near[i] = Math.floor(at);
    far[i] = Math.min(Math.floor(at) + 1, length - 1);
    share[i] = Math.round((at - Math.floor(at)) * 256);
  }
  return { near, far, share };
}
