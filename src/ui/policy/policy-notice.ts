import { createStore } from 'zustand/vanilla';
import type { PolicyStep } from './policy-step.ts';

/** The last step of undo or redo, where it changed a policy. */
export interface PolicyNoticeState {
  readonly step: PolicyStep | null;
  /** Number of the last change at that time: with the next one the sentence is no news any more. */
  readonly clock: number;
  /** Tells two steps apart that say the same. */
  readonly serial: number;
}

/** What the notice about the policy says. */
export const policyNotice = createStore<PolicyNoticeState>(() => ({ step: null, clock: 0, serial: 0 }));

/**
 * Says in the page what a step of undo or redo did to the policies, or takes the last such sentence away.
 * @param clock - of the workspace
 */
export function showPolicyStep(step: PolicyStep | null, clock: number): void {
  policyNotice.setState(({ serial }) => ({ step, clock, serial: serial + 1 }));
}
