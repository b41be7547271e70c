import { AnonymizerError } from '../errors.ts';
import { inflate, scaleAboutCentre, type Box } from '../geometry/box.ts';
import type { Decision } from '../review/decision.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceInspection } from '../structure/inspection.ts';
import { blockGrid } from './block-grid.ts';
import { footprintHull } from './footprint.ts';
import { anchorOf, bucketed } from './length-bucket.ts';
import type { MaskPlan, MaskRegion } from './mask-plan.ts';
import { isStrongEnough } from './strength.ts';

/**
 * Makes the plan of what will be masked: accepted decisions only, in their order. Found regions are enlarged about their
 * centre by their kind's `maskScale` and then by its `maskMargin`, and brought to a length that says little about what they
 * cover by its `lengthBucket`; regions drawn by hand are masked as drawn.
 * @param decisions - all of the picture's, in any state
 * @param policy - growth, styles and strengths
 * @param inspection - gives the size and the codec's blocks
 * @throws AnonymizerError `plan/invalid` when the codec's blocks make no sense; `plan/weak-fill` when a region's fill is
 *   weaker than the policy allows for its kind: no other fill is put in its place, because nobody chose one
 */
export function planMasks(
  decisions: readonly Decision[],
  policy: Policy,
  inspection: Pick<SourceInspection, 'size' | 'storedSize' | 'orientation' | 'blocks'>,
): MaskPlan {
  const regions = decisions.filter((decision) => decision.state === 'accepted').map((decision) => planRegion(decision, policy));
  const weak = regions.filter(({ fill, kind }) => !isStrongEnough(fill, kind, policy.weakFills));
  if (weak.length > 0) throw new AnonymizerError('plan/weak-fill', { regions: weak.length });
  return {
    size: inspection.size,
    grid: blockGrid(inspection),
    regions,
    settings: policy.settings,
  };
}

/**
 * The hull of the pixels that a region really covers, after the snap to the codec's blocks.
 * @param region - of the plan
 * @param plan - gives the size and the grid
 * @returns a box on whole pixels inside the picture; width and height are 0 where the region lies outside
 */
export function maskBox(region: MaskRegion, plan: Pick<MaskPlan, 'size' | 'grid'>): Box<'source'> {
  return footprintHull(region, plan.grid, plan.size);
}

/**
 * What one decision masks if it is accepted, before the snap to the codec's blocks.
 * @param decision - in any state
 * @param policy - growth and style of its kind
 */
export function planRegion(decision: Decision, policy: Policy): MaskRegion {
  const { id, kind, shape, origin, angle } = decision;
  const { maskScale, maskMargin, lengthBucket, fill } = policy.kinds[kind];
  const margin = maskMargin * Math.min(decision.box.width, decision.box.height);
  const grown = inflate(scaleAboutCentre(decision.box, maskScale), margin);
  const box = origin === 'person' ? decision.box : bucketed({ box: grown, ...(angle === undefined ? {} : { angle }) }, lengthBucket, anchorOf(kind));
  return { id, kind, shape, box, ...(angle === undefined ? {} : { angle }), fill: decision.fill ?? fill };
}
