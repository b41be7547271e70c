import type { LevelFind } from '../merge-levels.ts';
import type { PackCalibration } from './pack-manifest.ts';

/** Keeps the logit finite; a network's 1.0 is a rounded value. */
const EDGE = 1e-4;

/**
 * Calibrated score of one find of a pack.
 * @param find - with the network's own score and the level it was found at
 * @param calibration - `null` takes the network's score as it is
 * @returns the share of such finds that are right, 0..1
 */
export function calibratePack(find: LevelFind, calibration: PackCalibration | null): number {
  if (calibration === null) return find.score;
  const level = calibration.levels.find(({ fromScale }) => find.scale >= fromScale) ?? calibration.levels.at(-1);
  if (level === undefined) return find.score;
  const size = Math.log2(Math.max(find.box.height * find.scale, 1) / calibration.referenceHeight);
  return logistic(find.score, level.slope, level.offset + level.size * size);
}

/**
 * Fuses the calibrated scores of one thing's finds at different levels: the chance that every level is wrong, as if they were
 * independent, then the calibration's correction, because they are not.
 * @param scores - of one group, at most one a level, best first, 0..1
 * @param calibration - `null` takes the best one
 * @param thorough - whether the levels of both views are among them
 */
export function fusePack(scores: readonly number[], calibration: PackCalibration | null, thorough: boolean): number {
  if (calibration === null) return scores[0] ?? 0;
  const { slope, offset } = thorough ? calibration.fusedThorough : calibration.fused;
  return logistic(1 - scores.reduce((product, score) => product * (1 - score), 1), slope, offset);
}

function logistic(score: number, slope: number, offset: number): number {
  const inside = Math.min(Math.max(score, EDGE), 1 - EDGE);
  return 1 / (1 + Math.exp(-(slope * Math.log(inside / (1 - inside)) + offset)));
}
