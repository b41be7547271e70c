import { canonicalPolicy } from '../../core/policy/policy-file.ts';
import type { Policy } from '../../core/policy/policy.ts';

/**
 * Whether two policies say the same, whichever way each came here: from a preset, a file, a link or this browser's storage. The lock
 * doesn't count, because it changes who may edit a policy, not what it does.
 */
export function samePolicy(a: Policy, b: Policy): boolean {
  return a === b || canonicalPolicy({ ...a, locked: false }) === canonicalPolicy({ ...b, locked: false });
}
