import type { Kind } from '../detect/detection.ts';

/** A threshold on calibrated confidence, 0..1: one for all kinds, or one for each; a kind without one has 0. */
export type Thresholds = number | Readonly<Partial<Record<Kind, number>>>;

/** How finds are joined over frames. Distances are in sides: the mean of width and height. */
export interface TrackerOptions {
  /** Finds from this confidence up are shared out first; doubtful ones only continue what is left. */
  readonly confidentFrom: Thresholds;
  /** Confidence from which a person would be asked: no find at or above it is ever lost. */
  readonly keepFrom: Thresholds;
  /** Finds that confirm a track which never reaches `keepFrom`, all within {@link TrackerOptions.confirmMs}. */
  readonly confirmFinds: number;
  /** Milliseconds within which a track is confirmed. */
  readonly confirmMs: number;
  /** Milliseconds without a find that are bridged, from the end of the last frame with one to the start of the next. */
  readonly gapMs: number;
  /** Frames without a find that are always bridged, however slow they are. */
  readonly gapFrames: number;
  /** Milliseconds that a mask stays before the first find and after the last, inside its scene. */
  readonly holdMs: number;
  /** Frames that a mask stays at least, however slow they are. */
  readonly holdFrames: number;
  /** Overlap with the place that motion leads to, at which a find is the same thing. */
  readonly sameIou: number;
  /** The same for a doubtful find: a false one must not lead a track away. */
  readonly doubtfulIou: number;
  /** Sides between centres below which a thing that jumps is still the same if it keeps its size. */
  readonly jump: number;
  /** Most sides that a jump may have where a thing's place is uncertain, because it is new or was not found for a while. */
  readonly jumpMost: number;
  /** Ratio of sides beyond which a jump is another thing. */
  readonly jumpSize: number;
  /** Sides that `jump` grows for each side of uncertainty (one standard deviation). */
  readonly spread: number;
  /** Whether masks widen over gaps and held ends to where the thing may have been; otherwise they go straight and stay. */
  readonly widen: boolean;
  /** Whether a box is as large as the thing was just before and after, and next to a gap reaches as far as a straight way through it; otherwise every box is the find’s own. */
  readonly steady: boolean;
  /** Share of a box, 0..1, within which the line between two others may stand for it, so that its key is left out; 0 keeps every key. */
  readonly simplify: number;
}

/**
 * Videos. Confidence as faces have it in the default policy. A mask is held for a whole second at each end: a face that turns away
 * or blurs stays in the picture longer than it is found, and who saw it within a second must not see it bare.
 */
export const VIDEO_TRACKING: TrackerOptions = {
  confidentFrom: 0.28,
  keepFrom: 0.09,
  confirmFinds: 4,
  confirmMs: 500,
  gapMs: 1000,
  gapFrames: 1,
  holdMs: 1000,
  holdFrames: 1,
  sameIou: 0.4,
  doubtfulIou: 0.4,
  jump: 0.3,
  jumpMost: 1,
  jumpSize: 1.6,
  spread: 2,
  widen: true,
  steady: true,
  simplify: 0.01,
};

/**
 * Animations: their frames lie far apart, so that a thing may jump by more than half its size; every find is kept, on its own key.
 * Masks go straight through gaps, because frames are few and a person sees each.
 */
export const ANIMATION_TRACKING: TrackerOptions = {
  confidentFrom: 0,
  keepFrom: 0,
  confirmFinds: 1,
  confirmMs: 0,
  gapMs: 1000,
  gapFrames: 2,
  holdMs: 400,
  holdFrames: 1,
  sameIou: 0.15,
  doubtfulIou: 0.15,
  jump: 0.6,
  jumpMost: 0.6,
  jumpSize: 1.6,
  spread: 0,
  widen: false,
  steady: false,
  simplify: 0,
};

/** The threshold of one kind. */
export function thresholdOf(thresholds: Thresholds, kind: Kind): number {
  return typeof thresholds === 'number' ? thresholds : (thresholds[kind] ?? 0);
}
