import type { FrameClock } from './frame-clock.ts';

/** A part of the video that a person marked, in seconds: never without a length. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What of the video is before a part and after it; empty where the part is all of it. */
export function restOf({ from, to }: Part, duration: number): readonly Part[] {
  return [{ from: 0, to: from }, { from: to, to: duration }].filter((rest) => rest.to > rest.from);
}

/**
 * A part with another beginning, before the end of the video. Whoever puts it beyond the part's end means the rest of the video.
 * @param from - seconds
 */
export function partFrom(part: Part | null, from: number, { count, duration, timeOf }: FrameClock): Part {
  let frame = count - 1;
  // Frames without a duration begin where the video ends.
  while (frame > 0 && timeOf(frame) >= duration) frame -= 1;
  const begin = Math.max(0, Math.min(from, timeOf(frame)));
  return { from: begin, to: part !== null && part.to > begin ? part.to : duration };
}

/**
 * A part with another end, after the first frame. Whoever puts it before the part's beginning means all of the video up to there.
 * @param to - seconds, not included
 */
export function partTo(part: Part | null, to: number, { count, duration, timeOf }: FrameClock): Part {
  let frame = 1;
  while (frame < count && timeOf(frame) <= 0) frame += 1;
  const end = Math.min(duration, Math.max(to, timeOf(frame)));
  return { from: part !== null && part.from < end ? part.from : 0, to: end };
}
