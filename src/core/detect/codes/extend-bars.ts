import type { Point } from '../../geometry/box.ts';
import { boxAlong, type RotatedBox } from './rotated-box.ts';
import { sampleAt, type Plane } from './luminance.ts';

/** Bars go on while a line across them looks like the line that was read at least this much (correlation, -1..1). */
const LIKE = 0.55;
/** Lines in a row that may differ, such as under a scratch, as a share of the code's width. */
const GAP = 0.02;
/** No bar is longer than this many times the code's width. */
const LONGEST = 1.5;
/** Samples along a line: two a module for most codes. */
const SAMPLES = 256;

/**
 * Follows the bars of a linear code to both their ends. A reader says where its scan lines lay; a mask over those alone would
 * leave the rest of the same bars to read.
 * @param plane - only read
 * @param corners - of the part that was read: start and end of the first scan line, then end and start of the last one, pixels of the plane
 * @returns the whole code without quiet zones, width across the bars
 */
export function extendBars(plane: Plane, corners: readonly [Point, Point, Point, Point]): RotatedBox {
  const start = middle(corners[0], corners[3]);
  const end = middle(corners[1], corners[2]);
  const direction = acrossBars(plane, start, end);
  const cos = Math.cos(direction);
  const sin = Math.sin(direction);
  const width = Math.max(1, (end.x - start.x) * cos + (end.y - start.y) * sin);
  const centre = middle(start, end);
  const samples = Math.min(SAMPLES, Math.max(16, Math.round(width * 2)));
  const pitch = width / samples;
  // A tenth more on both sides, so that the line may drift sideways along slanted or bent bars.
  const spare = Math.ceil(samples / 10);
  const line = (offset: number): Float32Array =>
    Float32Array.from({ length: samples + 2 * spare }, (_, i) => {
      const u = (i - spare + 0.5) * pitch - width / 2;
      return sampleAt(plane, centre.x + u * cos - offset * sin, centre.y + u * sin + offset * cos);
    });
  const reference = line(0).subarray(spare, spare + samples);
  const step = Math.max(1, width / 300);
  const follow = (sign: 1 | -1): Point[] => {
    const ends: Point[] = [];
    let shift = spare;
    let missed = 0;
    for (let offset = step; offset <= width * LONGEST && missed <= width * GAP + 2 * step; offset += step) {
      const values = line(sign * offset);
      const tries = [shift, shift - 1, shift + 1].filter((s) => s >= 0 && s <= 2 * spare);
      const likes = tries.map((s) => correlation(reference, values, s));
      const best = Math.max(...likes);
      if (best < LIKE) {
        missed += step;
        continue;
      }
      missed = 0;
      shift = tries[likes.indexOf(best)] ?? shift;
      const drift = (shift - spare) * pitch;
      ends[0] = {
        x: centre.x + (drift - width / 2) * cos - sign * offset * sin,
        y: centre.y + (drift - width / 2) * sin + sign * offset * cos,
      };
      ends[1] = {
        x: centre.x + (drift + width / 2) * cos - sign * offset * sin,
        y: centre.y + (drift + width / 2) * sin + sign * offset * cos,
      };
    }
    return ends;
  };
  return boxAlong([...corners, ...follow(1), ...follow(-1)], direction);
}

/** Direction across the bars in radians, from the gradients along the line that was read, within 45 degrees of it. */
function acrossBars(plane: Plane, start: Point, end: Point): number {
  const steps = Math.max(8, Math.round(Math.hypot(end.x - start.x, end.y - start.y)));
  let cos2 = 0;
  let sin2 = 0;
  for (let i = 0; i <= steps; i += 1) {
    const x = start.x + ((end.x - start.x) * i) / steps;
    const y = start.y + ((end.y - start.y) * i) / steps;
    const [dx, dy] = gradientAt(plane, x, y);
    cos2 += dx * dx - dy * dy;
    sin2 += 2 * dx * dy;
  }
  const scan = Math.atan2(end.y - start.y, end.x - start.x);
  if (cos2 === 0 && sin2 === 0) return scan;
  const across = Math.atan2(sin2, cos2) / 2;
  const turned = across + Math.PI * Math.round((scan - across) / Math.PI);
  return Math.abs(turned - scan) <= Math.PI / 4 ? turned : scan;
}

/** Gradient with Scharr's weights: plain differences misjudge the direction of sharp slanted edges by up to 4 degrees. */
function gradientAt(plane: Plane, x: number, y: number): readonly [number, number] {
  const at = (dx: number, dy: number): number => sampleAt(plane, x + dx, y + dy);
  const [a, b, c, d] = [at(-1, -1), at(1, -1), at(-1, 1), at(1, 1)];
  return [3 * (b - a + d - c) + 10 * (at(1, 0) - at(-1, 0)), 3 * (c - a + d - b) + 10 * (at(0, 1) - at(0, -1))];
}

/** Pearson correlation of a line with the part of another that starts at `shift`. */
function correlation(reference: Float32Array, values: Float32Array, shift: number): number {
  const n = reference.length;
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const p = reference[i] ?? 0;
    const q = values[i + shift] ?? 0;
    a += p;
    b += q;
    aa += p * p;
    bb += q * q;
    ab += p * q;
  }
  const spread = (aa - (a * a) / n) * (bb - (b * b) / n);
  return spread <= 0 ? 0 : (ab - (a * b) / n) / Math.sqrt(spread);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
