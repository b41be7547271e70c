import type { Size } from '../geometry/box.ts';
import type { Footprint } from './footprint.ts';
import type { Surface } from './surface.ts';

/** A coarse grid of colours that lies over the picture. */
export interface SplineField extends Size {
  /** Where the grid's first cell begins, in whole pixels of the oriented picture. */
  readonly left: number;
  readonly top: number;
  /** Side of one square cell in pixels. */
  readonly step: number;
  /** Three channels a cell, 0..255, row-major. */
  readonly colors: Float64Array;
}

/** Cells that one pixel depends on in each direction. */
const TAPS = 4;

/**
 * Paints a field as a uniform cubic B-spline surface: smooth to the second derivative and never outside the range of its
 * cells, so it makes neither edges nor overshoots. Past the grid's edge the outermost cell goes on.
 * @param target - written to in place; alpha becomes 255
 * @param where - covered pixels, inside the target
 * @param field - coarse colours
 */
export function paintSpline({ pixels, ...target }: Surface, where: Footprint, field: SplineField): void {
  const across = splineTaps(where.left - field.left, where.width, field.step, field.width);
  const down = splineTaps(where.top - field.top, where.height, field.step, field.height);
  const rowColors = new Float64Array(field.width * 3);
  for (let row = 0; row < where.height; row += 1) {
    blendRows(rowColors, field, down, row);
    let to = ((where.top + row - target.top) * target.width + where.left - target.left) * 4;
    for (let column = 0; column < where.width; column += 1, to += 4) {
      if (where.coverage[row * where.width + column] !== 1) continue;
      const tap = column * TAPS;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = tap; k < tap + TAPS; k += 1) {
        const weight = across.weights[k] ?? 0;
        const cell = (across.cells[k] ?? 0) * 3;
        r += weight * (rowColors[cell] ?? 0);
        g += weight * (rowColors[cell + 1] ?? 0);
        b += weight * (rowColors[cell + 2] ?? 0);
      }
      pixels[to] = r;
      pixels[to + 1] = g;
      pixels[to + 2] = b;
      pixels[to + 3] = 255;
    }
  }
}

interface Taps {
  readonly cells: Int32Array;
  readonly weights: Float64Array;
}

/** Cells and weights of each pixel along one side: four of each. */
function splineTaps(offset: number, count: number, step: number, cells: number): Taps {
  const taps: Taps = { cells: new Int32Array(count * TAPS), weights: new Float64Array(count * TAPS) };
  for (let i = 0; i < count; i += 1) {
    const place = (offset + i + 0.5) / step - 0.5;
    const base = Math.floor(place);
    const t = place - base;
    const rest = 1 - t;
    for (let k = 0; k < TAPS; k += 1) taps.cells[i * TAPS + k] = Math.min(Math.max(base + k - 1, 0), cells - 1);
    taps.weights[i * TAPS] = (rest * rest * rest) / 6;
    taps.weights[i * TAPS + 1] = (4 - 6 * t * t + 3 * t * t * t) / 6;
    taps.weights[i * TAPS + 2] = (4 - 6 * rest * rest + 3 * rest * rest * rest) / 6;
    taps.weights[i * TAPS + 3] = (t * t * t) / 6;
  }
  return taps;
}

function blendRows(out: Float64Array, field: SplineField, down: Taps, row: number): void {
  out.fill(0);
  for (let k = row * TAPS; k < (row + 1) * TAPS; k += 1) {
    const weight = down.weights[k] ?? 0;
    const from = (down.cells[k] ?? 0) * out.length;
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] ?? 0) + weight * (field.colors[from + i] ?? 0);
  }
}
