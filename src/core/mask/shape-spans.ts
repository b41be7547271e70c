import type { Size } from '../geometry/box.ts';
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
export function shapeSpans(region: Pick<MaskRegion, 'shape' | 'box'>, size: Size): Spans {
  const { shape, box } = region;
  const firstRow = Math.max(0, Math.floor(box.top));
  const endRow = Math.min(size.height, Math.ceil(box.top + box.height));
  const spans = new Int32Array(Math.max(0, endRow - firstRow) * SPAN_LENGTH);
  let used = 0;
  for (let y = firstRow; y < endRow; y += 1) {
    const half = halfWidth(shape, box, y);
    if (half < 0) continue;
    const centre = box.left + box.width / 2;
    // A rectangle keeps its own edges: taken from the centre they could move inwards by a rounding error.
    const from = shape === 'rectangle' ? box.left : centre - half;
    const to = shape === 'rectangle' ? box.left + box.width : centre + half;
    const start = Math.max(0, Math.floor(from));
    const end = Math.min(size.width, Math.ceil(to));
    if (start >= end) continue;
    spans[used] = y;
    spans[used + 1] = start;
    spans[used + 2] = end;
    used += SPAN_LENGTH;
  }
  return spans.subarray(0, used);
}

/** Half the shape's greatest width within one pixel row; negative where the row is not touched. */
function halfWidth(shape: MaskRegion['shape'], box: MaskRegion['box'], y: number): number {
  if (shape === 'rectangle') return box.width / 2;
  if (shape === 'ellipse') {
    const centreY = box.top + box.height / 2;
    // An ellipse is widest where the row comes nearest to its centre.
    const nearest = Math.min(Math.max(centreY, y), y + 1);
    const offset = (nearest - centreY) / (box.height / 2);
    const inside = 1 - offset * offset;
    // The square root is exact to the last bit in IEEE arithmetic, so every engine draws the same outline.
    return inside > 0 ? (box.width / 2) * Math.sqrt(inside) : -1;
  }
  return assertNever(shape);
}
