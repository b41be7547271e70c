import type { Detection, Kind, SearchReport } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { coveringMask, sortSecondLook } from '../../core/export/recheck.ts';
import { clip, hullOf, iou, roundOut, scaleAboutCentre, sourceBox } from '../../core/geometry/box.ts';
import { applyPlan, type AppliedMask } from '../../core/mask/apply-plan.ts';
import type { MaskPlan } from '../../core/mask/mask-plan.ts';
import type { ExportRequest } from '../../protocol/engine-api.ts';
import type { Detector, SearchOptions } from '../detect/detector.ts';
import { searchPicture } from '../detect/search.ts';
import type { OwnedRaster } from '../source-cache.ts';
import { cropPicture } from '../../core/detect/crop-picture.ts';
import { readMasks } from './read-masks.ts';

/** What the second look found. */
export interface SecondLookOutcome {
  /** Finds that nothing explains. */
  readonly survivors: readonly Detection[];
  /** Finds under a mask, on a region kept clear or that the zones leave alone, or made by a mask's own look; masks of a weak fill that can still be read. */
  readonly explained: number;
  readonly search: SearchReport;
}

/**
 * How much of a find's surroundings is looked at again, as multiples of its box. The network's grid lies differently over each:
 * a face is found at .99 and more in all of them, while a body or a hand that one crop takes for a face is lost in another.
 */
const SURROUNDINGS = [2.2, 3, 4] as const;
/** More likely right than wrong; but one view alone takes a body under a dark oval for a face at up to .95. */
const SECOND_LOOK_THRESHOLD = 0.5;
/** What every closer look must reach. A face whose mask was not drawn or lies off is found at .98 and more; bodies came to .76. */
const CLOSER_THRESHOLD = 0.8;
/** Overlap at which a find on the other fill is the same find. */
const SAME_IOU = 0.3;
/**
 * Kinds that are known by their shape, and the longer side in pixels that is plenty for it: larger finds are shown smaller. Faces of
 * 800 pixels are confirmed at this size as at their own; at half of it some are lost.
 */
const SHAPES: readonly Kind[] = ['face', 'person', 'vehicle'];
const PLENTY = 400;
/** Share of the progress that the search takes where masks are read after it. */
const SEARCH_SHARE = 0.9;

/**
 * Runs the detectors on the decoded output, in another view than the first pass. A dark oval on a pair of shoulders can itself
 * look like a face to a network, so a find counts only if the first view agrees when it looks closer, several times, and the masks
 * have another look: what depends on the fill is no person. Where the first pass had a candidate that still waits for a decision,
 * both views agree already. Where the reader is at hand, because a kind that needs it is looked for, it reads what the masks over
 * text and plates show.
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
  const reader = detectors.find(({ text }) => text !== undefined)?.text;
  const share = reader === undefined ? 1 : SEARCH_SHARE;
  const options: SearchOptions = { scoreThresholds: secondThresholds(request), view: 'second', onFraction: (fraction) => { onFraction(fraction * share); } };
  const { detections, search } = await searchPicture(decoded, detectors, options);
  const read =
    reader === undefined
      ? { survivors: [], explained: 0 }
      : await readMasks(decoded, plan, applied, request.decisions, reader, (fraction) => { onFraction(share + fraction * (1 - share)); });
  const masks = applied.map((mask) => coveringMask(mask, plan.regions.find(({ id }) => id === mask.id)));
  const look = sortSecondLook(detections, masks, request.decisions, request.policy);
  const waiting = request.decisions.filter((decision) => decision.state === 'pending').map(hullOf);
  const agreed = look.survivors.filter((find) => waiting.some((box) => iou(box, hullOf(find)) >= SAME_IOU));
  const doubtful = look.survivors.filter((find) => !agreed.includes(find));
  const survivors: Detection[] = [...agreed];
  const other = doubtful.length === 0 ? decoded : otherFill(decoded, plan);
  for (const find of doubtful) {
    if (await isStillThere(find, other, detectors)) survivors.push(find);
  }
  return { survivors: [...survivors, ...read.survivors], explained: detections.length - survivors.length + read.explained, search };
}

async function isStillThere(
  find: Detection,
  picture: Raster,
  detectors: readonly Detector[],
): Promise<boolean> {
  const able = detectors.filter(({ kinds }) => kinds.includes(find.kind));
  const closer = { scoreThresholds: { [find.kind]: CLOSER_THRESHOLD }, view: 'first', onFraction: () => undefined } as const;
  const hull = hullOf(find);
  const shrink = SHAPES.includes(find.kind) ? 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(hull.width, hull.height) / PLENTY))) : 1;
  for (const factor of SURROUNDINGS) {
    const around = clip(roundOut(scaleAboutCentre(hull, factor)), picture);
    const { detections } = await searchPicture(cropPicture(picture, around, shrink), able, closer);
    const again = detections.some((other) => {
      const { left, top, width, height } = hullOf(other);
      const there = sourceBox(left * shrink + around.left, top * shrink + around.top, width * shrink, height * shrink);
      return other.kind === find.kind && iou(there, hull) >= SAME_IOU;
    });
    if (!again) return false;
  }
  return true;
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

/** A head is only ever proposed where no face was found, and a masked face is not found: heads would all come back. */
function secondThresholds({ policy }: ExportRequest): SearchOptions['scoreThresholds'] {
  return Object.fromEntries(
    Object.entries(policy.kinds)
      .filter(([name, kind]) => kind.enabled && name !== 'head')
      .map(([name, kind]) => [name, Math.max(kind.maskThreshold, SECOND_LOOK_THRESHOLD)]),
  );
}
