import type { Size } from '../geometry/box.ts';

/**
 * A small grid of colours with weights: cell `i` holds three channels at `i * 3` and a weight 0..1 at `i` that says how
 * much of the cell is known. Row-major.
 */
export interface ColorGrid extends Size {
  readonly colors: Float64Array;
  readonly weights: Float64Array;
}

/** Sweeps over each level of the pyramid; the start from the coarser level leaves only short waves to smooth. */
const SWEEPS = 4;

/**
 * Fills a partly known grid with a smooth field: a membrane that is held to the known cells and free elsewhere.
 * Solved from the coarsest level of a pyramid to the finest, with additions, multiplications and divisions only, in a
 * fixed order, so that every engine gets the same bits.
 * @param known - what is known of the colours; cells of weight 0 are free
 * @param hold - how firmly known cells hold the membrane, > 0; small values smooth more
 * @param towardsMean - share 0..1 by which the field is drawn to the mean of all that is known
 * @returns three channels a cell, within the range of the known colours; `null` where nothing is known
 * @see Gortler et al., "The Lumigraph" (SIGGRAPH 1996), section 3.4, for the pull and push
 */
export function smoothField(known: ColorGrid, hold: number, towardsMean: number): Float64Array | null {
  const levels = [known];
  for (let level = known; level.width > 1 || level.height > 1; ) {
    level = halveGrid(level);
    levels.push(level);
  }
  const top = levels.pop();
  if (top === undefined || top.weights[0] === undefined || top.weights[0] <= 0) return null;
  const mean = top.colors;
  let field: Float64Array = mean.slice();
  let coarse: Size = top;
  for (let level = levels.pop(); level !== undefined; level = levels.pop()) {
    field = refine(field, coarse, level);
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) relax(field, level, hold);
    coarse = level;
  }
  for (let i = 0; i < field.length; i += 1) {
    field[i] = (field[i] ?? 0) * (1 - towardsMean) + (mean[i % 3] ?? 0) * towardsMean;
  }
  return field;
}

/** Weighted mean of 2 x 2 cells; the weight is the known share of the four. */
function halveGrid(fine: ColorGrid): ColorGrid {
  const width = Math.ceil(fine.width / 2);
  const height = Math.ceil(fine.height / 2);
  const colors = new Float64Array(width * height * 3);
  const weights = new Float64Array(width * height);
  for (let y = 0; y < fine.height; y += 1) {
    for (let x = 0; x < fine.width; x += 1) {
      const from = y * fine.width + x;
      const to = (y >> 1) * width + (x >> 1);
      const weight = fine.weights[from] ?? 0;
      weights[to] = (weights[to] ?? 0) + weight;
      for (let c = 0; c < 3; c += 1) colors[to * 3 + c] = (colors[to * 3 + c] ?? 0) + weight * (fine.colors[from * 3 + c] ?? 0);
    }
  }
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    for (let c = 0; c < 3; c += 1) colors[i * 3 + c] = (colors[i * 3 + c] ?? 0) / weight;
    weights[i] = weight / 4;
  }
  return { width, height, colors, weights };
}

function refine(coarse: Float64Array, from: Size, to: Size): Float64Array {
  const field = new Float64Array(to.width * to.height * 3);
  for (let y = 0; y < to.height; y += 1) {
    for (let x = 0; x < to.width; x += 1) {
      const parent = ((y >> 1) * from.width + (x >> 1)) * 3;
      const at = (y * to.width + x) * 3;
      for (let c = 0; c < 3; c += 1) field[at + c] = coarse[parent + c] ?? 0;
    }
  }
  return field;
}

/** One Gauss-Seidel pass forwards and one backwards, so that neither direction is favoured. */
function relax(field: Float64Array, level: ColorGrid, hold: number): void {
  const count = level.width * level.height;
  for (let i = 0; i < count; i += 1) relaxCell(field, level, hold, i);
  for (let i = count - 1; i >= 0; i -= 1) relaxCell(field, level, hold, i);
}

function relaxCell(field: Float64Array, level: ColorGrid, hold: number, cell: number): void {
  const { width, height } = level;
  const x = cell % width;
  const y = (cell - x) / width;
  // Past the grid's edge the cell is its own neighbour: the membrane ends flat there.
  const left = (x > 0 ? cell - 1 : cell) * 3;
  const right = (x + 1 < width ? cell + 1 : cell) * 3;
  const above = (y > 0 ? cell - width : cell) * 3;
  const below = (y + 1 < height ? cell + width : cell) * 3;
  const held = hold * (level.weights[cell] ?? 0);
  const share = 1 / (held + 4);
  for (let c = 0; c < 3; c += 1) {
    const around = (field[left + c] ?? 0) + (field[right + c] ?? 0) + (field[above + c] ?? 0) + (field[below + c] ?? 0);
    field[cell * 3 + c] = (held * (level.colors[cell * 3 + c] ?? 0) + around) * share;
  }
}
