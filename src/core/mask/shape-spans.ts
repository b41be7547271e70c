import { corners, hullOf, type Point, type Size } from '../geometry/box.ts';
import { assertNever } from '../errors.ts';
import type { MaskRegion } from './mask-plan.ts';

/**
 * Pixels of a shape as horizontal runs: triples `y, start, end` with `start < end` (half-open), in whole pixels of the
 * oriented picture, all inside the picture. A row may have several runs, in any order.
 */
export type Spans = Int32Array;

/** Numbers in one run of {@link Spans}. */
export const SPAN_LENGTH = 3;

/**
 * The pixels that a region's shape touches at all, clipped to the picture: a pixel of which any part lies inside the
 * outline belongs to the mask, so nothing shines through a soft edge.
 * @param region - shape and grown box; the box is finite with positive sides
 * @param size - of the oriented picture
 */
export function shapeSpans(region: Pick<MaskRegion, 'shape' | 'box' | 'angle'>, size: Size): Spans {
  const outline = outlineOf(region);
  const extent = hullOf(region);
  const firstRow = Math.max(0, Math.floor(extent.top));
  const endRow = Math.min(size.height, Math.ceil(extent.top + extent.height));
  const spans = new Int32Array(Math.max(0, endRow - firstRow) * SPAN_LENGTH);
  let used = 0;
  for (let y = firstRow; y < endRow; y += 1) {
    const range = outline(y);
    if (range === null) continue;
    const start = Math.max(0, Math.floor(range.from));
    const end = Math.min(size.width, Math.ceil(range.to));
    if (start >= end) continue;
    spans[used] = y;
    spans[used + 1] = start;
    spans[used + 2] = end;
    used += SPAN_LENGTH;
  }
  return spans.subarray(0, used);
}

/** What a shape covers of the strip `[y, y + 1)`, from left to right; `null` where it doesn't touch it. */
type Outline = (y: number) => { readonly from: number; readonly to: number } | null;

/** Sine and cosine may differ in their last bits between engines; a mask errs towards more. */
const ROUNDING = 1e-6;

function outlineOf(region: Pick<MaskRegion, 'shape' | 'box' | 'angle'>): Outline {
  const { shape, box } = region;
  const turned = (region.angle ?? 0) !== 0;
  switch (shape) {
    case 'rectangle':
      return turned ? polygonOutline(corners(region)) : () => ({ from: box.left, to: box.left + box.width });
    case 'ellipse':
      return turned ? turnedEllipse(region) : (y) => ellipseRange(box, y);
    case 'polygon':
    case 'brush':
      return () => ({ from: box.left, to: box.left + box.width });
    default:
      return assertNever(shape);
  }
}

function ellipseRange(box: MaskRegion['box'], y: number): ReturnType<Outline> {
  const centreY = box.top + box.height / 2;
  // An ellipse is widest where the row comes nearest to its centre.
  const nearest = Math.min(Math.max(centreY, y), y + 1);
  const offset = (nearest - centreY) / (box.height / 2);
  const inside = 1 - offset * offset;
  if (inside <= 0) return null;
  const centre = box.left + box.width / 2;
  // The square root is exact to the last bit in IEEE arithmetic, so every engine draws the same outline.
  const half = (box.width / 2) * Math.sqrt(inside);
  return { from: centre - half, to: centre + half };
}

/** A convex polygon: within a strip it is widest at a corner inside the strip, or where an edge crosses the strip's border. */
function polygonOutline(points: readonly Point[]): Outline {
  return (y) => {
    let from = Infinity;
    let to = -Infinity;
    const take = (x: number): void => {
      from = Math.min(from, x);
      to = Math.max(to, x);
    };
    points.forEach((a, index) => {
      const b = points[(index + 1) % points.length] ?? a;
      if (a.y >= y - ROUNDING && a.y <= y + 1 + ROUNDING) take(a.x);
      for (const border of [y, y + 1]) {
        if (border >= Math.min(a.y, b.y) && border <= Math.max(a.y, b.y) && a.y !== b.y) take(a.x + ((border - a.y) / (b.y - a.y)) * (b.x - a.x));
      }
    });
    return from > to ? null : { from: from - ROUNDING, to: to + ROUNDING };
  };
}

/** An ellipse as `a x x + b x y + c y y = 1` about its centre: widest at the strip's borders, or where its tangent is upright. */
function turnedEllipse({ box, angle = 0 }: Pick<MaskRegion, 'box' | 'angle'>): Outline {
  const radians = (angle * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const p = 4 / (box.width * box.width);
  const q = 4 / (box.height * box.height);
  const a = cos * cos * p + sin * sin * q;
  const b = 2 * cos * sin * (p - q);
  const c = sin * sin * p + cos * cos * q;
  const centreX = box.left + box.width / 2;
  const centreY = box.top + box.height / 2;
  const widest = Math.sqrt(c / (a * c - (b * b) / 4));
  const rowOfWidest = (-b * widest) / (2 * c);
  const highest = Math.sqrt(a / (a * c - (b * b) / 4));
  return (y) => {
    let from = Infinity;
    let to = -Infinity;
    const take = (x: number): void => {
      from = Math.min(from, x);
      to = Math.max(to, x);
    };
    for (const dy of [y - centreY, y + 1 - centreY]) {
      const inside = b * b * dy * dy - 4 * a * (c * dy * dy - 1);
      if (inside < 0) continue;
      const root = Math.sqrt(inside);
      take((-b * dy - root) / (2 * a));
      take((-b * dy + root) / (2 * a));
    }
    if (rowOfWidest + centreY >= y - ROUNDING && rowOfWidest + centreY <= y + 1 + ROUNDING) take(widest);
    if (-rowOfWidest + centreY >= y - ROUNDING && -rowOfWidest + centreY <= y + 1 + ROUNDING) take(-widest);
    if (from > to) {
      if (centreY + highest < y || centreY - highest > y + 1) return null;
      // Neither border is crossed: the strip holds all of a tiny ellipse, or an ellipse only just touches it with its tip.
      if (highest * 2 <= 1 + ROUNDING) return { from: centreX - widest - ROUNDING, to: centreX + widest + ROUNDING };
      const tip = centreX + (-b * (y < centreY ? -highest : highest)) / (2 * a);
      return { from: tip - ROUNDING, to: tip + ROUNDING };
    }
    return { from: centreX + from - ROUNDING, to: centreX + to + ROUNDING };
  };
}
