import type { Box, Size } from '../geometry/box.ts';

/** What a way had on a frame before a person put the box there. */
export interface KeyBefore {
  /** Left out where no key was there. */
  readonly box?: Box<'source'>;
  /** As in {@link PathKey}. */
  readonly score?: number;
  /** It was found there; left out where it was only bridged or held. */
  readonly found?: true;
}

/** A box at one frame. */
export interface PathKey {
  /** 0 for the first frame or page. */
  readonly frame: number;
  /** In pixels of that frame, before its rotation. */
  readonly box: Box<'source'>;
  /** Calibrated confidence of the find on that very frame, 0..1; left out where nothing was found there, and where nobody noted it. */
  readonly score?: number;
  /** A person put the box here; left out where a detector or a guess did. */
  readonly byHand?: true;
  /** What comes back when the person's box goes; left out where that is nothing, and where no person put it. */
  readonly before?: KeyBefore;
}

/** Frames from first to last, both included. */
export interface FrameSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * Where a region is in an animation or on pages. Between two keys it moves and grows evenly; before the first key and after
 * the last it stays as it is there. A region without a path is in a still picture.
 */
export interface Path {
  /** First frame that it is on. */
  readonly first: number;
  /** Last frame that it is on, included. */
  readonly last: number;
  /** In the order of their frames, at least one, none twice; frames lie in `first..last`. */
  readonly keys: readonly PathKey[];
  /**
   * Frames on which it was found, or put by a person, in order, none twice; the others are bridged or held. Left out where those are
   * just the frames of the keys.
   */
  readonly found?: readonly FrameSpan[];
}

/** Something with a box that may move. */
export interface Moving {
  readonly box: Box<'source'>;
  readonly path?: Path;
}

/**
 * The box of a region on one frame.
 * @param frame - 0 for the first
 * @returns `null` where the region is not on that frame
 */
export function boxAt({ box, path }: Moving, frame: number): Box<'source'> | null {
  if (path === undefined) return box;
  if (frame < path.first || frame > path.last) return null;
  const after = firstKeyFrom(path.keys, frame);
  const next = path.keys[Math.min(after, path.keys.length - 1)];
  if (next === undefined) return box;
  const previous = after < path.keys.length ? path.keys[after - 1] : undefined;
  if (previous === undefined || next.frame <= frame) return next.box;
  const share = (frame - previous.frame) / (next.frame - previous.frame);
  return between(previous.box, next.box, share);
}

/**
 * The frame on which a region is seen best: where its own box is, which is that of the surest find, or else where it was found most
 * surely, or found at all. Its first frame is often one on which it is only guessed.
 * @returns 0 for what is in a still picture
 */
export function clearestFrame({ box, path }: Moving): number {
  if (path === undefined) return 0;
  // What stands still has the same box on frames on which it is only held.
  const own = surestKey(path, path.keys.filter((key) => isSameBox(key.box, box)));
  if (own !== undefined) return own.frame;
  const [first] = foundSpans(path);
  return path.keys.reduce((best, key) => ((key.score ?? 0) > best.score ? { frame: key.frame, score: key.score ?? 0 } : best), { frame: first?.first ?? path.first, score: 0 }).frame;
}

/**
 * The box with which a region is seen best: that of the surest find, or else of the first key where it was found at all, or else of its
 * first key.
 */
export function clearestBox(path: Path): Box<'source'> | null {
  return surestKey(path, path.keys)?.box ?? null;
}

function surestKey(path: Path, keys: readonly PathKey[]): PathKey | undefined {
  const scored = keys.filter(({ score }) => score !== undefined);
  const surest = scored.reduce<PathKey | undefined>((best, key) => ((key.score ?? 0) > (best?.score ?? -1) ? key : best), undefined);
  return surest ?? keys.find(({ frame, box }) => hasKeyOn({ box, path }, frame)) ?? keys[0];
}

/**
 * The frame on which a region is that is nearest to another one.
 * @returns that very frame where the region is there, as what is in a still picture is everywhere
 */
export function nearestFrame({ path }: Moving, frame: number): number {
  return path === undefined ? frame : Math.max(path.first, Math.min(frame, path.last));
}

function isSameBox(a: Box<'source'>, b: Box<'source'>): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

/**
 * Regions as they are on one frame: those that are not there are left out, the box of the others is where they are then.
 * @param frame - 0 for the first
 */
export function onFrame<T extends Moving>(regions: readonly T[], frame: number): T[] {
  return regions.flatMap((region) => {
    const box = boxAt(region, frame);
    return box === null ? [] : [box === region.box ? region : { ...region, box }];
  });
}

/**
 * A path after its box was moved or resized on one frame: every key moves and grows alike, so that the whole way follows.
 * @param path - before
 * @param from - box on that frame, before
 * @param to - box on that frame, after
 * @param within - size of the picture: a box that would leave it on another frame stays at its edge, because a mask outside hides nothing
 */
export function movePath(path: Path, from: Box<'source'>, to: Box<'source'>, within: Size | null): Path {
  const scaleX = to.width / from.width;
  const scaleY = to.height / from.height;
  const dx = to.left + to.width / 2 - (from.left + from.width / 2);
  const dy = to.top + to.height / 2 - (from.top + from.height / 2);
  const keys = path.keys.map(({ frame, box }): PathKey => {
    const width = box.width * scaleX;
    const height = box.height * scaleY;
    const left = box.left + box.width / 2 + dx - width / 2;
    const top = box.top + box.height / 2 + dy - height / 2;
    const moved = { ...box, left, top, width, height };
    return { frame, box: within === null ? moved : kept(moved, within) };
  });
  return { ...path, keys };
}

/** A box that is no larger than the picture and has its centre in it. */
function kept(box: Box<'source'>, { width, height }: Size): Box<'source'> {
  const wide = Math.min(box.width, width);
  const high = Math.min(box.height, height);
  const x = Math.min(Math.max(box.left + box.width / 2, 0), width);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), height);
  return { ...box, left: x - wide / 2, top: y - high / 2, width: wide, height: high };
}

/** Frames on which a region was found, or put by a person. */
export function foundSpans({ keys, found }: Path): readonly FrameSpan[] {
  return found ?? keys.map(({ frame }) => ({ first: frame, last: frame }));
}

/**
 * A path for fewer or more frames; keys outside them go, but for the nearest.
 * @param first - 0 for the first frame
 * @param last - not before `first`
 */
export function trimPath(path: Path, first: number, last: number): Path {
  const inside = path.keys.filter(({ frame }) => frame >= first && frame <= last);
  // Where the way was cut, it begins and ends at the box that it had there.
  const ends = [first, last].flatMap((frame): PathKey[] => {
    if (inside.some((key) => key.frame === frame)) return [];
    const box = boxAt({ box: path.keys[0]?.box ?? { left: 0, top: 0, width: 0, height: 0 }, path: { ...path, first: Math.min(frame, path.first), last: Math.max(frame, path.last) } }, frame);
    return box === null ? [] : [{ frame, box }];
  });
  const keys = [...inside, ...ends].sort((a, b) => a.frame - b.frame).filter((key, index, all) => key.frame !== all[index - 1]?.frame);
  return { first, last, keys, ...(path.found === undefined ? {} : { found: clipSpans(path.found, first, last) }) };
}

function clipSpans(spans: readonly FrameSpan[], first: number, last: number): FrameSpan[] {
  return spans.filter((span) => span.last >= first && span.first <= last).map((span) => ({ first: Math.max(span.first, first), last: Math.min(span.last, last) }));
}

/** Index of the first key on a frame or after it; the number of keys where there is none. */
function firstKeyFrom(keys: readonly PathKey[], frame: number): number {
  return firstFrom(keys, frame, (key) => key.frame);
}

/**
 * Index of the first entry on a frame or after it; the number of entries where there is none. By halving: ways may have thousands.
 * @param entries - in order
 * @param frame - or whatever else they are in order of, such as a time
 * @param frameOf - of an entry
 */
export function firstFrom<T>(entries: readonly T[], frame: number, frameOf: (entry: T) => number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && frameOf(entry) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a region was found, or put by a person, on this very frame, and is not only held or bridged there. */
export function hasKeyOn({ path }: Moving, frame: number): boolean {
  if (path === undefined) return true;
  if (path.found === undefined) return path.keys[firstKeyFrom(path.keys, frame)]?.frame === frame;
  const span = path.found[firstFrom(path.found, frame, ({ last }) => last)];
  return span !== undefined && span.first <= frame;
}

function between(a: Box<'source'>, b: Box<'source'>, share: number): Box<'source'> {
  const mix = (x: number, y: number): number => x + (y - x) * share;
  return { ...a, left: mix(a.left, b.left), top: mix(a.top, b.top), width: mix(a.width, b.width), height: mix(a.height, b.height) };
}
