import { exportShare } from '../detect/job-share.ts';
import type { Job } from '../workspace/job.ts';

/** How far the export of several files has come. */
export interface ExportRun {
  /** Place of the file in work, from 1. */
  readonly at: number;
  /** Number of files, those included that are done. */
  readonly of: number;
  /** 0..1. */
  readonly fraction: number;
}

const ENDED: readonly Job['exported']['status'][] = ['released', 'held', 'failed'];

/** Whether an export of a file came to an end, be it a good one. */
export function hasEnded({ exported }: Pick<Job, 'exported'>): boolean {
  return ENDED.includes(exported.status);
}

/**
 * The export that goes on, with all that has been exported before.
 * @param jobs - all files
 * @returns `null` while none is exported
 */
export function exportRun(jobs: readonly Job[]): ExportRun | null {
  const reviewed = jobs.filter((job) => job.stage === 'review');
  const running = reviewed.filter(({ exported: { status } }) => status === 'running' || status === 'queued');
  if (running.length === 0) return null;
  const ended = reviewed.filter(hasEnded).length;
  const of = ended + running.length;
  return { at: Math.min(reviewed.length, ended + 1), of, fraction: (ended + running.reduce((sum, job) => sum + exportShare(job), 0)) / of };
}
