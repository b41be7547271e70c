import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { area, clip, corners, hullOf, inflate, intersectionArea, ios, iou, roundOut, scaleAboutCentre, sourceBox } from '../../../../src/core/geometry/box.ts';

const side = fc.double({ min: 0.01, max: 500, noNaN: true });
const place = fc.double({ min: -500, max: 500, noNaN: true });
const box = fc.tuple(place, place, side, side).map(([left, top, width, height]) => sourceBox(left, top, width, height));

describe('box', () => {
  it('measures shared area, IoU and IoS of two boxes that overlap by a quarter', () => {
    const a = sourceBox(0, 0, 10, 10);
    const b = sourceBox(5, 5, 10, 10);
    expect(intersectionArea(a, b)).toBe(25);
    expect(iou(a, b)).toBeCloseTo(25 / 175, 12);
    expect(ios(a, b)).toBe(0.25);
  });

  it('finds no overlap where boxes only touch, and none for a box without area', () => {
    expect(intersectionArea(sourceBox(0, 0, 5, 5), sourceBox(5, 0, 5, 5))).toBe(0);
    expect(iou(sourceBox(0, 0, 0, 5), sourceBox(0, 0, 5, 5))).toBe(0);
    expect(area(sourceBox(0, 0, -3, 5))).toBe(0);
  });

  it('says 1 for the IoS of a box inside another', () => {
    expect(ios(sourceBox(2, 2, 3, 3), sourceBox(0, 0, 10, 10))).toBe(1);
  });

  it('keeps the centre when it enlarges', () => {
    expect(scaleAboutCentre(sourceBox(10, 20, 40, 80), 1.5)).toEqual({ left: 0, top: 0, width: 60, height: 120 });
  });

  it('clips to the picture and gives an empty box for one that lies outside', () => {
    expect(clip(sourceBox(-5, -5, 20, 8), { width: 10, height: 10 })).toEqual({ left: 0, top: 0, width: 10, height: 3 });
    expect(clip(sourceBox(20, 20, 5, 5), { width: 10, height: 10 })).toMatchObject({ width: 0, height: 0 });
    expect(clip(sourceBox(-20, 2, 5, 5), { width: 10, height: 10 })).toMatchObject({ left: 0, width: 0 });
  });

  it('rounds outwards to whole pixels', () => {
    expect(roundOut(sourceBox(1.2, -0.5, 2, 1))).toEqual({ left: 1, top: -1, width: 3, height: 2 });
    expect(roundOut(sourceBox(3, 4, 5, 6))).toEqual({ left: 3, top: 4, width: 5, height: 6 });
  });

  it('keeps overlap measures symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(iou(a, b)).toBe(iou(b, a));
        expect(iou(a, b)).toBeGreaterThanOrEqual(0);
        expect(iou(a, b)).toBeLessThanOrEqual(ios(a, b) + 1e-9);
        expect(ios(a, b)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('turned boxes', () => {
  it('have their corners clockwise from the one that was upper left', () => {
    const points = corners({ box: sourceBox(10, 20, 40, 20), angle: 90 }).map(({ x, y }) => [Math.round(x), Math.round(y)]);
    expect(points).toEqual([[40, 10], [40, 50], [20, 50], [20, 10]]);
  });

  it('are their own hull when they are not turned', () => {
    fc.assert(fc.property(box, (given) => { expect(hullOf({ box: given })).toBe(given); }));
  });

  it('keep their centre, and lie inside their hull', () => {
    fc.assert(
      fc.property(box, fc.double({ min: -89, max: 90, noNaN: true }), (given, angle) => {
        const hull = hullOf({ box: given, angle });
        expect(hull.left + hull.width / 2).toBeCloseTo(given.left + given.width / 2, 6);
        expect(hull.top + hull.height / 2).toBeCloseTo(given.top + given.height / 2, 6);
        for (const { x, y } of corners({ box: given, angle })) {
          expect(x).toBeGreaterThanOrEqual(hull.left - 1e-9);
          expect(y).toBeLessThanOrEqual(hull.top + hull.height + 1e-9);
        }
      }),
    );
  });

  it('grow by the same number of pixels on every side', () => {
    expect(inflate(sourceBox(10, 20, 30, 40), 5)).toEqual(sourceBox(5, 15, 40, 50));
  });
});
