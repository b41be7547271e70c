import { DEFAULT_POLICY, type Policy } from '../../core/policy/policy.ts';
import type { OwnPolicies } from '../workspace/workspace-state.ts';
import { samePolicy } from './same-policy.ts';

/** The policies in force. */
interface Policies {
  readonly policy: Policy;
  readonly ownPolicies: OwnPolicies;
}

/** What a step of undo or redo did to the policies. */
export interface PolicyStep {
  readonly type: 'undo' | 'redo';
  /** Name of the policy that is in force by that, empty for the standard; `null` where only some of a policy changed, or that of one file. */
  readonly to: string | null;
}

/**
 * What a step of undo or redo did to the policies.
 * @returns `null` where it changed none
 */
export function policyStepOf(type: PolicyStep['type'], before: Policies, after: Policies): PolicyStep | null {
  if (before.policy === after.policy) return before.ownPolicies === after.ownPolicies ? null : { type, to: null };
  const { name } = after.policy;
  const isNamed = name === '' ? samePolicy(after.policy, DEFAULT_POLICY) : name !== before.policy.name;
  return { type, to: isNamed ? name : null };
}
