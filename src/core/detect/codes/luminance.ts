import type { Raster } from '../resample.ts';
import type { Box, Size } from '../../geometry/box.ts';

/** One byte of brightness a pixel, row-major. */
export interface Plane extends Size {
  readonly data: Uint8Array;
}

/**
 * Brightness of a raster, alpha ignored: `(306 r + 601 g + 117 b) / 1024`, the weights of ITU-R BT.601 in whole numbers.
 * @param raster - only read
 */
export function luminance(raster: Raster): Plane {
  const { width, height, data: from } = raster;
  const data = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < data.length; i += 1, at += 4) {
    data[i] = (306 * (from[at] ?? 0) + 601 * (from[at + 1] ?? 0) + 117 * (from[at + 2] ?? 0) + 512) >> 10;
  }
  return { width, height, data };
}

/** Halves a plane by averaging 2 x 2 pixels; an odd last row or column is averaged with itself. */
export function halvePlane(source: Plane): Plane {
  const width = Math.ceil(source.width / 2);
  const height = Math.ceil(source.height / 2);
  const data = new Uint8Array(width * height);
  const from = source.data;
  for (let y = 0; y < height; y += 1) {
    const upper = y * 2 * source.width;
    const lower = Math.min(y * 2 + 1, source.height - 1) * source.width;
    for (let x = 0; x < width; x += 1) {
      const right = Math.min(x * 2 + 1, source.width - 1);
      data[y * width + x] =
        ((from[upper + x * 2] ?? 0) + (from[upper + right] ?? 0) + (from[lower + x * 2] ?? 0) + (from[lower + right] ?? 0) + 2) >> 2;
    }
  }
  return { width, height, data };
}

/** Doubles a plane by bilinear interpolation, pixel centres at half positions. */
export function doublePlane(source: Plane): Plane {
  const width = source.width * 2;
  const height = source.height * 2;
  const data = new Uint8Array(width * height);
  const from = source.data;
  for (let y = 0; y < height; y += 1) {
    const near = (y >> 1) * source.width;
    const far = Math.min(Math.max((y >> 1) + (y % 2 === 0 ? -1 : 1), 0), source.height - 1) * source.width;
    for (let x = 0; x < width; x += 1) {
      const nearX = x >> 1;
      const farX = Math.min(Math.max(nearX + (x % 2 === 0 ? -1 : 1), 0), source.width - 1);
      data[y * width + x] =
        (9 * (from[near + nearX] ?? 0) + 3 * (from[near + farX] ?? 0) + 3 * (from[far + nearX] ?? 0) + (from[far + farX] ?? 0) + 8) >> 4;
    }
  }
  return { width, height, data };
}

/** The same plane with dark and light exchanged. */
export function inverted({ width, height, data }: Plane): Plane {
  return { width, height, data: data.map((value) => 255 - value) };
}

/**
 * Copies a part of a plane.
 * @param box - whole pixels inside the plane
 */
export function cutPlane(source: Plane, box: Box<'level'>): Plane {
  const data = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y += 1) {
    const from = (box.top + y) * source.width + box.left;
    data.set(source.data.subarray(from, from + box.width), y * box.width);
  }
  return { width: box.width, height: box.height, data };
}

/** Brightness between pixels by bilinear interpolation; outside, the nearest edge pixel's. `x` and `y` in pixels, centres at halves. */
export function sampleAt({ width, height, data }: Plane, x: number, y: number): number {
  const fx = Math.min(Math.max(x - 0.5, 0), width - 1);
  const fy = Math.min(Math.max(y - 0.5, 0), height - 1);
  const left = Math.floor(fx);
  const top = Math.floor(fy);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const ax = fx - left;
  const ay = fy - top;
  const upper = (data[top * width + left] ?? 0) * (1 - ax) + (data[top * width + right] ?? 0) * ax;
  const lower = (data[bottom * width + left] ?? 0) * (1 - ax) + (data[bottom * width + right] ?? 0) * ax;
  return upper * (1 - ay) + lower * ay;
}
