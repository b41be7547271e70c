import type { Size } from '../../geometry/box.ts';
import type { Raster } from '../resample.ts';
import { directionOf, type RotatedRectangle } from './rotated-rectangle.ts';

/** How a value 0..255 of red, green and blue becomes a network's value. */
export type ValueTable = Float32Array;

/** Samples per side and output pixel are capped here: more would only blur the same. */
const MOST_SAMPLES = 8;

/**
 * Cuts a rotated rectangle out of a picture, upright and resized: bilinear, several samples a pixel where it shrinks.
 * Beyond the picture's edge its edge pixels go on.
 * @param picture - only read
 * @param rectangle - in pixels of the picture
 * @param output - size that the rectangle becomes
 * @param reversed - turns the result by 180 degrees
 * @param into - planes blue, green, red, rows of `stride` values; only the part of `output` is written
 * @param stride - values per row of a plane
 * @param table - 256 values
 */
export function warpLine(
  picture: Raster,
  rectangle: RotatedRectangle,
  output: Size,
  reversed: boolean,
  into: Float32Array,
  stride: number,
  table: ValueTable,
): void {
  const along = directionOf(rectangle.angle);
  const turn = reversed ? -1 : 1;
  const stepX = rectangle.width / output.width;
  const stepY = rectangle.height / output.height;
  const samplesX = Math.min(MOST_SAMPLES, Math.max(1, Math.round(stepX)));
  const samplesY = Math.min(MOST_SAMPLES, Math.max(1, Math.round(stepY)));
  const plane = stride * output.height;
  const sum = new Float64Array(3);
  for (let row = 0; row < output.height; row += 1) {
    for (let column = 0; column < output.width; column += 1) {
      sum.fill(0);
      for (let sy = 0; sy < samplesY; sy += 1) {
        const v = turn * ((row + (sy + 0.5) / samplesY) * stepY - rectangle.height / 2);
        for (let sx = 0; sx < samplesX; sx += 1) {
          const u = turn * ((column + (sx + 0.5) / samplesX) * stepX - rectangle.width / 2);
          addSample(picture, rectangle.centreX + u * along.x - v * along.y - 0.5, rectangle.centreY + u * along.y + v * along.x - 0.5, sum);
        }
      }
      const at = row * stride + column;
      const count = samplesX * samplesY;
      for (let channel = 0; channel < 3; channel += 1) {
        into[at + channel * plane] = table[Math.round((sum[2 - channel] ?? 0) / count)] ?? 0;
      }
    }
  }
}

/** Adds the red, green and blue of one place between pixel centres. */
function addSample({ data, width, height }: Raster, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const x0 = Math.min(Math.max(left, 0), width - 1) * 4;
  const x1 = Math.min(Math.max(left + 1, 0), width - 1) * 4;
  const y0 = Math.min(Math.max(top, 0), height - 1) * width * 4;
  const y1 = Math.min(Math.max(top + 1, 0), height - 1) * width * 4;
  for (let channel = 0; channel < 3; channel += 1) {
    const upper = (data[y0 + x0 + channel] ?? 0) * (1 - fx) + (data[y0 + x1 + channel] ?? 0) * fx;
    const lower = (data[y1 + x0 + channel] ?? 0) * (1 - fx) + (data[y1 + x1 + channel] ?? 0) * fx;
    sum[channel] = (sum[channel] ?? 0) + upper * (1 - fy) + lower * fy;
  }
}
