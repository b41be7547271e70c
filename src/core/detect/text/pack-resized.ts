import type { Box, Size } from '../../geometry/box.ts';
import type { Raster } from '../resample.ts';
import { triangleTaps, type Taps } from './resize-taps.ts';

/** Network values of 0..255, one table for each plane in the order blue, green, red. */
export type PlaneTables = readonly [Float32Array, Float32Array, Float32Array];

/**
 * Resizes part of a picture straight into planes `[blue, green, red]` of a network's input, row by row, so that no resized
 * copy of the picture is held.
 * @param picture - only read
 * @param part - in pixels of the picture, may be fractional
 * @param output - size of the planes
 * @param tables - network values by pixel value; interpolated between whole values
 * @param into - at least `3 * output.width * output.height` long
 */
export function packResized(picture: Raster, part: Box<'source'>, output: Size, tables: PlaneTables, into: Float32Array): void {
  const plane = output.width * output.height;
  const columns = triangleTaps(part.left, part.width, output.width, picture.width);
  const rows = triangleTaps(part.top, part.height, output.height, picture.height);
  into.fill(0, 0, plane * 3);
  const line = new Float32Array(output.width * 3);
  for (const [row, outputs] of readersOf(rows)) {
    resizeRow(picture, row, columns, tables, line);
    for (const { output: y, weight } of outputs) {
      for (let channel = 0; channel < 3; channel += 1) {
        const to = channel * plane + y * output.width;
        const from = channel * output.width;
        for (let x = 0; x < output.width; x += 1) into[to + x] = (into[to + x] ?? 0) + weight * (line[from + x] ?? 0);
      }
    }
  }
}

/** Which output rows each source row goes into, by source row. */
function readersOf({ starts, weights, width }: Taps): Map<number, { output: number; weight: number }[]> {
  const readers = new Map<number, { output: number; weight: number }[]>();
  for (const [output, start] of starts.entries()) {
    for (let tap = 0; tap < width; tap += 1) {
      const weight = weights[output * width + tap] ?? 0;
      if (weight === 0) continue;
      const list = readers.get(start + tap);
      if (list === undefined) readers.set(start + tap, [{ output, weight }]);
      else list.push({ output, weight });
    }
  }
  return readers;
}

function resizeRow({ data, width }: Raster, row: number, columns: Taps, [blue, green, red]: PlaneTables, line: Float32Array): void {
  const { starts, weights, width: taps } = columns;
  const count = starts.length;
  const base = row * width * 4;
  for (let x = 0; x < count; x += 1) {
    let from = base + (starts[x] ?? 0) * 4;
    let b = 0;
    let g = 0;
    let r = 0;
    for (let at = x * taps; at < (x + 1) * taps; at += 1) {
      const weight = weights[at] ?? 0;
      if (weight > 0) {
        r += weight * (red[data[from] ?? 0] ?? 0);
        g += weight * (green[data[from + 1] ?? 0] ?? 0);
        b += weight * (blue[data[from + 2] ?? 0] ?? 0);
      }
      from += 4;
    }
    line[x] = b;
    line[x + count] = g;
    line[x + 2 * count] = r;
  }
}
