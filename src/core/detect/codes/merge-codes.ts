import { area, corners } from '../../geometry/box.ts';
import { centreOf, holdsPoint, type RotatedBox } from './rotated-box.ts';
import type { SymbologyId } from './symbologies.ts';

/** One code in the picture. */
export interface CodeFind extends RotatedBox {
  readonly symbology: SymbologyId;
  /** 0..1. */
  readonly score: number;
}

/** Codes whose sizes differ by more than this factor are two codes, one inside the other. */
const SAME_SIZE = 2.5;

/**
 * Makes one find of the reads of the same code in several passes: the best one, and among equals the largest.
 * @param finds - in any order
 * @returns highest score first
 */
export function mergeCodes(finds: readonly CodeFind[]): CodeFind[] {
  const kept: CodeFind[] = [];
  for (const find of [...finds].sort((a, b) => b.score - a.score || area(b.box) - area(a.box))) {
    if (!kept.some((other) => isSame(other, find))) kept.push(find);
  }
  return kept;
}

function isSame(better: CodeFind, other: CodeFind): boolean {
  // What failed to decode inside of something that decoded is a part of it, whatever its size.
  if (corners(other).every((corner) => holdsPoint(better, corner))) return true;
  const ratio = area(other.box) / Math.max(1, area(better.box));
  const near = holdsPoint(better, centreOf(other)) || holdsPoint(other, centreOf(better));
  return near && ratio < SAME_SIZE && ratio > 1 / SAME_SIZE;
}
