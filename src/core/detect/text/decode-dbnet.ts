import type { Size } from '../../geometry/box.ts';
import { connectedComponents, type Run } from './components.ts';
import { minimumRectangle } from './minimum-rectangle.ts';
import { cornersOf, directionOf, type Point, type RotatedRectangle } from './rotated-rectangle.ts';

/** A line of text in pixels of a probability map. */
export interface MapLine {
  readonly rectangle: RotatedRectangle;
  /** Mean probability inside the rectangle before it is grown, 0..1. */
  readonly score: number;
}

/** How a probability map becomes lines. */
export interface DbnetSettings {
  /** Cells above it belong to text, 0..1. */
  readonly cellThreshold: number;
  /** Lines below this mean probability are left out, 0..1. */
  readonly lineThreshold: number;
}

/** Probabilities are kept as bytes: 255 is 1. */
export const MAP_ONE = 255;
/** Shortest side of a component's rectangle in map pixels. */
const SMALLEST_CORE = 3;
/** Shortest side of a grown line in map pixels. */
const SMALLEST_LINE = 5;
/**
 * The network is trained to answer with shrunken lines; this takes the shrinking back.
 * @see https://arxiv.org/abs/1911.08947 (Real-time Scene Text Detection with Differentiable Binarization, section 3.5)
 */
const UNCLIP = 1.5;

/**
 * Decodes the probability map of a DBNet text detector.
 * @param map - probabilities as bytes, {@link MAP_ONE} is 1, row by row
 * @param size - of the map
 * @returns lines in no particular order; their widths run within 45 degrees of the horizontal
 */
export function decodeDbnet(map: Uint8Array, size: Size, { cellThreshold, lineThreshold }: DbnetSettings): MapLine[] {
  return connectedComponents(map, size, cellThreshold * MAP_ONE).flatMap((runs) => {
    const core = minimumRectangle(outline(runs));
    if (Math.min(core.width, core.height) < SMALLEST_CORE) return [];
    const score = meanInside(map, size, core);
    if (score < lineThreshold) return [];
    const distance = (core.width * core.height * UNCLIP) / (2 * (core.width + core.height));
    const rectangle = { ...core, width: core.width + 2 * distance, height: core.height + 2 * distance };
    return Math.min(rectangle.width, rectangle.height) < SMALLEST_LINE ? [] : [{ rectangle, score }];
  });
}

/** Corners of the cells at both ends of every run: their hull is the hull of all cells. */
function outline(runs: readonly Run[]): Point[] {
  return runs.flatMap(({ row, from, to }) => [
    { x: from, y: row },
    { x: to, y: row },
    { x: from, y: row + 1 },
    { x: to, y: row + 1 },
  ]);
}

/** Mean over the cells whose centre lies inside. */
function meanInside(map: Uint8Array, size: Size, rectangle: RotatedRectangle): number {
  const corners = cornersOf(rectangle);
  const along = directionOf(rectangle.angle);
  const top = Math.max(0, Math.floor(Math.min(...corners.map(({ y }) => y))));
  const bottom = Math.min(size.height, Math.ceil(Math.max(...corners.map(({ y }) => y))));
  const left = Math.max(0, Math.floor(Math.min(...corners.map(({ x }) => x))));
  const right = Math.min(size.width, Math.ceil(Math.max(...corners.map(({ x }) => x))));
  let sum = 0;
  let count = 0;
  for (let y = top; y < bottom; y += 1) {
    const dy = y + 0.5 - rectangle.centreY;
    for (let x = left; x < right; x += 1) {
      const dx = x + 0.5 - rectangle.centreX;
      if (Math.abs(dx * along.x + dy * along.y) > rectangle.width / 2 || Math.abs(dy * along.x - dx * along.y) > rectangle.height / 2) continue;
      sum += map[y * size.width + x] ?? 0;
      count += 1;
    }
  }
  return count === 0 ? 0 : sum / count / MAP_ONE;
}
