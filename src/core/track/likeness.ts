import { iou, type Box } from '../geometry/box.ts';
import type { TrackerOptions } from './tracker-options.ts';

/** The settings that say what is alike. */
export type Gates = Pick<TrackerOptions, 'sameIou' | 'doubtfulIou' | 'jump' | 'jumpMost' | 'jumpSize' | 'spread'>;

/** Share of `jump` within which a doubtful find that hardly overlaps still continues a track. */
const DOUBTFUL_JUMP = 0.6;
/** Sides that a thing is expected to have gone beyond which nobody looks for it at its last place. */
const LEFT_BEHIND = 3;

/**
 * How well a find continues a thing.
 * @param expected - where motion leads to
 * @param spread - uncertainty of that, in sides
 * @param last - where it was found last
 * @returns 1..2 where it overlaps the expected place, 0..1 where it lies near that or near the last one, 0 where it is another thing
 */
export function likeness(expected: Box<'source'>, spread: number, last: Box<'source'>, found: Box<'source'>, gates: Gates): number {
  const overlap = iou(expected, found);
  if (overlap >= gates.sameIou) return 1 + overlap;
  const uncertain = Math.min(gates.jump + gates.spread * spread, Math.max(gates.jump, gates.jumpMost));
  const near = nearness(expected, found, uncertain, gates.jumpSize);
  // What stopped or turned back is near its last place. That counts for less: another thing may have come there since.
  if (near > 0 || nearness(expected, last, LEFT_BEHIND, Infinity) === 0) return near;
  return Math.max(nearness(last, found, gates.jump, gates.jumpSize), iou(last, found) >= gates.sameIou ? 0.5 : 0) / 2;
}

/**
 * How well a doubtful find continues a thing: only where that was expected, so that false finds do not lead it away.
 * @returns as {@link likeness}
 */
export function doubtfulLikeness(expected: Box<'source'>, found: Box<'source'>, gates: Gates): number {
  const overlap = iou(expected, found);
  return overlap >= gates.doubtfulIou ? 1 + overlap : nearness(expected, found, gates.jump * DOUBTFUL_JUMP, gates.jumpSize);
}

/** 1 for the same centre down to 0 at the limit of sides, and 0 for another size. */
export function nearness(a: Box<'source'>, b: Box<'source'>, limit: number, mostRatio: number): number {
  const side = (a.width + a.height + b.width + b.height) / 4;
  const x = a.left + a.width / 2 - b.left - b.width / 2;
  const y = a.top + a.height / 2 - b.top - b.height / 2;
  const reach = limit * side;
  const squared = x * x + y * y;
  if (!(squared < reach * reach)) return 0;
  const ratio = Math.sqrt((a.width * a.height) / (b.width * b.height));
  return ratio < mostRatio && ratio > 1 / mostRatio ? 1 - Math.sqrt(squared) / reach : 0;
}
