import { Ban, Check, CheckCheck, CircleAlert, Clock, ImageOff, LoaderCircle, RotateCcw, TriangleAlert, X } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { useApp } from '../app-context.ts';
import { IconButton } from '../controls/Button.tsx';
import { Meter } from '../controls/Meter.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace.ts';
import { isRefused, jobStatus } from './job-status.ts';

const MARKS = { busy: LoaderCircle, waiting: Clock, caution: TriangleAlert, danger: CircleAlert, ready: Check, done: CheckCheck } as const;

/** One file of the queue. */
export const QueueItem = memo(function QueueItem({ job, current }: { readonly job: Job; readonly current: boolean }): ReactElement {
  const { store, queue } = useApp();
  const status = jobStatus(job);
  const Mark = MARKS[status.mark];
  const running = job.stage === 'waiting' || job.stage === 'detecting';
  const canRetry = job.stage === 'cancelled' || (job.stage === 'failed' && !isRefused(job));
  const path = job.folder === '' ? job.name : `${job.folder}/${job.name}`;
  return (
    <li className="queue-item" data-testid="queue-item" data-stage={job.stage}>
      <button
        type="button"
        className="queue-open"
        aria-current={current ? 'true' : undefined}
        title={path}
        onClick={() => store.dispatch({ type: 'job-selected', id: job.id })}
      >
        <span className="queue-thumb">
          {job.thumb === null ? job.stage === 'failed' ? <ImageOff size={18} aria-hidden="true" /> : <span className="queue-blank" /> : <img src={job.thumb} alt="" />}
        </span>
        <span className="queue-text">
          <span className="queue-name">{job.name}</span>
          <span className="queue-state" data-mark={status.mark}>
            <Mark size={14} aria-hidden="true" /> <span>{status.text}</span>
          </span>
          {status.fraction === null ? null : <Meter fraction={status.fraction} label={status.text} />}
          {status.sentence === null ? null : <span className="queue-sentence">{status.sentence}</span>}
        </span>
      </button>
      <span className="queue-actions">
        {canRetry ? <IconButton size="small" icon={RotateCcw} label={words.queue.retryOne(job.name)} onClick={() => queue.retry(job.id)} /> : null}
        {running ? (
          <IconButton size="small" icon={Ban} label={words.queue.cancelOne(job.name)} onClick={() => queue.cancel(job.id)} />
        ) : (
          <IconButton size="small" icon={X} label={words.queue.remove(job.name)} onClick={() => queue.remove(job.id)} />
        )}
      </span>
    </li>
  );
});
