import type { FrameClock } from './frame-clock.ts';

/** After a longer pause between two looks at the clock the page was out of sight, and time stood still, in milliseconds. */
const AWAY = 1000;
/** How far the picture may be behind before the clock waits for it, in seconds: nothing is passed over for longer than that unseen. */
const MOST_BEHIND = 0.25;

/** Frames between which a video plays. */
export interface OnScreen {
  /** The frame whose picture is on the screen. */
  readonly frame: number;
  /** The one that was asked for last. */
  readonly wanted: number;
}

/**
 * Tells frames in real time, or more slowly where their pictures come too late.
 * @param clock - of the video
 * @param from - the frame to begin with
 * @param start - milliseconds of any clock that goes evenly
 * @returns asked again and again with that clock's milliseconds: which frame it is time for, `null` once the video is over
 */
export function playClock(clock: FrameClock, from: number, start: number): (now: number, onScreen: OnScreen) => number | null {
  let seen = start;
  let begun = start - clock.timeOf(from) * 1000;
  return (now, { frame, wanted }) => {
    const isBehind = clock.timeOf(wanted) - clock.timeOf(frame) > MOST_BEHIND;
    if (isBehind || now - seen > AWAY) begun += now - seen;
    seen = now;
    const seconds = (now - begun) / 1000;
    return seconds >= clock.duration ? null : clock.frameAt(seconds);
  };
}
