import type { Policy } from '../policy/policy.ts';
import { isZone, type Decision } from './decision.ts';

/** Whether the policy asks for a reason for one region: kept clear by a person, or drawn by one. */
export function needsReason(decision: Decision, { review }: Policy): boolean {
  if (isZone(decision) || review.reasons.length === 0) return false;
  const keptClear = decision.state === 'rejected' && decision.decidedBy === 'person';
  const drawn = decision.origin === 'person' && decision.state === 'accepted';
  switch (review.reasonFor) {
    case 'never':
      return false;
    case 'kept-clear':
      return keptClear;
    case 'drawn':
      return drawn;
    case 'both':
      return keptClear || drawn;
  }
}

/** Regions that still lack the reason that the policy asks for. A reason that the policy doesn't know is none. */
export function withoutReason(decisions: readonly Decision[], policy: Policy): readonly Decision[] {
  const known = new Set(policy.review.reasons.map(({ id }) => id));
  return decisions.filter((decision) => needsReason(decision, policy) && (decision.reason === undefined || !known.has(decision.reason)));
}
