import type { LevelFind } from './merge-levels.ts';

/** One line of a calibration for each range of levels, largest first; the last one starts at 0. */
type LevelFits = readonly { readonly fromScale: number; readonly slope: number; readonly offset: number; readonly size: number }[];

/**
 * Logistic calibration of RFB-320 per pyramid level: `p = sigmoid(slope * logit(score) + offset + size * log2(h / 24))`
 * with `h` the find's height in level pixels. Raw scores mean different things at different levels: 0.7 at twice the size
 * is right in 4 of 10 finds, at a quarter in 7 of 10. Fitted by logistic regression on 62 public pictures with 384 faces
 * (right = IoU of at least 0.35 with a true face).
 */
const LEVELS: LevelFits = [
  { fromScale: 2, slope: 0.59, offset: -0.55, size: -0.72 },
  { fromScale: 1, slope: 0.83, offset: -1.15, size: -0.45 },
  { fromScale: 0.5, slope: 0.84, offset: -0.42, size: -0.09 },
  { fromScale: 0, slope: 0.84, offset: -0.09, size: -0.07 },
];

/**
 * The same for the thorough search, whose two views add levels halfway between. Fitted on the same pictures with a stricter
 * rule, because more levels make more duplicates: right = IoU of at least 0.4.
 */
const THOROUGH_LEVELS: LevelFits = [
  { fromScale: 1.8, slope: 0.6, offset: -0.7, size: -0.72 },
  { fromScale: 1.2, slope: 0.72, offset: -0.79, size: -0.64 },
  { fromScale: 0.9, slope: 0.87, offset: -1.35, size: -0.54 },
  { fromScale: 0.6, slope: 0.71, offset: -0.84, size: -0.41 },
  { fromScale: 0.4, slope: 0.83, offset: -0.57, size: -0.09 },
  { fromScale: 0.3, slope: 0.89, offset: 0.08, size: 0.2 },
  { fromScale: 0.2, slope: 0.73, offset: -0.22, size: 0.08 },
  { fromScale: 0, slope: 1.07, offset: -0.11, size: -0.19 },
];

/** Keeps the logit finite; a network's 1.0 is a rounded value. */
const EDGE = 1e-4;
/** Height in level pixels at which the size term is 0: the smallest prior's middle side. */
const REFERENCE_HEIGHT = 24;

/**
 * Calibrated score of one face find.
 * @param find - with the network's own score and the level it was found at
 * @param thorough - whether both views are searched as one
 * @returns the share of such finds that are faces, 0..1
 */
export function calibrateFaceRfb(find: LevelFind, thorough = false): number {
  const level = (thorough ? THOROUGH_LEVELS : LEVELS).find(({ fromScale }) => find.scale >= fromScale);
  if (level === undefined) return 0;
  const score = Math.min(Math.max(find.score, EDGE), 1 - EDGE);
  const size = Math.log2(Math.max(find.box.height * find.scale, 1) / REFERENCE_HEIGHT);
  const logit = level.slope * Math.log(score / (1 - score)) + level.offset + level.size * size;
  return 1 / (1 + Math.exp(-logit));
}

/** Levels see the same pixels, so their evidence is not independent: this takes back what the fusion claims too much. */
const FUSED = { slope: 0.8, offset: -1.63 };
/** Twice as many levels agree by chance. Fitted with each true face used once. */
const THOROUGH_FUSED = { slope: 0.68, offset: -2.45 };

/**
 * Fuses the calibrated scores of one thing's finds at different levels. The chance that every level is wrong, as if they
 * were independent, then a logistic correction fitted on the same pictures, because they are not.
 * @param scores - of one group, at most one a level, 0..1
 * @param thorough - whether both views are searched as one
 * @returns the share of such finds that are faces, 0..1
 */
export function fuseLevels(scores: readonly number[], thorough = false): number {
  const { slope, offset } = thorough ? THOROUGH_FUSED : FUSED;
  const miss = scores.reduce((product, score) => product * (1 - score), 1);
  const fused = Math.min(Math.max(1 - miss, EDGE), 1 - EDGE);
  return 1 / (1 + Math.exp(-(slope * Math.log(fused / (1 - fused)) + offset)));
}
