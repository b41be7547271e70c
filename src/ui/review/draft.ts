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

/** The box of a draft that has one. */
export function draftBox(draft: Draft | null): Box<'source'> | null {
  return draft?.type === 'box' ? boxBetween(draft.from, draft.to, draft.ground.size) : null;
}

/**
 * Whether a box is large enough to be meant.
 * @param slack - in picture pixels: shorter ways are clicks
 */
export function isMeant(box: Box<'source'>, from: Point, to: Point, slack: number): boolean {
  return Math.max(box.width, box.height) > 0 && Math.hypot(to.x - from.x, to.y - from.y) > slack;
}
