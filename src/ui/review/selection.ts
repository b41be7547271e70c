import { hullOf, intersectionArea, type Box, type Size } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Point } from './viewport.ts';

/** The selection with one region added, or taken out where it was in it. */
export function toggled(selected: readonly RegionId[], id: RegionId): readonly RegionId[] {
  return selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id];
}

/** The regions that a box touches, as hulls. */
export function touchedBy(decisions: readonly Decision[], box: Box<'source'>): readonly RegionId[] {
  return decisions.filter((decision) => intersectionArea(hullOf(decision), box) > 0).map(({ id }) => id);
}

/**
 * How far some boxes can go together: whole pixels, until the first of them reaches the picture's edge.
 * @param boxes - where they start; a box that reaches past an edge can only go inwards there
 * @param by - wanted way in picture pixels
 */
export function roomFor(boxes: readonly Box<'source'>[], by: Point, picture: Size): Point {
  const within = (wanted: number, low: number, high: number): number => Math.min(Math.max(Math.round(wanted), Math.min(low, 0)), Math.max(high, 0)) + 0;
  if (boxes.length === 0) return { x: 0, y: 0 };
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { x: within(by.x, -left, picture.width - right), y: within(by.y, -top, picture.height - bottom) };
}

/** The smallest box around regions as they lie in the picture; `null` where there is none. */
export function hullOfAll(decisions: readonly Decision[]): Box<'source'> | null {
  if (decisions.length === 0) return null;
  const hulls = decisions.map((decision) => hullOf(decision));
  const left = Math.min(...hulls.map((hull) => hull.left));
  const top = Math.min(...hulls.map((hull) => hull.top));
  return { left, top, width: Math.max(...hulls.map((hull) => hull.left + hull.width)) - left, height: Math.max(...hulls.map((hull) => hull.top + hull.height)) - top };
}
