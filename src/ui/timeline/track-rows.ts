import { isZone, type Decision, type DecisionState, type RegionId } from '../../core/review/decision.ts';
import { foundSpans, type FrameSpan, type PathKey } from '../../core/track/path.ts';
import type { FrameClock } from './frame-clock.ts';

/** A part of the time in seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A confidence at a time. */
export interface ScorePoint {
  readonly time: number;
  /** 0..1. */
  readonly score: number;
}

/** A region as a row of the timeline. */
export interface TrackRow {
  readonly id: RegionId;
  readonly decision: Decision;
  readonly state: DecisionState;
  /** First and last frame. */
  readonly span: FrameSpan;
  /** Where it is, in seconds. */
  readonly bar: Stretch;
  /** Where it was found or put by a person; between these it is bridged, and beside them held. */
  readonly found: readonly Stretch[];
  /** Confidence over time, one list for each stretch without a hole. */
  readonly scores: readonly (readonly ScorePoint[])[];
  /** Highest confidence on any frame; `null` where nobody noted any. */
  readonly best: number | null;
  /** Frames on which a person put the box. */
  readonly keys: readonly number[];
}

/** More points than this on one line can't be told apart on a screen. */
export const MAX_POINTS = 400;

/**
 * The rows of a video: every region with a way, and zones as well, by where they begin.
 * @param decisions - all decisions of the file
 */
export function trackRows(decisions: readonly Decision[], clock: FrameClock): readonly TrackRow[] {
  return decisions
    .flatMap((decision) => rowOf(decision, clock) ?? [])
    .sort((a, b) => Number(isZone(a.decision)) - Number(isZone(b.decision)) || a.span.first - b.span.first || a.span.last - b.span.last);
}

/** Rows by decision: a decision is never changed, so a track of thousands of keys is laid out once. */
const made = new WeakMap<Decision, { readonly clock: FrameClock; readonly row: TrackRow }>();

function rowOf(decision: Decision, clock: FrameClock): TrackRow | null {
  const { id, path, state, origin } = decision;
  if (path === undefined) return null;
  const known = made.get(decision);
  if (known?.clock === clock) return known.row;
  // What a person drew is wherever they said, also between the frames on which they moved it.
  const spans = origin === 'person' && path.found === undefined ? [{ first: path.first, last: path.last }] : runs(foundSpans(path));
  const stretch = ({ first, last }: FrameSpan): Stretch => ({ from: clock.timeOf(first), to: clock.timeOf(last + 1) });
  const scored = path.keys.filter((key): key is PathKey & { readonly score: number } => key.score !== undefined);
  const row: TrackRow = {
    id, decision, state,
    span: { first: path.first, last: path.last },
    bar: stretch(path),
    found: spans.map(stretch),
    scores: spans.map((span) => thinned(pointsOf(scored, span, clock))).filter((points) => points.length > 0),
    best: scored.reduce<number | null>((best, { score }) => Math.max(best ?? 0, score), null) ?? decision.score,
    // The only box of what a person drew is the same on every frame.
    keys: origin === 'person' && path.keys.length === 1 ? [] : path.keys.filter((key) => isByHand(decision, key)).map(({ frame }) => frame),
  };
  made.set(decision, { clock, row });
  return row;
}

/** Whether a person put the box of a region on one frame. What a person drew has no other keys. */
export function keyOn(decision: Decision, frame: number): boolean {
  return decision.path?.keys.some((key) => key.frame === frame && isByHand(decision, key)) ?? false;
}

function isByHand({ origin }: Decision, { byHand }: PathKey): boolean {
  return byHand === true || origin === 'person';
}

/** Spans that follow each other without a hole as one. */
function runs(spans: readonly FrameSpan[]): readonly FrameSpan[] {
  const joined: FrameSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && span.first <= last.last + 1) joined[joined.length - 1] = { first: last.first, last: span.last };
    else joined.push(span);
  }
  return joined;
}

function pointsOf(scored: readonly { readonly frame: number; readonly score: number }[], { first, last }: FrameSpan, clock: FrameClock): readonly ScorePoint[] {
  // In the middle of the frame, as the find was.
  return scored.filter(({ frame }) => frame >= first && frame <= last).map(({ frame, score }) => ({ time: (clock.timeOf(frame) + clock.timeOf(frame + 1)) / 2, score }));
}

/** Of points that lie too close to be told apart the least certain stays, because that is what is to be seen. */
function thinned(points: readonly ScorePoint[]): readonly ScorePoint[] {
  if (points.length <= MAX_POINTS) return points;
  const size = points.length / MAX_POINTS;
  return Array.from({ length: MAX_POINTS }, (_, index) => points.slice(Math.floor(index * size), Math.floor((index + 1) * size)).reduce((least, point) => (point.score < least.score ? point : least)));
}

/**
 * The stretches as one outline for SVG, in a plane of 1000 across the row's bar and 1 down, beyond whose edges they reach.
 * @param stretches - inside the bar
 */
export function stretchesPath({ from, to }: Stretch, stretches: readonly Stretch[]): string {
  const share = (time: number): string => (((time - from) / (to - from)) * 1000).toFixed(2);
  return stretches.map((part) => `M${share(part.from)} -1H${share(part.to)}V2H${share(part.from)}Z`).join('');
}

/** The confidence as lines for SVG, in the plane of {@link stretchesPath}: 1 at the top, 0 at the bottom. A single point is a short dash. */
export function scoresPath({ from, to }: Stretch, scores: readonly (readonly ScorePoint[])[]): string {
  const share = (time: number): string => (((time - from) / (to - from)) * 1000).toFixed(2);
  return scores
    .map((points) => points.map(({ time, score }, index) => `${index === 0 ? 'M' : 'L'}${share(time)} ${(1 - score).toFixed(3)}`).join('') + (points.length === 1 ? 'h2' : ''))
    .join('');
}
