import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';
import { alongLine, scaledRectangle, toRectangle, toTurnedBox } from '../../../../../src/core/detect/text/text-line.ts';

const number = fc.integer({ min: -500, max: 500 });
const side = fc.integer({ min: 1, max: 300 });

describe('toTurnedBox and toRectangle', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(number, number, side, side, number, (left, top, width, height, angle) => {
        const turned = { box: sourceBox(left, top, width, height), angle };
        expect(toTurnedBox(toRectangle(turned))).toEqual(turned);
      }),
    );
  });
});

describe('alongLine', () => {
  it('turns what is clearly higher than wide, so that its width is the line’s length', () => {
    expect(alongLine({ centreX: 5, centreY: 50, width: 10, height: 100, angle: 3 })).toEqual({ centreX: 5, centreY: 50, width: 100, height: 10, angle: -87 });
    const square = { centreX: 5, centreY: 5, width: 10, height: 14, angle: 0 };
    expect(alongLine(square)).toBe(square);
  });
});

describe('scaledRectangle', () => {
  const rectangle = { centreX: 10, centreY: 20, width: 30, height: 6, angle: 0 };

  it('is exact along the axes', () => {
    expect(scaledRectangle(rectangle, 2, 3, 100, 200)).toEqual({ centreX: 120, centreY: 260, width: 60, height: 18, angle: 0 });
    const upwards = scaledRectangle({ ...rectangle, angle: 90 }, 2, 3, 0, 0);
    expect(upwards.width).toBeCloseTo(90);
    expect(upwards.height).toBeCloseTo(12);
    expect(upwards.angle).toBeCloseTo(90);
  });

  it('keeps the shape where both axes scale alike, and the area always', () => {
    fc.assert(
      fc.property(fc.double({ min: -89, max: 90, noNaN: true }), fc.double({ min: 0.1, max: 9, noNaN: true }), fc.double({ min: 0.1, max: 9, noNaN: true }), (angle, x, y) => {
        const even = scaledRectangle({ ...rectangle, angle }, x, x, 0, 0);
        expect(even.angle).toBeCloseTo(angle, 6);
        expect(even.width).toBeCloseTo(30 * x, 6);
        const uneven = scaledRectangle({ ...rectangle, angle }, x, y, 0, 0);
        expect(uneven.width * uneven.height).toBeCloseTo(180 * x * y, 6);
      }),
    );
  });
});
