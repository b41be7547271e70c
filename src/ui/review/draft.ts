import type { Box, Size } from '../../core/geometry/box.ts';
import { boxBetween } from './region-box.ts';
import type { Point } from './viewport.ts';

/** The picture on which a drawing or a drag began; it stays on it if another frame comes. */
export interface Ground {
  readonly size: Size;
  readonly frame: number;
}

/** What is being drawn and is no region yet. Points in picture pixels. */
export type Draft =
  | { readonly type: 'box'; readonly ground: Ground; readonly from: Point; readonly to: Point; /** The first corner was set by a click or a key, and the second is waited for. */ readonly placed: boolean }
  | { readonly type: 'polygon'; readonly ground: Ground; readonly corners: readonly Point[]; /** Where the next corner would be. */ readonly to: Point }
  | { readonly type: 'stroke'; readonly ground: Ground; readonly points: readonly Point[] };

/** The box of a draft that has one; none while it lies wholly beside the picture. */
export function draftBox(draft: Draft | null): Box<'source'> | null {
  return draft?.type === 'box' && reachesPicture(draft.from, draft.to, draft.ground.size) ? boxBetween(draft.from, draft.to, draft.ground.size) : null;
}

/** Whether what lies between two points touches the picture; cut to the picture, anything else would become a sliver at its edge. */
function reachesPicture(a: Point, b: Point, { width, height }: Size): boolean {
  return Math.max(a.x, b.x) >= 0 && Math.min(a.x, b.x) <= width && Math.max(a.y, b.y) >= 0 && Math.min(a.y, b.y) <= height;
}

/**
 * Whether two points are far enough apart for a box to be meant.
 * @param slack - in picture pixels: shorter ways are clicks
 */
export function isMeant(from: Point, to: Point, slack: number): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > slack;
}
