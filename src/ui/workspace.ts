import { assertNever, type WireError } from '../core/errors.ts';
import { KINDS, type Detection, type Kind, type SearchReport } from '../core/detect/detection.ts';
import { joinReports } from '../core/detect/join-reports.ts';
import type { Decision, DecisionState, RegionId } from '../core/review/decision.ts';
import { canonicalJson } from '../core/policy/canonical-json.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy/policy.ts';
import { decideInStep, type DecideEdit } from '../core/review/decide-in-step.ts';
import { withoutReason } from '../core/review/reasons.ts';
import { review, startReview, type ReviewEdit, type ReviewSession } from '../core/review/review-session.ts';
import type { StoredFile } from '../core/review/stored-file.ts';
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
  /** Pseudonymous id of whoever decided last in this file; `null` where nobody gave a name, or nobody decided. */
  readonly reviewer: string | null;
  /** A second person's word that the review is right; it lapses with the next change. */
  readonly signOff: SignOff | null;
  /** The file on the device, where the browser gives a hold of it. */
  readonly handle: FileSystemFileHandle | null;
  /** The folder that it came from, where the browser gives a hold of it. */
  readonly parent: FileSystemDirectoryHandle | null;
}

/** Who signed a review off, and what exactly. */
export interface SignOff {
  /** Pseudonymous id. */
  readonly by: string;
  readonly decisions: readonly Decision[];
  readonly policy: Policy;
}

/** Policies by file, for files that don't follow the one for all. */
export type OwnPolicies = Readonly<Record<JobId, Policy>>;

/** A change of the policy that can be taken back. */
export interface PolicyEntry {
  readonly at: number;
  readonly gesture: string;
  readonly policy: Policy;
  readonly own: OwnPolicies;
}

/** Everything the interface shows, apart from pixels. Immutable. */
export interface Workspace {
  readonly jobs: readonly Job[];
  readonly currentId: JobId | null;
  /** For every file without a policy of its own. */
  readonly policy: Policy;
  readonly ownPolicies: OwnPolicies;
  readonly policyPast: readonly PolicyEntry[];
  readonly policyFuture: readonly PolicyEntry[];
  /** Number of the last change that undo knows. */
  readonly clock: number;
  /** No further file is searched until the person goes on. */
  readonly paused: boolean;
  /** Pseudonymous id of the person at work; `null` where nobody gave a name. */
  readonly reviewer: string | null;
}

/** A file on its way into the workspace. */
export type OpenedFile = Pick<Job, 'id' | 'file' | 'name' | 'folder'> & Partial<Pick<Job, 'handle' | 'parent'>> & {
  /** Why it can't be opened at all; it stands in the queue so that it is not missed. */
  readonly refused?: WireError;
};

/** Regions of one file. */
export interface RegionsOfJob {
  readonly id: JobId;
  readonly ids: readonly RegionId[];
}

/** One decision about regions of any number of files. */
export interface DecisionOfMany {
  readonly regions: readonly RegionsOfJob[];
  readonly state: DecisionState;
  /** Id of one of the policy's reasons. */
  readonly reason?: string;
}

/** The work on one file, as it was kept between two visits. */
export type KeptReview = Pick<StoredFile, 'search' | 'detections' | 'decisions' | 'nextNumber' | 'policy' | 'reviewer' | 'signedOffBy'> & {
  /** The policy for all that was in force beside it. */
  readonly common: Policy;
};

/** Everything that can happen. */
export type WorkspaceAction =
  | { readonly type: 'files-added'; readonly files: readonly OpenedFile[] }
  | { readonly type: 'job-removed'; readonly id: JobId }
  | { readonly type: 'job-selected'; readonly id: JobId }
  | { readonly type: 'job-retried'; readonly id: JobId }
  | { readonly type: 'detect-started'; readonly id: JobId }
  | { readonly type: 'detect-progressed'; readonly id: JobId; readonly progress: Progress }
  | { readonly type: 'detected'; readonly id: JobId; readonly outcome: DetectionOutcome }
  | { readonly type: 'restored'; readonly id: JobId; readonly inspection: SourceInspection; readonly kept: KeptReview }
  | { readonly type: 'put-in-order'; /** Files that change places among themselves, in their new order. */ readonly ids: readonly JobId[] }
  | { readonly type: 'job-failed'; readonly id: JobId; readonly error: WireError }
  | { readonly type: 'job-cancelled'; readonly id: JobId }
  | { readonly type: 'waiting-cancelled' }
  | { readonly type: 'thumb-made'; readonly id: JobId; readonly thumb: string }
  | { readonly type: 'region-edited'; readonly id: JobId; readonly edit: ReviewEdit }
  | { readonly type: 'regions-selected'; readonly id: JobId; readonly ids: readonly RegionId[] }
  | { readonly type: 'all-pending-decided'; readonly state: 'accepted' | 'rejected' }
  | { readonly type: 'regions-decided'; readonly regions: readonly RegionsOfJob[]; readonly state: DecisionState; readonly reason?: string }
  | { readonly type: 'regions-sorted'; /** Together one step of undo. */ readonly parts: readonly DecisionOfMany[]; /** Number of the earlier step that these belong to; a step of their own where left out. */ readonly joins?: number }
  | { readonly type: 'policy-changed'; readonly policy: Policy; readonly gesture: string; /** For this file alone; for all others where left out. */ readonly id?: JobId }
  | { readonly type: 'own-policy-dropped'; readonly id: JobId }
  | { readonly type: 'own-policy-spread'; readonly id: JobId }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'reviewer-named'; readonly reviewer: string | null }
  | { readonly type: 'reviewed'; readonly ids: readonly JobId[] }
  | { readonly type: 'signed-off'; readonly ids: readonly JobId[] }
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
  jobs: [], currentId: null, policy: DEFAULT_POLICY, ownPolicies: {}, policyPast: [], policyFuture: [], clock: 0, paused: false, reviewer: null,
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
      const fresh = action.files.map(({ refused, ...file }): Job => ({
        handle: null, parent: null, ...file, stage: refused === undefined ? 'waiting' : 'failed', progress: null, error: refused ?? null, inspection: null, search: null, session: null, thumb: null,
        exported: NOT_EXPORTED, reviewer: null, signOff: null,
      }));
      return { ...state, jobs: [...state.jobs, ...fresh], currentId: state.currentId ?? fresh[0]?.id ?? null };
    }
    case 'job-removed': {
      const index = state.jobs.findIndex((job) => job.id === action.id);
      const jobs = state.jobs.filter((job) => job.id !== action.id);
      const next = jobs[Math.min(index, jobs.length - 1)]?.id ?? null;
      return { ...state, jobs, ownPolicies: without(state.ownPolicies, action.id), currentId: state.currentId === action.id ? next : state.currentId };
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
        ...requeue({ ...job, stage: 'review', search: joinReports(job.search, action.outcome.search) }, policyFor(state, job.id)),
        progress: null, inspection: action.outcome.inspection, exported: job.exported.status === 'held' ? job.exported : NOT_EXPORTED,
        session: job.session === null
          ? startReview(action.outcome.detections, policyFor(state, job.id), action.outcome.inspection.size)
          : review(job.session, { type: 'found-more', detections: newFinds(job.session.detections, action.outcome.detections) }),
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
    case 'all-pending-decided':
      return decideAll(state, action.state);
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

function withJob(state: Workspace, id: JobId, to: (job: Job) => Job): Workspace {
  return { ...state, jobs: state.jobs.map((job) => (job.id === id ? to(job) : job)) };
}

function withSession(state: Workspace, id: JobId, to: (session: ReviewSession) => ReviewSession): Workspace {
  return withJob(state, id, (job) => changeSession(job, to));
}

/** A finished export no longer matches once a decision changes; a held one keeps its reason until it is exported again. */
function changeSession(job: Job, to: (session: ReviewSession) => ReviewSession): Job {
  if (job.session === null) return job;
  const session = to(job.session);
  if (session === job.session) return job;
  const stale = session.decisions !== job.session.decisions && job.exported.status !== 'held';
  return { ...job, session, exported: stale ? NOT_EXPORTED : job.exported };
}

/** One file after a person's edit; the very same where it changes no decision. */
function editJob(job: Job, edit: ReviewEdit, at: number, reviewer: string | null): Job {
  const next = changeSession(job, (session) => review(session, { type: 'edit', edit, at }));
  return next.session?.decisions === job.session?.decisions ? job : { ...next, reviewer };
}

function editRegion(state: Workspace, id: JobId, edit: ReviewEdit): Workspace {
  const at = state.clock + 1;
  const before = state.jobs.find((job) => job.id === id);
  if (before === undefined) return state;
  const edited = editJob(before, edit, at, state.reviewer);
  if (edited === before) return state;
  return { ...state, clock: at, policyFuture: [], jobs: state.jobs.map((job) => (job.id === id ? edited : forgetFuture(job))) };
}

function forgetFuture(job: Job): Job {
  return job.session === null || job.session.future.length === 0 ? job : { ...job, session: { ...job.session, future: [] } };
}

/** One step of undo, over all files. */
function decideAll(state: Workspace, decision: 'accepted' | 'rejected'): Workspace {
  const regions = state.jobs.map((job) => ({ id: job.id, ids: job.session?.decisions.filter((d) => d.state === 'pending').map((d) => d.id) ?? [] }));
  return decideMany(state, regions, decision, undefined);
}

/** One step of undo, however many files it touches. */
function decideMany(state: Workspace, regions: readonly RegionsOfJob[], decision: DecisionState, reason: string | undefined): Workspace {
  const at = state.clock + 1;
  const byJob = new Map(regions.map(({ id, ids }) => [id, ids]));
  const edited = new Set<JobId>();
  const jobs = state.jobs.map((job) => {
    const ids = byJob.get(job.id) ?? [];
    if (ids.length === 0) return job;
    const next = editJob(job, { type: 'decide', ids, state: decision, ...(reason === undefined ? {} : { reason }) }, at, state.reviewer);
    if (next !== job) edited.add(job.id);
    return next;
  });
  if (edited.size === 0) return state;
  return { ...state, clock: at, policyFuture: [], jobs: jobs.map((job) => (edited.has(job.id) ? job : forgetFuture(job))) };
}

/** One step of undo for several decisions; what joins an earlier step leaves the way forward open. */
function sortRegions(state: Workspace, parts: readonly DecisionOfMany[], joins: number | null): Workspace {
  const at = joins ?? state.clock + 1;
  const edited = new Set<JobId>();
  const jobs = state.jobs.map((job) => {
    const edits = parts.flatMap((part) => part.regions.filter(({ id }) => id === job.id).map(({ ids }): DecideEdit => ({
      type: 'decide', ids, state: part.state, ...(part.reason === undefined ? {} : { reason: part.reason }),
    })));
    const next = edits.length === 0 ? job : changeSession(job, (session) => decideInStep(session, edits, at));
    if (next === job) return job;
    edited.add(job.id);
    return { ...next, reviewer: state.reviewer };
  });
  if (edited.size === 0) return state;
  return joins === null ? { ...state, clock: at, policyFuture: [], jobs: jobs.map((job) => (edited.has(job.id) ? job : forgetFuture(job))) } : { ...state, jobs };
}

/** Whether fields of the policy can be changed: not those of a locked one while files are open. */
export function mayChangePolicy(state: Pick<Workspace, 'policy' | 'jobs'>): boolean {
  return !state.policy.locked || state.jobs.length === 0;
}

function changePolicies(state: Workspace, policy: Policy, own: OwnPolicies, gesture: string): Workspace {
  if (!mayChangePolicy(state)) return state;
  const last = state.policyPast.at(-1);
  const continues = last?.gesture === gesture && last.at === state.clock;
  const at = continues ? state.clock : state.clock + 1;
  const past = continues ? state.policyPast : [...state.policyPast, { at, gesture, policy: state.policy, own: state.ownPolicies }];
  const next = setPolicies(state, policy, own);
  return { ...next, jobs: next.jobs.map(forgetFuture), policyPast: past, policyFuture: [], clock: at };
}

function setPolicies(state: Workspace, policy: Policy, ownPolicies: OwnPolicies): Workspace {
  const next = { ...state, policy, ownPolicies };
  const jobs = state.jobs.map((job) => {
    const its = policyFor(next, job.id);
    if (job.session === null || its === policyFor(state, job.id)) return job;
    return {
      ...requeue(job, its),
      session: review(job.session, { type: 'apply-policy', policy: its }),
      exported: job.exported.status === 'held' ? job.exported : NOT_EXPORTED,
    };
  });
  return { ...next, jobs };
}

/**
 * Puts the work of an earlier visit back in place of a search. Where nothing was decided or chosen yet, its policy becomes the one for
 * all; otherwise the file keeps it as its own, so that no decision changes because of what is open beside it.
 */
function restore(state: Workspace, id: JobId, inspection: SourceInspection, kept: KeptReview): Workspace {
  if (!state.jobs.some((job) => job.id === id && job.stage === 'waiting' && job.session === null)) return state;
  const untouched = state.policyPast.length === 0 && Object.keys(state.ownPolicies).length === 0 && state.jobs.every(({ session }) => session === null);
  const common = untouched && !isSamePolicy(state.policy, kept.common) ? kept.common : state.policy;
  const its = kept.policy ?? kept.common;
  const policy = isSamePolicy(its, common) ? common : its;
  const next = { ...state, policy: common, ownPolicies: policy === common ? state.ownPolicies : { ...state.ownPolicies, [id]: policy } };
  const { search, detections, decisions, nextNumber, reviewer, signedOffBy } = kept;
  return withJob(next, id, (job) => ({
    ...requeue({ ...job, stage: 'review', search }, policy),
    progress: null, inspection, exported: NOT_EXPORTED, reviewer,
    session: { detections, decisions, policy, size: inspection.size, selected: [], past: [], future: [], nextNumber },
    signOff: signedOffBy === null ? null : { by: signedOffBy, decisions, policy },
  }));
}

function isSamePolicy(a: Policy, b: Policy): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

function putInOrder(state: Workspace, ids: readonly JobId[]): Workspace {
  const moved = ids.flatMap((id) => state.jobs.find((job) => job.id === id) ?? []);
  const waiting = [...moved];
  const jobs = state.jobs.map((job) => (moved.includes(job) ? (waiting.shift() ?? job) : job));
  return jobs.every((job, index) => job === state.jobs[index]) ? state : { ...state, jobs };
}

/** The policy in force for one file: its own, or the one for all. */
export function policyFor(state: Pick<Workspace, 'policy' | 'ownPolicies'>, id: JobId): Policy {
  return state.ownPolicies[id] ?? state.policy;
}

function without(own: OwnPolicies, id: JobId): OwnPolicies {
  return Object.fromEntries(Object.entries(own).filter(([key]) => key !== id));
}

/** Only files that are fully decided, and by someone else, can be signed off. */
function signOff(state: Workspace, ids: readonly JobId[]): Workspace {
  const { reviewer } = state;
  if (reviewer === null) return state;
  return {
    ...state,
    jobs: state.jobs.map((job) => {
      if (!ids.includes(job.id) || job.session === null || undecidedCount(job) > 0 || job.reviewer === null || job.reviewer === reviewer) return job;
      return { ...job, signOff: { by: reviewer, decisions: job.session.decisions, policy: policyFor(state, job.id) } };
    }),
  };
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

/** Undo takes back the latest change wherever it was made, in every file that it touched, and shows the first of them; redo goes forward in the same order. */
function travel(state: Workspace, direction: 'past' | 'future'): Workspace {
  const back = direction === 'past';
  const policyEntry = (back ? state.policyPast : state.policyFuture).at(-1);
  const steps = state.jobs.flatMap((job) => job.session?.[direction].at(-1)?.at ?? []);
  const at = (back ? Math.max : Math.min)(...steps, ...(policyEntry === undefined ? [] : [policyEntry.at]));
  if (!Number.isFinite(at)) return state;
  if (policyEntry?.at === at) {
    const other = { ...policyEntry, policy: state.policy, own: state.ownPolicies };
    return {
      ...setPolicies(state, policyEntry.policy, policyEntry.own),
      policyPast: back ? state.policyPast.slice(0, -1) : [...state.policyPast, other],
      policyFuture: back ? [...state.policyFuture, other] : state.policyFuture.slice(0, -1),
    };
  }
  const touched = state.jobs.filter((job) => job.session?.[direction].at(-1)?.at === at).map(({ id }) => id);
  const next = touched.reduce((now, id) => withSession(now, id, (session) => review(session, { type: back ? 'undo' : 'redo' })), state);
  const shown = state.currentId !== null && touched.includes(state.currentId) ? state.currentId : (touched[0] ?? state.currentId);
  return { ...next, currentId: shown };
}

function endExport(state: Workspace, id: JobId, outcome: ExportOutcome, name: string): Workspace {
  return withJob(state, id, (job) => {
    if (outcome.status === 'released') return { ...job, exported: { status: 'released', outcome, name, saved: false } };
    const survivors: readonly Detection[] = outcome.survivors.map((survivor) => survivor.detection);
    const session = job.session === null ? null : review(job.session, { type: 'hold', survivors });
    return { ...job, session, exported: { status: 'held', outcome } };
  });
}

/** Regions of a file that wait for a person. */
export function undecidedCount(job: Job): number {
  return job.session?.decisions.filter((decision) => decision.state === 'pending').length ?? 0;
}

/** What a file still needs of a person before it can be exported, most pressing first; `null` where it needs nothing. */
export type Missing = 'search' | 'decisions' | 'reasons' | 'other-format' | 'sign-off';

/**
 * What is missing before a file can be exported: its search, decisions, the reasons or the second reviewer that its policy asks
 * for, or another format where the re-check found something that no decision can lift.
 */
export function missingFor(state: Pick<Workspace, 'policy' | 'ownPolicies'>, job: Job): Missing | null {
  if (job.stage !== 'review' || job.session === null) return 'search';
  if (undecidedCount(job) > 0) return 'decisions';
  const policy = policyFor(state, job.id);
  if (withoutReason(job.session.decisions, policy).length > 0) return 'reasons';
  if (job.exported.status === 'held' && job.exported.outcome.reason !== 'survivor') return 'other-format';
  return policy.review.secondReviewer && !isSignedOff(state, job) ? 'sign-off' : null;
}

/** Whether a second person's word covers the file as it is now. */
export function isSignedOff(state: Pick<Workspace, 'policy' | 'ownPolicies'>, { id, session, signOff: signed, reviewer }: Job): boolean {
  return signed !== null && signed.by !== reviewer && signed.decisions === session?.decisions && signed.policy === policyFor(state, id);
}

/** Whether an export would need nothing more of a person. */
export function isReady(state: Pick<Workspace, 'policy' | 'ownPolicies'>, job: Job): boolean {
  return missingFor(state, job) === null;
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
