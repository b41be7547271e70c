import { describe, expect, it } from 'vitest';
import { corners, sourceBox } from '../../../../src/core/geometry/box.ts';
import { isInOutline, placing, type Outline } from '../../../../src/core/geometry/outline.ts';

describe('placing', () => {
  it('takes shares of the box to the picture, exactly where it is not turned', () => {
    expect(placing({ box: sourceBox(10, 20, 40, 8) })({ x: 0.25, y: 1.5 })).toEqual({ x: 20, y: 32 });
  });

  it('turns clockwise about the box’s centre', () => {
    const turned = { box: sourceBox(10, 20, 40, 8), angle: 30 };
    const place = placing(turned);
    const placed = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }].map(place);
    corners(turned).forEach(({ x, y }, index) => {
      expect(placed[index]?.x).toBeCloseTo(x, 9);
      expect(placed[index]?.y).toBeCloseTo(y, 9);
    });
  });
});

describe('isInOutline', () => {
  it('fills a polygon by the even-odd rule', () => {
    const bow: Outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 1 }, { x: 1, y: 0 }, { x: 0, y: 1 }] };
    const inside = [[0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8], [1.1, 0.5]].map(([x = 0, y = 0]) => isInOutline(bow, { x, y }));
    expect(inside).toEqual([true, true, false, false, false]);
  });

  it('reaches a tip’s radius from each stroke, in both directions', () => {
    const brush: Outline = { type: 'brush', radiusX: 0.1, radiusY: 0.2, strokes: [[{ x: 0.3, y: 0.5 }, { x: 0.6, y: 0.5 }], [{ x: 0.9, y: 0.9 }]] };
    const inside = [[0.21, 0.5], [0.19, 0.5], [0.45, 0.69], [0.45, 0.71], [0.69, 0.5], [0.9, 0.71], [0.8, 0.75]].map(([x = 0, y = 0]) => isInOutline(brush, { x, y }));
    expect(inside).toEqual([true, false, true, false, true, true, false]);
  });
});
