import type { LevelFind } from './merge-levels.ts';

/**
 * Logistic calibration of RFB-320 per pyramid level: `p = sigmoid(slope * logit(score) + offset + size * log2(h / 24))`
 * with `h` the find's height in level pixels. Raw scores mean different things at different levels: 0.7 at twice the size
 * is right in 4 of 10 finds, at a quarter in 7 of 10. Fitted by logistic regression on 62 public pictures with 384 faces
 * (right = IoU of at least 0.35 with a true face).
 */
const LEVELS = [
  { fromScale: 2, slope: 0.59, offset: -0.55, size: -0.72 },
  { fromScale: 1, slope: 0.83, offset: -1.15, size: -0.45 },
  { fromScale: 0.5, slope: 0.84, offset: -0.42, size: -0.09 },
  { fromScale: 0, slope: 0.84, offset: -0.09, size: -0.07 },
] as const;

/** Keeps the logit finite; a network's 1.0 is a rounded value. */
const EDGE = 1e-4;
/** Height in level pixels at which the size term is 0: the smallest prior's middle side. */
const REFERENCE_HEIGHT = 24;

/**
 * Calibrated score of one face find.
 * @param find - with the network's own score and the level it was found at
 * @returns the share of such finds that are faces, 0..1
 */
export function calibrateFaceRfb(find: LevelFind): number {
  const level = LEVELS.find(({ fromScale }) => find.scale >= fromScale) ?? LEVELS[3];
  const score = Math.min(Math.max(find.score, EDGE), 1 - EDGE);
  const size = Math.log2(Math.max(find.box.height * find.scale, 1) / REFERENCE_HEIGHT);
  const logit = level.slope * Math.log(score / (1 - score)) + level.offset + level.size * size;
  return 1 / (1 + Math.exp(-logit));
}

/** Levels see the same pixels, so their evidence is not independent: this takes back what the fusion claims too much. */
const FUSED = { slope: 0.8, offset: -1.63 };

/**
 * Fuses the calibrated scores of one thing's finds at different levels. The chance that every level is wrong, as if they
 * were independent, then a logistic correction fitted on the same pictures, because they are not.
 * @param scores - of one group, at most one a level, 0..1
 * @returns the share of such finds that are faces, 0..1
 */
export function fuseLevels(scores: readonly number[]): number {
  const miss = scores.reduce((product, score) => product * (1 - score), 1);
  const fused = Math.min(Math.max(1 - miss, EDGE), 1 - EDGE);
  return 1 / (1 + Math.exp(-(FUSED.slope * Math.log(fused / (1 - fused)) + FUSED.offset)));
}
