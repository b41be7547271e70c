import { canonicalJson } from '../../core/policy/canonical-json.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { review } from '../../core/review/review-session.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { forgetFuture } from './edit-jobs.ts';
import { exportAfter, type Job, type Mendable, OF_FILE, OF_MASKS } from './job.ts';
import { requeue } from './missing-kinds.ts';
import { mayChangePolicy, type OwnPolicies, policyFor, type Workspace } from './workspace-state.ts';

/**
 * Puts other policies in force, as one step of undo; nothing changes under a locked one. With no file open it is the start of the work and
 * no step of it: undo stops there.
 */
export function changePolicies(state: Workspace, policy: Policy, own: OwnPolicies, gesture: string): Workspace {
  if (!mayChangePolicy(state)) return state;
  if (state.jobs.length === 0) return { ...state, policy, ownPolicies: own, policyPast: [], policyFuture: [], isPolicyChosen: true };
  const last = state.policyPast.at(-1);
  const continues = last?.gesture === gesture && last.at === state.clock;
  const at = continues ? state.clock : state.clock + 1;
  const past = continues ? state.policyPast : [...state.policyPast, { at, gesture, policy: state.policy, own: state.ownPolicies }];
  const next = setPolicies(state, policy, own);
  return { ...next, jobs: next.jobs.map(forgetFuture), policyPast: past, policyFuture: [], clock: at };
}

/** Puts other policies in force and lets every review follow its own. */
export function setPolicies(state: Workspace, policy: Policy, ownPolicies: OwnPolicies): Workspace {
  const next = { ...state, policy, ownPolicies };
  const jobs = state.jobs.map((job) => {
    const its = policyFor(next, job.id);
    if (job.session === null || its === policyFor(state, job.id)) return job;
    return {
      ...requeue(job, its),
      session: review(job.session, { type: 'apply-policy', policy: its }),
      reviewer: null,
      exported: exportAfter(job, mendedBy(job, policyFor(state, job.id), its)),
    };
  });
  return { ...next, jobs };
}

/** What another policy may mend: all but a find where the file gets another format or sound, and the masks where those or the quality change. */
function mendedBy({ inspection }: Job, before: Policy, after: Policy): readonly Mendable[] {
  const isVideo = inspection?.sequence.kind === 'video';
  const isWrittenOtherwise = isVideo ? before.video.format !== after.video.format || before.audio.sound !== after.audio.sound : before.output.format !== after.output.format;
  if (isWrittenOtherwise) return OF_FILE;
  const hasOtherQuality = isVideo ? before.video.quality !== after.video.quality : before.output.quality !== after.output.quality;
  const hasOtherMasks = before.kinds !== after.kinds || before.settings !== after.settings || before.weakFills !== after.weakFills || before.zones !== after.zones;
  return hasOtherQuality || hasOtherMasks ? OF_MASKS : [];
}

/** Whether two policies say the same. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** Policies without that of one file. */
export function without(own: OwnPolicies, id: JobId): OwnPolicies {
  return Object.fromEntries(Object.entries(own).filter(([key]) => key !== id));
}
