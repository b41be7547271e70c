import { AnonymizerError, toWireError } from '../core/errors.ts';
import type { ReviewedBy } from '../core/export/export-record.ts';
import { outputName, uniqueName } from '../core/export/output-name.ts';
import type { JobId, Progress } from '../protocol/engine-api.ts';
import type { EnginePort } from './engine-port.ts';
import type { Job } from './workspace/job.ts';
import { isSignedOff, missingFor, soundFor } from './workspace/readiness.ts';
import { policyFor, type Workspace } from './workspace/workspace-state.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** What one export is run with. */
export interface ExportRun {
  readonly signal: AbortSignal;
  /** ISO 8601 time that goes into the record. */
  readonly createdAt: string;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Exports one file and tells the store how it went. A result whose decisions, sound or policy changed meanwhile is thrown away, and so is a failure.
 * @param id - of a file that was searched and reviewed
 * @returns whether the engine answered, whatever it said
 */
export async function exportJob(engine: EnginePort, store: WorkspaceStore, id: JobId, run: ExportRun): Promise<boolean> {
  const state = store.getState();
  const numbered = state.jobs.filter((candidate) => candidate.stage !== 'failed' && candidate.stage !== 'cancelled');
  const index = numbered.findIndex((candidate) => candidate.id === id);
  const job = numbered[index];
  if (job?.session == null || job.search === null) return false;
  // The last gate before the engine: whatever asked for this export, nothing may be missing.
  if (missingFor(state, job) !== null) {
    store.dispatch({ type: 'export-failed', id, error: toWireError(new AnonymizerError('plan/undecided')) });
    return false;
  }
  const { decisions, muted } = job.session;
  const policy = policyFor(state, id);
  store.dispatch({ type: 'export-started', id });
  const result = await engine.exportPicture(
    { id, file: job.file },
    { decisions, policy, search: job.search, createdAt: run.createdAt, review: reviewedBy(state, job), sound: soundFor(state, job) ?? 'drop', ...(muted.length === 0 ? {} : { muted }) },
    { signal: run.signal, onProgress: run.onProgress },
  );
  if (run.signal.aborted) return false;
  const now = store.getState();
  const after = now.jobs.find((candidate) => candidate.id === id);
  const same = policyFor(now, id) === policy && after?.session?.decisions === decisions && after.session.muted === muted && after.sound === job.sound;
  if (!same) return true;
  if (result.status === 'failed') {
    store.dispatch({ type: 'export-failed', id, error: result.error });
    return true;
  }
  const outcome = result.value;
  const format = outcome.status === 'released' ? outcome.format : 'png';
  const wanted = outputName(policy.output.namePattern, { index: index + 1, total: numbered.length, sourceName: job.name }, format);
  const taken = new Set(
    now.jobs.flatMap((other) => (other.id !== id && other.exported.status === 'released' && other.folder === job.folder ? [other.exported.name] : [])),
  );
  store.dispatch({ type: 'export-ended', id, outcome, name: uniqueName(wanted, taken) });
  return true;
}

/** Ids that the people at work gave themselves. */
function reviewedBy(state: Workspace, job: Job): ReviewedBy {
  return { reviewer: job.reviewer, secondReviewer: isSignedOff(state, job) ? (job.signOff?.by ?? null) : null };
}
