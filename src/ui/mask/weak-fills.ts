import { KINDS, type Kind } from '../../core/detect/detection.ts';
import { isStrongEnough, type WeakFillRule } from '../../core/mask/strength.ts';
import type { KindPolicy, Policy } from '../../core/policy/policy.ts';

/**
 * The policy under another rule for fills that can be undone in part. Kinds whose fill the new rule forbids go back to solid,
 * on the screen where the person chose the rule.
 */
export function withWeakFills(policy: Policy, weakFills: WeakFillRule): Policy {
  const kinds = Object.fromEntries(
    KINDS.map((kind) => {
      const own = policy.kinds[kind];
      return [kind, isStrongEnough(own.fill, kind, weakFills) ? own : { ...own, fill: 'solid' }];
    }),
  ) as Record<Kind, KindPolicy>;
  return { ...policy, kinds, weakFills };
}
