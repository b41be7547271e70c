import { corners, type Point } from '../../geometry/box.ts';
import { boxAlong, centreOf, type RotatedBox } from './rotated-box.ts';
import type { Plane } from './luminance.ts';

/** Side of the squares whose gradients are summed, pixels. */
const BLOCK = 8;
/** Mean squared gradient below which a square counts as flat: differences of about 12 of 255 between neighbours. */
const LEAST_ENERGY = 150;
/** How much of the gradient must run in one direction, 0..1: stacked codes have about .6, linear ones above .9, foliage .3. */
const LEAST_COHERENCE = 0.45;
/** Squares join while their direction stays this near to the first one's: cosine of twice 18 degrees. */
const SAME_DIRECTION = 0.81;
/** Regions in line whose directions differ by at most this are parts of one code, degrees. */
const SAME_LINE = 12;
/** Smaller groups are print, not codes. */
const LEAST_BLOCKS = 6;

/** The structure tensor of one square, summed: energy, and the direction as a doubled angle. */
interface Gradients {
  readonly columns: number;
  readonly rows: number;
  readonly energy: Float32Array;
  readonly cos2: Float32Array;
  readonly sin2: Float32Array;
}

/**
 * Proposes regions of parallel stripes, where a linear or stacked code may lie at any angle, also one that can't be read.
 * Fences, blinds and print are proposed too: a reader has to confirm.
 * @param plane - only read
 * @param most - at most so many, largest first
 * @returns boxes in pixels of the plane, their width across the stripes
 */
export function stripeRegions(plane: Plane, most: number): RotatedBox[] {
  const field = smoothed(gradients(plane));
  const { columns, rows, energy, cos2, sin2 } = field;
  const state = new Uint8Array(columns * rows);
  for (let i = 0; i < state.length; i += 1) {
    const e = energy[i] ?? 0;
    if (e >= LEAST_ENERGY && Math.hypot(cos2[i] ?? 0, sin2[i] ?? 0) >= LEAST_COHERENCE * e) state[i] = 1;
  }
  const regions: { readonly area: number; readonly region: RotatedBox }[] = [];
  for (let seed = 0; seed < state.length; seed += 1) {
    if (state[seed] !== 1) continue;
    const blocks = grow(field, state, seed);
    const region = regionOf(field, blocks);
    if (region !== null) regions.push({ area: region.box.width * region.box.height, region });
  }
  const largest = regions
    .sort((a, b) => b.area - a.area)
    .slice(0, 2 * most)
    .map(({ region }) => region);
  const joined = largest.flatMap((one, i) => largest.slice(i + 1).flatMap((other) => inLine(one, other) ?? []));
  return [...joined, ...largest].sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height).slice(0, most);
}

/** Both regions as one where they continue each other, such as the start and the middle of a stacked code, else `null`. */
function inLine(one: RotatedBox, other: RotatedBox): RotatedBox | null {
  const turn = Math.abs(one.angle - other.angle);
  if (Math.min(turn, 180 - turn) > SAME_LINE) return null;
  const direction = (one.angle * Math.PI) / 180;
  const [a, b] = [centreOf(one), centreOf(other)];
  const along = Math.abs((b.x - a.x) * Math.cos(direction) + (b.y - a.y) * Math.sin(direction));
  const across = Math.abs((b.y - a.y) * Math.cos(direction) - (b.x - a.x) * Math.sin(direction));
  const gap = along - (one.box.width + other.box.width) / 2;
  if (across > one.box.height / 2 || gap > one.box.width / 2) return null;
  return boxAlong([...corners(one), ...corners(other)], direction);
}

function gradients({ width, height, data }: Plane): Gradients {
  const columns = Math.floor(width / BLOCK);
  const rows = Math.floor(height / BLOCK);
  const energy = new Float32Array(columns * rows);
  const cos2 = new Float32Array(columns * rows);
  const sin2 = new Float32Array(columns * rows);
  for (let y = 1; y < Math.min(rows * BLOCK, height - 1); y += 1) {
    const row = Math.floor(y / BLOCK) * columns;
    for (let x = 1; x < Math.min(columns * BLOCK, width - 1); x += 1) {
      const at = y * width + x;
      const dx = (data[at + 1] ?? 0) - (data[at - 1] ?? 0);
      const dy = (data[at + width] ?? 0) - (data[at - width] ?? 0);
      const block = row + Math.floor(x / BLOCK);
      energy[block] = (energy[block] ?? 0) + dx * dx + dy * dy;
      cos2[block] = (cos2[block] ?? 0) + dx * dx - dy * dy;
      sin2[block] = (sin2[block] ?? 0) + 2 * dx * dy;
    }
  }
  return { columns, rows, energy, cos2, sin2 };
}

/** Mean over 3 x 3 squares, so that wide bars, which leave whole squares flat, stay one region. */
function smoothed(field: Gradients): Gradients {
  const { columns, rows } = field;
  const mean = (values: Float32Array): Float32Array => {
    const out = new Float32Array(values.length);
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < columns; x += 1) {
        let sum = 0;
        for (let dy = -1; dy <= 1; dy += 1) {
          if (y + dy < 0 || y + dy >= rows) continue;
          for (let dx = -1; dx <= 1; dx += 1) {
            if (x + dx >= 0 && x + dx < columns) sum += values[(y + dy) * columns + x + dx] ?? 0;
          }
        }
        out[y * columns + x] = sum / (9 * BLOCK * BLOCK);
      }
    }
    return out;
  };
  return { columns, rows, energy: mean(field.energy), cos2: mean(field.cos2), sin2: mean(field.sin2) };
}

/** Squares that hang together with the first and run in its direction; marks them as taken. */
function grow({ columns, rows, cos2, sin2 }: Gradients, state: Uint8Array, seed: number): readonly number[] {
  const blocks = [seed];
  state[seed] = 2;
  let c = cos2[seed] ?? 0;
  let s = sin2[seed] ?? 0;
  for (let next = 0; next < blocks.length; next += 1) {
    const block = blocks[next] ?? 0;
    const x = block % columns;
    const y = (block - x) / columns;
    for (let dy = -1; dy <= 1; dy += 1) {
      for (let dx = -1; dx <= 1; dx += 1) {
        if (x + dx < 0 || x + dx >= columns || y + dy < 0 || y + dy >= rows) continue;
        const other = (y + dy) * columns + x + dx;
        if (state[other] !== 1) continue;
        const oc = cos2[other] ?? 0;
        const os = sin2[other] ?? 0;
        if (c * oc + s * os < SAME_DIRECTION * Math.hypot(c, s) * Math.hypot(oc, os)) continue;
        state[other] = 2;
        c += oc;
        s += os;
        blocks.push(other);
      }
    }
  }
  return blocks;
}

function regionOf({ columns, cos2, sin2 }: Gradients, blocks: readonly number[]): RotatedBox | null {
  if (blocks.length < LEAST_BLOCKS) return null;
  const sum = (values: Float32Array): number => blocks.reduce((total, block) => total + (values[block] ?? 0), 0);
  const direction = Math.atan2(sum(sin2), sum(cos2)) / 2;
  const points = blocks.map((block): Point => ({ x: ((block % columns) + 0.5) * BLOCK, y: (Math.floor(block / columns) + 0.5) * BLOCK }));
  const region = boxAlong(points, direction);
  const width = region.box.width + BLOCK;
  const height = region.box.height + BLOCK;
  // A code is a filled rectangle across its bars; a railing seen from afar is a thin line of squares along them.
  const filled = (blocks.length * BLOCK * BLOCK) / (width * height);
  if (filled < 0.35 || width < 4 * BLOCK || width < height / 3) return null;
  const { left, top } = region.box;
  return { box: { left: left - BLOCK / 2, top: top - BLOCK / 2, width, height }, angle: region.angle };
}
