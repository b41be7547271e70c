import type { Detection, SearchReport } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { sortSecondLook } from '../../core/export/recheck.ts';
import { area, clip, hullOf, intersectionArea, iou, roundOut, scaleAboutCentre, sourceBox, type Box } from '../../core/geometry/box.ts';
import { applyPlan, type AppliedMask } from '../../core/mask/apply-plan.ts';
import type { MaskPlan } from '../../core/mask/mask-plan.ts';
import type { ExportRequest } from '../../protocol/engine-api.ts';
import type { Detector, SearchOptions } from '../detect/detector.ts';
import { searchPicture } from '../detect/search.ts';
import type { OwnedRaster } from '../source-cache.ts';

/** What the second look found. */
export interface SecondLookOutcome {
  /** Finds that nothing explains. */
  readonly survivors: readonly Detection[];
  /** Finds under a mask, on a region kept clear, or made by a mask's own look. */
  readonly explained: number;
  readonly search: SearchReport;
}

/** How much of a find's surroundings is looked at again, as a multiple of its box. */
const SURROUNDINGS = 3;
/**
 * Share of a find that must lie under masks before the masks' own look can have made it. Below it the find stands for
 * itself: a neighbour in a crowd overlaps a mask's corner, too.
 */
const TOUCHING_SHARE = 0.15;
/**
 * The second look takes another view, so its weak finds are other ones than those that were shown: only what is more likely
 * right than wrong holds a file. A face whose mask was not drawn or lies off is found at .9 and more.
 */
const SECOND_LOOK_THRESHOLD = 0.5;
/** Overlap at which a find on the other fill is the same find. */
const SAME_IOU = 0.3;

/**
 * Runs the detectors on the decoded output, in another view than the first pass. A dark oval on a pair of shoulders can itself look like a face to a network,
 * so a find that touches a mask counts only if it is still there when the masks have another look: what depends on the
 * fill is no person.
 * @param decoded - the finished file's pixels; their masks are overwritten once they have been searched
 * @param plan - what was masked
 * @param applied - what each mask covers
 * @param request - decisions and thresholds
 * @param detectors - of the enabled kinds
 * @param onFraction - share done, 0..1
 */
export async function lookAgain(
  decoded: OwnedRaster,
  plan: MaskPlan,
  applied: readonly AppliedMask[],
  request: ExportRequest,
  detectors: readonly Detector[],
  onFraction: (fraction: number) => void,
): Promise<SecondLookOutcome> {
  const options: SearchOptions = { scoreThresholds: secondThresholds(request), textMode: request.policy.kinds.text.enabled ? 'all' : 'personal', view: 'second', onFraction };
  const { detections, search } = await searchPicture(decoded, detectors, options);
  const boxes = applied.map((mask) => mask.box);
  const look = sortSecondLook(detections, boxes, request.decisions, request.policy);
  const touching = look.survivors.filter((find) => boxes.some((box) => intersectionArea(box, hullOf(find)) >= TOUCHING_SHARE * area(hullOf(find))));
  if (touching.length === 0) return { ...look, search };
  const other = otherFill(decoded, plan);
  const survivors: Detection[] = [];
  for (const find of look.survivors) {
    const certain = !touching.includes(find) || (await isStillThere(find, other, detectors, options));
    if (certain) survivors.push(find);
  }
  return { survivors, explained: detections.length - survivors.length, search };
}

async function isStillThere(
  find: Detection,
  picture: Raster,
  detectors: readonly Detector[],
  { textMode }: SearchOptions,
): Promise<boolean> {
  const around = clip(roundOut(scaleAboutCentre(hullOf(find), SURROUNDINGS)), picture);
  const able = detectors.filter(({ kinds }) => kinds.includes(find.kind));
  const scoreThresholds = { [find.kind]: SECOND_LOOK_THRESHOLD };
  const { detections } = await searchPicture(crop(picture, around), able, { scoreThresholds, textMode, view: 'first', onFraction: () => undefined });
  return detections.some((again) => {
    const hull = hullOf(again);
    return again.kind === find.kind && iou(sourceBox(hull.left + around.left, hull.top + around.top, hull.width, hull.height), hullOf(find)) >= SAME_IOU;
  });
}

/** Fills every mask in the output from its surroundings, or with one colour if it was before; in place, because a copy may take 400 MB. */
function otherFill(decoded: OwnedRaster, plan: MaskPlan): Raster {
  applyPlan(decoded.data, {
    ...plan,
    settings: { ...plan.settings, solidColor: { r: 128, g: 128, b: 128 } },
    regions: plan.regions.map((region) => ({ ...region, fill: region.fill === 'soft' ? 'solid' : 'soft' })),
  });
  return decoded;
}

function crop(picture: Raster, { left, top, width, height }: Box<'source'>): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}

/** A head is only ever proposed where no face was found, and a masked face is not found: heads would all come back. */
function secondThresholds({ policy }: ExportRequest): SearchOptions['scoreThresholds'] {
  return Object.fromEntries(
    Object.entries(policy.kinds)
      .filter(([name, kind]) => kind.enabled && name !== 'head')
      .map(([name, kind]) => [name, Math.max(kind.maskThreshold, SECOND_LOOK_THRESHOLD)]),
  );
}
