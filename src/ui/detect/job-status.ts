import { withoutReason } from '../../core/review/reasons.ts';
import { isMasked } from '../../core/review/decision.ts';
import { undecidedCount, type Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import { policyFor, type Workspace } from '../workspace/workspace-state.ts';
import { words } from '../words.ts';
import { searchShare } from './job-share.ts';

/** What a file's line says, and how it is marked. */
export interface JobStatus {
  readonly mark: 'busy' | 'waiting' | 'caution' | 'danger' | 'done' | 'ready';
  readonly text: string;
  /** 0..1 while something runs. */
  readonly fraction: number | null;
  /** A whole sentence where the file can't go on by itself. */
  readonly sentence: string | null;
}

/**
 * The state of one file in words.
 * @param state - whose policies say what the file still needs
 */
export function jobStatus(state: Pick<Workspace, 'policy' | 'ownPolicies' | 'paused'>, job: Job): JobStatus {
  const plain = (mark: JobStatus['mark'], text: string): JobStatus => ({ mark, text, fraction: null, sentence: null });
  const pending = undecidedCount(job);
  switch (job.stage) {
    case 'waiting':
      return plain('waiting', state.paused ? words.queue.paused : words.queue.waiting);
    case 'detecting':
      return { ...plain('busy', detecting(job)), fraction: searchShare(job) };
    case 'failed':
      return { ...plain('danger', isRefused(job) ? words.queue.failed : words.queue.notSearched), sentence: job.error === null ? null : words.errors[job.error.code] };
    case 'cancelled':
      return plain('waiting', words.queue.cancelled);
    case 'review':
      break;
  }
  if (job.exported.status === 'running') return plain('busy', words.queue.exporting);
  if (job.exported.status === 'queued') return plain('waiting', words.queue.toExport);
  if (job.exported.status === 'held') return plain('caution', words.queue.held);
  if (pending > 0) return plain('caution', words.queue.toDecide(pending));
  const missing = missingFor(state, job);
  if (missing === 'reasons') return plain('caution', words.queue.needsReasons(withoutReason(job.session?.decisions ?? [], policyFor(state, job.id)).length));
  if (missing === 'sound') return plain('caution', words.queue.needsSound);
  if (job.exported.status === 'released') return plain('done', job.exported.saved ? words.exportSheet.saved : words.queue.exported);
  if (job.exported.status === 'failed') return { ...plain('danger', words.queue.notExported), sentence: words.errors[job.exported.error.code] };
  if (missing === 'sign-off') return plain('caution', words.queue.needsSignOff);
  return plain('ready', words.queue.ready(job.session?.decisions.filter(isMasked).length ?? 0));
}

/** Whether the file itself is at fault, so that trying again is of no use; otherwise the engine or its models failed. */
export function isRefused(job: Job): boolean {
  return job.error?.code.startsWith('input/') === true;
}

/** Whether a further try at searching a file can come to something. */
export function mayRetry(job: Job): boolean {
  return job.stage === 'cancelled' || (job.stage === 'failed' && !isRefused(job));
}

function detecting(job: Job): string {
  if (job.progress?.stage === 'load') return words.queue.loadingModel;
  return job.progress?.stage === 'decode' ? words.queue.decoding : words.queue.detecting;
}
