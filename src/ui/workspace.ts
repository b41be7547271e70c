import { assertNever, type WireError } from '../core/errors.ts';
import { KINDS, type Detection, type Kind, type SearchReport } from '../core/detect/detection.ts';
import { joinReports } from '../core/detect/join-reports.ts';
import type { RegionId } from '../core/review/decision.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy/policy.ts';
import { MAX_HISTORY, review, startReview, type ReviewEdit, type ReviewSession } from '../core/review/review-session.ts';
import type { SourceInspection } from '../core/structure/inspection.ts';
import { isOnEveryFrameOf, overlapOnFrames } from '../core/track/path.ts';
import type { DetectionOutcome, ExportOutcome, JobId, Progress } from '../protocol/engine-api.ts';

/** A file that is let go to the person. */
export type Released = Extract<ExportOutcome, { status: 'released' }>;
/** A file that is kept back. */
export type Held = Extract<ExportOutcome, { status: 'held' }>;

/** How far one file's export is. */
export type ExportState =
  | { readonly status: 'none' }
  | { readonly status: 'queued' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'released'; readonly outcome: Released; readonly name: string; readonly saved: boolean }
  | { readonly status: 'held'; readonly outcome: Held }
  | { readonly status: 'failed'; readonly error: WireError };

/** One file in the queue. Names live here and nowhere else. */
export interface Job {
  readonly id: JobId;
  readonly file: Blob;
  readonly name: string;
  /** Folders above the file as it was dropped, `a/b`, or an empty string. */
  readonly folder: string;
  readonly stage: 'waiting' | 'detecting' | 'review' | 'failed' | 'cancelled';
  readonly progress: Progress | null;
  readonly error: WireError | null;
  readonly inspection: SourceInspection | null;
  readonly search: SearchReport | null;
  readonly session: ReviewSession | null;
  /** Data URL of a small picture, at most 96 pixels a side. */
  readonly thumb: string | null;
  readonly exported: ExportState;
}

/** A change of the policy that can be taken back. */
export interface PolicyEntry {
  readonly at: number;
  readonly gesture: string;
  readonly policy: Policy;
}

/** Everything the interface shows, apart from pixels. Immutable. */
export interface Workspace {
  readonly jobs: readonly Job[];
  readonly currentId: JobId | null;
  readonly policy: Policy;
  readonly policyPast: readonly PolicyEntry[];
  readonly policyFuture: readonly PolicyEntry[];
  /** Number of the last change that undo knows. */
  readonly clock: number;
}

/** Everything that can happen. */
export type WorkspaceAction =
  | { readonly type: 'files-added'; readonly files: readonly Pick<Job, 'id' | 'file' | 'name' | 'folder'>[] }
  | { readonly type: 'job-removed'; readonly id: JobId }
  | { readonly type: 'job-selected'; readonly id: JobId }
  | { readonly type: 'job-retried'; readonly id: JobId }
  | { readonly type: 'detect-started'; readonly id: JobId }
  | { readonly type: 'detect-progressed'; readonly id: JobId; readonly progress: Progress }
  | { readonly type: 'detected'; readonly id: JobId; readonly outcome: DetectionOutcome }
  | { readonly type: 'job-failed'; readonly id: JobId; readonly error: WireError }
  | { readonly type: 'job-cancelled'; readonly id: JobId }
  | { readonly type: 'waiting-cancelled' }
  | { readonly type: 'thumb-made'; readonly id: JobId; readonly thumb: string }
  | { readonly type: 'region-edited'; readonly id: JobId; readonly edit: ReviewEdit }
  | { readonly type: 'regions-selected'; readonly id: JobId; readonly ids: readonly RegionId[] }
  | { readonly type: 'all-pending-decided'; readonly state: 'accepted' | 'rejected' }
  | { readonly type: 'policy-changed'; readonly policy: Policy; readonly gesture: string }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'export-queued'; readonly ids: readonly JobId[] }
  | { readonly type: 'export-started'; readonly id: JobId }
  | { readonly type: 'export-progressed'; readonly id: JobId; readonly progress: Progress }
  | { readonly type: 'export-ended'; readonly id: JobId; readonly outcome: ExportOutcome; readonly name: string }
  | { readonly type: 'export-failed'; readonly id: JobId; readonly error: WireError }
  | { readonly type: 'exports-cancelled' }
  | { readonly type: 'search-again' }
  | { readonly type: 'saved'; readonly ids: readonly JobId[] };

/** Nothing opened yet. */
export const EMPTY_WORKSPACE: Workspace = {
  jobs: [], currentId: null, policy: DEFAULT_POLICY, policyPast: [], policyFuture: [], clock: 0,
};

const NOT_EXPORTED: ExportState = { status: 'none' };

/**
 * The next state of the workspace. Pure.
 * @param state - current state
 * @param action - what happened
 */
export function workspace(state: Workspace, action: WorkspaceAction): Workspace {
  switch (action.type) {
    case 'files-added': {
      const fresh = action.files.map((file): Job => ({
        ...file, stage: 'waiting', progress: null, error: null, inspection: null, search: null, session: null, thumb: null, exported: NOT_EXPORTED,
      }));
      return { ...state, jobs: [...state.jobs, ...fresh], currentId: state.currentId ?? fresh[0]?.id ?? null };
    }
    case 'job-removed': {
      const index = state.jobs.findIndex((job) => job.id === action.id);
      const jobs = state.jobs.filter((job) => job.id !== action.id);
      const next = jobs[Math.min(index, jobs.length - 1)]?.id ?? null;
      return { ...state, jobs, currentId: state.currentId === action.id ? next : state.currentId };
    }
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
        ...requeue({ ...job, stage: 'review', search: joinReports(job.search, action.outcome.search) }, state.policy),
        progress: null, inspection: action.outcome.inspection, exported: job.exported.status === 'held' ? job.exported : NOT_EXPORTED,
        session: job.session === null ? startReview(action.outcome.detections, state.policy) : review(job.session, { type: 'found-more', detections: newFinds(job.session.detections, action.outcome.detections), policy: state.policy }),
      }));
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
    case 'all-pending-decided':
      return decideAll(state, action.state);
    case 'policy-changed':
      return changePolicy(state, action.policy, action.gesture);
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

function withJob(state: Workspace, id: JobId, to: (job: Job) => Job): Workspace {
  return { ...state, jobs: state.jobs.map((job) => (job.id === id ? to(job) : job)) };
}

/** A finished export no longer matches once a decision changes; a held one keeps its reason until it is exported again. */
function withSession(state: Workspace, id: JobId, to: (session: ReviewSession) => ReviewSession): Workspace {
  return withJob(state, id, (job) => {
    if (job.session === null) return job;
    const session = to(job.session);
    if (session === job.session) return job;
    const stale = session.decisions !== job.session.decisions && job.exported.status !== 'held';
    return { ...job, session, exported: stale ? NOT_EXPORTED : job.exported };
  });
}

function editRegion(state: Workspace, id: JobId, edit: ReviewEdit): Workspace {
  const at = state.clock + 1;
  const next = withSession(state, id, (session) => review(session, { type: 'edit', edit, at }));
  return changed(state, next) ? { ...next, clock: at, policyFuture: [], jobs: next.jobs.map((job) => (job.id === id ? job : forgetFuture(job))) } : next;
}

function forgetFuture(job: Job): Job {
  return job.session === null || job.session.future.length === 0 ? job : { ...job, session: { ...job.session, future: [] } };
}

function decideAll(state: Workspace, decision: 'accepted' | 'rejected'): Workspace {
  const waiting = state.jobs.filter((job) => undecidedCount(job) > 0);
  return waiting.reduce((next, job) => editRegion(next, job.id, { type: 'decide-pending', state: decision }), state);
}

function changed(before: Workspace, after: Workspace): boolean {
  return after.jobs.some((job, index) => job.session?.decisions !== before.jobs[index]?.session?.decisions);
}

function changePolicy(state: Workspace, policy: Policy, gesture: string): Workspace {
  const last = state.policyPast.at(-1);
  const continues = last?.gesture === gesture && last.at === state.clock;
  const at = continues ? state.clock : state.clock + 1;
  const past = continues ? state.policyPast : [...state.policyPast, { at, gesture, policy: state.policy }].slice(-MAX_HISTORY);
  return { ...setPolicy(state, policy), jobs: setPolicy(state, policy).jobs.map(forgetFuture), policyPast: past, policyFuture: [], clock: at };
}

function setPolicy(state: Workspace, policy: Policy): Workspace {
  const jobs = state.jobs.map((job) =>
    job.session === null
      ? job
      : {
          ...requeue(job, policy),
          session: review(job.session, { type: 'apply-policy', previous: state.policy, policy }),
          exported: job.exported.status === 'held' ? job.exported : NOT_EXPORTED,
        },
  );
  return { ...state, policy, jobs };
}

/** Overlap at which finds of two searches are the same thing. */
const SAME_IOU = 0.4;

/** Kinds of the policy that a file was not searched for yet, in the order of the policy. */
export function missingKinds(search: SearchReport | null, policy: Policy): readonly Kind[] {
  return KINDS.filter((kind) => policy.kinds[kind].enabled && !(search?.kinds.includes(kind) === true && isDeepEnough(kind, search, policy)));
}

/** Only the search for faces has a thorough form; after an ordinary one it is searched once more. */
function isDeepEnough(kind: Kind, search: SearchReport, policy: Policy): boolean {
  return kind !== 'face' || !policy.detection.thorough || search.thorough === true;
}

/** What a further search found that no earlier one of the same file did. In an animation that is also what it found on further frames. */
function newFinds(before: readonly Detection[], more: readonly Detection[]): readonly Detection[] {
  return more.filter((find) => before.every((known) => known.kind !== find.kind || !isOnEveryFrameOf(find, known) || overlapOnFrames(known, find) < SAME_IOU));
}

/** A file that was searched waits again when the policy asks for more kinds, and no longer when it doesn't. */
function requeue(job: Job, policy: Policy): Job {
  const missing = missingKinds(job.search, policy).length > 0;
  if (job.stage === 'review' && missing) return { ...job, stage: 'waiting' };
  return job.stage === 'waiting' && job.search !== null && !missing ? { ...job, stage: 'review' } : job;
}

/** Undo takes back the latest change wherever it was made, and shows that file; redo goes forward in the same order. */
function travel(state: Workspace, direction: 'past' | 'future'): Workspace {
  const back = direction === 'past';
  const stacks: { readonly at: number; readonly id: JobId | null }[] = state.jobs.flatMap((job) => {
    const entry = job.session?.[direction].at(-1);
    return entry === undefined ? [] : [{ at: entry.at, id: job.id }];
  });
  const policyEntry = (back ? state.policyPast : state.policyFuture).at(-1);
  if (policyEntry !== undefined) stacks.push({ at: policyEntry.at, id: null });
  const target = stacks.sort((a, b) => (back ? b.at - a.at : a.at - b.at))[0];
  if (target === undefined) return state;
  if (target.id !== null) {
    const id = target.id;
    return { ...withSession(state, id, (session) => review(session, { type: back ? 'undo' : 'redo' })), currentId: id };
  }
  if (policyEntry === undefined) return state;
  const other = { ...policyEntry, policy: state.policy };
  return {
    ...setPolicy(state, policyEntry.policy),
    policyPast: back ? state.policyPast.slice(0, -1) : [...state.policyPast, other],
    policyFuture: back ? [...state.policyFuture, other] : state.policyFuture.slice(0, -1),
  };
}

function endExport(state: Workspace, id: JobId, outcome: ExportOutcome, name: string): Workspace {
  return withJob(state, id, (job) => {
    if (outcome.status === 'released') return { ...job, exported: { status: 'released', outcome, name, saved: false } };
    const survivors: readonly Detection[] = outcome.survivors.map((survivor) => survivor.detection);
    const session = job.session === null ? null : review(job.session, { type: 'hold', survivors, policy: state.policy });
    return { ...job, session, exported: { status: 'held', outcome } };
  });
}

/** Regions of a file that wait for a person. */
export function undecidedCount(job: Job): number {
  return job.session?.decisions.filter((decision) => decision.state === 'pending').length ?? 0;
}

/**
 * Whether an export would need nothing more of a person: searched, everything decided, and not held for a reason that
 * another decision can't lift.
 */
export function isReady(job: Job): boolean {
  if (job.stage !== 'review' || undecidedCount(job) > 0) return false;
  return job.exported.status !== 'held' || job.exported.outcome.reason === 'survivor';
}

/** The file that is shown. */
export function currentJob(state: Workspace): Job | null {
  return state.jobs.find((job) => job.id === state.currentId) ?? null;
}

/** Whether undo, or redo, has anything to do. */
export function canTravel(state: Workspace, direction: 'past' | 'future'): boolean {
  const own = direction === 'past' ? state.policyPast : state.policyFuture;
  return own.length > 0 || state.jobs.some((job) => (job.session?.[direction].length ?? 0) > 0);
}

/** Files whose work would be lost if the page closed now. */
export function unsavedCount(state: Workspace): number {
  return state.jobs.filter((job) => job.stage === 'review' && !(job.exported.status === 'released' && job.exported.saved)).length;
}

/**
 * The file before or after the shown one, going round.
 * @param accept - which files count
 */
export function neighbour(state: Workspace, direction: 1 | -1, accept: (job: Job) => boolean): JobId | null {
  const { jobs } = state;
  const start = jobs.findIndex((job) => job.id === state.currentId);
  for (let step = 1; step <= jobs.length; step += 1) {
    const job = jobs[(((start + direction * step) % jobs.length) + jobs.length) % jobs.length];
    if (job !== undefined && job.id !== state.currentId && accept(job)) return job.id;
  }
  return null;
}
