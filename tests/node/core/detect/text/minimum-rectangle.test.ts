import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull, minimumRectangle } from '../../../../../src/core/detect/text/minimum-rectangle.ts';
import { cornersOf, toFrame } from '../../../../../src/core/detect/text/rotated-rectangle.ts';

const coordinate = fc.integer({ min: -50, max: 50 });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 40 });

describe('convexHull', () => {
  it('keeps the corners of a square and drops what lies inside or on its sides', () => {
    const square = [{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 4, y: 4 }, { x: 0, y: 4 }];
    const hull = convexHull([...square, { x: 2, y: 2 }, { x: 2, y: 0 }, { x: 4, y: 1 }]);
    expect(hull).toHaveLength(4);
    expect(hull).toEqual(expect.arrayContaining(square));
  });

  it('has all points on one side of each of its sides', () => {
    fc.assert(
      fc.property(points, (all) => {
        const hull = convexHull(all);
        for (const [index, a] of hull.entries()) {
          const b = hull[(index + 1) % hull.length] ?? a;
          for (const p of all) expect((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('minimumRectangle', () => {
  it('covers every point', () => {
    fc.assert(
      fc.property(points, (all) => {
        const rectangle = minimumRectangle(all);
        for (const point of all) {
          const { x, y } = toFrame(rectangle, point);
          expect(Math.abs(x)).toBeLessThanOrEqual(rectangle.width / 2 + 1e-6);
          expect(Math.abs(y)).toBeLessThanOrEqual(rectangle.height / 2 + 1e-6);
        }
      }),
    );
  });

  it('is no larger than the box along the axes, and within 45 degrees of it', () => {
    fc.assert(
      fc.property(points, (all) => {
        const { width, height, angle } = minimumRectangle(all);
        const xs = all.map(({ x }) => x);
        const ys = all.map(({ y }) => y);
        expect(width * height).toBeLessThanOrEqual((Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)) + 1e-6);
        expect(Math.abs(angle)).toBeLessThanOrEqual(45.000001);
      }),
    );
  });

  it('finds a turned rectangle from its corners', () => {
    const found = minimumRectangle(cornersOf({ centreX: 10, centreY: 20, width: 80, height: 12, angle: 17 }));
    expect(found.centreX).toBeCloseTo(10);
    expect(found.centreY).toBeCloseTo(20);
    expect(found.width).toBeCloseTo(80);
    expect(found.height).toBeCloseTo(12);
    expect(found.angle).toBeCloseTo(17);
  });

  it('is a point for one point and refuses none', () => {
    expect(minimumRectangle([{ x: 3, y: 4 }])).toMatchObject({ centreX: 3, centreY: 4, width: 0, height: 0 });
    expect(() => minimumRectangle([])).toThrow(RangeError);
  });
});
