import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cornersOf, fromFrame, quarterTurned, sharedArea, toFrame, upright, type RotatedRectangle } from '../../../../../src/core/detect/text/rotated-rectangle.ts';

const side = fc.double({ min: 1, max: 200, noNaN: true });
const place = fc.double({ min: -100, max: 100, noNaN: true });
const rectangle = fc.record({ centreX: place, centreY: place, width: side, height: side, angle: fc.double({ min: -89.9, max: 90, noNaN: true }) });
const at = (centreX: number, centreY: number, width: number, height: number, angle = 0): RotatedRectangle => ({ centreX, centreY, width, height, angle });

/** Corners in an order that does not depend on which one is called the first. */
const cornerSet = (r: RotatedRectangle): string[] => cornersOf(r).map(({ x, y }) => `${x.toFixed(4)},${y.toFixed(4)}`.replaceAll('-0.0000', '0.0000')).sort();

describe('cornersOf', () => {
  it('turns clockwise as seen on a screen', () => {
    const [topLeft, topRight] = cornersOf(at(0, 0, 10, 4, 90));
    expect(topLeft.x).toBeCloseTo(2);
    expect(topLeft.y).toBeCloseTo(-5);
    expect(topRight.x).toBeCloseTo(2);
    expect(topRight.y).toBeCloseTo(5);
  });
});

describe('toFrame and fromFrame', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(rectangle, place, place, (r, x, y) => {
        const back = fromFrame(r, toFrame(r, { x, y }));
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });
});

describe('upright and quarterTurned', () => {
  it('describe the same four corners', () => {
    fc.assert(
      fc.property(rectangle, (r) => {
        expect(cornerSet(upright(r))).toEqual(cornerSet(r));
        expect(cornerSet(quarterTurned(r))).toEqual(cornerSet(r));
      }),
      { seed: 7 },
    );
  });

  it('keep to their ranges of angles', () => {
    fc.assert(
      fc.property(rectangle, (r) => {
        expect(Math.abs(upright(r).angle)).toBeLessThanOrEqual(45.000001);
        const { angle } = quarterTurned(r);
        expect(angle).toBeGreaterThan(-90);
        expect(angle).toBeLessThanOrEqual(90);
      }),
    );
  });
});

describe('sharedArea', () => {
  it('is the whole area of a rectangle with itself', () => {
    fc.assert(fc.property(rectangle, (r) => { expect(sharedArea(r, r) / (r.width * r.height)).toBeCloseTo(1, 6); }));
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(rectangle, rectangle, (a, b) => {
        expect(Math.abs(sharedArea(a, b) - sharedArea(b, a))).toBeLessThan(1e-6 * (1 + a.width * a.height + b.width * b.height));
      }),
    );
  });

  it('is never more than the smaller area', () => {
    fc.assert(
      fc.property(rectangle, rectangle, (a, b) => {
        expect(sharedArea(a, b)).toBeLessThanOrEqual(Math.min(a.width * a.height, b.width * b.height) * (1 + 1e-9));
      }),
    );
  });

  it('knows what a square shares with itself turned by 45 degrees', () => {
    expect(sharedArea(at(0, 0, 2, 2), at(0, 0, 2, 2, 45))).toBeCloseTo(8 * (Math.SQRT2 - 1), 6);
  });

  it('is 0 apart and the overlap for unturned boxes', () => {
    expect(sharedArea(at(0, 0, 2, 2), at(5, 0, 2, 2))).toBe(0);
    expect(sharedArea(at(0, 0, 4, 2), at(3, 1, 4, 2))).toBeCloseTo(1, 9);
  });
});
