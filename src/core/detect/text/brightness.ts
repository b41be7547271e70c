import type { Raster } from '../resample.ts';

/** Pixels looked at along each side; more would not change the mean. */
const SAMPLES = 128;

/** Mean brightness of a picture from a grid of its pixels, 0..255 (weights of ITU-R BT.601). */
export function brightness({ data, width, height }: Raster): number {
  const stepX = Math.max(1, Math.floor(width / SAMPLES));
  const stepY = Math.max(1, Math.floor(height / SAMPLES));
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y += stepY) {
    for (let x = 0; x < width; x += stepX) {
      const at = (y * width + x) * 4;
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
      count += 1;
    }
  }
  return count === 0 ? 0 : sum / count;
}
