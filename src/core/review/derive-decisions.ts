import type { Detection } from '../detect/detection.ts';
import type { Size } from '../geometry/box.ts';
import { isStrongEnough } from '../mask/strength.ts';
import type { Policy } from '../policy/policy.ts';
import { regionSettings } from '../policy/region-settings.ts';
import { same } from './change-decisions.ts';
import { decideByPolicy } from './decide-by-policy.ts';
import { isByHand, isZone, type Decision } from './decision.ts';
import { isFind } from './track-edits.ts';
import { zonesOf } from './zones.ts';

/**
 * Decisions that the policy makes, with everything a person decided or shaped left as it is: a shaped region keeps its state, too, so that it is not lost where a policy would no longer have it.
 * @param decisions - before
 * @param previous - policy that they follow
 * @param policy - that they are to follow
 */
export function derive(decisions: readonly Decision[], detections: readonly Detection[], previous: Policy, policy: Policy): readonly Decision[] {
  const known = new Map(decisions.map((decision) => [decision.id, decision]));
  const zones = decisions.filter(isZone);
  const fresh = new Map(decideByPolicy(detections, policy, zones).map((decision) => [decision.id, decision]));
  const joined = new Set(decisions.flatMap((decision) => decision.joined ?? []));
  const found = detections.flatMap((_, index): readonly Decision[] => {
    const id = `r${index + 1}`;
    // Part of another region by a person's word, which no policy takes back.
    if (joined.has(id)) return [];
    const existing = known.get(id);
    if (existing !== undefined && isByHand(existing)) return [refill(reshape(existing, previous, policy), policy)];
    const decision = fresh.get(id);
    return decision === undefined ? [] : [existing !== undefined && same(existing, decision) ? existing : decision];
  });
  const others = decisions.filter((d) => !isFind(d.id) && !isZone(d)).map((d) => refill(d.origin === 'person' ? d : reshape(d, previous, policy), policy));
  return [...found, ...others, ...zones];
}

/** A person's zones, and the policy's own where those have changed. */
export function withZonesOf(decisions: readonly Decision[], previous: Policy, policy: Policy, sizes: readonly Size[]): readonly Decision[] {
  if (previous.zones === policy.zones) return decisions;
  const kept = decisions.filter((d) => !isZone(d) || d.decidedBy === 'person');
  return [...kept, ...zonesOf(policy.zones, sizes, new Set(kept.map(({ id }) => id)))];
}

/** A fill that a stricter policy no longer allows gives way to the policy's own. */
function refill(decision: Decision, { weakFills }: Policy): Decision {
  return decision.fill === null || isStrongEnough(decision.fill, decision.kind, weakFills) ? decision : { ...decision, fill: null };
}

/** A found region whose outline is still the policy's follows the policy to its new outline. */
function reshape(decision: Decision, previous: Policy, policy: Policy): Decision {
  const before = regionSettings(previous, decision.kind).shape;
  const after = regionSettings(policy, decision.kind).shape;
  return decision.shape === before && before !== after ? { ...decision, shape: after } : decision;
}
