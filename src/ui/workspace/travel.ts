import { review } from '../../core/review/review-session.ts';
import { setPolicies } from './change-policies.ts';
import { withSession } from './edit-jobs.ts';
import { policyStep, type Workspace } from './workspace-state.ts';

/** Undo takes back the latest change wherever it was made, in every file that it touched, and shows the first of them; redo goes forward in the same order. */
export function travel(state: Workspace, direction: 'past' | 'future'): Workspace {
  const back = direction === 'past';
  const place = policyStep(state, direction);
  const policyEntry = (back ? state.policyPast : state.policyFuture)[place];
  const steps = state.jobs.flatMap((job) => job.session?.[direction].at(-1)?.at ?? []);
  const at = (back ? Math.max : Math.min)(...steps, ...(policyEntry === undefined ? [] : [policyEntry.at]));
  if (!Number.isFinite(at)) return state;
  if (policyEntry?.at === at) {
    const other = { ...policyEntry, policy: state.policy, own: state.ownPolicies };
    return {
      ...setPolicies(state, policyEntry.policy, policyEntry.own),
      policyPast: back ? state.policyPast.slice(0, place) : [...state.policyPast, other],
      policyFuture: back ? [...state.policyFuture, other] : state.policyFuture.slice(0, place),
    };
  }
  const touched = state.jobs.filter((job) => job.session?.[direction].at(-1)?.at === at).map(({ id }) => id);
  const next = touched.reduce((now, id) => withSession(now, id, (session) => review(session, { type: back ? 'undo' : 'redo' })), state);
  const shown = state.currentId !== null && touched.includes(state.currentId) ? state.currentId : (touched[0] ?? state.currentId);
  return { ...next, currentId: shown };
}
