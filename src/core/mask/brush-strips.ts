import type { Point } from '../geometry/box.ts';
import { ActivePieces, type Strips } from './strips.ts';

/** The tip of a brush: an ellipse, in pixels, turned clockwise. */
export interface BrushTip {
  readonly radiusX: number;
  readonly radiusY: number;
  /** In degrees. */
  readonly angle: number;
}

/**
 * Strokes of a brush with an elliptical tip: the union of what the tip covers on its way along each line. Each piece between two
 * points is convex, so its outermost point within a strip lies at the strip's border, or where the piece is widest.
 * @param strokes - points of each stroke, in pixels of the oriented picture; one point is a dab
 * @param tip - with radii above 0
 * @param rounding - in pixels: by how much the outline may be off
 */
export function brushStrips(strokes: readonly (readonly Point[])[], tip: BrushTip, rounding: number): Strips {
  const sheared = shearedTip(tip);
  const { height } = sheared;
  const pieces = strokes.flatMap((points) => {
    const ends = points.length === 1 ? points : points.slice(1);
    return ends.map((point, index) => pieceOf(points[index] ?? point, point, sheared));
  });
  const tops = Float64Array.from(pieces, ({ y, dy }) => Math.min(y, y + dy) - height - rounding);
  const bottoms = Float64Array.from(pieces, ({ y, dy }) => Math.max(y, y + dy) + height + rounding);
  const active = new ActivePieces(tops, bottoms);
  return {
    top: tops.reduce((least, y) => Math.min(least, y), Infinity),
    bottom: bottoms.reduce((most, y) => Math.max(most, y), -Infinity),
    touched(y, out) {
      active.moveTo(y);
      for (let i = 0; i < active.count; i += 1) {
        const index = active.pieces[i] ?? 0;
        const piece = pieces[index];
        if (piece === undefined) continue;
        const first = Math.max(y, tops[index] ?? y);
        const last = Math.min(y + 1, bottoms[index] ?? y);
        const left = edgeAt(piece, sheared, -1, between(piece.leftmost, first, last));
        const right = edgeAt(piece, sheared, 1, between(piece.rightmost, first, last));
        out.addOutwards(left - rounding, right + rounding);
      }
    },
    enclosed(y, out) {
      active.moveTo(y);
      for (let i = 0; i < active.count; i += 1) {
        const index = active.pieces[i] ?? 0;
        const piece = pieces[index];
        if (piece === undefined || y < (tops[index] ?? y) + 2 * rounding || y + 1 > (bottoms[index] ?? y) - 2 * rounding) continue;
        const left = Math.max(edgeAt(piece, sheared, -1, y), edgeAt(piece, sheared, -1, y + 1));
        const right = Math.min(edgeAt(piece, sheared, 1, y), edgeAt(piece, sheared, 1, y + 1));
        out.addInwards(left + rounding, right - rounding);
      }
    },
  };
}

/**
 * A tip with each row moved by `shear` times its distance from the middle, which makes every turned ellipse an upright one and leaves
 * rows as they are.
 */
interface ShearedTip {
  /** Half the tip's height. */
  readonly height: number;
  /** Half the width of its middle row, which is the upright ellipse's radius. */
  readonly middle: number;
  readonly shear: number;
  /** How far below its middle the tip itself reaches furthest to the right; as far above, to the left. */
  readonly widestBelow: number;
}

/** No tip is thinner, in pixels: squares of much smaller numbers vanish. */
const THINNEST = 1e-6;

function shearedTip({ angle, ...tip }: BrushTip): ShearedTip {
  const radiusX = Math.max(THINNEST, tip.radiusX);
  const radiusY = Math.max(THINNEST, tip.radiusY);
  if (angle === 0) return { height: radiusY, middle: radiusX, shear: 0, widestBelow: 0 };
  const radians = (angle * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const width = Math.sqrt(radiusX * radiusX * cos * cos + radiusY * radiusY * sin * sin);
  const height = Math.sqrt(radiusX * radiusX * sin * sin + radiusY * radiusY * cos * cos);
  const mixed = (radiusX * radiusX - radiusY * radiusY) * cos * sin;
  return { height, middle: (radiusX * radiusY) / height, shear: mixed / (height * height), widestBelow: mixed / width };
}

/** One piece of a stroke, sheared like the tip. */
interface Piece {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** How far below the tip's middle its right edge runs along the piece; its left edge does as far above. */
  readonly tangent: number;
  /** Rows in which the piece itself, before the shear, reaches furthest. */
  readonly leftmost: number;
  readonly rightmost: number;
}

function pieceOf(from: Point, to: Point, { height, middle, shear, widestBelow }: ShearedTip): Piece {
  const x = from.x - shear * from.y;
  const dx = to.x - shear * to.y - x;
  const dy = to.y - from.y;
  // Where the upright ellipse's edge has the slope of the piece.
  const slope = Math.sqrt(dx * dx * height * height + dy * dy * middle * middle);
  const tangent = slope === 0 ? 0 : (-Math.sign(dy) * dx * height * height) / slope;
  const leftmost = (from.x <= to.x ? from.y : to.y) - widestBelow;
  const rightmost = (from.x >= to.x ? from.y : to.y) + widestBelow;
  return { x, y: from.y, dx, dy, tangent, leftmost, rightmost };
}

/** How far the piece reaches at a height, to the left (-1) or to the right (1). The tip is then where its edge is, or at an end. */
function edgeAt({ x, y: startY, dx, dy, tangent }: Piece, { height, middle, shear }: ShearedTip, side: -1 | 1, y: number): number {
  const along = dy === 0 ? (dx * side > 0 ? 1 : 0) : between((y - startY - side * tangent) / dy, 0, 1);
  const offset = (y - startY - along * dy) / height;
  // The square root is exact to the last bit in IEEE arithmetic, so every engine draws the same outline.
  return x + along * dx + shear * y + side * middle * Math.sqrt(Math.max(0, 1 - offset * offset));
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
