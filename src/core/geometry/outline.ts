import { boxAround, type Box, type Point, type Turned } from './box.ts';

/** A point of an outline, in shares of its region's box: 0..1 from the left and from the top. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
}

/** A closed polygon, filled by the even-odd rule; corners in order, the last joins the first. */
export interface PolygonOutline {
  readonly type: 'polygon';
  /** 3 to {@link MAX_OUTLINE_POINTS} corners. */
  readonly points: readonly OutlinePoint[];
}

/** Strokes of a brush. The tip is an ellipse, so that a brushed region can be resized like any other. */
export interface BrushOutline {
  readonly type: 'brush';
  /** Half the tip's width, as a share of the box's width. */
  readonly radiusX: number;
  /** Half the tip's height, as a share of the box's height. */
  readonly radiusY: number;
  /** Each stroke is a line through its points; one point is a dab. All strokes together hold 1 to {@link MAX_OUTLINE_POINTS} points. */
  readonly strokes: readonly (readonly OutlinePoint[])[];
}

/** What a region looks like inside its box where it is neither an ellipse nor a rectangle. Moves, grows and turns with the box. */
export type Outline = PolygonOutline | BrushOutline;

/** Points that one outline may have: a person's drawing has fewer, and each costs time in every row. */
export const MAX_OUTLINE_POINTS = 2000;

/**
 * Where points of an outline lie in the picture.
 * @param turned - the outline's box, turned about its centre
 * @returns a function from shares of the box to pixels; exact products and sums where the box is not turned
 */
export function placing({ box, angle = 0 }: Turned<'source'>): (point: OutlinePoint) => Point {
  const { left, top, width, height } = box;
  if (angle === 0) return ({ x, y }) => ({ x: left + x * width, y: top + y * height });
  const radians = (angle * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return ({ x, y }) => {
    const dx = (x - 0.5) * width;
    const dy = (y - 0.5) * height;
    return { x: left + width / 2 + dx * cos - dy * sin, y: top + height / 2 + dx * sin + dy * cos };
  };
}

/**
 * Whether a point lies inside an outline, or on the edge of a brush's stroke.
 * @param point - in shares of the outline's box
 */
export function isInOutline(outline: Outline, point: OutlinePoint): boolean {
  if (outline.type === 'polygon') return isInPolygon(outline.points, point);
  const { radiusX, radiusY, strokes } = outline;
  // Measured in radii, the tip is a circle of radius 1.
  const scaled = ({ x, y }: OutlinePoint): OutlinePoint => ({ x: x / radiusX, y: y / radiusY });
  const at = scaled(point);
  return strokes.some((points) => points.some((from, index) => isNear(at, scaled(from), scaled(points[index + 1] ?? from))));
}

/** A box around all that an outline covers, which may reach past its own box. */
export function outlineHull(turned: Turned<'source'>, outline: Outline): Box<'source'> {
  const place = placing(turned);
  if (outline.type === 'polygon') return boxAround(outline.points.map(place));
  const { radiusX, radiusY, strokes } = outline;
  const tips = strokes.flat().flatMap(({ x, y }) => [-radiusX, radiusX].flatMap((dx) => [-radiusY, radiusY].map((dy) => ({ x: x + dx, y: y + dy }))));
  return boxAround(tips.map(place));
}

/** By the even-odd rule: an odd number of edges lies to the right. */
function isInPolygon(points: readonly OutlinePoint[], { x, y }: OutlinePoint): boolean {
  let inside = false;
  let a = points.at(-1);
  for (const b of points) {
    if (a !== undefined && a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
    a = b;
  }
  return inside;
}

/** Whether a point is at most 1 from a line's nearest point. */
function isNear(point: OutlinePoint, a: OutlinePoint, b: OutlinePoint): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  const [awayX, awayY] = [point.x - a.x - along * dx, point.y - a.y - along * dy];
  return awayX * awayX + awayY * awayY <= 1;
}
