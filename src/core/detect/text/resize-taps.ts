/** Which source cells make each output cell, and with what weights (sum 1). */
export interface Taps {
  /** First source cell of each output cell. */
  readonly starts: Int32Array;
  /** Weights per output cell, `width` a cell, unused ones 0. */
  readonly weights: Float32Array;
  readonly width: number;
}

/**
 * Weights of a triangle filter: bilinear interpolation when it enlarges, an average that leaves nothing out when it
 * shrinks. Cells beyond the edge count as the edge.
 * @param from - start of the part to resize, in source cells; may be fractional
 * @param length - length of that part in source cells
 * @param outputs - number of output cells that the part becomes
 * @param sourceCells - number of source cells there are
 */
export function triangleTaps(from: number, length: number, outputs: number, sourceCells: number): Taps {
  const step = length / outputs;
  const reach = Math.max(1, step);
  const width = Math.ceil(2 * reach) + 1;
  const starts = new Int32Array(outputs);
  const weights = new Float32Array(outputs * width);
  for (let output = 0; output < outputs; output += 1) {
    const centre = from + (output + 0.5) * step - 0.5;
    const first = Math.ceil(centre - reach);
    const start = Math.min(Math.max(first, 0), sourceCells - 1);
    starts[output] = start;
    let sum = 0;
    for (let tap = 0; tap < width; tap += 1) sum += Math.max(0, 1 - Math.abs(first + tap - centre) / reach);
    for (let tap = 0; tap < width; tap += 1) {
      const weight = Math.max(0, 1 - Math.abs(first + tap - centre) / reach) / sum;
      const cell = Math.min(Math.max(first + tap, 0), sourceCells - 1) - start;
      const at = output * width + cell;
      if (weight > 0) weights[at] = (weights[at] ?? 0) + weight;
    }
  }
  return { starts, weights, width };
}
