import { CircleX, ListX, Pause, Play, RotateCw } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { words } from '../words.ts';
import { hasUnsavedWork } from '../workspace/job.ts';
import { mayRetry } from './job-status.ts';

/** How many files there are, and what can be done to all of them. */
export function QueueHead(): ReactElement {
  const { queue, store } = useApp();
  const jobs = useWorkspace((state) => state.jobs);
  const ownPolicies = useWorkspace((state) => state.ownPolicies);
  const paused = useWorkspace((state) => state.paused);
  const [asks, setAsks] = useState(false);
  const open = jobs.filter((job) => job.stage === 'waiting' || job.stage === 'detecting').length;
  const waiting = jobs.some((job) => job.stage === 'waiting');
  const again = jobs.filter(mayRetry).length;
  const unsaved = jobs.filter((job) => hasUnsavedWork(job) || ownPolicies[job.id] !== undefined).length;
  const closeAll = (): void => {
    queue.removeAll();
    announce(words.says.closed(jobs.length));
  };
  return (
    <>
      <div className="queue-head">
        <h2>{words.queue.title}</h2>
        <span className="soft">{words.number(jobs.length)}</span>
        <span className="queue-run" data-group="">
          {paused || (waiting && open > 1) ? (
            <IconButton size="small" icon={paused ? Play : Pause} label={paused ? words.queue.resume : words.queue.pause} data-testid="pause" onClick={() => store.dispatch({ type: paused ? 'resumed' : 'paused' })} />
          ) : null}
          {again > 1 ? <IconButton size="small" icon={RotateCw} label={words.queue.retryAll(again)} onClick={() => { queue.retryAll(); announce(words.says.again(again)); }} /> : null}
          {open > 1 ? <IconButton size="small" icon={CircleX} label={words.queue.cancelAll} onClick={() => { queue.cancelAll(); announce(words.says.stopped(open)); }} /> : null}
          {/* The last one, so that it never takes the place of another under a pointer that presses twice. */}
          {jobs.length > 1 ? <IconButton size="small" icon={ListX} label={words.queue.closeAll} className="wide-only" data-shy="" onClick={() => (unsaved > 0 ? setAsks(true) : closeAll())} /> : null}
        </span>
      </div>
      {asks ? (
        <Dialog
          title={words.queue.closeAllTitle(jobs.length)}
          onClose={() => setAsks(false)}
          foot={
            <>
              <Button onClick={closeAll}>{words.queue.closeAll}</Button>
              <Button tone="primary" onClick={() => setAsks(false)}>{words.queue.keepOpen}</Button>
            </>
          }
        >
          <p>{words.queue.closeAllUnsaved(unsaved)}</p>
        </Dialog>
      ) : null}
    </>
  );
}
