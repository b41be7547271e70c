import { KINDS } from '../detect/detection.ts';
import { isStrongEnough } from '../mask/strength.ts';
import { FILL_STYLES } from '../review/decision.ts';
import type { Policy } from './policy.ts';
import type { ProblemList } from './policy-problem.ts';

/** How far past an edge a zone may reach by rounding, in shares of the picture: far less than a pixel. */
const EDGE = 1e-9;

/**
 * Rules between fields, which a schema can't say: finds are asked about below the threshold from which they are masked; fills are
 * as strong as `weakFills` demands; zones lie in the picture. Fields that have a problem of their own are left alone.
 * @param policy - read by its form
 * @param problems - takes what is wrong
 */
export function checkRules(policy: Policy, problems: ProblemList): void {
  for (const kind of KINDS) {
    const { maskThreshold, reviewThreshold, fill } = policy.kinds[kind];
    const path = `kinds.${kind}`;
    if (reviewThreshold > maskThreshold && problems.isSound(`${path}.maskThreshold`) && problems.isSound(`${path}.reviewThreshold`)) {
      problems.add(`${path}.reviewThreshold`, 'out-of-range', range(maskThreshold));
    }
    if (problems.isSound('weakFills') && problems.isSound(`${path}.fill`) && !isStrongEnough(fill, kind, policy.weakFills)) {
      problems.add(`${path}.fill`, 'weak-fill', { type: 'values', values: FILL_STYLES.filter((style) => isStrongEnough(style, kind, policy.weakFills)) });
    }
  }
  if (!problems.isSound('zones')) return;
  for (const [index, { left, top, width, height }] of policy.zones.entries()) {
    if (left + width > 1 + EDGE) problems.add(`zones[${String(index)}].width`, 'out-of-range', range(1 - left));
    if (top + height > 1 + EDGE) problems.add(`zones[${String(index)}].height`, 'out-of-range', range(1 - top));
  }
}

function range(to: number): { readonly type: 'number'; readonly from: 0; readonly to: number; readonly whole: false; readonly orZero: false } {
  return { type: 'number', from: 0, to, whole: false, orZero: false };
}
