import { isSureFind } from '../../core/review/decide-by-policy.ts';
import type { Decision } from '../../core/review/decision.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { sortRegions } from '../workspace/edit-jobs.ts';
import type { Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import { policyFor, type DecisionOfMany, type Workspace } from '../workspace/workspace-state.ts';

/** What one answer would mean for every region that waits. */
export interface AnswerForAll {
  /** Regions that do as the answer says. */
  readonly asked: number;
  /** Regions that the policy masks, and that only wait because they may be somebody who is kept clear: no answer for all lets them go. */
  readonly sure: number;
  /** One step of undo. */
  readonly parts: readonly DecisionOfMany[];
}

/**
 * One answer for the regions of several files that nobody has decided about.
 * @param state - the policies in force
 * @param answer - `rejected` leaves what is asked about clear
 */
export function answerForAll(state: Pick<Workspace, 'policy' | 'ownPolicies'>, jobs: readonly Job[], answer: 'accepted' | 'rejected'): AnswerForAll {
  const of = (isSure: boolean): DecisionOfMany['regions'] =>
    jobs
      .map(({ id, session }) => ({ id, ids: waiting(session?.decisions ?? []).filter((region) => isSureFind(region, policyFor(state, id)) === isSure).map((region) => region.id) }))
      .filter(({ ids }) => ids.length > 0);
  const [sure, asked] = [of(true), of(false)];
  const count = (regions: DecisionOfMany['regions']): number => regions.reduce((sum, { ids }) => sum + ids.length, 0);
  return { asked: count(asked), sure: count(sure), parts: [{ regions: sure, state: 'accepted' }, { regions: asked, state: answer }] };
}

/**
 * Whether an answer is all that the files wait for: nothing else is asked about them before they are exported.
 * @param state - the workspace before the answer
 * @param ids - all files that are to be exported, also those that wait for nothing
 */
export function isLastQuestion(state: Workspace, ids: readonly JobId[], { parts }: AnswerForAll): boolean {
  const answered = sortRegions(state, parts, null);
  return answered.jobs.every((job) => !ids.includes(job.id) || missingFor(answered, job) === null);
}

function waiting(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(({ state }) => state === 'pending');
}
