import type { Detection } from '../../core/detect/detection.ts';
import { DEFAULT_POLICY } from '../../core/policy/policy.ts';
import { joinReports } from '../../core/detect/join-reports.ts';
import { assertNever } from '../../core/errors.ts';
import { longerFinds } from '../../core/review/longer-ways.ts';
import { review, type ReviewSession, startReview } from '../../core/review/review-session.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import { pageSizes } from '../../core/structure/sequence.ts';
import type { ExportOutcome, JobId } from '../../protocol/engine-api.ts';
import { changePolicies, isSamePolicy, without } from './change-policies.ts';
import { decideMany, editRegion, sortRegions, withJob, withSession } from './edit-jobs.ts';
import { exportAfter, type ExportState, hasUnsavedWork, type Job, NOT_EXPORTED, OF_FILE, OF_MASKS, undecidedCount } from './job.ts';
import { longerWays, newFinds, requeue } from './missing-kinds.ts';
import { travel } from './travel.ts';
import { type KeptReview, policyFor, type Workspace, type WorkspaceAction } from './workspace-state.ts';

/**
 * The next state of the workspace. Pure.
 * @param state - current state
 * @param action - what happened
 */
export function workspace(state: Workspace, action: WorkspaceAction): Workspace {
  switch (action.type) {
    case 'files-added': {
      const fresh = action.files.map(({ refused, ...file }): Job => ({
        handle: null, parent: null, ...file, stage: refused === undefined ? 'waiting' : 'failed', progress: null, error: refused ?? null, inspection: null, search: null, session: null, thumb: null,
        exported: NOT_EXPORTED, reviewer: null, signOff: null, sound: null,
      }));
      return { ...state, jobs: [...state.jobs, ...fresh], currentId: state.currentId ?? fresh[0]?.id ?? null };
    }
    case 'job-removed': {
      const index = state.jobs.findIndex((job) => job.id === action.id);
      const jobs = state.jobs.filter((job) => job.id !== action.id);
      const next = jobs[Math.min(index, jobs.length - 1)]?.id ?? null;
      const job = state.jobs[index];
      const closed = job === undefined || !hasUnsavedWork(job) ? null : { job: atRest(job), index, policy: state.ownPolicies[action.id] ?? null };
      return { ...state, jobs, closed, ownPolicies: without(state.ownPolicies, action.id), currentId: state.currentId === action.id ? next : state.currentId };
    }
    case 'job-put-back':
      return putBack(state);
    case 'closed-forgotten':
      return { ...state, closed: null };
    case 'job-selected':
      return state.jobs.some((job) => job.id === action.id) ? { ...state, currentId: action.id } : state;
    case 'job-retried':
      return withJob(state, action.id, (job) => (job.stage === 'failed' || job.stage === 'cancelled' ? { ...job, stage: 'waiting', error: null, progress: null } : job));
    case 'detect-started':
      return withJob(state, action.id, (job) => ({ ...job, stage: 'detecting', progress: null }));
    case 'detect-progressed':
      return withJob(state, action.id, (job) => (job.stage === 'detecting' ? { ...job, progress: action.progress } : job));
    case 'detected':
      return withJob(state, action.id, (job) => ({
        ...requeue({ ...job, stage: 'review', search: joinReports(job.search, action.outcome.search) }, policyFor(state, job.id)),
        progress: null, reviewer: null, inspection: action.outcome.inspection, exported: exportAfter(job, OF_MASKS),
        session: job.session === null
          ? startReview(action.outcome.detections, policyFor(state, job.id), pageSizes(action.outcome.inspection))
          : foundMore(job.session, action.outcome.detections),
      }));
    case 'restored':
      return restore(state, action.id, action.inspection, action.kept);
    case 'put-in-order':
      return putInOrder(state, action.ids);
    case 'job-failed':
      return withJob(state, action.id, (job) => ({ ...job, stage: 'failed', progress: null, error: action.error }));
    case 'job-cancelled':
      return withJob(state, action.id, (job) => (job.stage === 'waiting' || job.stage === 'detecting' ? { ...job, stage: 'cancelled', progress: null } : job));
    case 'waiting-cancelled':
      return { ...state, jobs: state.jobs.map((job) => (job.stage === 'waiting' ? { ...job, stage: 'cancelled' } : job)) };
    case 'thumb-made':
      return withJob(state, action.id, (job) => ({ ...job, thumb: action.thumb }));
    case 'region-edited':
      return editRegion(state, action.id, action.edit);
    case 'regions-selected':
      return withSession(state, action.id, (session) => review(session, { type: 'select', ids: action.ids }));
    case 'regions-decided':
      return decideMany(state, action.regions, action.state, action.reason);
    case 'regions-sorted':
      return sortRegions(state, action.parts, action.joins ?? null);
    case 'policy-changed':
      return action.id === undefined
        ? changePolicies(state, action.policy, state.ownPolicies, action.gesture)
        : changePolicies(state, state.policy, { ...state.ownPolicies, [action.id]: action.policy }, action.gesture);
    case 'own-policy-dropped':
      return changePolicies(state, state.policy, without(state.ownPolicies, action.id), `drop-${action.id}`);
    case 'own-policy-spread':
      return changePolicies(state, policyFor(state, action.id), {}, `spread-${action.id}`);
    case 'paused':
      return { ...state, paused: true };
    case 'resumed':
      return { ...state, paused: false };
    case 'reviewer-named':
      return { ...state, reviewer: action.reviewer };
    case 'reviewed':
      return { ...state, jobs: state.jobs.map((job) => (action.ids.includes(job.id) && job.reviewer === null && job.session !== null ? { ...job, reviewer: state.reviewer } : job)) };
    case 'sound-chosen':
      return { ...state, jobs: state.jobs.map((job) => (action.ids.includes(job.id) && job.sound !== action.sound ? { ...job, sound: action.sound, exported: exportAfter(job, OF_FILE) } : job)) };
    case 'signed-off':
      return signOff(state, action.ids);
    case 'undo':
      return travel(state, 'past');
    case 'redo':
      return travel(state, 'future');
    case 'export-queued':
      return { ...state, jobs: state.jobs.map((job) => (action.ids.includes(job.id) ? { ...job, exported: { status: 'queued' } } : job)) };
    case 'export-started':
      return withJob(state, action.id, (job) => ({ ...job, exported: { status: 'running', progress: null } }));
    case 'export-progressed':
      return withJob(state, action.id, (job) => (job.exported.status === 'running' ? { ...job, exported: { status: 'running', progress: action.progress } } : job));
    case 'export-ended':
      return endExport(state, action.id, action.outcome, action.name);
    case 'export-failed':
      return withJob(state, action.id, (job) => ({ ...job, exported: { status: 'failed', error: action.error } }));
    case 'exports-cancelled':
      return { ...state, jobs: state.jobs.map((job) => (job.exported.status === 'queued' || job.exported.status === 'running' ? { ...job, exported: NOT_EXPORTED } : job)) };
    case 'search-again':
      // Decisions stay; what other detectors find is added to them.
      return { ...state, jobs: state.jobs.map((job) => (job.stage === 'review' ? { ...job, stage: 'waiting', search: null } : job)) };
    case 'saved':
      return { ...state, jobs: state.jobs.map((job) => (action.ids.includes(job.id) && job.exported.status === 'released' ? { ...job, exported: { ...job.exported, saved: true } } : job)) };
    default:
      return assertNever(action);
  }
}

/** What was decided stays; what is known goes on where it is held longer now, and what is new is added. */
function foundMore(session: ReviewSession, more: readonly Detection[]): ReviewSession {
  const longer = longerWays(session.detections, more);
  return review(session, { type: 'found-more', detections: newFinds(longerFinds(session.detections, longer), more), longer });
}

/** A search or an export that ran when the file was closed has ended with that, and what was written of a video is deleted. */
function atRest(job: Job): Job {
  const resting: Job = job.stage === 'detecting' ? { ...job, stage: 'waiting', progress: null } : job;
  return endsWithClosing(job.exported) ? { ...resting, exported: NOT_EXPORTED } : resting;
}

function endsWithClosing(exported: ExportState): boolean {
  return exported.status === 'queued' || exported.status === 'running' || (exported.status === 'released' && exported.outcome.record.media === 'video');
}

/** The file that was closed last is open again, with its decisions, as it would be had it stayed: under the policy that is in force now. */
function putBack(state: Workspace): Workspace {
  if (state.closed === null) return state;
  const { job, index, policy } = state.closed;
  const own = policy === null || state.policy.locked ? state.ownPolicies : { ...state.ownPolicies, [job.id]: policy };
  const next = { ...state, closed: null, ownPolicies: own, currentId: job.id, jobs: [...state.jobs.slice(0, index), job, ...state.jobs.slice(index)] };
  return withSession(next, job.id, (session) => review(session, { type: 'apply-policy', policy: policyFor(next, job.id) }));
}

/**
 * Puts the work of an earlier visit back in place of a search. Where nothing was decided or chosen yet, its policy becomes the one for
 * all; otherwise the file keeps it as its own, so that no decision changes because of what is open beside it.
 */
function restore(state: Workspace, id: JobId, inspection: SourceInspection, kept: KeptReview): Workspace {
  if (!state.jobs.some((job) => job.id === id && job.stage === 'waiting' && job.session === null)) return state;
  // A policy that somebody chose for this visit, or has locked, is not put away by what an earlier visit left.
  const untouched = isSamePolicy(state.policy, DEFAULT_POLICY) && !state.isPolicyChosen && state.policyPast.length === 0 && Object.keys(state.ownPolicies).length === 0 && state.jobs.every(({ session }) => session === null);
  const common = untouched && !isSamePolicy(state.policy, kept.common) ? kept.common : state.policy;
  const its = kept.policy ?? kept.common;
  const left = isSamePolicy(its, common) ? common : its;
  const policy = common.locked ? common : left;
  const next = { ...state, policy: common, ownPolicies: policy === common ? state.ownPolicies : { ...state.ownPolicies, [id]: policy } };
  const { search, detections, decisions, nextNumber, muted = [], sound = null, reviewer, signedOffBy } = kept;
  return withJob(next, id, (job) => ({
    ...requeue({ ...job, stage: 'review', search }, policy),
    progress: null, inspection, exported: NOT_EXPORTED, reviewer, sound,
    session: review({ detections, decisions, muted, policy: left, sizes: pageSizes(inspection), selected: [], past: [], future: [], nextNumber }, { type: 'apply-policy', policy }),
    signOff: signedOffBy === null || policy !== left ? null : { by: signedOffBy, decisions, muted, sound, policy },
  }));
}

function putInOrder(state: Workspace, ids: readonly JobId[]): Workspace {
  const moved = ids.flatMap((id) => state.jobs.find((job) => job.id === id) ?? []);
  const waiting = [...moved];
  const jobs = state.jobs.map((job) => (moved.includes(job) ? (waiting.shift() ?? job) : job));
  return jobs.every((job, index) => job === state.jobs[index]) ? state : { ...state, jobs };
}

/** Only files that are fully decided, and by someone else, can be signed off. */
export function signOff(state: Workspace, ids: readonly JobId[]): Workspace {
  const { reviewer } = state;
  if (reviewer === null) return state;
  return {
    ...state,
    jobs: state.jobs.map((job) => {
      if (!ids.includes(job.id) || job.session === null || undecidedCount(job) > 0 || job.reviewer === null || job.reviewer === reviewer) return job;
      return { ...job, signOff: { by: reviewer, decisions: job.session.decisions, muted: job.session.muted, sound: job.sound, policy: policyFor(state, job.id) } };
    }),
  };
}

function endExport(state: Workspace, id: JobId, outcome: ExportOutcome, name: string): Workspace {
  return withJob(state, id, (job) => {
    if (outcome.status === 'released') return { ...job, exported: { status: 'released', outcome, name, saved: false } };
    const survivors: readonly Detection[] = outcome.survivors.map((survivor) => survivor.detection);
    const session = job.session === null ? null : review(job.session, { type: 'hold', survivors });
    return { ...job, session, reviewer: survivors.length === 0 ? job.reviewer : null, exported: { status: 'held', outcome } };
  });
}
