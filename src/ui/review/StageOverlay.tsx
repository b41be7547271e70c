import { Check, CircleAlert, CircleSlash, RotateCcw, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { WireError } from '../../core/errors.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Key } from '../controls/Key.tsx';
import { Meter } from '../controls/Meter.tsx';
import { isRefused, jobStatus } from '../detect/job-status.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { goingOn } from '../workspace/readiness.ts';
import type { ReviewActions } from './use-review-actions.ts';

interface StageOverlayProps {
  readonly job: Job;
  /** Regions on the shown frame: only about these a decision is asked for over the picture. */
  readonly here: readonly Decision[];
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  readonly loading: boolean;
  /** Why the picture can't be shown. */
  readonly error: WireError | null;
  readonly actions: ReviewActions;
  readonly hidden: boolean;
}

/** What lies over the picture: why there is none, how far the search is, and the decision that is asked for. */
export function StageOverlay({ job, here, numbers, loading, error, actions, hidden }: StageOverlayProps): ReactElement | null {
  const { queue } = useApp();
  const workspace = useWorkspace((state) => state);
  const others = goingOn(workspace.jobs).filter(({ id }) => id !== job.id).length;
  // Before a file was read, only the system’s word for its kind is known.
  const opening = words.stage.loading(job.inspection === null ? job.file.type.startsWith('video/') : job.inspection.sequence.kind === 'video');
  const reason = job.stage === 'failed' ? job.error : error;
  if (reason !== null && error?.code !== 'engine/cancelled') {
    return (
      <div className="stage-note" data-no-gesture="" data-testid="stage-error">
        <CircleAlert size={28} aria-hidden="true" />
        <h2>{job.stage === 'failed' && !isRefused(job) ? words.stage.notSearchedTitle : words.stage.failedTitle}</h2>
        <p>{words.errors[reason.code]}{others > 0 ? ` ${words.stage.othersGoOn(others)}` : ''}</p>
        {reason.code.startsWith('input/') ? null : <Button icon={RotateCcw} onClick={() => queue.retry(job.id)}>{words.queue.retry}</Button>}
      </div>
    );
  }
  if (job.stage === 'cancelled') {
    return (
      <div className="stage-progress" data-no-gesture="">
        <CircleSlash size={16} aria-hidden="true" />
        <span>{words.stage.cancelledText}</span>
        <Button size="small" icon={RotateCcw} onClick={() => queue.retry(job.id)}>{words.queue.retry}</Button>
      </div>
    );
  }
  if (job.stage === 'waiting' || job.stage === 'detecting') {
    const status = jobStatus(workspace, job);
    return (
      <div className="stage-progress" data-no-gesture="" data-testid="stage-progress">
        <span>{loading && job.stage === 'waiting' ? opening : status.text}</span>
        <Meter fraction={status.fraction ?? 0} label={status.text} />
        <Button size="small" tone="quiet" onClick={() => queue.cancel(job.id)}>{words.queue.cancel}</Button>
      </div>
    );
  }
  const selected = job.session?.selected ?? [];
  const asked = here.filter((decision) => selected.includes(decision.id));
  if (hidden || !asked.some((decision) => decision.state === 'pending')) return loading ? <div className="stage-note">{opening}</div> : null;
  const number = asked.length === 1 && asked[0] !== undefined ? numbers.get(asked[0].id) : undefined;
  return (
    <div className="region-actions" role="group" aria-label={number === undefined ? words.region.selected(asked.length) : words.region.short(number)} data-no-gesture="">
      <Button tone="primary" icon={Check} shortcut="accept" onClick={() => actions.decide('accepted')}>
        {words.region.accept} <Key name="accept" />
      </Button>
      <Button icon={X} shortcut="reject" onClick={() => actions.decide('rejected')}>
        {words.region.reject} <Key name="reject" />
      </Button>
    </div>
  );
}
