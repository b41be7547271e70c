import type { Detection } from '../detect/detection.ts';
import type { Raster } from '../detect/resample.ts';
import { area, hullOf, intersectionArea, ios, iou, type Box } from '../geometry/box.ts';
import type { AppliedMask } from '../mask/apply-plan.ts';
import type { MaskRegion } from '../mask/mask-plan.ts';
import type { Policy } from '../policy/policy.ts';
import { isZone, type Decision } from '../review/decision.ts';
import { excludedByZones } from '../review/zones.ts';

/** Share of a find that a mask's hull must cover for the mask to explain the find. */
const EXPLAINED_BY_MASK = 0.8;
/** Share of a find that an outline's own pixels must cover: as much as an ellipse covers whose hull covers the share above. */
const EXPLAINED_BY_OUTLINE = EXPLAINED_BY_MASK * (Math.PI / 4);
/** Overlap at which a find is the region that a person decided to keep clear. */
const KEPT_IOU = 0.3;
const KEPT_IOS = 0.7;

/**
 * How far the encoder may lift the confidence of a candidate that waits for a person: the same pixels, compressed again,
 * were seen to gain up to .1.
 */
const ENCODER_LIFT = 0.15;

/** Finds of the second look, sorted into what decisions explain and what they don't. */
export interface SecondLook {
  readonly survivors: readonly Detection[];
  readonly explained: number;
}

/** A mask as something that explains finds. */
export interface CoveringMask {
  /** Hull of what is covered: whole pixels inside the picture. */
  readonly box: Box<'source'>;
  /** There where the hull tells too little: which of its pixels are covered, and the share of a find that they must cover. */
  readonly own?: { readonly coverage: Uint8Array; readonly share: number };
}

/**
 * A mask as something that explains finds. A hull speaks for an ellipse and a rectangle. What a person drew may leave open
 * most of its hull, and the hull of an inverse mask is the whole picture, so for those only covered pixels count.
 * @param mask - what it covers
 * @param region - of the plan; `undefined` where it is not known
 */
export function coveringMask({ box, coverage }: Pick<AppliedMask, 'box' | 'coverage'>, region: MaskRegion | undefined): CoveringMask {
  if (region === undefined || region.inverse === true) return { box, own: { coverage, share: EXPLAINED_BY_MASK } };
  const isDrawn = region.shape === 'polygon' || region.shape === 'brush';
  return isDrawn ? { box, own: { coverage, share: EXPLAINED_BY_OUTLINE } } : { box };
}

function explains({ box, own }: CoveringMask, find: Box<'source'>): boolean {
  const inHull = intersectionArea(box, find);
  if (inHull < (own?.share ?? EXPLAINED_BY_MASK) * area(find)) return false;
  return own === undefined || coveredArea(box, own.coverage, find) >= own.share * area(find);
}

/** Covered pixels whose middle lies in a find. */
function coveredArea(box: Box<'source'>, coverage: Uint8Array, find: Box<'source'>): number {
  const left = Math.max(0, Math.ceil(find.left - 0.5) - box.left);
  const top = Math.max(0, Math.ceil(find.top - 0.5) - box.top);
  const right = Math.min(box.width, Math.ceil(find.left + find.width - 0.5) - box.left);
  const bottom = Math.min(box.height, Math.ceil(find.top + find.height - 0.5) - box.top);
  let count = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * box.width + left, end = y * box.width + right; at < end; at += 1) count += coverage[at] ?? 0;
  }
  return count;
}

/**
 * Sorts the finds in the exported pixels. A find under a mask is explained: what is there is the fill. A find on a region
 * that a person kept clear or that the zones leave alone is explained, and so is a candidate that still waits for a person,
 * unless its confidence has clearly risen. Anything else at or above the mask threshold survived.
 * @param finds - of the detectors on the decoded output
 * @param masks - what is covered
 * @param decisions - all of the picture's, zones included
 * @param policy - thresholds per kind
 */
export function sortSecondLook(
  finds: readonly Detection[],
  masks: readonly CoveringMask[],
  decisions: readonly Decision[],
  policy: Policy,
): SecondLook {
  const zones = decisions.filter(isZone);
  const regions = decisions.filter((decision) => !isZone(decision));
  const kept = regions.filter((decision) => decision.decidedBy === 'person' && decision.state === 'rejected');
  const waiting = regions.filter((decision) => decision.state === 'pending');
  const relevant = finds.filter((find) => find.score >= policy.kinds[find.kind].maskThreshold);
  const survivors = relevant.filter(
    (find) => {
      const box = hullOf(find);
      return (
        !masks.some((mask) => explains(mask, box)) &&
        !excludedByZones(find, zones) &&
        !kept.some((decision) => isSameRegion(hullOf(decision), box)) &&
        !(find.score < policy.kinds[find.kind].maskThreshold + ENCODER_LIFT && waiting.some((decision) => isSameRegion(hullOf(decision), box)))
      );
    },
  );
  return { survivors, explained: relevant.length - survivors.length };
}

function isSameRegion(region: Box<'source'>, find: Box<'source'>): boolean {
  return iou(region, find) >= KEPT_IOU || ios(region, find) >= KEPT_IOS;
}

/** How far a lossy encoder may move the brightness under a mask: mean over the mask, and the share of pixels beyond `far`. */
const LOSSY = { mean: 10, far: 48, farShare: 0.04 };

/** One masked region as it was handed to the encoder. */
export interface PlannedMask {
  /** Whole pixels inside the picture. */
  readonly box: Box<'source'>;
  /** One byte a pixel of the box: 1 where covered. */
  readonly coverage: Uint8Array;
  /** RGBA rows of the box; a single pixel where all that is covered looks the same, which spares a copy of a whole picture. */
  readonly pixels: Uint8ClampedArray;
}

/**
 * Copies what is under the masks of a finished picture, so that the picture itself need not be kept for the comparison.
 * @param picture - RGBA as it goes to the encoder
 */
export function plannedMasks(picture: Raster, masks: readonly Omit<PlannedMask, 'pixels'>[]): PlannedMask[] {
  return masks.map(({ box, coverage }) => {
    const color = onlyColor(picture, box, coverage);
    if (color !== null) return { box, coverage, pixels: color };
    const pixels = new Uint8ClampedArray(box.width * box.height * 4);
    for (let y = 0; y < box.height; y += 1) {
      const from = ((box.top + y) * picture.width + box.left) * 4;
      pixels.set(picture.data.subarray(from, from + box.width * 4), y * box.width * 4);
    }
    return { box, coverage, pixels };
  });
}

/** The pixel that all covered ones equal; `null` where there is none. */
function onlyColor({ data, width }: Raster, box: Box<'source'>, coverage: Uint8Array): Uint8ClampedArray | null {
  let first = -1;
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      if (coverage[y * box.width + x] !== 1) continue;
      const at = ((box.top + y) * width + box.left + x) * 4;
      if (first < 0) first = at;
      if (!isSameColor(data, first, data, at) || data[at + 3] !== data[first + 3]) return null;
    }
  }
  return first < 0 ? null : data.slice(first, first + 4);
}

/**
 * Compares one masked region of the decoded output with the plan, by brightness (chroma is subsampled by JPEG and WebP,
 * so colours bleed across a mask's edge by design of the format).
 * @param planned - as it was handed to the encoder
 * @param decoded - RGBA decoded from the finished bytes, of the whole picture
 * @param lossless - `true` demands equal pixels
 */
export function isMaskIntact(planned: PlannedMask, decoded: Raster, lossless: boolean): boolean {
  const { box, coverage } = planned;
  const step = planned.pixels.length === 4 ? 0 : 4;
  let pixels = 0;
  let sum = 0;
  let far = 0;
  for (let y = 0; y < box.height; y += 1) {
    for (let x = 0; x < box.width; x += 1) {
      const own = y * box.width + x;
      if (coverage[own] !== 1) continue;
      const at = ((box.top + y) * decoded.width + box.left + x) * 4;
      const difference = Math.abs(brightness(planned.pixels, own * step) - brightness(decoded.data, at));
      pixels += 1;
      sum += difference;
      if (difference > LOSSY.far) far += 1;
      if (decoded.data[at + 3] !== 255) return false;
      if (lossless && !isSameColor(planned.pixels, own * step, decoded.data, at)) return false;
    }
  }
  if (pixels === 0 || lossless) return true;
  return sum / pixels <= LOSSY.mean && far / pixels <= LOSSY.farShare;
}

/** Many colours share one brightness, so a file without loss is compared channel by channel. */
function isSameColor(a: Uint8ClampedArray, atA: number, b: Uint8ClampedArray, atB: number): boolean {
  return a[atA] === b[atB] && a[atA + 1] === b[atB + 1] && a[atA + 2] === b[atB + 2];
}

/** ITU-R BT.601 luma, 0..255. */
function brightness(data: Uint8ClampedArray, at: number): number {
  return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}
