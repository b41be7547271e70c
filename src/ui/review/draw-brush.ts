import { sourceBox, type Box, type Size } from '../../core/geometry/box.ts';
import { MAX_OUTLINE_POINTS, type BrushOutline } from '../../core/geometry/outline.ts';
import type { Decision } from '../../core/review/decision.ts';
import { simplifyLine } from './simplify-line.ts';
import type { Point } from './viewport.ts';

/** What strokes of a brush cover. */
export interface BrushedRegion {
  /** On whole pixels, around everything that the tip covers; reaches past the picture where the tip does. */
  readonly box: Box<'source'>;
  readonly outline: BrushOutline;
}

/** Distance from a stroke below which its points don't count, in CSS pixels. */
const TOLERANCE = 0.5;

/**
 * What strokes cover.
 * @param strokes - points in picture pixels; one point is a dab; at least one
 * @param radius - of the tip, in picture pixels, above 0
 */
export function brushRegion(strokes: readonly (readonly Point[])[], radius: number): BrushedRegion {
  const points = strokes.flat();
  const least = (values: readonly number[]): number => Math.floor(values.reduce((a, b) => Math.min(a, b), Infinity) - radius);
  const most = (values: readonly number[]): number => Math.ceil(values.reduce((a, b) => Math.max(a, b), -Infinity) + radius);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const box = sourceBox(least(xs), least(ys), most(xs) - least(xs), most(ys) - least(ys));
  const share = ({ x, y }: Point): Point => ({ x: (x - box.left) / box.width, y: (y - box.top) / box.height });
  return { box, outline: { type: 'brush', radiusX: radius / box.width, radiusY: radius / box.height, strokes: strokes.map((stroke) => stroke.map(share)) } };
}

/**
 * A stroke as it is kept: inside the picture, without points that change nothing that can be seen, and no more than an outline may have.
 * @param points - in picture pixels, at least one
 * @param scale - CSS pixels per picture pixel
 */
export function cleanStroke(points: readonly Point[], scale: number, picture: Size): readonly Point[] {
  const inside = points.map(({ x, y }) => ({ x: Math.min(Math.max(x, 0), picture.width), y: Math.min(Math.max(y, 0), picture.height) }));
  let tolerance = TOLERANCE / scale;
  let stroke = simplifyLine(inside, tolerance);
  while (stroke.length > MAX_OUTLINE_POINTS) {
    tolerance *= 2;
    stroke = simplifyLine(inside, tolerance);
  }
  return stroke;
}

/** Strokes of a brushed region, in picture pixels; `null` where it is none, or is turned. */
export function strokesOf({ box, outline, angle = 0 }: Pick<Decision, 'box' | 'outline' | 'angle'>): readonly (readonly Point[])[] | null {
  if (outline?.type !== 'brush' || angle !== 0) return null;
  return outline.strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: box.left + x * box.width, y: box.top + y * box.height })));
}

/**
 * A brushed region with one more stroke.
 * @param region - before
 * @param stroke - in picture pixels
 * @param radius - of the tip, in picture pixels
 * @returns `null` where the stroke needs a region of its own: the tip is another one, the region is turned, or its points are used up
 */
export function extendBrush(region: Pick<Decision, 'box' | 'outline' | 'angle'>, stroke: readonly Point[], radius: number): BrushedRegion | null {
  const before = strokesOf(region);
  if (before === null || region.outline?.type !== 'brush') return null;
  const { radiusX, radiusY } = region.outline;
  const isSameTip = Math.abs(radiusX * region.box.width - radius) < 0.01 && Math.abs(radiusY * region.box.height - radius) < 0.01;
  const count = before.reduce((sum, points) => sum + points.length, stroke.length);
  return isSameTip && count <= MAX_OUTLINE_POINTS ? brushRegion([...before, stroke], radius) : null;
}
