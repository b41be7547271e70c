import type { Box, Turned } from '../geometry/box.ts';
import type { Kind } from '../detect/detection.ts';
import { MAX_SIDE } from '../limits.ts';
import type { RegionKind } from '../review/decision.ts';

/**
 * Step between the allowed thicknesses of a mask over text. Descenders and accents make one line up to 1.3 times as thick as
 * another in the same type; a step above that mostly gives both the same mask, at the price of a mask 1.27 times as thick.
 */
const THICKNESS_STEP = 1.6;

/** Steps of the grid of edges in one thickness. */
const GRID_STEPS = 6;

/**
 * The bucket that hides how long a text is: with it, over 600 surnames and 500 plates, the size of a mask tells less than one bit.
 * @param kind - of the region
 * @returns thicknesses of the mask
 */
export function hidingBucket(kind: Kind): number {
  return kind === 'licence-plate' ? 5 : 7;
}

/** Which part of a mask stays in place when it is made longer. `start`: where reading begins. `centre`: the middle. */
export type BucketAnchor = 'start' | 'centre';

/**
 * Where a kind's masks stay in place. The free end of a mask must not depend on what is covered, so the fixed point is the
 * one that does not: lines of text mostly start at a margin, characters on a plate are centred.
 * @param kind - of the region
 */
export function anchorOf(kind: RegionKind): BucketAnchor {
  return kind === 'licence-plate' ? 'centre' : 'start';
}

/**
 * Brings a mask over text to one of few sizes and places, because the length of a mask tells names apart as well as their
 * letters do: its thickness becomes one of a coarse series, its length a multiple of the bucket, and its edges lie on a grid
 * of a sixth of its thickness, so that round letters and descenders don't move them. It always covers the given box.
 * @param region - the grown box before its rotation about its centre, in pixels of the oriented picture
 * @param bucket - in thicknesses of the mask; 0 leaves the box as it is
 * @param anchor - which part stays in place along the text; across it, the middle always does
 * @returns the box that takes its place, before the same rotation
 */
export function bucketed({ box, angle = 0 }: Turned<'source'>, bucket: number, anchor: BucketAnchor): Box<'source'> {
  if (bucket === 0) return box;
  const isUpright = box.height > box.width;
  const [length, thickness] = isUpright ? [box.height, box.width] : [box.width, box.height];
  const newThickness = allowedThickness(thickness);
  const grid = gridOf(newThickness);
  const unit = Math.ceil(bucket * newThickness);
  const newLength = Math.ceil((length + grid) / unit) * unit;
  // Where nothing smaller than a picture can cover it, its place and size tell nothing any more.
  if (newLength > 2 * MAX_SIDE || newThickness > MAX_SIDE) return box;
  // Coordinates along the text and across it, so that a turned mask is measured as a straight one is.
  const along = isUpright ? angle + 90 : angle;
  const [cos, sin] = [cosine(along), cosine(along - 90)];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const [u, v] = [x * cos + y * sin, y * cos - x * sin];
  const start = anchor === 'start' ? Math.floor((u - length / 2) / grid) * grid : Math.round((u - newLength / 2) / grid) * grid;
  const edge = Math.round((v - newThickness / 2) / grid) * grid;
  const [newU, newV] = [start + newLength / 2, edge + newThickness / 2];
  const [width, height] = isUpright ? [newThickness, newLength] : [newLength, newThickness];
  return { left: newU * cos - newV * sin - width / 2, top: newU * sin + newV * cos - height / 2, width, height };
}

/** The next of the series, in whole pixels, that leaves room for the grid. By multiplication alone, which every engine rounds alike. */
function allowedThickness(thickness: number): number {
  let step = 1;
  while (Math.ceil(step) - gridOf(Math.ceil(step)) < thickness) step *= THICKNESS_STEP;
  return Math.ceil(step);
}

function gridOf(thickness: number): number {
  return Math.max(1, Math.round(thickness / GRID_STEPS));
}

/** Exact at right angles, so that text that lies straight keeps a straight edge. */
function cosine(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360;
  if (turn === 0) return 1;
  if (turn === 180) return -1;
  if (turn === 90 || turn === 270) return 0;
  return Math.cos((degrees * Math.PI) / 180);
}
