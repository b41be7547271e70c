import { KINDS, type Kind } from '../../core/detect/detection.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/policy/policy.ts';

/** What somebody should know about a policy that came from elsewhere before it is used. */
export interface PolicyCautions {
  /** What it looks for. */
  readonly kinds: readonly Kind[];
  /** Some masks that it lets people choose can be undone in part. */
  readonly allowsWeak: boolean;
  /** Of {@link kinds}, those that it masks, or asks about, only from a higher confidence than the default does. */
  readonly masksLess: readonly Kind[];
  /** How many of its zones leave finds alone, inside or outside them. */
  readonly leavesAlone: number;
  /** How many of its zones mask more than what is found. */
  readonly masksMore: number;
}

/** Reads a policy for what weakens it. */
export function policyCautions(policy: Policy): PolicyCautions {
  const kinds = KINDS.filter((kind) => policy.kinds[kind].enabled);
  const leavesAlone = policy.zones.filter(({ effect }) => effect !== 'mask-outside').length;
  return {
    kinds,
    allowsWeak: policy.weakFills !== 'nowhere',
    masksLess: kinds.filter((kind) => isRaised(policy, kind)),
    leavesAlone,
    masksMore: policy.zones.length - leavesAlone,
  };
}

function isRaised(policy: Policy, kind: Kind): boolean {
  const [its, usual] = [policy.kinds[kind], DEFAULT_POLICY.kinds[kind]];
  return its.maskThreshold > usual.maskThreshold || its.reviewThreshold > usual.reviewThreshold;
}
