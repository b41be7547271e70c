import { withoutReason } from '../../core/review/reasons.ts';
import type { SoundChoice } from '../../core/policy/policy.ts';
import { type Job, undecidedCount } from './job.ts';
import { policyFor, type Workspace } from './workspace-state.ts';

/** What a file still needs of a person before it can be exported, most pressing first; `null` where it needs nothing. */
export type Missing = 'search' | 'decisions' | 'reasons' | 'sound' | 'other-format' | 'sign-off';

/**
 * What is missing before a file can be exported: its search, decisions, the reasons or the second reviewer that its policy asks
 * for, or another format where the re-check found something that no decision can lift.
 */
export function missingFor(state: Pick<Workspace, 'policy' | 'ownPolicies'>, job: Job): Missing | null {
  if (job.stage !== 'review' || job.session === null) return 'search';
  if (undecidedCount(job) > 0) return 'decisions';
  const policy = policyFor(state, job.id);
  if (withoutReason(job.session.decisions, policy).length > 0) return 'reasons';
  if (soundFor(state, job) === null) return 'sound';
  if (job.exported.status === 'held' && job.exported.outcome.reason !== 'survivor') return 'other-format';
  return policy.review.secondReviewer && !isSignedOff(state, job) ? 'sign-off' : null;
}

/** What happens to the sound of a file: `null` where nobody has said, and `drop` where there is none. */
export function soundFor(state: Pick<Workspace, 'policy' | 'ownPolicies'>, { id, inspection, sound }: Pick<Job, 'id' | 'inspection' | 'sound'>): SoundChoice | null {
  if (inspection?.sequence.kind !== 'video' || inspection.sequence.sound === null) return 'drop';
  const rule = policyFor(state, id).audio.sound;
  return rule === 'ask' ? sound : rule;
}

/** Whether a second person's word covers the file as it is now. */
export function isSignedOff(state: Pick<Workspace, 'policy' | 'ownPolicies'>, { id, session, signOff: signed, reviewer, sound }: Job): boolean {
  return signed !== null && signed.by !== reviewer && signed.decisions === session?.decisions && signed.muted === session.muted && signed.sound === sound && signed.policy === policyFor(state, id);
}

/** Whether an export would need nothing more of a person. */
export function isReady(state: Pick<Workspace, 'policy' | 'ownPolicies'>, job: Job): boolean {
  return missingFor(state, job) === null;
}

/** Files that go on by themselves or can be worked on: neither refused nor given up. */
export function goingOn(jobs: readonly Job[]): readonly Job[] {
  return jobs.filter(({ stage }) => stage !== 'failed' && stage !== 'cancelled');
}

/** Files whose work would be lost if the page closed now. */
export function unsavedCount(state: Workspace): number {
  return state.jobs.filter((job) => job.stage === 'review' && !(job.exported.status === 'released' && job.exported.saved)).length;
}
