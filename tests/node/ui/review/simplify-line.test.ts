import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToLine, simplifyLine } from '../../../../src/ui/review/simplify-line.ts';

const point = fc.record({ x: fc.double({ min: -500, max: 500, noNaN: true }), y: fc.double({ min: -500, max: 500, noNaN: true }) });

describe('simplifyLine', () => {
  it('leaves only the ends of a straight line', () => {
    const points = Array.from({ length: 50 }, (_, x) => ({ x, y: 2 * x }));
    expect(simplifyLine(points, 0.01)).toEqual([points[0], points[49]]);
  });

  it('keeps a corner that sticks out by more than the tolerance, and drops one that does not', () => {
    const points = [{ x: 0, y: 0 }, { x: 5, y: 1 }, { x: 10, y: 0 }];
    expect(simplifyLine(points, 0.9)).toEqual(points);
    expect(simplifyLine(points, 1.1)).toEqual([points[0], points[2]]);
  });

  it('never moves away from a point by more than the tolerance, and keeps the order and the ends', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), fc.double({ min: 0.1, max: 80, noNaN: true }), (points, tolerance) => {
        const line = simplifyLine(points, tolerance);
        expect(line[0]).toBe(points[0]);
        expect(line.at(-1)).toBe(points.at(-1));
        let from = 0;
        for (const kept of line) {
          const at = points.indexOf(kept, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at;
        }
        const away = (wanted: { x: number; y: number }): number => Math.min(...line.map((a, index) => distanceToLine(wanted, a, line[index + 1] ?? a)));
        for (const wanted of points) expect(away(wanted)).toBeLessThanOrEqual(tolerance + 1e-9);
      }),
    );
  });

  it('copes with a stroke of 20,000 points', () => {
    const points = Array.from({ length: 20_000 }, (_, index) => ({ x: index / 10, y: 50 * Math.sin(index / 100) }));
    expect(simplifyLine(points, 0.5).length).toBeLessThan(1000);
  });
});
