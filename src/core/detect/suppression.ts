import { ios, iou, type Box, type Space } from '../geometry/box.ts';

/** Anything with a score and a box. */
export interface Scored<S extends Space> {
  readonly score: number;
  readonly box: Box<S>;
}

/**
 * Non-maximum suppression: keeps the higher score where two boxes overlap by more than the threshold.
 * @param finds - any order
 * @param iouThreshold - 0..1
 * @returns kept finds, highest score first; equal scores keep their order
 */
export function nms<S extends Space, T extends Scored<S>>(finds: readonly T[], iouThreshold: number): T[] {
  const kept: T[] = [];
  for (const find of [...finds].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => iou(other.box, find.box) <= iouThreshold)) kept.push(find);
  }
  return kept;
}

/** How {@link nmm} decides that two finds are one thing. */
export interface MergeSettings {
  /** Boxes that overlap by more than this are one thing, 0..1. */
  readonly iouThreshold: number;
  /** A box that lies within a better one by more than this share of the smaller is part of it, 0..1. */
  readonly iosThreshold: number;
}

/**
 * Non-maximum merging: finds of the same thing from several tiles and levels become one, at the score-weighted mean box
 * of those that agree with the best one, with the score that `fuse` makes of all.
 * @param finds - any order
 * @param settings - when two finds are one
 * @param fuse - score of a group from its members, best first
 * @returns merged finds, highest score first
 */
export function nmm<S extends Space, T extends Scored<S>>(
  finds: readonly T[],
  settings: MergeSettings,
  fuse: (members: readonly T[]) => number = ([best]) => best?.score ?? 0,
): T[] {
  const groups: T[][] = [];
  for (const find of [...finds].sort((a, b) => b.score - a.score)) {
    const home = groups.find(([best]) => best !== undefined && isSame(best.box, find.box, settings));
    if (home === undefined) groups.push([find]);
    else home.push(find);
  }
  return groups.map((group) => mergeGroup<S, T>(group, settings, fuse)).sort((a, b) => b.score - a.score);
}

function isSame<S extends Space>(best: Box<S>, other: Box<S>, { iouThreshold, iosThreshold }: MergeSettings): boolean {
  return iou(best, other) > iouThreshold || ios(best, other) > iosThreshold;
}

function mergeGroup<S extends Space, T extends Scored<S>>(
  group: readonly T[],
  { iouThreshold }: MergeSettings,
  fuse: (members: readonly T[]) => number,
): T {
  const [best] = group;
  if (best === undefined) throw new RangeError('a group has at least one member');
  // Boxes that only lie inside the best one are parts of it and would shrink the mean.
  const agreeing = group.filter((find) => find === best || iou(best.box, find.box) > iouThreshold);
  const weight = agreeing.reduce((sum, find) => sum + find.score, 0);
  const mean = (pick: (box: Box<S>) => number): number => agreeing.reduce((sum, find) => sum + pick(find.box) * find.score, 0) / weight;
  const box = { left: mean((b) => b.left), top: mean((b) => b.top), width: mean((b) => b.width), height: mean((b) => b.height) };
  return { ...best, box, score: fuse(group) };
}
