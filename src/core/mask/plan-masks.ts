import { AnonymizerError } from '../errors.ts';
import { inflate, scaleAboutCentre, type Box } from '../geometry/box.ts';
import { isZone, type Decision } from '../review/decision.ts';
import type { Policy } from '../policy/policy.ts';
import { regionSettings } from '../policy/region-settings.ts';
import type { SourceInspection } from '../structure/inspection.ts';
import { blockGrid } from './block-grid.ts';
import { footprintHull } from './footprint.ts';
import { anchorOf, bucketed } from './length-bucket.ts';
import type { MaskPlan, MaskRegion, PlacedShape } from './mask-plan.ts';
import { isStrongEnough } from './strength.ts';

/**
 * Makes the plan of what will be masked: accepted decisions only, in their order. Found regions are enlarged about their
 * centre by their kind's `maskScale` and then by its `maskMargin`, and brought to a length that says little about what they
 * cover by its `lengthBucket`; regions drawn by hand are masked as drawn. Zones are no regions; but those that mask what lies
 * outside them make one inverse region together, below all others, under the id of the first.
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
  const accepted = decisions.filter((decision) => decision.state === 'accepted');
  const zones = accepted.filter(({ zone }) => zone === 'mask-outside').map((decision) => planRegion(decision, policy));
  const regions = [...outsideAll(zones), ...accepted.filter((decision) => !isZone(decision)).map((decision) => planRegion(decision, policy))];
  // What lies outside a zone may be of any kind, also one that is known by its letters.
  const weak = regions.filter(({ fill, kind, inverse }) => !isStrongEnough(fill, inverse === true ? 'text' : kind, policy.weakFills));
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

/** One inverse region that leaves all zones clear. Where they disagree about the fill, it is solid. */
function outsideAll([first, ...more]: readonly MaskRegion[]): MaskRegion[] {
  if (first === undefined) return [];
  if (more.length === 0) return [first];
  const fill = more.every((zone) => zone.fill === first.fill) ? first.fill : 'solid';
  return [{ ...first, fill, alsoClear: more.map(placedShape) }];
}

function placedShape({ shape, box, angle, outline }: PlacedShape): PlacedShape {
  return { shape, box, ...(angle === undefined ? {} : { angle }), ...(outline === undefined ? {} : { outline }) };
}

/**
 * What one decision masks if it is accepted, before the snap to the codec's blocks. Of a zone, its area as it was drawn; it is
 * an inverse region where the zone masks what lies outside it.
 * @param decision - in any state
 * @param policy - growth and style of its kind
 */
export function planRegion(decision: Decision, policy: Policy): MaskRegion {
  const { id, kind, origin, angle, zone } = decision;
  const settings = regionSettings(policy, kind);
  const region = { ...placedShape(decision), id, kind, fill: decision.fill ?? (isZone(decision) ? 'solid' : settings.fill) };
  if (isZone(decision)) return zone === 'mask-outside' ? { ...region, inverse: true } : region;
  if (origin === 'person') return region;
  const margin = settings.maskMargin * Math.min(decision.box.width, decision.box.height);
  const grown = inflate(scaleAboutCentre(decision.box, settings.maskScale), margin);
  return { ...region, box: bucketed({ box: grown, ...(angle === undefined ? {} : { angle }) }, settings.lengthBucket, anchorOf(kind)) };
}
