import { createStore } from 'zustand/vanilla';
import type { PolicyReading } from '../../core/policy/parse-policy.ts';

/** Whether the policy room is open, and a policy that came with a link and waits for a yes. */
export interface PolicyRoomState {
  readonly open: boolean;
  readonly linked: PolicyReading | null;
}

/** State of the policy room; any screen can open it. */
export const policyRoom = createStore<PolicyRoomState>(() => ({ open: false, linked: null }));

/** Opens the policy room. */
export function openPolicyRoom(): void {
  policyRoom.setState({ open: true });
}

/** Closes the policy room; a policy that came with a link is put away. */
export function closePolicyRoom(): void {
  policyRoom.setState({ open: false, linked: null });
}
