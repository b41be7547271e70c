import type { Policy } from '../../core/policy/policy.ts';

/** Changes a policy. `field` names the control, so that the many values of one drag are one step of undo. */
export type PolicyChange = (next: Policy, field: string) => void;
