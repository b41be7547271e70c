import { useEffect, useRef } from 'react';
import type { Frames } from '../review/use-frames.ts';
import type { FrameClock } from './frame-clock.ts';

/** After a longer pause between two looks at the clock the page was out of sight, and time stood still, in milliseconds. */
const AWAY = 1000;

/**
 * Plays a video in real time: the frame of the moment is wanted, and those that the screen has no time for are left out.
 * @param frames - stops on the last one
 */
export function usePlaying(frames: Pick<Frames, 'playing' | 'wanted' | 'advance' | 'go'>, clock: FrameClock): void {
  const latest = useRef(frames);
  useEffect(() => {
    latest.current = frames;
  });
  const { playing } = frames;
  useEffect(() => {
    if (!playing) return;
    let seen = performance.now();
    let begun = seen - clock.timeOf(latest.current.wanted) * 1000;
    let request = 0;
    const look = (now: number): void => {
      if (now - seen > AWAY) begun += now - seen;
      seen = now;
      const seconds = (now - begun) / 1000;
      if (seconds >= clock.duration) {
        latest.current.go(clock.count - 1);
        return;
      }
      const frame = clock.frameAt(seconds);
      if (frame !== latest.current.wanted) latest.current.advance(frame);
      request = requestAnimationFrame(look);
    };
    request = requestAnimationFrame(look);
    return () => cancelAnimationFrame(request);
  }, [playing, clock]);
}
