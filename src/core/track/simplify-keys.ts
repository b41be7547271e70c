import type { Box } from '../geometry/box.ts';

/** Something with a box at a place on the way. */
export interface Stop {
  readonly frame: number;
  readonly box: Box<'source'>;
}

/**
 * Leaves out stops that the straight line between those that stay stands for.
 * @param stops - in the order of their frames; the first and the last stay
 * @param tolerance - most that an edge may be off, as a share of the box's shorter side; 0 keeps all
 * @param stays - stops that stay whatever the line says
 */
export function simplify<T extends Stop>(stops: readonly T[], tolerance: number, stays: (stop: T) => boolean): T[] {
  if (tolerance <= 0 || stops.length < 3) return [...stops];
  const kept: T[] = [];
  for (let from = 0; from < stops.length; ) {
    const anchor = stops[from];
    if (anchor === undefined) break;
    kept.push(anchor);
    from = reach(stops, from, anchor, tolerance, stays);
  }
  return kept;
}

/**
 * Index of the farthest stop to which a straight line stands for all between. Each stop passed narrows the slopes that the line may
 * have, for each of the four edges, so that every stop is looked at once.
 */
function reach<T extends Stop>(stops: readonly T[], from: number, anchor: T, tolerance: number, stays: (stop: T) => boolean): number {
  const start = edgesOf(anchor.box);
  const least = [-Infinity, -Infinity, -Infinity, -Infinity];
  const most = [Infinity, Infinity, Infinity, Infinity];
  for (let index = from + 1; index < stops.length; index += 1) {
    const stop = stops[index];
    if (stop === undefined) break;
    const frames = stop.frame - anchor.frame;
    const edges = edgesOf(stop.box);
    const slack = tolerance * Math.min(stop.box.width, stop.box.height);
    for (let edge = 0; edge < 4; edge += 1) {
      const moved = (edges[edge] ?? 0) - (start[edge] ?? 0);
      const slope = moved / frames;
      if (slope < (least[edge] ?? 0) || slope > (most[edge] ?? 0)) return index - 1;
      least[edge] = Math.max(least[edge] ?? 0, (moved - slack) / frames);
      most[edge] = Math.min(most[edge] ?? 0, (moved + slack) / frames);
    }
    if (stays(stop)) return index;
  }
  return stops.length === from + 1 ? stops.length : stops.length - 1;
}

function edgesOf({ left, top, width, height }: Box<'source'>): readonly [number, number, number, number] {
  return [left, top, left + width, top + height];
}
