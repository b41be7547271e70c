import type { Find } from './fragment.ts';
import type { FrameSpan } from './path.ts';
import { simplify } from './simplify-keys.ts';

/** Milliseconds at both ends of a span whose finds all stay: they tell how the thing moves into a gap. */
export const END_MS = 600;

/**
 * Leaves out finds that a line between two others stands for, so that an hour of a face that keeps still is a few entries. The best
 * find stays, as do those near a gap and where the box is turned otherwise.
 * @param finds - in order; may have been thinned before
 * @param spans - all frames with a find
 * @param tolerance - most that an edge may be off, as a share of the box; 0 leaves out none
 * @param after - finds up to this frame stay: errors would add up if they were thinned twice
 */
export function thinFinds(finds: readonly Find[], spans: readonly FrameSpan[], tolerance: number, after: number): Find[] {
  if (tolerance <= 0 || finds.length < 3) return [...finds];
  const best = bestOf(finds);
  const settled = finds.findIndex(({ frame }) => frame > after);
  const thin = finds.slice(0, Math.max(0, settled));
  let index = thin.length;
  for (const { first, last } of spans) {
    const from = index;
    while (index < finds.length && (finds[index]?.frame ?? 0) <= last) index += 1;
    const run = finds.slice(from, index);
    if (run.length === 0) continue;
    // A run that goes on from settled finds does not begin at a gap.
    const startMs = (finds[from - 1]?.frame ?? -Infinity) >= first ? -Infinity : (run[0]?.timeMs ?? 0);
    const endMs = run.at(-1)?.timeMs ?? 0;
    const turns = (find: Find): boolean => find.detection.angle !== best.detection.angle;
    const stays = (find: Find): boolean => find === best || find.timeMs - startMs <= END_MS || endMs - find.timeMs <= END_MS || turns(find);
    for (const find of simplify(run, tolerance, stays)) thin.push(find);
  }
  return thin;
}

/** The find with the highest score; the first of several. */
export function bestOf(finds: readonly Find[]): Find {
  return finds.reduce((a, b) => (b.detection.score > a.detection.score ? b : a));
}
