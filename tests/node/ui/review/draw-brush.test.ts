import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_OUTLINE_POINTS } from '../../../../src/core/geometry/outline.ts';
import { brushRegion, cleanStroke, extendBrush, strokesOf } from '../../../../src/ui/review/draw-brush.ts';
import { MAX_BRUSH, MIN_BRUSH, stepBrush } from '../../../../src/ui/review/tools.ts';

const picture = { width: 300, height: 200 };
const point = fc.record({ x: fc.double({ min: 0, max: 300, noNaN: true }), y: fc.double({ min: 0, max: 200, noNaN: true }) });
const stroke = fc.array(point, { minLength: 1, maxLength: 20 });
const radius = fc.integer({ min: 2, max: 100 });

describe('brushRegion', () => {
  it('makes a dab a region as wide as the tip', () => {
    expect(brushRegion([[{ x: 50, y: 40 }]], 10)).toEqual({
      box: { left: 40, top: 30, width: 20, height: 20 }, outline: { type: 'brush', radiusX: 0.5, radiusY: 0.5, strokes: [[{ x: 0.5, y: 0.5 }]] },
    });
  });

  it('has every point in its box with the whole tip around it, and gives the same points back', () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 4 }), radius, (strokes, half) => {
        const region = brushRegion(strokes, half);
        const { box, outline } = region;
        expect([box.left, box.top, box.width, box.height].every(Number.isInteger)).toBe(true);
        expect(outline.radiusX * box.width).toBeCloseTo(half, 9);
        expect(outline.radiusY * box.height).toBeCloseTo(half, 9);
        strokesOf(region)?.forEach((points, index) => {
          points.forEach(({ x, y }, at) => {
            expect(x).toBeCloseTo(strokes[index]![at]!.x, 6);
            expect(y).toBeCloseTo(strokes[index]![at]!.y, 6);
            expect(x - half).toBeGreaterThanOrEqual(box.left - 1e-9);
            expect(x + half).toBeLessThanOrEqual(box.left + box.width + 1e-9);
            expect(y - half).toBeGreaterThanOrEqual(box.top - 1e-9);
            expect(y + half).toBeLessThanOrEqual(box.top + box.height + 1e-9);
          });
        });
      }),
    );
  });
});

describe('extendBrush', () => {
  it('keeps what was painted where it was, and adds the stroke', () => {
    fc.assert(
      fc.property(stroke, stroke, radius, (first, second, half) => {
        const extended = extendBrush(brushRegion([first], half), second, half);
        const points = extended === null ? [] : (strokesOf(extended) ?? []).flat();
        expect(points).toHaveLength(first.length + second.length);
        [...first, ...second].forEach(({ x, y }, index) => {
          expect(points[index]!.x).toBeCloseTo(x, 6);
          expect(points[index]!.y).toBeCloseTo(y, 6);
        });
      }),
    );
  });

  it('begins another region with another tip, on a turned one, and when the points are used up', () => {
    const region = brushRegion([[{ x: 50, y: 40 }]], 10);
    expect(extendBrush(region, [{ x: 60, y: 40 }], 11)).toBeNull();
    expect(extendBrush({ ...region, angle: 10 }, [{ x: 60, y: 40 }], 10)).toBeNull();
    expect(extendBrush({ ...region, box: { ...region.box, width: 40 } }, [{ x: 60, y: 40 }], 10)).toBeNull();
    const many = Array.from({ length: MAX_OUTLINE_POINTS }, (_, x) => ({ x, y: 0 }));
    expect(extendBrush(region, many, 10)).toBeNull();
    expect(extendBrush(region, many.slice(1), 10)).not.toBeNull();
  });
});

describe('cleanStroke', () => {
  it('stays inside the picture', () => {
    expect(cleanStroke([{ x: -20, y: 500 }], 1, picture)).toEqual([{ x: 0, y: 200 }]);
  });

  it('drops what can’t be seen at the zoom in use', () => {
    const points = [{ x: 0, y: 0 }, { x: 10, y: 2 }, { x: 20, y: 0 }];
    expect(cleanStroke(points, 0.1, picture)).toHaveLength(2);
    expect(cleanStroke(points, 1, picture)).toHaveLength(3);
  });

  it('never has more points than an outline may have', () => {
    const zigzag = Array.from({ length: 3 * MAX_OUTLINE_POINTS }, (_, index) => ({ x: index / 30, y: 100 + (index % 2) * ((index % 97) + 3) }));
    const clean = cleanStroke(zigzag, 1, picture);
    expect(clean.length).toBeLessThanOrEqual(MAX_OUTLINE_POINTS);
    expect(clean.length).toBeGreaterThan(2);
  });
});

describe('stepBrush', () => {
  it('always changes the size until the ends of the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: MIN_BRUSH, max: MAX_BRUSH }), (size) => {
        const larger = stepBrush(size, 1);
        const smaller = stepBrush(size, -1);
        expect(size === MAX_BRUSH ? larger === MAX_BRUSH : larger > size && larger <= MAX_BRUSH).toBe(true);
        expect(size === MIN_BRUSH ? smaller === MIN_BRUSH : smaller < size && smaller >= MIN_BRUSH).toBe(true);
      }),
    );
  });
});
