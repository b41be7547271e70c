import { assertNever } from '../errors.ts';
import { corners, type Size } from '../geometry/box.ts';
import { placing } from '../geometry/outline.ts';
import { brushStrips } from './brush-strips.ts';
import type { MaskRegion, PlacedShape } from './mask-plan.ts';
import { polygonStrips } from './polygon-strips.ts';
import { RowRanges } from './row-ranges.ts';
import { TURN_ROUNDING, type Strips } from './strips.ts';

/**
 * Pixels of a shape as horizontal runs: triples `y, start, end` with `start < end` (half-open), in whole pixels of the
 * oriented picture, all inside the picture. Rows come in order; a row may have several runs, from left to right, none of which
 * overlap or touch.
 */
export type Spans = Int32Array;

/** Numbers in one run of {@link Spans}. */
export const SPAN_LENGTH = 3;

/** What of a region decides which pixels it covers. */
export type ShapedRegion = PlacedShape & Pick<MaskRegion, 'inverse' | 'alsoClear'>;

/**
 * The pixels that a region's shape touches at all, clipped to the picture: a pixel of which any part lies inside the
 * outline belongs to the mask, so nothing shines through a soft edge. For an inverse region, the pixels of which any part
 * lies outside all its shapes.
 * @param region - shape and grown box; the box is finite with positive sides
 * @param size - of the oriented picture
 */
export function shapeSpans(region: ShapedRegion, size: Size): Spans {
  return region.inverse === true ? spansOutside([region, ...(region.alsoClear ?? [])], size) : spansInside(region, size);
}

function spansInside(region: PlacedShape, size: Size): Spans {
  const strips = stripsOf(region, size.width);
  const runs = new RunList();
  const row = new RowRanges(size.width);
  for (let y = Math.max(0, Math.floor(strips.top)); y < Math.min(size.height, Math.ceil(strips.bottom)); y += 1) {
    row.clear();
    strips.touched(y, row);
    row.merge();
    row.pixels((start, end) => {
      runs.add(y, start, end);
    });
  }
  return runs.spans();
}

function spansOutside(shapes: readonly PlacedShape[], size: Size): Spans {
  const all = shapes.map((shape) => stripsOf(shape, size.width));
  const runs = new RunList();
  const row = new RowRanges(size.width);
  for (let y = 0; y < size.height; y += 1) {
    row.clear();
    for (const strips of all) if (y >= strips.top && y + 1 <= strips.bottom) strips.enclosed(y, row);
    row.merge();
    row.pixelsBetween((start, end) => {
      runs.add(y, start, end);
    });
  }
  return runs.spans();
}

/** Runs as they come, row by row and from left to right; those that meet become one. */
class RunList {
  #runs = new Int32Array(256 * SPAN_LENGTH);
  #used = 0;

  add(y: number, start: number, end: number): void {
    const last = this.#used - SPAN_LENGTH;
    if (last >= 0 && this.#runs[last] === y && start <= (this.#runs[last + 2] ?? 0)) {
      this.#runs[last + 2] = Math.max(end, this.#runs[last + 2] ?? 0);
      return;
    }
    if (this.#used === this.#runs.length) {
      const more = new Int32Array(this.#used * 2);
      more.set(this.#runs);
      this.#runs = more;
    }
    this.#runs[this.#used] = y;
    this.#runs[this.#used + 1] = start;
    this.#runs[this.#used + 2] = end;
    this.#used += SPAN_LENGTH;
  }

  spans(): Spans {
    return this.#runs.subarray(0, this.#used);
  }
}

/** A shape whose outline is missing counts as its box; `checkPlan` lets none through. */
function stripsOf(region: PlacedShape, width: number): Strips {
  const { shape, box, angle = 0, outline } = region;
  const rounding = angle === 0 ? 0 : TURN_ROUNDING;
  switch (shape) {
    case 'ellipse': {
      const centre = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      return brushStrips([[centre]], { radiusX: box.width / 2, radiusY: box.height / 2, angle }, rounding);
    }
    case 'rectangle':
    case 'polygon':
    case 'brush': {
      const place = placing(region);
      if (shape === 'polygon' && outline?.type === 'polygon') return polygonStrips(outline.points.map(place), rounding, width);
      if (shape === 'brush' && outline?.type === 'brush') {
        const tip = { radiusX: outline.radiusX * box.width, radiusY: outline.radiusY * box.height, angle };
        return brushStrips(outline.strokes.map((points) => points.map(place)), tip, rounding);
      }
      return polygonStrips(rectangleCorners(region), rounding, width);
    }
    default:
      return assertNever(shape);
  }
}

/** Edges of a box that is not turned are its own, to the last bit. */
function rectangleCorners(region: PlacedShape): ReturnType<typeof corners> {
  if ((region.angle ?? 0) !== 0) return corners(region);
  const { left, top, width, height } = region.box;
  const [right, bottom] = [left + width, top + height];
  return [{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }];
}
