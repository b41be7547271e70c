import { sourceBox, type Box, type Size } from '../../core/geometry/box.ts';
import { MAX_OUTLINE_POINTS, type PolygonOutline } from '../../core/geometry/outline.ts';
import { MIN_SIDE } from './region-box.ts';
import type { Point } from './viewport.ts';

/** A polygon as a person drew it. */
export interface PolygonRegion {
  readonly box: Box<'source'>;
  readonly outline: PolygonOutline;
}

/** What a further corner did. */
export type CornerResult =
  | { readonly type: 'open'; readonly corners: readonly Point[] }
  | { readonly type: 'closed'; readonly corners: readonly Point[] };

/**
 * Adds a corner. On the first corner, or on the last one again, it closes the polygon instead once that has three.
 * @param corners - in picture pixels, in order
 * @param at - the new corner, in picture pixels; brought into the picture
 * @param reach - distance at which two corners are the same, in picture pixels
 */
export function addCorner(corners: readonly Point[], at: Point, reach: number, picture: Size): CornerResult {
  const corner = { x: Math.min(Math.max(at.x, 0), picture.width), y: Math.min(Math.max(at.y, 0), picture.height) };
  const isNear = (other: Point | undefined, within: number): boolean => other !== undefined && Math.hypot(other.x - corner.x, other.y - corner.y) <= within;
  if (corners.length >= 3 && isNear(corners[0], reach)) return { type: 'closed', corners };
  // The same place again is what a double click does, and needs no quick hand.
  if (isNear(corners.at(-1), reach / 3)) return { type: corners.length >= 3 ? 'closed' : 'open', corners };
  const next = [...corners, corner];
  return { type: next.length >= MAX_OUTLINE_POINTS ? 'closed' : 'open', corners: next };
}

/**
 * The region that corners enclose.
 * @param corners - in picture pixels, in order
 * @returns `null` where they enclose no area that could be seen
 */
export function polygonRegion(corners: readonly Point[]): PolygonRegion | null {
  if (corners.length < 3 || corners.length > MAX_OUTLINE_POINTS) return null;
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const box = sourceBox(left, top, Math.max(...xs) - left, Math.max(...ys) - top);
  if (Math.min(box.width, box.height) < 1 || Math.max(box.width, box.height) < MIN_SIDE) return null;
  return { box, outline: { type: 'polygon', points: corners.map(({ x, y }) => ({ x: (x - left) / box.width, y: (y - top) / box.height })) } };
}
