import type { Box, Size } from '../geometry/box.ts';

/**
 * Prior boxes of RFB-320, one row per stride of its feature maps: side lengths in input pixels.
 * @see https://github.com/Linzaer/Ultra-Light-Fast-Generic-Face-Detector-1MB (vision/ssd/config/fd_config.py)
 */
const PRIORS = [
  { stride: 8, sides: [10, 16, 24] },
  { stride: 16, sides: [32, 48] },
  { stride: 32, sides: [64, 96] },
  { stride: 64, sides: [128, 192, 256] },
] as const;

/** The network's centre and size variances, from the same configuration. */
const CENTRE_VARIANCE = 0.1;
const SIZE_VARIANCE = 0.2;

/** A find straight from a network, its score not calibrated yet. */
export interface RawFind {
  /** The network's own score, 0..1. */
  readonly score: number;
  readonly box: Box<'model'>;
}

/** Number of priors for an input whose sides are multiples of 64. */
export function countRfbPriors(input: Size): number {
  return PRIORS.reduce((sum, { stride, sides }) => sum + sides.length * (input.width / stride) * (input.height / stride), 0);
}

/**
 * Decodes the fully convolutional RFB-320 face detector.
 * @param scores - `[1, N, 2]`, softmax over (background, face); priors run stride by stride, row by row, column by column, side by side
 * @param locations - `[1, N, 4]`, offsets (centre x, centre y, width, height) against the priors
 * @param input - size of the network's input, multiples of 64
 * @param scoreThreshold - finds below it are left out, 0..1
 * @returns finds in no particular order, not suppressed
 */
export function decodeRfb(scores: Float32Array, locations: Float32Array, input: Size, scoreThreshold: number): RawFind[] {
  const finds: RawFind[] = [];
  let prior = 0;
  for (const { stride, sides } of PRIORS) {
    const columns = input.width / stride;
    const rows = input.height / stride;
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        for (const side of sides) {
          const score = scores[prior * 2 + 1] ?? 0;
          if (score >= scoreThreshold) {
            const at = prior * 4;
            const centreX = (column + 0.5) * stride + (locations[at] ?? 0) * CENTRE_VARIANCE * side;
            const centreY = (row + 0.5) * stride + (locations[at + 1] ?? 0) * CENTRE_VARIANCE * side;
            const width = side * Math.exp((locations[at + 2] ?? 0) * SIZE_VARIANCE);
            const height = side * Math.exp((locations[at + 3] ?? 0) * SIZE_VARIANCE);
            finds.push({ score, box: { left: centreX - width / 2, top: centreY - height / 2, width, height } });
          }
          prior += 1;
        }
      }
    }
  }
  return finds;
}
