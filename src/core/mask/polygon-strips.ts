import type { Point } from '../geometry/box.ts';
import { RowRanges } from './row-ranges.ts';
import { ActivePieces, type Strips } from './strips.ts';

/**
 * A closed polygon, filled by the even-odd rule. Straight up from any point inside, one meets either the strip's upper border, still
 * inside, or an edge; so what the polygon covers of a strip is what it covers of the border together with the reach of its edges.
 * @param points - corners in order, in pixels of the oriented picture; any number of them, in any form
 * @param rounding - in pixels: by how much the outline may be off
 * @param width - of the picture
 */
export function polygonStrips(points: readonly Point[], rounding: number, width: number): Strips {
  const edges = edgesOf(points);
  const active = new ActivePieces(edges.y0.map((y) => y - rounding), edges.y1.map((y) => y + rounding));
  const crossings = new Float64Array(points.length);
  const outside = new RowRanges(width);

  /** Where the edges cross the upper border, from left to right. An edge that begins there counts, one that ends there does not. */
  const crossingsAt = (y: number): Float64Array => {
    let count = 0;
    for (let i = 0; i < active.count; i += 1) {
      const edge = active.pieces[i] ?? 0;
      if (y < (edges.y0[edge] ?? 0) || y >= (edges.y1[edge] ?? 0)) continue;
      crossings[count] = edgeAt(edges, edge, y);
      count += 1;
    }
    return crossings.subarray(0, count).sort();
  };
  const addEdges = (y: number, out: RowRanges): void => {
    for (let i = 0; i < active.count; i += 1) {
      const edge = active.pieces[i] ?? 0;
      const a = edgeAt(edges, edge, y - rounding);
      const b = edgeAt(edges, edge, y + 1 + rounding);
      out.addOutwards(Math.min(a, b) - rounding, Math.max(a, b) + rounding);
    }
  };
  return {
    top: edges.y0.reduce((least, y) => Math.min(least, y), Infinity) - rounding,
    bottom: edges.y1.reduce((most, y) => Math.max(most, y), -Infinity) + rounding,
    touched(y, out) {
      active.moveTo(y);
      const across = crossingsAt(y);
      for (let i = 0; i + 1 < across.length; i += 2) out.addOutwards((across[i] ?? 0) - rounding, (across[i + 1] ?? 0) + rounding);
      addEdges(y, out);
    },
    enclosed(y, out) {
      active.moveTo(y);
      const across = crossingsAt(y);
      if (across.length === 0) return;
      outside.clear();
      let from = -Infinity;
      for (let i = 0; i + 1 < across.length; i += 2) {
        outside.addOutwards(from, (across[i] ?? 0) + rounding);
        from = (across[i + 1] ?? 0) - rounding;
      }
      outside.addOutwards(from, Infinity);
      addEdges(y, outside);
      outside.merge();
      outside.addGapsTo(out);
    },
  };
}

/** Edges from their upper end to their lower one. */
interface Edges {
  readonly x0: Float64Array;
  readonly y0: Float64Array;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
}

function edgesOf(points: readonly Point[]): Edges {
  const list = (): Float64Array => new Float64Array(points.length);
  const edges: Edges = { x0: list(), y0: list(), x1: list(), y1: list() };
  points.forEach((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    const [upper, lower] = next.y < point.y ? [next, point] : [point, next];
    edges.x0[index] = upper.x;
    edges.y0[index] = upper.y;
    edges.x1[index] = lower.x;
    edges.y1[index] = lower.y;
  });
  return edges;
}

/** Where an edge is at a height; past its ends, its end. */
function edgeAt({ x0, y0, x1, y1 }: Edges, edge: number, y: number): number {
  const [fromX, fromY, toX, toY] = [x0[edge] ?? 0, y0[edge] ?? 0, x1[edge] ?? 0, y1[edge] ?? 0];
  if (y <= fromY) return fromX;
  if (y >= toY) return toX;
  return fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
}
