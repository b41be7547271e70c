import { orientedSize, turnOf } from '../../core/geometry/orientation.ts';
import type { Orientation } from '../../core/structure/inspection.ts';
import type { OwnedRaster } from '../source-cache.ts';

/**
 * Turns stored pixels for display.
 * @param stored - as stored; returned itself where nothing is to turn
 * @param orientation - EXIF orientation
 */
export function turnRaster(stored: OwnedRaster, orientation: Orientation): OwnedRaster {
  if (orientation === 1) return stored;
  const { swapsAxes, flipsX, flipsY } = turnOf(orientation);
  const { width, height } = orientedSize(stored, orientation);
  const from = new Uint32Array(stored.data.buffer, stored.data.byteOffset, stored.width * stored.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const v = flipsY ? height - 1 - y : y;
    for (let x = 0; x < width; x += 1) {
      const u = flipsX ? width - 1 - x : x;
      to[y * width + x] = from[swapsAxes ? u * stored.width + v : v * stored.width + u] ?? 0;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
