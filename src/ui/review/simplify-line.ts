import type { Point } from './viewport.ts';

/**
 * A line with fewer points that stays close to the given one (Ramer, Douglas and Peucker). Ends stay.
 * @param points - in order
 * @param tolerance - largest distance that a point left out may have from the new line, in the unit of the points
 */
export function simplifyLine(points: readonly Point[], tolerance: number): readonly Point[] {
  if (points.length < 3) return points;
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  // A list of what is left to look at, because a long stroke would go too deep for calls.
  const ranges: (readonly [number, number])[] = [[0, points.length - 1]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [first, last] = range;
    const far = farthest(points, first, last);
    if (far === null || far.distance <= tolerance) continue;
    kept[far.index] = 1;
    ranges.push([first, far.index], [far.index, last]);
  }
  return points.filter((_, index) => kept[index] === 1);
}

function farthest(points: readonly Point[], first: number, last: number): { readonly index: number; readonly distance: number } | null {
  const from = points[first];
  const to = points[last];
  if (from === undefined || to === undefined) return null;
  let index = -1;
  let distance = -1;
  for (let at = first + 1; at < last; at += 1) {
    const point = points[at];
    if (point === undefined) continue;
    const away = distanceToLine(point, from, to);
    if (away > distance) {
      index = at;
      distance = away;
    }
  }
  return index < 0 ? null : { index, distance };
}

/** Distance of a point from the nearest point of the line between two others. */
export function distanceToLine(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  const awayX = point.x - from.x - along * dx;
  const awayY = point.y - from.y - along * dy;
  // Faster than Math.hypot by an order of magnitude, and no way in a picture is too long to be squared.
  return Math.sqrt(awayX * awayX + awayY * awayY);
}
