import type { LevelFind } from './merge-levels.ts';

/** Calibrated score of a face find. Fitted later on tuning pictures. */
export function calibrateFaceRfb(find: LevelFind): number {
  return find.score;
}
