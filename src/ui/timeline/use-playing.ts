import { useEffect, useRef } from 'react';
import type { Frames } from '../review/use-frames.ts';
import type { FrameClock } from './frame-clock.ts';
import { playClock } from './play-clock.ts';

/**
 * Plays a video in real time: the frame of the moment is wanted, and those that the screen has no time for are left out. Where pictures
 * come too slowly for that, it plays more slowly.
 * @param frames - stops on the last one
 */
export function usePlaying(frames: Pick<Frames, 'playing' | 'frame' | 'wanted' | 'advance' | 'go'>, clock: FrameClock): void {
  const latest = useRef(frames);
  useEffect(() => {
    latest.current = frames;
  });
  const { playing } = frames;
  useEffect(() => {
    if (!playing) return;
    const frameAt = playClock(clock, latest.current.wanted, performance.now());
    let request = 0;
    const look = (now: number): void => {
      const frame = frameAt(now, latest.current);
      if (frame === null) {
        latest.current.go(clock.count - 1);
        return;
      }
      if (frame !== latest.current.wanted) latest.current.advance(frame);
      request = requestAnimationFrame(look);
    };
    request = requestAnimationFrame(look);
    return () => cancelAnimationFrame(request);
  }, [playing, clock]);
}
