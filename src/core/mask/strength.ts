import type { FillStyle, RegionKind } from '../review/decision.ts';

/**
 * Where a policy lets masks be undone in part. `nowhere`: weak fills are refused. `not-on-text`: faces, heads, people and
 * vehicles may take one by choice; text, plates, codes, and areas of which nobody said what they cover may not. `anywhere`: every kind may.
 */
export const WEAK_FILL_RULES = ['nowhere', 'not-on-text', 'anywhere'] as const;
/** Where a policy lets masks be undone in part. */
export type WeakFillRule = (typeof WEAK_FILL_RULES)[number];

/**
 * Whether what makes a kind recognisable is characters or bars of a known form, or may be, as in an area. Those can be told apart by trying all of
 * them, which makes every fill that depends on the covered pixels readable.
 * @param kind - of a region
 */
export function isReadable(kind: RegionKind): boolean {
  // Shapes are named one by one, so that a new kind counts as readable until someone shows that it is not.
  return kind !== 'face' && kind !== 'head' && kind !== 'person' && kind !== 'vehicle';
}

/**
 * Whether a style's result does not depend on any covered pixel.
 * @param fill - a fill style
 */
export function isIrreversible(fill: FillStyle): boolean {
  // Named one by one, so that a new style counts as weak until someone shows that it is not.
  return fill === 'solid' || fill === 'soft';
}

/**
 * Whether a fill is strong enough for a kind.
 * @param fill - style of a region or of its kind
 * @param kind - of the region
 * @param rule - of the policy
 */
export function isStrongEnough(fill: FillStyle, kind: RegionKind, rule: WeakFillRule): boolean {
  if (isIrreversible(fill) || rule === 'anywhere') return true;
  return rule === 'not-on-text' && !isReadable(kind);
}
