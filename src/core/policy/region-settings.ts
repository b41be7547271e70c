import type { RegionKind } from '../review/decision.ts';
import type { KindPolicy, Policy } from './policy.ts';

/** What is said about the masks of regions, whatever they are of. */
export type RegionSettings = Pick<KindPolicy, 'maskScale' | 'maskMargin' | 'lengthBucket' | 'fill' | 'shape'>;

/** Nobody knows what an area covers, so it is filled with one colour; whoever drew it said how far it reaches, so it grows by nothing. */
const AREA: RegionSettings = { maskScale: 1, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'rectangle' };

/**
 * What holds for the masks of a region: what the policy says of its kind, and of areas, which no policy sets, always the same.
 * @param policy - in force for the file
 * @param kind - of the region
 */
export function regionSettings(policy: Pick<Policy, 'kinds'>, kind: RegionKind): RegionSettings {
  return kind === 'area' ? AREA : policy.kinds[kind];
}
