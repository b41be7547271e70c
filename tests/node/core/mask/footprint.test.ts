import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox, type Size } from '../../../../src/core/geometry/box.ts';
import {
  coveredPixels,
  coverageWithin,
  footprint,
  footprintHull,
  hull,
  sharedFootprint,
  unionCoverage,
  type Footprint,
} from '../../../../src/core/mask/footprint.ts';
import type { BlockGrid, MaskRegion } from '../../../../src/core/mask/mask-plan.ts';
import { boxRegionOf, grids, regionOf, sizes } from '../../../contracts/plan-arbitraries.ts';

const SIZE = { width: 40, height: 30 };
const rectangle = (left: number, top: number, width: number, height: number) => ({ shape: 'rectangle' as const, box: sourceBox(left, top, width, height) });
const ellipse = (left: number, top: number, width: number, height: number) => ({ shape: 'ellipse' as const, box: sourceBox(left, top, width, height) });

function isCovered(print: Footprint, x: number, y: number): boolean {
  const column = x - print.left;
  const row = y - print.top;
  if (column < 0 || row < 0 || column >= print.width || row >= print.height) return false;
  return print.coverage[row * print.width + column] === 1;
}

/** Room for rounding where an ellipse grazes a pixel's corner. */
const GRAZE = 1e-9;

/** Does the open shape reach into the pixel? By the nearest point, without spans; `reach` near 1 shrinks or grows an ellipse. */
function touches({ shape, box }: Pick<MaskRegion, 'shape' | 'box'>, x: number, y: number, reach: number): boolean {
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  if (shape === 'rectangle') return x < right && x + 1 > box.left && y < bottom && y + 1 > box.top;
  const cx = box.left + box.width / 2;
  const cy = box.top + box.height / 2;
  const dx = (Math.min(Math.max(cx, x), x + 1) - cx) / (box.width / 2);
  const dy = (Math.min(Math.max(cy, y), y + 1) - cy) / (box.height / 2);
  return dx * dx + dy * dy < reach;
}

/** Shape, whole cells, margin: pixel by pixel, as the definition says it. */
function slowFootprint(region: Pick<MaskRegion, 'shape' | 'box'>, grid: BlockGrid | null, size: Size, reach: number): Set<number> {
  const { cellWidth, cellHeight, originX, originY, margin } = grid ?? { cellWidth: 1, cellHeight: 1, originX: 0, originY: 0, margin: 0 };
  const covered = new Set<number>();
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      if (!touches(region, x, y, reach)) continue;
      const left = originX + Math.floor((x - originX) / cellWidth) * cellWidth;
      const top = originY + Math.floor((y - originY) / cellHeight) * cellHeight;
      for (let v = Math.max(0, top - margin); v < Math.min(size.height, top + cellHeight + margin); v += 1) {
        for (let u = Math.max(0, left - margin); u < Math.min(size.width, left + cellWidth + margin); u += 1) covered.add(v * size.width + u);
      }
    }
  }
  return covered;
}

describe('footprint', () => {
  it('covers every pixel that a rectangle touches', () => {
    const print = footprint(rectangle(3.9, 4, 2.2, 1.01), null, SIZE);
    expect(hull(print)).toEqual({ left: 3, top: 4, width: 4, height: 2 });
    expect(coveredPixels(print)).toBe(8);
  });

  it('leaves the corners of an ellipse free and covers its whole outline', () => {
    const print = footprint(ellipse(0, 0, 20, 20), null, SIZE);
    expect(hull(print)).toEqual({ left: 0, top: 0, width: 20, height: 20 });
    expect([isCovered(print, 0, 0), isCovered(print, 10, 0), isCovered(print, 0, 10), isCovered(print, 19, 19)]).toEqual([false, true, true, false]);
  });

  it('takes whole cells plus the margin, and clips both to the picture', () => {
    const grid = { cellWidth: 16, cellHeight: 8, originX: -6, originY: 0, margin: 2 };
    expect(hull(footprint(rectangle(12, 9, 1, 1), grid, SIZE))).toEqual({ left: 8, top: 6, width: 20, height: 12 });
    expect(hull(footprint(rectangle(0, 0, 1, 1), grid, SIZE))).toEqual({ left: 0, top: 0, width: 12, height: 10 });
  });

  it('covers nothing for a region outside the picture, however near a cell brings it', () => {
    const print = footprint(rectangle(-5, 3, 5, 5), { cellWidth: 16, cellHeight: 16, originX: -8, originY: 0, margin: 2 }, SIZE);
    expect(print).toMatchObject({ width: 0, height: 0 });
    expect(print.coverage).toHaveLength(0);
  });

  it('covers what is outside an inverse shape, and takes whole cells plus the margin from its inside', () => {
    const inverse = { ...rectangle(7.5, 4, 20, 20), inverse: true };
    const grid = { cellWidth: 8, cellHeight: 4, originX: 0, originY: 0, margin: 1 };
    const plain = footprint(inverse, null, SIZE);
    expect([plain.width, plain.height, coveredPixels(plain)]).toEqual([40, 30, 1200 - 19 * 20]);
    expect([isCovered(plain, 7, 10), isCovered(plain, 8, 10), isCovered(plain, 26, 10), isCovered(plain, 27, 10)]).toEqual([true, false, false, true]);
    const snapped = footprint(inverse, grid, SIZE);
    // Columns 0 to 7 and from 24 on are touched, rows 0 to 3 and from 24 on; the margin takes one pixel more.
    expect([isCovered(snapped, 8, 10), isCovered(snapped, 9, 10), isCovered(snapped, 22, 10), isCovered(snapped, 23, 10)]).toEqual([true, false, false, true]);
    expect(coveredPixels(snapped)).toBe(1200 - 14 * 18);
  });

  it('covers nothing for an inverse shape that holds the picture, and all of it for one that lies outside', () => {
    expect(footprint({ ...rectangle(-1, -1, 50, 50), inverse: true }, null, SIZE).width).toBe(0);
    expect(coveredPixels(footprint({ ...rectangle(50, 0, 10, 10), inverse: true }, null, SIZE))).toBe(1200);
  });

  it('leaves clear what lies in any of several shapes, also where they only meet', () => {
    const inverse = { ...rectangle(0, 0, 10.5, 30), inverse: true, alsoClear: [rectangle(10.5, 0, 9.5, 30), ellipse(20, 0, 20, 30)] };
    const print = footprint(inverse, null, SIZE);
    expect([isCovered(print, 10, 5), isCovered(print, 19, 5), isCovered(print, 30, 15), isCovered(print, 20, 0)]).toEqual([false, false, false, true]);
  });

  it('covers a hundred megapixels when asked to', () => {
    const size = { width: 10_000, height: 10_000 };
    expect(coveredPixels(footprint(rectangle(-1, -1, 20_000, 20_000), { cellWidth: 16, cellHeight: 16, originX: 0, originY: 0, margin: 2 }, size))).toBe(1e8);
  });

  it('equals shape, then cells, then margin on any picture', () => {
    fc.assert(
      fc.property(boxRegionOf(fc.constant('solid')), grids, sizes, (region, grid, size) => {
        const print = footprint(region, grid, size);
        const least = slowFootprint(region, grid, size, 1 - GRAZE);
        const most = slowFootprint(region, grid, size, 1 + GRAZE);
        for (let y = 0; y < size.height; y += 1) {
          for (let x = 0; x < size.width; x += 1) {
            const covered = isCovered(print, x, y);
            if (least.has(y * size.width + x)) expect(covered).toBe(true);
            if (covered) expect(most.has(y * size.width + x)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has a hull that fits its pixels tightly, with or without drawing', () => {
    fc.assert(
      fc.property(regionOf(fc.constant('solid')), grids, sizes, (region, grid, size) => {
        const print = footprint(region, grid, size);
        expect(footprintHull(region, grid, size)).toEqual(hull(print));
        const columns = (x: number) => Array.from({ length: print.height }, (_, row) => isCovered(print, x, print.top + row)).some(Boolean);
        const rows = (y: number) => Array.from({ length: print.width }, (_, column) => isCovered(print, print.left + column, y)).some(Boolean);
        if (print.width === 0) return;
        expect([columns(print.left), columns(print.left + print.width - 1), rows(print.top), rows(print.top + print.height - 1)]).toEqual([true, true, true, true]);
      }),
    );
  });
});

describe('coverage of several footprints', () => {
  it('is the union in the picture, in a window, and the intersection of two', () => {
    fc.assert(
      fc.property(regionOf(fc.constant('solid')), regionOf(fc.constant('soft')), grids, sizes, (one, other, grid, size) => {
        const [a, b] = [footprint(one, grid, size), footprint(other, grid, size)];
        const whole = unionCoverage([a, b], size);
        const window = sourceBox(Math.floor(size.width / 3), Math.floor(size.height / 4), Math.ceil(size.width / 2), Math.ceil(size.height / 2));
        const part = coverageWithin([a, b], window);
        const shared = sharedFootprint(a, b);
        for (let y = 0; y < size.height; y += 1) {
          for (let x = 0; x < size.width; x += 1) {
            expect(whole[y * size.width + x]).toBe(isCovered(a, x, y) || isCovered(b, x, y) ? 1 : 0);
            expect(isCovered(shared, x, y)).toBe(isCovered(a, x, y) && isCovered(b, x, y));
          }
        }
        for (let y = 0; y < window.height; y += 1) {
          for (let x = 0; x < window.width; x += 1) {
            const [u, v] = [window.left + x, window.top + y];
            expect(part[y * window.width + x]).toBe(isCovered(a, u, v) || isCovered(b, u, v) ? 1 : 0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
