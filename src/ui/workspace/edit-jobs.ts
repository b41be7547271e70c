import { type DecideEdit, decideInStep } from '../../core/review/decide-in-step.ts';
import type { DecisionState } from '../../core/review/decision.ts';
import { review, type ReviewEdit, type ReviewSession } from '../../core/review/review-session.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { exportAfter, type Job, OF_FILE, OF_MASKS } from './job.ts';
import type { DecisionOfMany, RegionsOfJob, Workspace } from './workspace-state.ts';

/** The workspace with one file changed. */
export function withJob(state: Workspace, id: JobId, to: (job: Job) => Job): Workspace {
  return { ...state, jobs: state.jobs.map((job) => (job.id === id ? to(job) : job)) };
}

/** The workspace with the review of one file changed; its export is put away where a decision or a muted part changed. */
export function withSession(state: Workspace, id: JobId, to: (session: ReviewSession) => ReviewSession): Workspace {
  return withJob(state, id, (job) => changeSession(job, to));
}

/**
 * A finished export no longer matches once a decision changes; a held one keeps its reason until it is exported again, or until something
 * changes that may mend it: other masks what became of them, other muted parts anything but a find. Whoever said that they reviewed the file spoke of other decisions, so that is asked again.
 */
function changeSession(job: Job, to: (session: ReviewSession) => ReviewSession): Job {
  if (job.session === null) return job;
  const session = to(job.session);
  if (session === job.session) return job;
  if (isSameReview(session, job.session)) return { ...job, session };
  return { ...job, session, reviewer: null, exported: exportAfter(job, session.muted === job.session.muted ? OF_MASKS : OF_FILE) };
}

/** Whether nothing of what an export is made of changed. */
function isSameReview(a: ReviewSession | null, b: ReviewSession | null): boolean {
  return a?.decisions === b?.decisions && a?.muted === b?.muted;
}

/** One file after a person's edit; the very same where it changes neither a decision nor what is muted. */
function editJob(job: Job, edit: ReviewEdit, at: number): Job {
  const next = changeSession(job, (session) => review(session, { type: 'edit', edit, at }));
  return isSameReview(next.session, job.session) ? job : next;
}

/** One edit of a person in one file, as one step of undo. */
export function editRegion(state: Workspace, id: JobId, edit: ReviewEdit): Workspace {
  const at = state.clock + 1;
  const before = state.jobs.find((job) => job.id === id);
  if (before === undefined) return state;
  const edited = editJob(before, edit, at);
  if (edited === before) return state;
  return { ...state, clock: at, policyFuture: [], jobs: state.jobs.map((job) => (job.id === id ? edited : forgetFuture(job))) };
}

/** A file in which nothing can be redone any more. */
export function forgetFuture(job: Job): Job {
  return job.session === null || job.session.future.length === 0 ? job : { ...job, session: { ...job.session, future: [] } };
}

/** One step of undo, however many files it touches. */
export function decideMany(state: Workspace, regions: readonly RegionsOfJob[], decision: DecisionState, reason: string | undefined): Workspace {
  const at = state.clock + 1;
  const byJob = new Map(regions.map(({ id, ids }) => [id, ids]));
  const edited = new Set<JobId>();
  const jobs = state.jobs.map((job) => {
    const ids = byJob.get(job.id) ?? [];
    if (ids.length === 0) return job;
    const next = editJob(job, { type: 'decide', ids, state: decision, ...(reason === undefined ? {} : { reason }) }, at);
    if (next !== job) edited.add(job.id);
    return next;
  });
  if (edited.size === 0) return state;
  return { ...state, clock: at, policyFuture: [], jobs: jobs.map((job) => (edited.has(job.id) ? job : forgetFuture(job))) };
}

/** One step of undo for several decisions; what joins an earlier step leaves the way forward open. */
export function sortRegions(state: Workspace, parts: readonly DecisionOfMany[], joins: number | null): Workspace {
  const at = joins ?? state.clock + 1;
  const edited = new Set<JobId>();
  const jobs = state.jobs.map((job) => {
    const edits = parts.flatMap((part) => part.regions.filter(({ id }) => id === job.id).map(({ ids }): DecideEdit => ({
      type: 'decide', ids, state: part.state, ...(part.reason === undefined ? {} : { reason: part.reason }),
    })));
    const next = edits.length === 0 ? job : changeSession(job, (session) => decideInStep(session, edits, at));
    if (next === job) return job;
    edited.add(job.id);
    return next;
  });
  if (edited.size === 0) return state;
  return joins === null ? { ...state, clock: at, policyFuture: [], jobs: jobs.map((job) => (edited.has(job.id) ? job : forgetFuture(job))) } : { ...state, jobs };
}
