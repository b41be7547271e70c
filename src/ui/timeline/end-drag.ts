import type { FrameSpan } from '../../core/track/path.ts';
import type { FrameClock } from './frame-clock.ts';

/** The end of a track where it begins, or where it ends. */
export type TrackEnd = 'first' | 'last';

/** Where a pointer is. */
export interface LanePointer {
  /** CSS pixels from the left. */
  readonly x: number;
  /** Share of the lane, 0..1. */
  readonly share: number;
}

/** An end of a track while it is held. */
export interface EndDrag {
  readonly which: TrackEnd;
  /** Frames of the track when it was taken hold of. */
  readonly grabbed: FrameSpan;
  /** Where it was taken hold of, in CSS pixels. */
  readonly x: number;
  /** How far beside the end that was, as a share of the lane: the end follows the pointer at that distance. */
  readonly beside: number;
  /** Frames that the track is dragged to; `null` as long as the pointer only trembles. */
  readonly span: FrameSpan | null;
}

/** CSS pixels that a pointer has to go before a press is a drag. */
const TREMBLE = 3;

/**
 * Takes hold of an end.
 * @param span - frames of the track
 */
export function grabbedEnd(which: TrackEnd, span: FrameSpan, { x, share }: LanePointer, clock: FrameClock): EndDrag {
  const end = clock.timeOf(which === 'first' ? span.first : span.last + 1);
  return { which, grabbed: span, x, beside: share - end / clock.duration, span: null };
}

/** The drag after the pointer moved. One end never passes the other. */
export function draggedEnd(drag: EndDrag, { x, share }: LanePointer, clock: FrameClock): EndDrag {
  if (drag.span === null && Math.abs(x - drag.x) < TREMBLE) return drag;
  const { first, last } = drag.grabbed;
  // The pointer is told no farther than the lane goes, so whoever reaches its edge means the edge of the video.
  const at = edgeNear(share <= 0 || share >= 1 ? share * clock.duration : (share - drag.beside) * clock.duration, clock);
  return { ...drag, span: drag.which === 'first' ? { first: Math.min(at, last), last } : { first, last: Math.max(at - 1, first) } };
}

/** The frame whose beginning is nearest to a time; the number of frames where the end of the video is nearer. */
function edgeNear(time: number, clock: FrameClock): number {
  const frame = clock.frameAt(time);
  return time - clock.timeOf(frame) < clock.timeOf(frame + 1) - time ? frame : frame + 1;
}
