import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAlong, boxOfCorners, holdsPoint } from '../../../../../src/core/detect/codes/rotated-box.ts';
import { corners, sourceBox } from '../../../../../src/core/geometry/box.ts';

describe('boxOfCorners', () => {
  it('gives back an upright square', () => {
    const found = boxOfCorners([
      { x: 10, y: 20 },
      { x: 50, y: 20 },
      { x: 50, y: 60 },
      { x: 10, y: 60 },
    ]);
    expect(found.angle).toBe(0);
    expect(found.box).toEqual(sourceBox(10, 20, 40, 40));
  });

  it('turns clockwise in a picture whose y runs down', () => {
    const { box, angle } = boxOfCorners(corners({ box: sourceBox(100, 100, 80, 40), angle: 30 }));
    expect(angle).toBeCloseTo(30, 6);
    expect([box.left, box.top, box.width, box.height].map(Math.round)).toEqual([100, 100, 80, 40]);
    expect(corners({ box: sourceBox(0, 0, 10, 0), angle: 90 })[1]?.y).toBeCloseTo(5, 6);
  });

  it('holds all corners, however the quadrilateral lies', () => {
    const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 4 }), (corners) => {
        const found = boxOfCorners(corners);
        const { left, top, width, height } = found.box;
        const wider = { angle: found.angle, box: sourceBox(left - 1e-6, top - 1e-6, width + 2e-6, height + 2e-6) };
        expect(Math.abs(found.angle)).toBeLessThanOrEqual(45 + 1e-9);
        for (const corner of corners) expect(holdsPoint(wider, corner)).toBe(true);
      }),
    );
  });
});

describe('boxAlong', () => {
  it('keeps its angle above -90 and at most 90 degrees', () => {
    for (let degrees = -720; degrees <= 720; degrees += 15) {
      const { angle } = boxAlong(
        [
          { x: 0, y: 0 },
          { x: 9, y: 4 },
        ],
        (degrees * Math.PI) / 180,
      );
      expect(angle).toBeGreaterThan(-90);
      expect(angle).toBeLessThanOrEqual(90);
    }
  });
});
