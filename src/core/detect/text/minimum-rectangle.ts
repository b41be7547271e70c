import { upright, type Point, type RotatedRectangle } from './rotated-rectangle.ts';

/**
 * Convex hull by Andrew's monotone chain.
 * @param points - any order; not changed
 * @returns corners in order around the hull, without points on its sides; fewer than 3 for points on one line
 */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  // Each chain ends where the other one starts.
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    for (;;) {
      const a = hull.at(-2);
      const b = hull.at(-1);
      if (a === undefined || b === undefined) break;
      if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/**
 * The rectangle of smallest area around some points. One of its sides always lies on a side of the convex hull,
 * so that only those directions are tried.
 * @param points - at least one
 * @returns its width within 45 degrees of the horizontal
 * @throws RangeError without points
 */
export function minimumRectangle(points: readonly Point[]): RotatedRectangle {
  const hull = convexHull(points);
  const around = hull.length > 0 ? hull : points.slice(0, 1);
  if (around.length === 0) throw new RangeError('a rectangle needs at least one point');
  let best: RotatedRectangle | null = null;
  for (const [index, from] of around.entries()) {
    const to = around[(index + 1) % around.length] ?? from;
    const rectangle = aroundAt(around, Math.atan2(to.y - from.y, to.x - from.x));
    if (best === null || rectangle.width * rectangle.height < best.width * best.height - 1e-9) best = rectangle;
  }
  return upright(best ?? aroundAt(around, 0));
}

function aroundAt(points: readonly Point[], radians: number): RotatedRectangle {
  const x = Math.cos(radians);
  const y = Math.sin(radians);
  let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const point of points) {
    const u = point.x * x + point.y * y;
    const v = point.y * x - point.x * y;
    minU = Math.min(minU, u);
    maxU = Math.max(maxU, u);
    minV = Math.min(minV, v);
    maxV = Math.max(maxV, v);
  }
  const u = (minU + maxU) / 2;
  const v = (minV + maxV) / 2;
  return { centreX: u * x - v * y, centreY: u * y + v * x, width: maxU - minU, height: maxV - minV, angle: (radians * 180) / Math.PI };
}
