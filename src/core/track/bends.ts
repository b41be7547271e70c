import { boxAt, type FrameSpan, type Moving, type Path } from './path.ts';

/** Regions that are on at least one frame of a span; what is in a still picture is everywhere. */
export function during<T extends { readonly path?: Path }>({ first, last }: FrameSpan, regions: readonly T[]): T[] {
  return regions.filter(({ path }) => path === undefined || (path.first <= last && path.last >= first));
}

/**
 * Frames of a span at which a region begins, ends or has a key, with both ends of the span. Between two of them each region moves evenly,
 * or is not there at all.
 * @returns in order, none twice
 */
export function bendsWithin(span: FrameSpan, regions: readonly { readonly path?: Path }[]): readonly number[] {
  const ways = during(span, regions).flatMap(({ path }) => path ?? []);
  const bends = ways.flatMap(({ first, last, keys }) => [first - 1, first, last, last + 1, ...keys.map(({ frame }) => frame)]);
  const inside = bends.filter((frame) => frame > span.first && frame < span.last);
  return [...new Set([span.first, ...inside, span.last])].sort((a, b) => a - b);
}

/**
 * Whether something holds on every frame of a span. Frames between two others are left out where nothing moves by more than a pixel
 * between those, or where they are settled otherwise, so that a film of days takes no longer than its changes.
 * @param regions - by which it is decided
 * @param holds - told of one frame
 * @param isSettled - whether it holds between two frames on which it does; from the one to the other all regions move evenly
 */
export function holdsThroughout(span: FrameSpan, regions: readonly Moving[], holds: (frame: number) => boolean, isSettled: (from: number, to: number) => boolean): boolean {
  const there = during(span, regions);
  const isStill = (from: number, to: number): boolean => there.every((region) => distance(region, from, to) <= 1);
  const holdsBetween = (from: number, to: number): boolean => {
    if (to - from < 2 || isStill(from, to) || isSettled(from, to)) return true;
    const middle = Math.floor((from + to) / 2);
    return holds(middle) && holdsBetween(from, middle) && holdsBetween(middle, to);
  };
  const bends = bendsWithin(span, there);
  return bends.every(holds) && bends.every((to, index) => holdsBetween(bends[index - 1] ?? to, to));
}

/** How far the edge of a region's box that moves most is from where it was; 0 where the region is not on both frames. */
function distance(region: Moving, from: number, to: number): number {
  const [a, b] = [boxAt(region, from), boxAt(region, to)];
  if (a === null || b === null) return 0;
  const [right, below] = [b.left + b.width - a.left - a.width, b.top + b.height - a.top - a.height];
  return Math.max(Math.abs(b.left - a.left), Math.abs(b.top - a.top), Math.abs(right), Math.abs(below));
}
