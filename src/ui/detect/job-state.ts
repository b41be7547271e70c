import type { Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import type { Workspace } from '../workspace/workspace-state.ts';

/** Where a file stands in the queue, for filters and for one's own overview. */
export const JOB_STATES = ['waiting', 'detecting', 'needs-review', 'ready', 'exporting', 'done', 'held', 'failed', 'cancelled'] as const;
/** Where a file stands. */
export type JobState = (typeof JOB_STATES)[number];

/** What the list of files can be narrowed to. */
export const QUEUE_FILTERS = ['all', 'to-do', 'running', 'ready', 'done', 'not-done'] as const;
/** What the list of files is narrowed to. */
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

const FILTERED: Readonly<Record<Exclude<QueueFilter, 'all'>, readonly JobState[]>> = {
  'to-do': ['needs-review', 'held'],
  running: ['waiting', 'detecting', 'exporting'],
  ready: ['ready'],
  done: ['done'],
  'not-done': ['failed', 'cancelled'],
};

/**
 * The state of one file.
 * @param state - whose policies say what a file needs
 */
export function jobState(state: Pick<Workspace, 'policy' | 'ownPolicies'>, job: Job): JobState {
  switch (job.stage) {
    case 'waiting':
    case 'detecting':
    case 'failed':
    case 'cancelled':
      return job.stage;
    case 'review':
      break;
  }
  switch (job.exported.status) {
    case 'queued':
    case 'running':
      return 'exporting';
    case 'held':
      return 'held';
    case 'failed':
      return 'failed';
    case 'released':
      return 'done';
    case 'none':
      return missingFor(state, job) === null ? 'ready' : 'needs-review';
  }
}

/** Whether a file is shown under a filter. */
export function isShown(state: JobState, filter: QueueFilter): boolean {
  return filter === 'all' || FILTERED[filter].includes(state);
}
