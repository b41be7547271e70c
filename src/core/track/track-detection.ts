import type { Detection } from '../detect/detection.ts';
import type { Box } from '../geometry/box.ts';
import type { Find, Fragment, PathStop } from './fragment.ts';
import type { FrameTimes } from './frame-times.ts';
import type { FrameSpan, Path, PathKey } from './path.ts';
import { simplify } from './simplify-keys.ts';
import { bestOf } from './thin-finds.ts';
import type { TrackerOptions } from './tracker-options.ts';
import { throughGaps } from './through-gaps.ts';
import { gapBoxes, heldBoxes, type Guess } from './widen.ts';

/** Share of a box within which a line may stand for guessed boxes: they are wider than the thing by more than that. */
const ROUGH = 0.03;

/**
 * Makes one find of a whole way: with the box and score of its most confident frame, held at both ends inside its scene.
 * @param track - a thing's whole way
 */
export function toDetection(track: Fragment, times: FrameTimes, options: TrackerOptions): Detection {
  const { finds, spans } = track;
  const bestFind = bestOf(finds);
  const best = bestFind.detection;
  const ends = heldEnds(track, times, options);
  const followed = wayOf(track, ends);
  const guesses = options.widen ? [...stopsOf(followed, finds, options.simplify), ...guessesOf(followed, ends, times, options.simplify)] : [];
  // A box that turns on its way is masked by its hull: half-way between two angles lies neither. Nor has what is only guessed an angle.
  const turns = finds.some(({ detection }) => detection.angle !== best.angle) || (guesses.length > 0 && (best.angle ?? 0) !== 0);
  const boxOf = ({ box, detection }: Find): Box<'source'> => (turns ? box : detection.box);
  const isNoted = options.widen || options.simplify > 0;
  const size = options.steady ? steadySizes(finds, bestFind) : null;
  const seen = finds.map((find, index): PathKey => ({ frame: find.frame, box: size?.[index] ?? boxOf(find), ...(isNoted ? { score: find.detection.score } : {}) }));
  const way = [...seen, ...guesses].sort((a, b) => a.frame - b.frame);
  const keys = options.widen && options.steady ? throughGaps(way, finds, spans, (frame) => times.start(frame)).map((key) => (key.frame === bestFind.frame ? { ...key, box: boxOf(bestFind) } : key)) : way;
  const path: Path = { ...ends, keys, ...(isNoted ? { found: spans } : {}) };
  const { angle, ...upright } = best;
  // The very box of its key, by which the frame with the highest score is known again.
  return { ...upright, ...(angle === undefined || turns ? {} : { angle }), box: boxOf(bestFind), path };
}

/** Milliseconds before and after a find whose finds tell how large the thing is. */
const STEADY_MS = 130;
/** Most that a box grows to the size that the thing has just before and after: a face is not twice as large a moment later. */
const MOST_STEADY = 1.4;

/**
 * Boxes as large as the thing is just before and after, because a detector sees less of what is half covered or blurred for a moment.
 * @returns `undefined` for finds that stay as they are: the best one, and those that are turned
 */
function steadySizes(finds: readonly Find[], best: Find): (Box<'source'> | undefined)[] {
  let from = 0;
  return finds.map((find) => {
    while ((finds[from]?.timeMs ?? Infinity) < find.timeMs - STEADY_MS) from += 1;
    let { width, height } = find.box;
    for (let at = from; (finds[at]?.timeMs ?? Infinity) <= find.timeMs + STEADY_MS; at += 1) {
      const near = finds[at]?.box;
      if (near === undefined) break;
      width = Math.max(width, near.width);
      height = Math.max(height, near.height);
    }
    if (find === best || (find.detection.angle ?? 0) !== 0) return undefined;
    const wide = Math.min(width, find.box.width * MOST_STEADY) - find.box.width;
    const high = Math.min(height, find.box.height * MOST_STEADY) - find.box.height;
    return { left: find.box.left - wide / 2, top: find.box.top - high / 2, width: find.box.width + wide, height: find.box.height + high };
  });
}

/** A thing's way with the frames on which it was only followed: these stand there like finds. */
function wayOf({ finds, spans, followed }: Fragment, { first, last }: FrameSpan): Pick<Fragment, 'finds' | 'spans'> {
  if (followed === undefined || (followed.before.size === 0 && followed.after.size === 0)) return { finds, spans };
  const way: Find[] = [];
  const runs: FrameSpan[] = [...spans];
  const add = (stops: readonly PathStop[], { detection }: Find, until: number): void => {
    const from = way.at(-1)?.frame ?? first - 1;
    const taken = stops.filter(({ frame }) => frame > from && frame < until && frame >= first && frame <= last);
    for (const stop of taken) way.push({ ...stop, detection });
    if (taken[0] !== undefined) runs.push({ first: taken[0].frame, last: taken.at(-1)?.frame ?? taken[0].frame });
  };
  for (const [index, find] of finds.entries()) {
    add([...(followed.before.get(find.frame) ?? [])].reverse(), find, find.frame);
    way.push(find);
    add(followed.after.get(find.frame) ?? [], find, finds[index + 1]?.frame ?? Infinity);
  }
  const joined: FrameSpan[] = [];
  for (const run of runs.sort((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    if (before?.last === run.first - 1) joined[joined.length - 1] = { first: before.first, last: run.last };
    else joined.push(run);
  }
  return { finds: way, spans: joined };
}

/** Keys for frames on which a thing was followed, but for those that straight lines stand for. */
function stopsOf({ finds: way }: Pick<Fragment, 'finds'>, finds: readonly Find[], tolerance: number): Guess[] {
  const found = new Set(finds);
  const stops: Guess[] = [];
  for (let at = 0; at < way.length; at += 1) {
    const run: Find[] = [];
    for (let find = way[at]; find !== undefined && !found.has(find); find = way[at]) {
      run.push(find);
      at += 1;
    }
    if (run.length > 0) stops.push(...simplify(run, tolerance, () => false).map(({ frame, box }) => ({ frame, box })));
  }
  return stops;
}

/** First and last frame of a mask. */
function heldEnds({ finds, scene }: Fragment, times: FrameTimes, { holdMs, holdFrames }: TrackerOptions): FrameSpan {
  const bounds = times.scene(scene);
  const begin = finds[0]?.frame ?? bounds.first;
  const end = finds.at(-1)?.frame ?? bounds.last;
  let first = Math.max(bounds.first, begin - holdFrames);
  while (first > bounds.first && times.start(begin) - times.start(first) < holdMs) first -= 1;
  let last = Math.min(bounds.last, end + holdFrames);
  while (last < bounds.last && times.start(last + 1) - times.end(end) < holdMs) last += 1;
  return { first, last };
}

/** Boxes for frames without a find, but for those that straight lines stand for. */
function guessesOf({ finds, spans }: Pick<Fragment, 'finds' | 'spans'>, { first, last }: FrameSpan, times: FrameTimes, tolerance: number): Guess[] {
  const timeOf = (frame: number): number => times.start(frame);
  const guesses: Guess[] = [];
  const add = (way: readonly (Guess | Find)[]): void => {
    for (const stop of simplify(way, tolerance > 0 ? Math.max(tolerance, ROUGH) : 0, () => false)) if (!('detection' in stop)) guesses.push(stop);
  };
  const [start] = finds;
  const end = finds.at(-1);
  if (start === undefined || end === undefined) return [];
  add([...heldBoxes(finds, -1, first, timeOf).reverse(), start]);
  let index = 0;
  for (const span of spans.slice(0, -1)) {
    while ((finds[index + 1]?.frame ?? Infinity) <= span.last) index += 1;
    const [before, after] = [finds[index], finds[index + 1]];
    if (before !== undefined && after !== undefined && after.frame - before.frame > 1) add([before, ...gapBoxes(finds, index, timeOf), after]);
  }
  add([end, ...heldBoxes(finds, 1, last, timeOf)]);
  return guesses;
}
