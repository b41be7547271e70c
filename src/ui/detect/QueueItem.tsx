import { Ban, Check, CheckCheck, CircleAlert, Clock, ImageOff, LoaderCircle, RotateCcw, SlidersHorizontal, TriangleAlert, X } from 'lucide-react';
import { memo, type CSSProperties, type ReactElement } from 'react';
import { useApp, useWorkspace } from '../app-context.ts';
import { IconButton } from '../controls/Button.tsx';
import { Meter } from '../controls/Meter.tsx';
import { words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import type { Job } from '../workspace/job.ts';
import { policyFor } from '../workspace/workspace-state.ts';
import { jobStatus, mayRetry } from './job-status.ts';

const MARKS = { busy: LoaderCircle, waiting: Clock, caution: TriangleAlert, danger: CircleAlert, ready: Check, done: CheckCheck } as const;

interface QueueItemProps {
  readonly job: Job;
  readonly current: boolean;
  /** Whether another file has the same name. */
  readonly alike: boolean;
  /** Place among the listed files, from 0. */
  readonly index: number;
  /** How many files are listed; those out of sight are not in the page. */
  readonly of: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly style: CSSProperties;
}

/** One file of the queue. */
export const QueueItem = memo(function QueueItem({ job, current, alike, index, of, measure, style }: QueueItemProps): ReactElement {
  useWords();
  const { store, queue } = useApp();
  const policy = useWorkspace((state) => policyFor(state, job.id));
  const hasOwn = useWorkspace((state) => state.ownPolicies[job.id] !== undefined);
  const paused = useWorkspace((state) => state.paused);
  const status = jobStatus({ policy, ownPolicies: {}, paused }, job);
  const Mark = MARKS[status.mark];
  const running = job.stage === 'waiting' || job.stage === 'detecting';
  const path = job.folder === '' ? job.name : `${job.folder}/${job.name}`;
  return (
    <li ref={measure} className="queue-item" data-group="" data-testid="queue-item" data-stage={job.stage} data-index={index} aria-posinset={index + 1} aria-setsize={of} style={style}>
      <button
        type="button"
        className="queue-open"
        aria-current={current ? 'true' : undefined}
        title={path}
        aria-description={path === job.name ? '' : undefined}
        onClick={() => store.dispatch({ type: 'job-selected', id: job.id })}
      >
        <span className="queue-thumb">
          {job.thumb === null ? job.stage === 'failed' ? <ImageOff size={18} aria-hidden="true" /> : <span className="queue-blank" /> : <img src={job.thumb} alt="" />}
        </span>
        <span className="queue-text">
          <FileName name={job.name} />
          {alike ? <span className="queue-place">{job.folder === '' ? words.bytes(job.file.size) : words.queue.inFolder(job.folder)}</span> : null}
          <span className="queue-state" data-mark={status.mark}>
            <Mark size={14} aria-hidden="true" /> <span>{status.text}</span>
            {hasOwn ? <SlidersHorizontal size={14} role="img" aria-label={words.queue.ownPolicy} data-testid="own-policy"><title>{words.queue.ownPolicy}</title></SlidersHorizontal> : null}
          </span>
          {status.fraction === null ? null : <Meter fraction={status.fraction} label={status.text} />}
        </span>
        {status.sentence === null ? null : <span className="queue-sentence">{status.sentence}</span>}
      </button>
      <span className="queue-actions">
        {mayRetry(job) ? <IconButton size="small" icon={RotateCcw} label={words.queue.retryOne(job.name)} onClick={() => queue.retry(job.id)} /> : null}
        {running ? (
          <IconButton size="small" icon={Ban} label={words.queue.cancelOne(job.name)} onClick={() => queue.cancel(job.id)} />
        ) : (
          <IconButton size="small" icon={X} label={words.queue.remove(job.name)} onClick={() => queue.remove(job.id)} />
        )}
      </span>
    </li>
  );
});

/** Characters at the end of a name that are always seen: the number that a camera gave, and the ending. */
const TAIL = 10;
/** Names up to this many characters are seen whole. */
const SHORT = 18;

/** A name that is shortened in its middle, so that a series of photos can be told apart. */
function FileName({ name }: { readonly name: string }): ReactElement {
  if (name.length <= SHORT) return <span className="queue-name">{name}</span>;
  const at = name.length - TAIL;
  return (
    <span className="queue-name">
      {/* In one piece for people who hear it. */}
      <span className="visually-hidden">{name}</span>
      <span className="queue-name-head" aria-hidden="true">{name.slice(0, at)}</span>
      <span aria-hidden="true">{name.slice(at)}</span>
    </span>
  );
}
