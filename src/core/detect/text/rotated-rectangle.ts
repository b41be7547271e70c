/** A point in pixels of whatever space its maker works in. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle that is turned about its centre. */
export interface RotatedRectangle {
  readonly centreX: number;
  readonly centreY: number;
  /** Side along the direction of `angle`, pixels. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn about the centre in degrees, above -90 to 90 (y points down). */
  readonly angle: number;
}

/** Unit vector along a rectangle's width. */
export function directionOf(angle: number): Point {
  const radians = (angle * Math.PI) / 180;
  return { x: Math.cos(radians), y: Math.sin(radians) };
}

/** The four corners: top left, top right, bottom right, bottom left as seen before the turn. */
export function cornersOf({ centreX, centreY, width, height, angle }: RotatedRectangle): readonly [Point, Point, Point, Point] {
  const along = directionOf(angle);
  const corner = (u: number, v: number): Point => ({
    x: centreX + along.x * u - along.y * v,
    y: centreY + along.y * u + along.x * v,
  });
  return [
    corner(-width / 2, -height / 2),
    corner(width / 2, -height / 2),
    corner(width / 2, height / 2),
    corner(-width / 2, height / 2),
  ];
}

/** A point in a rectangle's own frame: origin at its centre, x along its width. */
export function toFrame({ centreX, centreY, angle }: RotatedRectangle, { x, y }: Point): Point {
  const along = directionOf(angle);
  const dx = x - centreX;
  const dy = y - centreY;
  return { x: dx * along.x + dy * along.y, y: dy * along.x - dx * along.y };
}

/** The point of the plane at a place in a rectangle's own frame: the inverse of {@link toFrame}. */
export function fromFrame({ centreX, centreY, angle }: RotatedRectangle, { x, y }: Point): Point {
  const along = directionOf(angle);
  return { x: centreX + x * along.x - y * along.y, y: centreY + x * along.y + y * along.x };
}

/** Enlarges a rectangle by so many pixels on each side. */
export function grownBy(rectangle: RotatedRectangle, x: number, y: number): RotatedRectangle {
  return { ...rectangle, width: rectangle.width + 2 * x, height: rectangle.height + 2 * y };
}

/** An equal rectangle whose width runs within 45 degrees of the horizontal. */
export function upright(rectangle: RotatedRectangle): RotatedRectangle {
  const quarter = Math.round(rectangle.angle / 90);
  const angle = rectangle.angle - quarter * 90;
  return quarter % 2 === 0 ? { ...rectangle, angle } : { ...rectangle, angle, width: rectangle.height, height: rectangle.width };
}

/** An equal rectangle turned a quarter, its angle above -90 to 90. */
export function quarterTurned(rectangle: RotatedRectangle): RotatedRectangle {
  const turned = rectangle.angle > 0 ? rectangle.angle - 90 : rectangle.angle + 90;
  // Tiny angles are lost in the subtraction.
  return { ...rectangle, angle: turned <= -90 ? 90 : turned, width: rectangle.height, height: rectangle.width };
}

/**
 * Area that two rotated rectangles share: one polygon is clipped by the other's four sides.
 * @returns square pixels
 */
export function sharedArea(a: RotatedRectangle, b: RotatedRectangle): number {
  let polygon: readonly Point[] = cornersOf(a).map((corner) => toFrame(b, corner));
  const halves = [
    { axis: 'x', sign: 1, limit: b.width / 2 },
    { axis: 'x', sign: -1, limit: b.width / 2 },
    { axis: 'y', sign: 1, limit: b.height / 2 },
    { axis: 'y', sign: -1, limit: b.height / 2 },
  ] as const;
  for (const { axis, sign, limit } of halves) polygon = clipped(polygon, (point) => limit - sign * point[axis]);
  return polygonArea(polygon);
}

/** The part of a convex polygon where `inside` is not negative. */
function clipped(polygon: readonly Point[], inside: (point: Point) => number): Point[] {
  return polygon.flatMap((point, index) => {
    const next = polygon[(index + 1) % polygon.length] ?? point;
    const here = inside(point);
    const there = inside(next);
    const kept = here >= 0 ? [point] : [];
    if (here >= 0 === there >= 0) return kept;
    const share = here / (here - there);
    return [...kept, { x: point.x + (next.x - point.x) * share, y: point.y + (next.y - point.y) * share }];
  });
}

function polygonArea(polygon: readonly Point[]): number {
  const doubled = polygon.reduce((sum, point, index) => {
    const next = polygon[(index + 1) % polygon.length] ?? point;
    return sum + point.x * next.y - next.x * point.y;
  }, 0);
  return Math.abs(doubled) / 2;
}
