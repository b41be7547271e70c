import { assign, type Pair } from './assignment.ts';
import type { Find, Followed, Fragment } from './fragment.ts';
import type { FrameTimes } from './frame-times.ts';
import { likeness } from './likeness.ts';
import type { TrackerOptions } from './tracker-options.ts';
import { carried, trendAt } from './trend.ts';

/** Overlap half-way at which two ways meet: both were carried on for half the gap. */
const MEETING_IOU = 0.25;
/** Sides between centres half-way, likewise. */
const MEETING_JUMP = 0.6;

/**
 * The look back: joins fragments whose ways lead into each other. Going forward, a thing that was seen for a moment has no known
 * motion yet; from behind, what came later tells where it came from. Two are joined where the way on from the earlier and the way
 * back from the later meet in the middle of the gap.
 * @param fragments - in any order
 * @returns fragments that are whole ways, each with finds and spans in order
 */
export function joinFragments(fragments: readonly Fragment[], times: FrameTimes, options: TrackerOptions): Fragment[] {
  const starts = [...fragments.entries()].sort(([, a], [, b]) => firstOf(a).frame - firstOf(b).frame);
  const ends = [...fragments.entries()].sort(([, a], [, b]) => lastOf(a).frame - lastOf(b).frame);
  const pairs: Pair[] = [];
  let near = 0;
  for (const [column, later] of starts) {
    const start = firstOf(later);
    while (near < ends.length && isTooFar(ends[near]?.[1], start, times, options)) near += 1;
    for (let at = near; at < ends.length; at += 1) {
      const [row, earlier] = ends[at] ?? [0, later];
      if (lastOf(earlier).frame >= start.frame) break;
      if (earlier.kind !== later.kind || earlier.scene !== later.scene || isTooFar(earlier, start, times, options)) continue;
      const value = agreement(earlier, later, options);
      if (value > 0) pairs.push({ row, column, likeness: value });
    }
  }
  const next = new Map(assign(pairs).map(({ row, column }) => [row, column]));
  const continued = new Set(next.values());
  return [...fragments.keys()].filter((index) => !continued.has(index)).map((index) => chainFrom(index, fragments, next));
}

function isTooFar(earlier: Fragment | undefined, start: Find, times: FrameTimes, { gapMs, gapFrames }: TrackerOptions): boolean {
  if (earlier === undefined) return true;
  const { frame } = lastOf(earlier);
  return start.frame - frame > gapFrames + 1 && start.timeMs - times.end(frame) > gapMs;
}

/** How well the way on and the way back meet: half-way, or where one part is a single find, which tells no motion, at that find. */
function agreement(earlier: Fragment, later: Fragment, options: TrackerOptions): number {
  const end = lastOf(earlier);
  const start = firstOf(later);
  const gap = start.timeMs - end.timeMs;
  const share = earlier.finds.length === 1 ? 0 : later.finds.length === 1 ? 1 : 0.5;
  const on = carried(end.box, trendAt(earlier.finds, earlier.finds.length - 1, -1), gap * share);
  const back = carried(start.box, trendAt(later.finds, 0, 1), -gap * (1 - share));
  return likeness(on, 0, on, back, { ...options, sameIou: Math.min(options.sameIou, MEETING_IOU), jump: Math.max(options.jump, MEETING_JUMP) });
}

function chainFrom(index: number, fragments: readonly Fragment[], next: ReadonlyMap<number, number>): Fragment {
  const parts: Fragment[] = [];
  for (let at: number | undefined = index; at !== undefined; at = next.get(at)) {
    const part = fragments[at];
    if (part !== undefined) parts.push(part);
  }
  const [first] = parts;
  if (first === undefined) throw new RangeError('no such fragment');
  return parts.length === 1 ? first : { kind: first.kind, scene: first.scene, finds: parts.flatMap(({ finds }) => finds), spans: joined(parts), followed: followedIn(parts) };
}

/** Spans of all parts; two that touch stay two, as between them the finds were not one way at first. */
function joined(parts: readonly Fragment[]): Fragment['spans'] {
  return parts.flatMap(({ spans }) => spans);
}

function followedIn(parts: readonly Fragment[]): Followed {
  const all = (which: keyof Followed): Followed['before'] => new Map(parts.flatMap(({ followed }) => [...(followed?.[which] ?? [])]));
  return { before: all('before'), after: all('after') };
}

function firstOf({ finds }: Fragment): Find {
  const [first] = finds;
  if (first === undefined) throw new RangeError('a fragment has a find');
  return first;
}

function lastOf({ finds }: Fragment): Find {
  const last = finds.at(-1);
  if (last === undefined) throw new RangeError('a fragment has a find');
  return last;
}
