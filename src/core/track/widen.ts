import { inflate, type Box } from '../geometry/box.ts';
import type { Find } from './fragment.ts';
import { carried, sideOf, trendAt } from './trend.ts';

/** A box that is no find. */
export interface Guess {
  readonly frame: number;
  readonly box: Box<'source'>;
}

/** Sides a second by which a place becomes uncertain, however evenly the thing moved before. */
const DRIFT = 0.25;
/**
 * The same on top where the thing was hardly seen, so that nothing tells how restless it is: less the longer it was, and less the
 * less likely it is a thing at all, because most finds that stand alone are false.
 */
const UNKNOWN_DRIFT = 1.2;
/** Milliseconds in view after which a thing is known. */
const KNOWN_MS = 1000;
/** Milliseconds before and after a gap that show how restless the thing is. */
const WINDOW_MS = 2500;
/** Stretches that are looked at, and finds in each. */
const SAMPLES = 14;
/** Most that a shorter stretch is scaled up to a gap: it would be the square of their ratio for an even change of speed. */
const MOST_SCALE = 4;
/** Most sides that a thing is taken to stray from a straight line: what looks like more is a box that was cut or jumped. */
const MOST_STRAYED = 1;
/** How fast the allowance for unrest grows from both ends of a gap: whole after a third of it. */
const ONSET = 3;

/** Pixels by which something leaves a straight line. */
interface Straying {
  readonly x: number;
  readonly y: number;
}

/** What is not known about a way. */
interface Unrest extends Straying {
  /** Sides a second. */
  readonly drift: number;
}

/**
 * Boxes for the frames of a gap that cover where the thing may have been: the straight line between both finds, and around it an
 * allowance of what it strayed from straight lines over stretches as long, where it was seen, and a drift with time. Stretches that
 * reach over the gap tell of a turn in it.
 * @param index - find before the gap; the next one is behind it
 * @param timeOf - start of a frame
 */
export function gapBoxes(finds: readonly Find[], index: number, timeOf: (frame: number) => number): Guess[] {
  const before = finds[index];
  const after = finds[index + 1];
  if (before === undefined || after === undefined) return [];
  const length = after.timeMs - before.timeMs;
  const unrest = unrestAround(finds, index, length);
  const boxes: Guess[] = [];
  for (let frame = before.frame + 1; frame < after.frame; frame += 1) {
    const u = length > 0 ? (timeOf(frame) - before.timeMs) / length : (frame - before.frame) / (after.frame - before.frame);
    const line = mix(before.box, after.box, u);
    const reach = Math.min(u, 1 - u);
    const drift = (unrest.drift * reach * length * sideOf(line)) / 1000;
    const share = Math.min(1, ONSET * reach);
    boxes.push({ frame, box: widened(line, drift + share * unrest.x, drift + share * unrest.y) });
  }
  return boxes;
}

/**
 * Boxes for frames beyond the first or the last find. Each covers the last place as well as the one that motion leads to, because a
 * thing that is not found any more may have stopped or may have gone on.
 * @param side - -1 for frames before the first find, 1 for those after the last
 * @param until - last frame of them, the one farthest from the find
 * @param timeOf - start of a frame
 * @returns from the find outwards
 */
export function heldBoxes(finds: readonly Find[], side: -1 | 1, until: number, timeOf: (frame: number) => number): Guess[] {
  const index = side < 0 ? 0 : finds.length - 1;
  const end = finds[index];
  if (end === undefined || until === end.frame) return [];
  const farthest = Math.abs(timeOf(until) - end.timeMs);
  const unrest = unrestAround(finds, index, 2 * farthest);
  const trend = trendAt(finds, index, side < 0 ? 1 : -1);
  const boxes: Guess[] = [];
  for (let frame = end.frame + side; side < 0 ? frame >= until : frame <= until; frame += side) {
    const ms = timeOf(frame) - end.timeMs;
    if (end.left === true) {
      const slack = (DRIFT * Math.abs(ms) * sideOf(end.box)) / 1000;
      boxes.push({ frame, box: widened(end.box, slack, slack) });
      continue;
    }
    const drift = (unrest.drift * Math.abs(ms) * sideOf(end.box)) / 1000;
    const share = farthest > 0 ? Math.min(1, (ONSET * Math.abs(ms)) / farthest) : 0;
    boxes.push({ frame, box: widened(hull(end.box, carried(end.box, trend, ms)), drift + share * unrest.x, drift + share * unrest.y) });
  }
  return boxes;
}

/**
 * The most that finds around a gap leave the straight line between two others which lie about as far apart in time as the gap is
 * long. Where nothing was seen for that long, shorter stretches are scaled up.
 */
function unrestAround(finds: readonly Find[], index: number, ms: number): Unrest {
  const at = finds[index]?.timeMs ?? 0;
  let from = index;
  while (from > 0 && at - (finds[from - 1]?.timeMs ?? 0) <= WINDOW_MS) from -= 1;
  let to = index;
  while (to < finds.length - 1 && (finds[to + 1]?.timeMs ?? 0) - at <= ms + WINDOW_MS) to += 1;
  let x = 0;
  let y = 0;
  const step = Math.max(1, Math.floor((to - from) / SAMPLES));
  for (let start = from, end = from; start < to - 1; start += step) {
    const a = finds[start];
    if (a === undefined) break;
    end = Math.max(end, start + 1);
    while (end < to && (finds[end]?.timeMs ?? 0) - a.timeMs < ms) end += 1;
    const b = finds[end];
    if (b === undefined || end - start < 2) continue;
    const scale = Math.min(MOST_SCALE, Math.max(1, (ms / (b.timeMs - a.timeMs)) ** 2 || 1));
    const strayed = straying(finds, start, end, a, b);
    x = Math.max(x, strayed.x * scale);
    y = Math.max(y, strayed.y * scale);
    // Later stretches are shorter still.
    if (end === to && b.timeMs - a.timeMs < ms) break;
  }
  // Time in view is what lies around the gap, not the gap itself.
  const inView = (finds[to]?.timeMs ?? at) - (finds[from]?.timeMs ?? at) - ((finds[index + 1]?.timeMs ?? at) - at);
  const unknown = 1 - Math.min(1, Math.max(0, inView) / KNOWN_MS);
  const confidence = unknown > 0 ? finds.slice(from, to + 1).reduce((most, { detection }) => Math.max(most, detection.score), 0) : 0;
  const most = MOST_STRAYED * sideOf(finds[index]?.box ?? { left: 0, top: 0, width: 0, height: 0 });
  return { x: Math.min(x, most), y: Math.min(y, most), drift: DRIFT + UNKNOWN_DRIFT * confidence * unknown };
}

function straying(finds: readonly Find[], start: number, end: number, a: Find, b: Find): Straying {
  let x = 0;
  let y = 0;
  const step = Math.max(1, Math.floor((end - start) / SAMPLES));
  for (let at = start + 1; at < end; at += step) {
    const find = finds[at];
    if (find === undefined) break;
    const line = mix(a.box, b.box, (find.timeMs - a.timeMs) / (b.timeMs - a.timeMs) || 0);
    x = Math.max(x, Math.abs(find.box.left - line.left), Math.abs(find.box.left + find.box.width - line.left - line.width));
    y = Math.max(y, Math.abs(find.box.top - line.top), Math.abs(find.box.top + find.box.height - line.top - line.height));
  }
  return { x, y };
}

function widened(box: Box<'source'>, x: number, y: number): Box<'source'> {
  const wide = inflate(box, x);
  return { ...wide, top: box.top - y, height: box.height + 2 * y };
}

/** The smallest box around two. */
export function hull(a: Box<'source'>, b: Box<'source'>): Box<'source'> {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  return { left, top, width: Math.max(a.left + a.width, b.left + b.width) - left, height: Math.max(a.top + a.height, b.top + b.height) - top };
}

/** A box on the straight way from one to another. @param share - 0 for the first, 1 for the second */
export function mix(a: Box<'source'>, b: Box<'source'>, share: number): Box<'source'> {
  const between = (x: number, y: number): number => x + (y - x) * share;
  return { left: between(a.left, b.left), top: between(a.top, b.top), width: between(a.width, b.width), height: between(a.height, b.height) };
}
