import { useEffect, useRef, useState, type ReactElement } from 'react';
import { words } from '../words.ts';
import { FrameRate } from './frame-rate.ts';

/**
 * "12 frames a second", worked out twice a second; nothing while there is nothing to go by.
 * @param frames - of a film that are done in the stage that runs
 */
export function FramePace({ frames }: { readonly frames: number }): ReactElement | null {
  const [pace, setPace] = useState<number | null>(null);
  const latest = useRef(frames);
  useEffect(() => {
    latest.current = frames;
  });
  useEffect(() => {
    const rate = new FrameRate();
    const timer = window.setInterval(() => {
      rate.note(latest.current, performance.now());
      setPace(rate.perSecond());
    }, 500);
    return () => window.clearInterval(timer);
  }, []);
  return pace === null ? null : <span>{words.framePace(pace)}</span>;
}
