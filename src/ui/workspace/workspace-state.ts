import type { WireError } from '../../core/errors.ts';
import { DEFAULT_POLICY, type Policy, type SoundChoice } from '../../core/policy/policy.ts';
import type { DecisionState, RegionId } from '../../core/review/decision.ts';
import type { ReviewEdit } from '../../core/review/review-session.ts';
import type { StoredFile } from '../../core/review/stored-file.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import type { DetectionOutcome, ExportOutcome, JobId, Progress } from '../../protocol/engine-api.ts';
import type { Job } from './job.ts';

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
  /** Somebody chose the policy while no file was open, which is no step of undo. */
  readonly isPolicyChosen: boolean;
  /** Number of the last change that undo knows. */
  readonly clock: number;
  /** No further file is searched until the person goes on. */
  readonly paused: boolean;
  /** The file that was closed last, with decisions of a person that were not saved; it can be put back. */
  readonly closed: ClosedFile | null;
  /** Pseudonymous id of the person at work; `null` where nobody gave a name. */
  readonly reviewer: string | null;
}

/** A file that was closed, and what was its own. */
export interface ClosedFile {
  readonly job: Job;
  /** Its place among the files. */
  readonly index: number;
  readonly policy: Policy | null;
}

/** A file on its way into the workspace. */
export type OpenedFile = Pick<Job, 'id' | 'file' | 'name' | 'folder'> & Partial<Pick<Job, 'handle' | 'parent' | 'statedBytes'>> & {
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
export type KeptReview = Pick<StoredFile, 'search' | 'detections' | 'decisions' | 'nextNumber' | 'muted' | 'sound' | 'policy' | 'reviewer' | 'signedOffBy'> & {
  /** The policy for all that was in force beside it. */
  readonly common: Policy;
};

/** Everything that can happen. */
export type WorkspaceAction =
  | { readonly type: 'files-added'; readonly files: readonly OpenedFile[] }
  | { readonly type: 'job-removed'; readonly id: JobId }
  | { readonly type: 'job-put-back' }
  | { readonly type: 'closed-forgotten' }
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
  | { readonly type: 'regions-decided'; readonly regions: readonly RegionsOfJob[]; readonly state: DecisionState; readonly reason?: string }
  | { readonly type: 'regions-sorted'; /** Together one step of undo. */ readonly parts: readonly DecisionOfMany[]; /** Number of the earlier step that these belong to; a step of their own where left out. */ readonly joins?: number }
  | { readonly type: 'policy-changed'; readonly policy: Policy; readonly gesture: string; /** For this file alone; for all others where left out. */ readonly id?: JobId }
  | { readonly type: 'own-policy-dropped'; readonly id: JobId }
  | { readonly type: 'own-policy-spread'; readonly id: JobId }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'reviewer-named'; readonly reviewer: string | null }
  | { readonly type: 'reviewed'; readonly ids: readonly JobId[] }
  | { readonly type: 'sound-chosen'; readonly ids: readonly JobId[]; /** `null` takes the answer back. */ readonly sound: SoundChoice | null }
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
  jobs: [], currentId: null, policy: DEFAULT_POLICY, ownPolicies: {}, policyPast: [], policyFuture: [], isPolicyChosen: false, clock: 0, paused: false, closed: null, reviewer: null,
};

/** Whether fields of the policy can be changed: not those of a locked one while files are open. */
export function mayChangePolicy(state: Pick<Workspace, 'policy' | 'jobs'>): boolean {
  return !state.policy.locked || state.jobs.length === 0;
}

/** The policy in force for one file: its own, or the one for all. */
export function policyFor(state: Pick<Workspace, 'policy' | 'ownPolicies'>, id: JobId): Policy {
  return state.ownPolicies[id] ?? state.policy;
}

/** The file that is shown. */
export function currentJob(state: Workspace): Job | null {
  return state.jobs.find((job) => job.id === state.currentId) ?? null;
}

/**
 * The nearest step of the policies that would change anything for the files that are open: what concerned a file that is closed meanwhile is
 * passed over. None under a locked policy, which stays in force while files are open, also against undo.
 * @returns its place in the past or the future of the policies, or -1
 */
export function policyStep(state: Workspace, direction: 'past' | 'future'): number {
  if (!mayChangePolicy(state)) return -1;
  const steps = direction === 'past' ? state.policyPast : state.policyFuture;
  return steps.findLastIndex(({ policy, own }) => policy !== state.policy || state.jobs.some(({ id }) => own[id] !== state.ownPolicies[id]));
}

/** Whether undo, or redo, has anything to do. */
export function canTravel(state: Workspace, direction: 'past' | 'future'): boolean {
  return policyStep(state, direction) >= 0 || state.jobs.some((job) => (job.session?.[direction].length ?? 0) > 0);
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
