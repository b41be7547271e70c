import type { Box } from '../geometry/box.ts';
import { boxAt, foundSpans, hasKeyOn, trimPath, type FrameSpan, type KeyBefore, type Path, type PathKey } from './path.ts';

/**
 * Cuts a path in two; on every frame each part has the box that the whole had.
 * @param frame - first frame of the second part
 * @returns `null` where one part would have no frame
 */
export function splitPath(path: Path, frame: number): readonly [Path, Path] | null {
  if (frame <= path.first || frame > path.last) return null;
  return [trimPath(path, path.first, frame - 1), trimPath(path, frame, path.last)];
}

/**
 * Makes one path of two. Between them it goes straight on. Where both are, it covers both: which of them is right on such a frame,
 * nobody has said.
 * @param a - one path, in any order
 * @param b - the other
 */
export function joinPaths(a: Path, b: Path): Path {
  const [early, late] = a.first <= b.first ? [a, b] : [b, a];
  // Each part keeps its box up to its own end and from its own beginning on, so that only frames between them are bridged.
  const end = Math.min(early.last, late.last);
  const ends = [late.first - 1, late.first, end, end + 1];
  const span = { first: early.first, last: Math.max(early.last, late.last) };
  const frames = new Set([...ends, ...early.keys.map(({ frame }) => frame), ...late.keys.map(({ frame }) => frame)]);
  const keys = [...frames].sort((x, y) => x - y).flatMap((frame) => keyAt(frame, early, late));
  return { ...span, keys, found: mergedSpans([...foundSpans(early), ...foundSpans(late)]) };
}

/**
 * Makes a path longer; its box stays where it was at the end that grows.
 * @param first - first frame; one inside the path changes nothing
 * @param last - last frame; one inside the path changes nothing
 */
export function extendPath(path: Path, first: number, last: number): Path {
  return { ...path, first: Math.min(first, path.first), last: Math.max(last, path.last) };
}

/**
 * Puts the box of one frame by hand. Frames up to the next keys on both sides move with it.
 * @param frame - outside the path makes it longer
 * @param box - in pixels of that frame, before its rotation
 * @param comesBack - whether what was found there comes back when this key is taken away
 */
export function withKey(path: Path, frame: number, box: Box<'source'>, comesBack = true): Path {
  const before = comesBack ? beforeHand(path, frame) : undefined;
  const key: PathKey = { frame, box, byHand: true, ...(before === undefined ? {} : { before }) };
  const keys = [...path.keys.filter((other) => other.frame !== frame), key].sort((a, b) => a.frame - b.frame);
  const found = path.found === undefined ? {} : { found: mergedSpans([...path.found, { first: frame, last: frame }]) };
  return { ...extendPath(path, frame, frame), keys, ...found };
}

/** What a person's key on a frame stands in for; nothing where the way had nothing there. */
function beforeHand(path: Path, frame: number): KeyBefore | undefined {
  const key = path.keys.find((known) => known.frame === frame);
  if (key?.byHand === true) return key.before;
  const isFound = hasKeyOn({ box: NOWHERE, path }, frame);
  if (key === undefined && !isFound) return undefined;
  return { ...(key === undefined ? {} : { box: key.box }), ...(key?.score === undefined ? {} : { score: key.score }), ...(isFound ? { found: true } : {}) };
}

/**
 * Takes the key of one frame away: what a person's key stood in for comes back, and without that the box goes straight from the key before
 * to the one after. The path stays as long.
 * @returns the same path where that frame has no key, `null` where it has the only one
 */
export function withoutKey(path: Path, frame: number): Path | null {
  const key = path.keys.find((known) => known.frame === frame);
  if (key === undefined) return path;
  const { box, score, found: wasFound } = key.before ?? {};
  const back: readonly PathKey[] = box === undefined ? [] : [{ frame, box, ...(score === undefined ? {} : { score }) }];
  const keys = path.keys.flatMap((known) => (known === key ? back : [known]));
  if (keys.length === 0) return null;
  if (wasFound === true) return { ...path, keys };
  const found = path.found?.flatMap(({ first, last }) => [
    ...(first < frame ? [{ first, last: Math.min(last, frame - 1) }] : []),
    ...(last > frame ? [{ first: Math.max(first, frame + 1), last }] : []),
  ]);
  return { ...path, keys, ...(found === undefined ? {} : { found }) };
}

/** What a joined path has on a frame: the key of the one that is there, or a box around both. Nothing between them. */
function keyAt(frame: number, early: Path, late: Path): PathKey[] {
  const [a, b] = [early, late].map((path) => boxAt({ box: NOWHERE, path }, frame));
  if (a == null || b == null) {
    const box = a ?? b;
    const path = a == null ? late : early;
    return box == null ? [] : [path.keys.find((key) => key.frame === frame) ?? { frame, box }];
  }
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  const scores = [early, late].flatMap(({ keys }) => keys.find((key) => key.frame === frame)?.score ?? []);
  const box = { ...a, left, top, width: Math.max(a.left + a.width, b.left + b.width) - left, height: Math.max(a.top + a.height, b.top + b.height) - top };
  return [{ frame, box, ...(scores.length === 0 ? {} : { score: Math.max(...scores) }) }];
}

/** Stands for the box of a path that is asked for its own. */
const NOWHERE: Box<'source'> = { left: 0, top: 0, width: 0, height: 0 };

function mergedSpans(spans: readonly FrameSpan[]): FrameSpan[] {
  const merged: FrameSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.first - b.first)) {
    const last = merged.at(-1);
    if (last !== undefined && span.first <= last.last + 1) merged[merged.length - 1] = { first: last.first, last: Math.max(last.last, span.last) };
    else merged.push(span);
  }
  return merged;
}
