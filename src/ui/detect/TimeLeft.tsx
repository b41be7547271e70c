import { useEffect, useState, type ReactElement } from 'react';
import { words } from '../words.ts';
import { clock } from './time-left.ts';

/** "about 0:12 left", asked for twice a second; nothing while there is nothing to go by. */
export function TimeLeft({ ask }: { readonly ask: () => number | null }): ReactElement | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds(ask()), 500);
    return () => window.clearInterval(timer);
  }, [ask]);
  return seconds === null ? null : <span className="soft">{words.queue.left(clock(seconds))}</span>;
}
