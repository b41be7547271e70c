import type { Box } from '../geometry/box.ts';
import type { Find } from './fragment.ts';
import { firstFrom, type FrameSpan, type PathKey } from './path.ts';
import { hull, mix } from './widen.ts';

/** Milliseconds away from a gap from which on a find shows the whole thing: nearer, what covers it may cut it. */
const WHOLE_MS = 100;
/** Longest gap through which a thing is taken to go straight. */
const MOST_MS = 700;

/**
 * Widens boxes in and around short gaps to where a straight way through them leads. Where a thing passes behind another, the finds next to
 * the gap are of the part that still shows, and what is followed by its pixels may be the other one.
 * @param keys - of a way, in order
 * @param finds - that it is made of, in order
 * @param spans - frames with a find, in order
 * @param timeOf - start of a frame, in milliseconds
 */
export function throughGaps(keys: readonly PathKey[], finds: readonly Find[], spans: readonly FrameSpan[], timeOf: (frame: number) => number): PathKey[] {
  const widened = [...keys];
  const keyTime = ({ frame }: PathKey): number => timeOf(frame);
  for (const [index, { last }] of spans.entries()) {
    const next = spans[index + 1];
    if (next === undefined) break;
    if (timeOf(next.first) - timeOf(last) > MOST_MS) continue;
    const [from, to] = [timeOf(last) - WHOLE_MS, timeOf(next.first) + WHOLE_MS];
    const [before, after] = [placeAt(finds, from), placeAt(finds, to)];
    if (before === null || after === null) continue;
    const start = firstFrom(widened, from, keyTime);
    for (const [offset, key] of widened.slice(start, firstFrom(widened, to, keyTime)).entries()) {
      widened[start + offset] = { ...key, box: hull(key.box, mix(before, after, (keyTime(key) - from) / (to - from))) };
    }
  }
  return widened;
}

/** Where a thing is at a time, straight between the finds around it; where it was first or last at a time beyond them. */
function placeAt(finds: readonly Find[], timeMs: number): Box<'source'> | null {
  const at = firstFrom(finds, timeMs, (find) => find.timeMs);
  const [before, after] = [finds[at - 1], finds[at]];
  if (before === undefined || after === undefined) return (before ?? after)?.box ?? null;
  return mix(before.box, after.box, (timeMs - before.timeMs) / (after.timeMs - before.timeMs));
}
