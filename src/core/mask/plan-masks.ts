import { inflate, scaleAboutCentre, type Box } from '../geometry/box.ts';
import type { Decision, FillStyle } from '../review/decision.ts';
import type { Policy } from '../review/policy.ts';
import type { SourceInspection } from '../structure/inspection.ts';
import { blockGrid } from './block-grid.ts';
import { footprintHull } from './footprint.ts';
import type { MaskPlan, MaskRegion } from './mask-plan.ts';

/**
 * Makes the plan of what will be masked: accepted decisions only, in their order. Found regions are enlarged about their
 * centre by their kind's `maskScale` and then by its `maskMargin`; regions drawn by hand are masked as drawn.
 * @param decisions - all of the picture's, in any state
 * @param policy - growth, styles and strengths
 * @param inspection - gives the size and the codec's blocks
 * @throws AnonymizerError `plan/invalid` when the codec's blocks make no sense
 */
export function planMasks(
  decisions: readonly Decision[],
  policy: Policy,
  inspection: Pick<SourceInspection, 'size' | 'storedSize' | 'orientation' | 'blocks'>,
): MaskPlan {
  return {
    size: inspection.size,
    grid: blockGrid(inspection),
    regions: decisions.filter((decision) => decision.state === 'accepted').map((decision) => planRegion(decision, policy)),
    settings: policy.settings,
  };
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
  const { maskScale, maskMargin, fill } = policy.kinds[kind];
  const margin = maskMargin * Math.min(decision.box.width, decision.box.height);
  const box = origin === 'person' ? decision.box : inflate(scaleAboutCentre(decision.box, maskScale), margin);
  return { id, kind, shape, box, ...(angle === undefined ? {} : { angle }), fill: decision.fill ?? fill };
}
