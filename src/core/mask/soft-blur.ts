import { clip, sourceBox, type Box } from '../geometry/box.ts';
import { smoothField, type ColorGrid } from './color-field.ts';
import type { Footprint } from './footprint.ts';
import { hull } from './footprint.ts';
import type { Rgb } from './mask-plan.ts';
import { solidFill } from './solid.ts';
import { paintSpline } from './spline-paint.ts';
import type { PreparedFill, Surface } from './surface.ts';

/** Cells across the longer side of a mask at softness 0 and 1: more than 32 carry streaks inwards, fewer than 4 no gradient. */
const FINEST_CELLS = 32;
const COARSEST_CELLS = 4;
/** Cells that are read around the hull; the spline reaches two cells past a pixel. */
const RING_CELLS = 2;
/** How often the ring doubles where all around is masked too, before the solid colour takes over. Bounds the cost. */
const RING_DOUBLINGS = 3;

/**
 * The soft blur that cannot be undone: a smooth field of colour made only from pixels that no mask covers. It looks like
 * frosted glass over the surroundings, and holds nothing of what lies below.
 * @param source - the picture as decoded
 * @param print - what the mask covers
 * @param coveredWithin - for a box on whole pixels inside the picture: one byte a pixel, 1 where any mask of the plan
 *   covers, of whatever style
 * @param softness - 0..1; 0 follows the surroundings most closely, 1 is nearly one colour
 * @param fallback - colour where no visible pixel lies around the mask
 */
export function softFill(
  source: Surface,
  print: Footprint,
  coveredWithin: (window: Box<'source'>) => Uint8Array,
  softness: number,
  fallback: Rgb,
): PreparedFill {
  const cells = FINEST_CELLS + (COARSEST_CELLS - FINEST_CELLS) * softness;
  const firm = 1 - softness;
  let step = Math.max(1, Math.ceil(Math.max(print.width, print.height) / cells));
  for (let doubling = 0; doubling <= RING_DOUBLINGS; doubling += 1, step *= 2) {
    const window = ringed(print, step * RING_CELLS, source);
    const grid = knownColors(source, window, coveredWithin(window), step);
    // A firm hold on single cells shows edges of the surroundings; a loose one melts them. Squares ease both ends.
    const colors = smoothField(grid, 0.5 + 15.5 * firm * firm, 0.9 * softness * softness);
    if (colors === null) continue;
    const field = { left: window.left, top: window.top, width: grid.width, height: grid.height, step, colors };
    return { paint: (target, where) => paintSpline(target, where, field) };
  }
  return solidFill(fallback);
}

/** The hull with a ring around it, clipped to the picture. */
function ringed(print: Footprint, ring: number, picture: Surface): Box<'source'> {
  const { left, top, width, height } = hull(print);
  return clip(sourceBox(left - ring, top - ring, width + 2 * ring, height + 2 * ring), picture);
}

/**
 * Mean colours of the pixels that no mask covers, by square cells counted from the window's corner. Pixels weigh as much
 * as they are opaque: colour hidden under full transparency must not surface. Sums are whole numbers below 2^53.
 */
function knownColors(source: Surface, window: Box<'source'>, covered: Uint8Array, step: number): ColorGrid {
  const width = Math.ceil(window.width / step);
  const height = Math.ceil(window.height / step);
  const colors = new Float64Array(width * height * 3);
  const weights = new Float64Array(width * height);
  const { pixels } = source;
  for (let row = 0; row < window.height; row += 1) {
    const gridRow = Math.floor(row / step) * width;
    const rowStart = ((window.top + row - source.top) * source.width + window.left - source.left) * 4;
    for (let cell = 0; cell < width; cell += 1) {
      let r = 0;
      let g = 0;
      let b = 0;
      let a = 0;
      for (let x = cell * step, end = Math.min(x + step, window.width); x < end; x += 1) {
        if (covered[row * window.width + x] === 1) continue;
        const from = rowStart + x * 4;
        const alpha = pixels[from + 3] ?? 0;
        r += (pixels[from] ?? 0) * alpha;
        g += (pixels[from + 1] ?? 0) * alpha;
        b += (pixels[from + 2] ?? 0) * alpha;
        a += alpha;
      }
      const to = gridRow + cell;
      colors[to * 3] = (colors[to * 3] ?? 0) + r;
      colors[to * 3 + 1] = (colors[to * 3 + 1] ?? 0) + g;
      colors[to * 3 + 2] = (colors[to * 3 + 2] ?? 0) + b;
      weights[to] = (weights[to] ?? 0) + a;
    }
  }
  for (let i = 0; i < weights.length; i += 1) {
    const sum = weights[i] ?? 0;
    if (sum === 0) continue;
    for (let c = 0; c < 3; c += 1) colors[i * 3 + c] = (colors[i * 3 + c] ?? 0) / sum;
    weights[i] = sum / (255 * step * step);
  }
  return { width, height, colors, weights };
}
