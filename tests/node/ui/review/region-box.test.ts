import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { boxBetween, fitBox, fitRegion, HANDLES, insertedBox, MIN_SIDE, moveBox, resizeBox, shownHandles } from '../../../../src/ui/review/region-box.ts';

const picture = { width: 200, height: 100 };

describe('region boxes', () => {
  it('spans two corners in any order', () => {
    expect(boxBetween({ x: 50, y: 40 }, { x: 10, y: 90 }, picture)).toEqual(sourceBox(10, 40, 40, 50));
  });

  it('cuts a drawn box at the edges of the picture', () => {
    expect(boxBetween({ x: -50, y: -50 }, { x: 20, y: 30 }, picture)).toEqual(sourceBox(0, 0, 20, 30));
  });

  it('stops a moved box at the edge without shrinking it', () => {
    expect(moveBox(sourceBox(10, 10, 30, 20), 1000, -1000, picture)).toEqual(sourceBox(170, 0, 30, 20));
  });

  it('keeps the opposite side in place while a handle moves', () => {
    expect(resizeBox(sourceBox(10, 10, 30, 20), 'nw', 5, -5, picture)).toEqual(sourceBox(15, 5, 25, 25));
    expect(resizeBox(sourceBox(10, 10, 30, 20), 'e', 7, 99, picture)).toEqual(sourceBox(10, 10, 37, 20));
  });

  it('never lets sides cross or leave the picture, whatever is done', () => {
    const side = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(fc.constantFrom(...HANDLES), side, side, (handle, dx, dy) => {
        const box = resizeBox(sourceBox(20, 20, 40, 40), handle, dx, dy, picture);
        expect(box.width).toBeGreaterThanOrEqual(MIN_SIDE);
        expect(box.height).toBeGreaterThanOrEqual(MIN_SIDE);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(picture.width);
        expect(box.top + box.height).toBeLessThanOrEqual(picture.height);
      }),
    );
  });

  it('fits into a picture smaller than the smallest side', () => {
    expect(fitBox(sourceBox(0, 0, 50, 50), { width: 2, height: 1 })).toEqual(sourceBox(0, 0, 2, 1));
  });

  it('inserts a square about the middle of what is in sight', () => {
    expect(insertedBox({ x: 100, y: 50 }, { width: 80, height: 40 }, picture)).toEqual(sourceBox(95, 45, 10, 10));
  });

  it('lets what is turned or has an outline reach past the edges, with its centre inside', () => {
    expect(fitRegion({ angle: 30 }, sourceBox(-10, 20, 30, 20), picture)).toEqual(sourceBox(-10, 20, 30, 20));
    expect(fitRegion({ outline: {} }, sourceBox(-100, 20, 30, 20), picture)).toEqual(sourceBox(-15, 20, 30, 20));
    expect(fitRegion({}, sourceBox(-10, 20, 30, 20), picture)).toEqual(sourceBox(0, 20, 30, 20));
  });

  it('has no handles in the middle of short sides', () => {
    expect(shownHandles({ width: 100, height: 20 }, 1)).toEqual(['nw', 'n', 'ne', 'se', 's', 'sw']);
    expect(shownHandles({ width: 100, height: 20 }, 0.5)).toEqual(['nw', 'ne', 'se', 'sw']);
    expect(shownHandles({ width: 100, height: 20 }, 8)).toHaveLength(8);
  });
});
