import type { Box } from '../../geometry/box.ts';
import { nmm, nms } from '../suppression.ts';
import type { ObjectClass } from './classes.ts';
import { calibrateObject, fuseObjectScores } from './calibrate-object.ts';

/** An object that was found at one size of the picture. */
export interface LevelObject {
  readonly className: ObjectClass;
  /** The network's own score, 0..1. */
  readonly score: number;
  readonly box: Box<'source'>;
  /** Number of the size it was found at. */
  readonly level: number;
}

/** An object with the evidence of all sizes. */
export interface MergedObject {
  readonly className: ObjectClass;
  /** Calibrated: the share of such objects that are right, 0..1. */
  readonly score: number;
  /** The network's own score where it was highest, 0..1. */
  readonly networkScore: number;
  readonly box: Box<'source'>;
}

/** Overlap at which two finds of one size are one object: the network's own setting. */
const LEVEL_IOU = 0.6;
/** Overlap at which finds of different sizes are one object: best average precision of 0.5, 0.55, 0.6 on tuning pictures. */
const MERGE = { iouThreshold: 0.5, iosThreshold: 1 };
/** Overlap at which two classes mean the same vehicle: most trucks are also a car to the network. */
const VEHICLE_IOU = 0.7;

/**
 * Merges the finds of all sizes, class by class: boxes to their weighted mean, scores to one that counts every size.
 * @param objects - of all sizes, in any order, not suppressed
 * @param levels - number of sizes that were searched
 * @returns highest score first
 */
export function mergeObjects(objects: readonly LevelObject[], levels: number): MergedObject[] {
  const fuse = (members: readonly LevelObject[]): number => fuseObjectScores(bestPerLevel(members), levels);
  const merged: MergedObject[] = [];
  for (const className of new Set(objects.map((object) => object.className))) {
    const ofClass = objects.filter((object) => object.className === className);
    const found = [...new Set(ofClass.map(({ level }) => level))];
    const kept = found.flatMap((level) => nms<'source', LevelObject>(ofClass.filter((object) => object.level === level), LEVEL_IOU));
    const calibrated = kept.map((object) => ({ ...object, networkScore: object.score, score: calibrateObject(className, object.score) }));
    // The best member comes first, and calibration keeps the order, so that its network score is the group's highest.
    merged.push(...nmm(calibrated, MERGE, fuse).map(({ score, networkScore, box }) => ({ className, score, networkScore, box })));
  }
  return merged.sort((a, b) => b.score - a.score);
}

/** Best score of each size that found something. */
function bestPerLevel(members: readonly LevelObject[]): number[] {
  const best = new Map<number, number>();
  for (const { level, score } of members) best.set(level, Math.max(best.get(level) ?? 0, score));
  return [...best.values()];
}

/**
 * Vehicles of any class, each once.
 * @param objects - of any class
 * @returns vehicles, highest score first
 */
export function vehiclesOf<T extends { readonly className: string; readonly score: number; readonly box: Box<'source'> }>(objects: readonly T[]): T[] {
  return nms<'source', T>(objects.filter(({ className }) => className !== 'person'), VEHICLE_IOU);
}
