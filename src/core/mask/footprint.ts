import { sourceBox, type Box, type Size } from '../geometry/box.ts';
import type { BlockGrid } from './mask-plan.ts';
import { SPAN_LENGTH, shapeSpans, type ShapedRegion, type Spans } from './shape-spans.ts';

/**
 * The pixels that one mask covers, as a bitmap over their hull. All values are whole pixels of the oriented picture and
 * lie inside it. A region that lies outside the picture has width and height 0.
 */
export interface Footprint extends Size {
  readonly left: number;
  readonly top: number;
  /** Row-major, one byte a pixel of the hull: 1 = covered, 0 = not. */
  readonly coverage: Uint8Array;
}

/**
 * Rasterises one region: shape, or all that is outside it, then every block that this touches as a whole, then the margin on all sides.
 * @param region - shape and grown box; the box is finite with positive sides
 * @param grid - the codec's blocks; `null` leaves the shape as it is
 * @param size - of the oriented picture
 */
export function footprint(region: ShapedRegion, grid: BlockGrid | null, size: Size): Footprint {
  const spans = shapeSpans(region, size);
  const extent = spansHull(spans);
  const { left, top, width, height } = grownHull(extent, grid, size);
  const coverage = new Uint8Array(width * height);
  if (grid === null) fillSpans(coverage, spans, left, top, width);
  else fillCells(coverage, spans, { left, top, width, height }, extent, grid);
  return { left, top, width, height, coverage };
}

/**
 * The hull of what {@link footprint} covers, without drawing it.
 * @param region - shape and grown box; the box is finite with positive sides
 * @param grid - the codec's blocks, or `null`
 * @param size - of the oriented picture
 * @returns a box on whole pixels inside the picture; width and height are 0 where nothing is covered
 */
export function footprintHull(region: ShapedRegion, grid: BlockGrid | null, size: Size): Box<'source'> {
  return grownHull(spansHull(shapeSpans(region, size)), grid, size);
}

/** Number of pixels that a footprint covers. */
export function coveredPixels(print: Footprint): number {
  let count = 0;
  for (const covered of print.coverage) count += covered;
  return count;
}

/** The hull of a footprint as a box. */
export function hull(print: Footprint): Box<'source'> {
  return sourceBox(print.left, print.top, print.width, print.height);
}

/**
 * What several footprints cover together within one window.
 * @param prints - in any order; those outside the window cost nothing
 * @param window - box on whole pixels of the oriented picture
 * @returns row-major, one byte a pixel of the window: 1 = covered; owned by the caller
 */
export function coverageWithin(prints: readonly Footprint[], window: Box<'source'>): Uint8Array {
  const out = new Uint8Array(window.width * window.height);
  for (const print of prints) {
    const shared = overlap(print, window);
    for (let y = shared.top; y < shared.top + shared.height; y += 1) {
      let to = (y - window.top) * window.width + shared.left - window.left;
      let from = (y - print.top) * print.width + shared.left - print.left;
      for (const end = from + shared.width; from < end; from += 1, to += 1) {
        if (print.coverage[from] === 1) out[to] = 1;
      }
    }
  }
  return out;
}

/**
 * What several footprints cover together in the whole picture.
 * @param prints - in any order
 * @param size - of the oriented picture
 * @returns row-major, one byte a pixel of the picture: 1 = covered; owned by the caller
 */
export function unionCoverage(prints: readonly Footprint[], size: Size): Uint8Array {
  return coverageWithin(prints, sourceBox(0, 0, size.width, size.height));
}

/**
 * The pixels that two footprints share.
 * @returns a footprint over the overlap of both hulls; width and height are 0 where the hulls do not overlap
 */
export function sharedFootprint(a: Footprint, b: Footprint): Footprint {
  const shared = overlap(a, b);
  const coverage = new Uint8Array(shared.width * shared.height);
  for (let row = 0; row < shared.height; row += 1) {
    let inA = (shared.top + row - a.top) * a.width + shared.left - a.left;
    let inB = (shared.top + row - b.top) * b.width + shared.left - b.left;
    for (let to = row * shared.width, end = to + shared.width; to < end; to += 1, inA += 1, inB += 1) {
      if (a.coverage[inA] === 1 && b.coverage[inB] === 1) coverage[to] = 1;
    }
  }
  return { left: shared.left, top: shared.top, width: shared.width, height: shared.height, coverage };
}

type Rect = Size & { readonly left: number; readonly top: number };

function overlap(a: Rect, b: Rect): Box<'source'> {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? sourceBox(left, top, width, height) : sourceBox(0, 0, 0, 0);
}

function spansHull(spans: Spans): Box<'source'> {
  if (spans.length === 0) return sourceBox(0, 0, 0, 0);
  let left = Infinity;
  let top = Infinity;
  let right = 0;
  let bottom = 0;
  for (let i = 0; i < spans.length; i += SPAN_LENGTH) {
    const y = spans[i] ?? 0;
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    left = Math.min(left, spans[i + 1] ?? 0);
    right = Math.max(right, spans[i + 2] ?? 0);
  }
  return sourceBox(left, top, right - left, bottom - top);
}

/** Snaps a hull out to whole cells, adds the margin and clips it to the picture. */
function grownHull(extent: Box<'source'>, grid: BlockGrid | null, size: Size): Box<'source'> {
  if (grid === null || extent.width === 0) return extent;
  const { cellWidth, cellHeight, originX, originY, margin } = grid;
  const left = Math.max(0, originX + cellOf(extent.left, originX, cellWidth) * cellWidth - margin);
  const top = Math.max(0, originY + cellOf(extent.top, originY, cellHeight) * cellHeight - margin);
  const lastX = extent.left + extent.width - 1;
  const lastY = extent.top + extent.height - 1;
  const right = Math.min(size.width, originX + (cellOf(lastX, originX, cellWidth) + 1) * cellWidth + margin);
  const bottom = Math.min(size.height, originY + (cellOf(lastY, originY, cellHeight) + 1) * cellHeight + margin);
  return sourceBox(left, top, right - left, bottom - top);
}

function cellOf(pixel: number, origin: number, cell: number): number {
  return Math.floor((pixel - origin) / cell);
}

function fillSpans(coverage: Uint8Array, spans: Spans, left: number, top: number, width: number): void {
  for (let i = 0; i < spans.length; i += SPAN_LENGTH) {
    const row = ((spans[i] ?? 0) - top) * width - left;
    coverage.fill(1, row + (spans[i + 1] ?? 0), row + (spans[i + 2] ?? 0));
  }
}

/** Marks the cells that the runs touch, then fills each run of cells together with its margin. */
function fillCells(coverage: Uint8Array, spans: Spans, target: Rect, extent: Rect, grid: BlockGrid): void {
  if (spans.length === 0) return;
  const { cellWidth, cellHeight, originX, originY, margin } = grid;
  const firstColumn = cellOf(extent.left, originX, cellWidth);
  const firstRow = cellOf(extent.top, originY, cellHeight);
  const columns = cellOf(extent.left + extent.width - 1, originX, cellWidth) - firstColumn + 1;
  const rows = cellOf(extent.top + extent.height - 1, originY, cellHeight) - firstRow + 1;
  const touched = new Uint8Array(columns * rows);
  for (let i = 0; i < spans.length; i += SPAN_LENGTH) {
    const row = (cellOf(spans[i] ?? 0, originY, cellHeight) - firstRow) * columns - firstColumn;
    const from = cellOf(spans[i + 1] ?? 0, originX, cellWidth);
    const last = cellOf((spans[i + 2] ?? 0) - 1, originX, cellWidth);
    touched.fill(1, row + from, row + last + 1);
  }
  for (let row = 0; row < rows; row += 1) {
    const cellTop = originY + (firstRow + row) * cellHeight;
    const top = Math.max(target.top, cellTop - margin);
    const bottom = Math.min(target.top + target.height, cellTop + cellHeight + margin);
    for (let column = 0; column < columns; column += 1) {
      if (touched[row * columns + column] !== 1) continue;
      const start = column;
      while (column + 1 < columns && touched[row * columns + column + 1] === 1) column += 1;
      const left = Math.max(target.left, originX + (firstColumn + start) * cellWidth - margin);
      const right = Math.min(target.left + target.width, originX + (firstColumn + column + 1) * cellWidth + margin);
      for (let y = top; y < bottom; y += 1) {
        const offset = (y - target.top) * target.width - target.left;
        coverage.fill(1, offset + left, offset + right);
      }
    }
  }
}
