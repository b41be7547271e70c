import type { Detection, Kind } from '../detect/detection.ts';
import type { Box } from '../geometry/box.ts';
import { assign, type Pair } from './assignment.ts';
import { extendSpans, findOf, type Find, type Fragment, type PathStop } from './fragment.ts';
import { FrameTimes } from './frame-times.ts';
import { Follow } from './follow.ts';
import type { GreyFrame } from './grey-frame.ts';
import { joinFragments } from './join-fragments.ts';
import { doubtfulLikeness, likeness } from './likeness.ts';
import { Motion, type Expected } from './motion.ts';
import type { FrameSpan } from './path.ts';
import { splitStrays } from './split-strays.ts';
import { END_MS, thinFinds } from './thin-finds.ts';
import { toDetection } from './track-detection.ts';
import { thresholdOf, VIDEO_TRACKING, type TrackerOptions } from './tracker-options.ts';
import { trendAt } from './trend.ts';

/** One frame and what was found on it. */
export interface TrackedFrame {
  /** One more than that of the frame before. */
  readonly frame: number;
  /** When it is shown; never before the frame before. */
  readonly timeMs: number;
  readonly durationMs: number;
  /** Finds on it, of any kinds, down to the lowest confidence that the search gives. */
  readonly detections: readonly Detection[];
  /** Whether it is the first of another scene: no track goes on over it. */
  readonly isCut: boolean;
  /** What it looks like; without it nothing is followed where it is not found. */
  readonly picture?: GreyFrame;
}

/** A thing that is followed. */
interface Track extends Fragment {
  readonly finds: Find[];
  readonly spans: FrameSpan[];
  readonly motion: Motion;
  last: Find;
  /** Finds at which leaving out is worth another look. */
  thinAt: number;
  /** Frame up to which that was done. */
  thinned: number;
  /** Follows it since its last find; `null` where it is lost or was found on the last frame. */
  follow: Follow | null;
  readonly followed: { readonly before: Map<number, PathStop[]>; readonly after: Map<number, PathStop[]> };
}

/** A frame that things are still looked for on. */
interface RecentFrame {
  readonly frame: number;
  readonly timeMs: number;
  readonly picture: GreyFrame;
}

/** Milliseconds of frames that are kept to follow new things back. */
const RECENT_MS = 1000;

/** Finds between two times that those which a line stands for are left out of a long track. */
const THIN_EVERY = 1024;

/**
 * Follows things over the frames of a video or an animation, one frame after the other. Each find becomes part of exactly one track.
 * Confident finds are shared out first, doubtful ones then continue tracks that had none; what is left begins new tracks. When all
 * frames are there, parts of one way are joined, ways through gaps and at the ends are added, and doubtful tracks are left out that
 * nothing confirmed. Holds one entry for each find, less those on straight ways; pixels are never seen.
 */
export class Tracker {
  readonly #options: TrackerOptions;
  readonly #times = new FrameTimes();
  #open = new Map<Kind, Track[]>();
  #closed: Fragment[] = [];
  /** The last second, with this frame at its end. */
  #recent: RecentFrame[] = [];

  /** @param options - what differs from {@link VIDEO_TRACKING} */
  constructor(options: Partial<TrackerOptions> = {}) {
    this.#options = { ...VIDEO_TRACKING, ...options };
  }

  /**
   * Takes the next frame.
   * @throws RangeError where a frame is left out, comes twice, or goes back in time
   */
  add({ frame, timeMs, durationMs, detections, isCut, picture }: TrackedFrame): void {
    this.#times.add(frame, timeMs, durationMs, isCut);
    this.#closeLost(frame, timeMs, isCut);
    this.#recent = isCut || picture === undefined ? [] : this.#recent.filter((recent) => timeMs - recent.timeMs <= RECENT_MS);
    if (picture !== undefined) this.#recent.push({ frame, timeMs, picture });
    const kinds = new Map<Kind, Detection[]>();
    for (const detection of detections) {
      const same = kinds.get(detection.kind);
      if (same === undefined) kinds.set(detection.kind, [detection]);
      else same.push(detection);
    }
    for (const [kind, found] of kinds) this.#share(kind, found.map((detection) => findOf(detection, frame, timeMs)));
    if (picture !== undefined) for (const tracks of this.#open.values()) for (const track of tracks) if (track.last.frame < frame) followOn(track, { frame, timeMs, picture }, this.#recent);
  }

  /**
   * Where the things are expected that are followed and not lost yet.
   * @param timeMs - of the next frame
   */
  expected(timeMs: number): readonly { readonly kind: Kind; readonly box: Box<'source'> }[] {
    return [...this.#open].flatMap(([kind, tracks]) => tracks.map((track) => ({ kind, box: expectedAt(track, timeMs).box })));
  }

  /**
   * Ends the tracks.
   * @returns one find for each thing, with its path and with the box and score of its most confident frame, whose key has that very box; highest score first
   */
  finish(): readonly Detection[] {
    for (const tracks of this.#open.values()) for (const track of tracks) this.#close(track);
    this.#open = new Map();
    const chains = joinFragments(this.#closed, this.#times, this.#options);
    this.#closed = [];
    return chains
      .filter((chain) => this.#isKept(chain))
      .map((chain) => toDetection(chain, this.#times, this.#options))
      .sort((a, b) => b.score - a.score);
  }

  #closeLost(frame: number, timeMs: number, isCut: boolean): void {
    const { gapMs, gapFrames } = this.#options;
    for (const [kind, tracks] of this.#open) {
      const isLost = ({ last }: Track): boolean => isCut || (frame - last.frame > gapFrames + 1 && timeMs - this.#times.end(last.frame) > gapMs);
      if (!tracks.some(isLost)) continue;
      this.#open.set(kind, tracks.filter((track) => !isLost(track)));
      for (const track of tracks) if (isLost(track)) this.#close(track);
    }
  }

  #close({ kind, scene, finds, spans, thinned, followed }: Track): void {
    const { widen, simplify } = this.#options;
    const whole = { kind, scene, finds, spans, followed };
    const parts = widen ? splitStrays(whole, thinned) : [whole];
    for (const part of parts) this.#closed.push({ ...part, finds: thinFinds(part.finds, part.spans, simplify, thinned) });
  }

  #share(kind: Kind, finds: readonly Find[]): void {
    const tracks = this.#open.get(kind) ?? [];
    const confidentFrom = thresholdOf(this.#options.confidentFrom, kind);
    const confident = finds.filter(({ detection }) => detection.score >= confidentFrom);
    const doubtful = finds.filter(({ detection }) => detection.score < confidentFrom);
    const timeMs = finds[0]?.timeMs ?? 0;
    const expected = tracks.map((track) => expectedAt(track, timeMs));
    const gates = this.#options;
    const continued = new Set<number>();
    const alone = [
      ...this.#shareOut(tracks, expected, confident, continued, (at, last, box) => likeness(at.box, at.spread, last, box, gates)),
      ...this.#shareOut(tracks, expected, doubtful, continued, (at, _last, box) => doubtfulLikeness(at.box, box, gates)),
    ];
    if (alone.length > 0) this.#open.set(kind, [...tracks, ...alone.map((find) => this.#begin(kind, find))]);
  }

  /**
   * Shares finds out among tracks that have none on this frame.
   * @param continued - indices of tracks that have one; those that get one are added
   * @returns finds that continue none
   */
  #shareOut(tracks: readonly Track[], expected: readonly Expected[], finds: readonly Find[], continued: Set<number>, like: (at: Expected, last: Box<'source'>, found: Box<'source'>) => number): Find[] {
    const pairs: Pair[] = [];
    for (const [row, track] of tracks.entries()) {
      const at = expected[row];
      if (at === undefined || continued.has(row)) continue;
      for (const [column, find] of finds.entries()) {
        const value = like(at, track.last.box, find.box);
        if (value > 0) pairs.push({ row, column, likeness: value });
      }
    }
    const taken = new Set<number>();
    for (const { row, column } of assign(pairs)) {
      const track = tracks[row];
      const find = finds[column];
      if (track === undefined || find === undefined) continue;
      continued.add(row);
      taken.add(column);
      this.#continue(track, find);
    }
    return finds.filter((_, column) => !taken.has(column));
  }

  #begin(kind: Kind, find: Find): Track {
    const track: Track = {
      kind, scene: this.#times.scenes - 1, finds: [find], spans: [{ first: find.frame, last: find.frame }], motion: new Motion(find.box, find.timeMs), last: find, thinAt: THIN_EVERY, thinned: -Infinity,
      follow: null, followed: { before: new Map(), after: new Map() },
    };
    followBack(track, this.#recent, -Infinity);
    return track;
  }

  #continue(track: Track, find: Find): void {
    const before = track.last.frame;
    const reached = track.followed.after.get(before)?.at(-1)?.frame ?? before;
    track.finds.push(find);
    extendSpans(track.spans, find.frame);
    track.motion.see(find.box, find.timeMs);
    track.last = find;
    track.follow = null;
    if (find.frame - reached > 1) followBack(track, this.#recent, reached);
    if (track.finds.length < track.thinAt) return;
    const thin = thinFinds(track.finds, track.spans, this.#options.simplify, track.thinned);
    track.finds.splice(0, track.finds.length, ...thin);
    track.thinAt = thin.length + THIN_EVERY;
    track.thinned = thin.findLast(({ timeMs }) => find.timeMs - timeMs > END_MS)?.frame ?? track.thinned;
  }

  /** Whether a person would be asked about a thing, or enough finds lie close together to believe it. */
  #isKept({ kind, finds, spans }: Fragment): boolean {
    const { keepFrom, confirmFinds, confirmMs } = this.#options;
    const threshold = thresholdOf(keepFrom, kind);
    if (finds.some(({ detection }) => detection.score >= threshold)) return true;
    const frames = spans.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
    return frames.some((frame, index) => {
      const end = frames[index + confirmFinds - 1];
      return end !== undefined && this.#times.start(end) - this.#times.start(frame) <= confirmMs;
    });
  }
}

/** Standard deviation, in sides, of the place of a thing that is followed. */
const FOLLOWED_SPREAD = 0.05;

/** Where a thing should be: from where it is seen, or else from how it moved. */
function expectedAt({ motion, follow }: Track, timeMs: number): Expected {
  return follow === null ? motion.at(timeMs) : { box: follow.at(timeMs), spread: FOLLOWED_SPREAD };
}

/** Goes on with a thing that was not found on a frame, as long as it is seen. */
function followOn(track: Track, { frame, timeMs, picture }: RecentFrame, recent: readonly RecentFrame[]): void {
  const { last, followed, finds } = track;
  const isFirst = last.frame === frame - 1;
  if (isFirst) {
    const start = recent.find((one) => one.frame === last.frame);
    track.follow = start === undefined ? null : Follow.from(last.box, last.timeMs, start.picture, trendAt(finds, finds.length - 1, -1));
  }
  const { follow } = track;
  if (follow === null) return;
  const stop = stopOf(follow, { frame, timeMs, picture });
  if (stop === null || stop.left === true) track.follow = null;
  if (stop === null) return;
  const way = followed.after.get(last.frame);
  if (way === undefined) followed.after.set(last.frame, [stop]);
  else way.push(stop);
}

function stopOf(follow: Follow, { frame, timeMs, picture }: RecentFrame): PathStop | null {
  const box = follow.next(picture, timeMs);
  if (box !== null) return { frame, timeMs, box };
  return follow.hasLeft ? { frame, timeMs, box: follow.box, left: true } : null;
}

/** Goes back from the last find of a thing, as long as it is seen, to the frame up to which it is known. */
function followBack({ last, followed, finds }: Track, recent: readonly RecentFrame[], until: number): void {
  const start = recent.find((one) => one.frame === last.frame);
  const follow = start === undefined ? null : Follow.from(last.box, last.timeMs, start.picture, finds.length > 1 ? trendAt(finds, finds.length - 1, -1) : STANDING);
  if (follow === null) return;
  const way: PathStop[] = [];
  for (const one of recent.toReversed()) {
    if (one.frame >= last.frame) continue;
    const stop = one.frame > until ? stopOf(follow, one) : null;
    if (stop === null) break;
    way.push(stop);
    if (stop.left === true) break;
  }
  if (way.length > 0) followed.before.set(last.frame, way);
}

const STANDING = { x: 0, y: 0 } as const;
