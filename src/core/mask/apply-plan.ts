import { assertNever } from '../errors.ts';
import type { Box } from '../geometry/box.ts';
import type { RegionId } from '../review/decision.ts';
import { checkPlan } from './check-plan.ts';
import { coverageWithin, coveredPixels, footprint, hull, sharedFootprint, type Footprint } from './footprint.ts';
import type { FillSettings, MaskPlan, MaskRegion } from './mask-plan.ts';
import { pixelateFill } from './pixelate.ts';
import { softFill } from './soft-blur.ts';
import { solidFill } from './solid.ts';
import { isIrreversible } from './strength.ts';
import type { PreparedFill, Surface } from './surface.ts';

/** What one region of the plan covers. */
export interface AppliedMask {
  readonly id: RegionId;
  /** Hull of the covered pixels: whole pixels inside the picture; width and height 0 where the region lies outside. */
  readonly box: Box<'source'>;
  /** Row-major, one byte a pixel of the hull: 1 = covered. */
  readonly coverage: Uint8Array;
  /** Number of covered pixels. */
  readonly coveredPixels: number;
}

/** The masked pixels of one region, apart from the picture. */
export interface MaskPatch {
  readonly id: RegionId;
  /** Hull of the covered pixels: whole pixels inside the picture. */
  readonly box: Box<'source'>;
  /** RGBA rows of the hull; all four bytes are 0 where the mask does not cover. Owned by the receiver. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A region with the pixels that it covers. */
interface Mask {
  readonly region: MaskRegion;
  readonly print: Footprint;
}

/** A mask whose fill has read all it needs. */
interface Layer extends Mask {
  readonly fill: PreparedFill;
}

/**
 * Masks a picture in place. All fills read what they need before the first pixel is written, so no mask ever sees
 * another's result. Irreversible styles lie over weak ones; among equals the later region of the plan lies on top.
 * What irreversible styles paint, and every pixel outside the masks, does not depend on any pixel under any mask.
 * @param pixels - RGBA of the oriented picture, row-major, straight alpha; changed in place under the masks only
 * @param plan - made by `planMasks`
 * @returns what each region covers, in the plan's order
 * @throws AnonymizerError `plan/invalid` when the plan does not fit the picture; then no pixel has been changed
 */
export function applyPlan(pixels: Uint8ClampedArray, plan: MaskPlan): AppliedMask[] {
  const { picture, masks, layers } = prepare(pixels, plan);
  for (const { fill, print } of layers) fill.paint(picture, print);
  return masks.map(({ region, print }) => ({
    id: region.id,
    box: hull(print),
    coverage: print.coverage,
    coveredPixels: coveredPixels(print),
  }));
}

/**
 * What each region of a plan covers, without a picture.
 * @param plan - made by `planMasks`
 * @returns in the plan's order; regions that cover no pixel have none
 */
export function coverPlan({ regions, grid, size }: MaskPlan): readonly (Footprint & { readonly id: RegionId })[] {
  return regions.map((region) => ({ id: region.id, ...footprint(region, grid, size) })).filter(({ width }) => width > 0);
}

/**
 * The same masked pixels as {@link applyPlan} makes, as one patch for each region, with the picture left as it is.
 * Where masks overlap, each of their patches shows the pixel that ends up on top, so patches can be drawn in any order.
 * @param pixels - RGBA of the oriented picture; only read
 * @param plan - made by `planMasks`
 * @returns patches in the plan's order; regions that cover no pixel have none
 * @throws AnonymizerError `plan/invalid` when the plan does not fit the picture
 */
export function previewPatches(pixels: Uint8ClampedArray, plan: MaskPlan): MaskPatch[] {
  const { masks, layers } = prepare(pixels, plan);
  return masks.filter(coversAny).map(({ region, print }) => {
    const { left, top, width, height } = print;
    const patch = new Uint8ClampedArray(width * height * 4);
    const target: Surface = { pixels: patch, left, top, width, height };
    for (const layer of layers) layer.fill.paint(target, layer.print === print ? print : sharedFootprint(print, layer.print));
    return { id: region.id, box: hull(print), pixels: patch };
  });
}

/** Checks the plan and lets every fill read; the layers come back in the order of painting. */
function prepare(pixels: Uint8ClampedArray, plan: MaskPlan): { picture: Surface; masks: readonly Mask[]; layers: readonly Layer[] } {
  checkPlan(plan, pixels.length);
  const { size, grid } = plan;
  const picture: Surface = { pixels, left: 0, top: 0, width: size.width, height: size.height };
  const masks = plan.regions.map((region): Mask => ({ region, print: footprint(region, grid, size) }));
  const layers = masks.filter(coversAny).map((mask): Layer => ({ ...mask, fill: prepareFill(mask, masks, picture, plan.settings) }));
  const weak = layers.filter(({ region }) => !isIrreversible(region.fill));
  const strong = layers.filter(({ region }) => isIrreversible(region.fill));
  return { picture, masks, layers: [...weak, ...strong] };
}

/** Gives each style only what it may read: nothing, what no mask covers, or its own pixels under no irreversible mask. */
function prepareFill({ region, print }: Mask, masks: readonly Mask[], picture: Surface, settings: FillSettings): PreparedFill {
  const { solidColor, softness, pixelateBlocks } = settings;
  const printsOf = (which: readonly Mask[]): Footprint[] => which.map((mask) => mask.print);
  switch (region.fill) {
    case 'solid':
      return solidFill(solidColor);
    case 'soft':
      return softFill(picture, print, (window) => coverageWithin(printsOf(masks), window), softness, solidColor);
    case 'pixelate': {
      const irreversible = masks.filter((mask) => isIrreversible(mask.region.fill));
      return pixelateFill(picture, print, coverageWithin(printsOf(irreversible), hull(print)), pixelateBlocks, solidColor);
    }
    default:
      return assertNever(region.fill);
  }
}

function coversAny({ print }: Mask): boolean {
  return print.width > 0;
}
