/** When each frame of a video is shown. */
export interface FrameClock {
  /** Frames, at least one. */
  readonly count: number;
  /** Seconds from the first frame to the end of the last, above 0. */
  readonly duration: number;
  /** Seconds at which a frame is shown first; the end of the last frame for numbers beyond it. */
  readonly timeOf: (frame: number) => number;
  /** The frame that is shown at a time, beyond the ends the first or last one. */
  readonly frameAt: (seconds: number) => number;
}

/** Frames of which none has a duration are taken to last this long, in milliseconds. */
const UNTIMED = 40;
/** Sums of thousandths are off by less than this, in seconds. */
const CLOSE = 1e-9;

/**
 * Makes the clock of a video.
 * @param durations - milliseconds that each frame is shown, in order
 */
export function frameClock(durations: readonly number[]): FrameClock {
  const count = Math.max(1, durations.length);
  const isTimed = durations.some((duration) => duration > 0);
  const starts = new Float64Array(count + 1);
  for (let frame = 0; frame < count; frame += 1) starts[frame + 1] = (starts[frame] ?? 0) + (isTimed ? Math.max(0, durations[frame] ?? 0) : UNTIMED);
  // Only once they are summed up, so that whole milliseconds stay exact.
  for (let frame = 0; frame <= count; frame += 1) starts[frame] = (starts[frame] ?? 0) / 1000;
  const duration = starts[count] ?? 0;
  const timeOf = (frame: number): number => starts[Math.max(0, Math.min(Math.round(frame), count))] ?? 0;
  const frameAt = (seconds: number): number => {
    let low = 0;
    let high = count - 1;
    // The last frame that begins at that time or before.
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= seconds + CLOSE) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { count, duration, timeOf, frameAt };
}

/**
 * Frames of a part of the time: those that are shown at all in it, and those without a duration that begin in it or at the end of the video.
 * @param clock - of the video
 * @param from - seconds
 * @param to - seconds, not included
 */
export function framesWithin({ count, duration, timeOf, frameAt }: FrameClock, from: number, to: number): { readonly first: number; readonly last: number } {
  let first = frameAt(from);
  while (first > 0 && timeOf(first - 1) >= from - CLOSE) first -= 1;
  let last = to >= duration - CLOSE ? count - 1 : frameAt(to);
  // A frame that begins just when the part ends is not in it, unless nothing comes after.
  while (to < duration - CLOSE && last > first && timeOf(last) >= to - CLOSE) last -= 1;
  return { first, last };
}
