import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedArea, cropRaster } from '../../../../src/core/animation/changed-area.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { refusalOf } from '../structure/refusal.ts';

const raster = (width: number, height: number, changed: readonly (readonly [number, number, number])[] = []): Raster => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [x, y, channel] of changed) data[(y * width + x) * 4 + channel] = 1;
  return { width, height, data };
};
const EMPTY = raster(9, 7);

describe('changedArea', () => {
  it.each([
    ['one pixel', [[3, 2, 0]], { left: 3, top: 2, width: 1, height: 1 }],
    ['alpha alone', [[8, 6, 3]], { left: 8, top: 6, width: 1, height: 1 }],
    [
      'corners',
      [
        [0, 0, 1],
        [8, 6, 2],
      ],
      { left: 0, top: 0, width: 9, height: 7 },
    ],
    [
      'a narrow row below a wide one',
      [
        [1, 1, 0],
        [7, 1, 0],
        [4, 5, 0],
      ],
      { left: 1, top: 1, width: 7, height: 5 },
    ],
    [
      'a wide row below a narrow one',
      [
        [4, 1, 0],
        [1, 5, 0],
        [7, 5, 0],
      ],
      { left: 1, top: 1, width: 7, height: 5 },
    ],
    ['nothing', [], { left: 0, top: 0, width: 1, height: 1 }],
  ] as const)('holds what differs: %s', (_, changed, area) => {
    expect(changedArea(EMPTY, raster(9, 7, changed), false)).toEqual(area);
  });

  it('grows to even offsets and stays as far to the right and down', () => {
    expect(
      changedArea(
        EMPTY,
        raster(9, 7, [
          [3, 5, 0],
          [4, 6, 0],
        ]),
        true,
      ),
    ).toEqual({ left: 2, top: 4, width: 3, height: 3 });
    expect(changedArea(EMPTY, raster(9, 7, [[4, 2, 0]]), true)).toEqual({ left: 4, top: 2, width: 1, height: 1 });
    expect(changedArea(EMPTY, EMPTY, true)).toEqual({ left: 0, top: 0, width: 1, height: 1 });
  });

  it('is the smallest box that holds every change', () => {
    const anyPixel = fc.tuple(fc.nat(8), fc.nat(6), fc.nat(3));
    fc.assert(
      fc.property(fc.array(anyPixel, { minLength: 1, maxLength: 6 }), (changed) => {
        const xs = changed.map(([x]) => x);
        const ys = changed.map(([, y]) => y);
        const left = Math.min(...xs);
        const top = Math.min(...ys);
        const area = { left, top, width: Math.max(...xs) - left + 1, height: Math.max(...ys) - top + 1 };
        expect(changedArea(EMPTY, raster(9, 7, changed), false)).toEqual(area);
      }),
    );
  });

  it('reads pixels wherever they begin in their buffer', () => {
    const shifted = new Uint8ClampedArray(EMPTY.data.length + 3).subarray(3);
    shifted.set(raster(9, 7, [[3, 2, 0]]).data);
    expect(changedArea(EMPTY, { width: 9, height: 7, data: shifted }, false)).toEqual({ left: 3, top: 2, width: 1, height: 1 });
  });

  it('refuses pictures of two sizes', () => {
    expect(refusalOf(() => changedArea(EMPTY, raster(7, 9), false))).toBe('engine/internal');
  });
});

describe('cropRaster', () => {
  it('copies the pixels of a box', () => {
    const picture = { width: 4, height: 3, data: Uint8ClampedArray.from({ length: 48 }, (_, index) => index) };
    const piece = cropRaster(picture, { left: 1, top: 1, width: 2, height: 2 });
    expect(piece).toMatchObject({ width: 2, height: 2 });
    expect([...piece.data]).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 36, 37, 38, 39, 40, 41, 42, 43]);
    piece.data.fill(0);
    expect(picture.data[20]).toBe(20);
  });
});
