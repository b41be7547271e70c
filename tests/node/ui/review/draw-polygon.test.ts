import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_OUTLINE_POINTS } from '../../../../src/core/geometry/outline.ts';
import { addCorner, polygonRegion } from '../../../../src/ui/review/draw-polygon.ts';

const picture = { width: 300, height: 200 };
const triangle = [{ x: 10, y: 10 }, { x: 110, y: 10 }, { x: 60, y: 90 }];

describe('addCorner', () => {
  it('sets corner after corner, inside the picture', () => {
    expect(addCorner(triangle.slice(0, 1), { x: 400, y: -3 }, 12, picture)).toEqual({ type: 'open', corners: [triangle[0], { x: 300, y: 0 }] });
  });

  it('closes on the first corner from three corners on', () => {
    expect(addCorner(triangle, { x: 14, y: 18 }, 12, picture)).toEqual({ type: 'closed', corners: triangle });
    expect(addCorner(triangle.slice(0, 2), { x: 14, y: 18 }, 12, picture).type).toBe('open');
    expect(addCorner(triangle, { x: 24, y: 18 }, 12, picture).type).toBe('open');
  });

  it('closes on the last corner again, and does nothing there before three corners', () => {
    expect(addCorner(triangle, { x: 61, y: 91 }, 12, picture)).toEqual({ type: 'closed', corners: triangle });
    expect(addCorner(triangle.slice(0, 2), { x: 110, y: 11 }, 12, picture)).toEqual({ type: 'open', corners: triangle.slice(0, 2) });
  });

  it('closes by itself when an outline can take no further corner', () => {
    const corners = Array.from({ length: MAX_OUTLINE_POINTS - 1 }, (_, x) => ({ x: (x % 30) * 10, y: Math.floor(x / 30) }));
    expect(addCorner(corners, { x: 150, y: 199 }, 1, picture).type).toBe('closed');
  });
});

describe('polygonRegion', () => {
  it('is the hull of its corners, with the corners as shares of it', () => {
    expect(polygonRegion(triangle)).toEqual({
      box: { left: 10, top: 10, width: 100, height: 80 },
      outline: { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0.5, y: 1 }] },
    });
  });

  it('keeps every corner where it was clicked', () => {
    const corner = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 200 }) });
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), (corners) => {
        const region = polygonRegion(corners);
        if (region === null) return;
        region.outline.points.forEach(({ x, y }, index) => {
          expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
          expect(region.box.left + x * region.box.width).toBeCloseTo(corners[index]!.x, 9);
          expect(region.box.top + y * region.box.height).toBeCloseTo(corners[index]!.y, 9);
        });
      }),
    );
  });

  it('is nothing where corners enclose nothing', () => {
    expect(polygonRegion(triangle.slice(0, 2))).toBeNull();
    expect(polygonRegion([{ x: 0, y: 5 }, { x: 50, y: 5 }, { x: 90, y: 5 }])).toBeNull();
    expect(polygonRegion([{ x: 0, y: 0 }, { x: 2, y: 0 }, { x: 2, y: 2 }])).toBeNull();
  });
});
