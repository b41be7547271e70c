import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { double, halve, resize, type Raster } from '../../../../src/core/detect/resample.ts';

/** A raster whose first channel holds the given rows; the others are its double, its opposite and opaque. */
function raster(rows: readonly (readonly number[])[]): Raster {
  const data = rows.flat().flatMap((value) => [value, Math.floor(value / 2), 255 - value, 255]);
  return { width: rows[0]!.length, height: rows.length, data: Uint8ClampedArray.from(data) };
}

/** Rows of one channel. */
function rowsOf({ width, height, data }: Raster, channel = 0): number[][] {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => data[(y * width + x) * 4 + channel]!));
}

const rasters = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }).map((data) => ({ width, height, data: new Uint8ClampedArray(data) })),
  );

const flat = ({ width, height }: Raster, value: number): Raster => ({ width, height, data: new Uint8ClampedArray(width * height * 4).fill(value) });

describe('halve', () => {
  it('averages two by two pixels, a half rounded up, each channel for itself', () => {
    const small = halve(raster([[0, 10, 100, 102], [20, 31, 100, 100]]));
    expect(rowsOf(small)).toEqual([[15, 101]]);
    expect(rowsOf(small, 2)).toEqual([[240, 155]]);
    expect(rowsOf(small, 3)).toEqual([[255, 255]]);
  });

  it('averages an odd last row or column with itself', () => {
    expect(rowsOf(halve(raster([[0, 10, 50], [20, 30, 70], [8, 12, 200]])))).toEqual([[15, 60], [10, 200]]);
  });

  it('leaves a single pixel as it is', () => {
    expect(halve(raster([[77]]))).toEqual(raster([[77]]));
  });

  it('rounds sides up, keeps flat pictures flat, and leaves its source alone', () => {
    fc.assert(
      fc.property(rasters, fc.integer({ min: 0, max: 255 }), (picture, value) => {
        const before = picture.data.slice();
        expect([halve(picture).width, halve(picture).height]).toEqual([Math.ceil(picture.width / 2), Math.ceil(picture.height / 2)]);
        expect(new Set(halve(flat(picture, value)).data)).toEqual(new Set([value]));
        expect(picture.data).toEqual(before);
      }),
    );
  });
});

describe('double', () => {
  it('puts new pixels at quarters between the old ones, and repeats the edge', () => {
    expect(rowsOf(double(raster([[0, 100]])))).toEqual([[0, 25, 75, 100], [0, 25, 75, 100]]);
    expect(rowsOf(double(raster([[0], [100]])), 0)).toEqual([[0, 0], [25, 25], [75, 75], [100, 100]]);
  });

  it('weighs nine, three, three and one sixteenth in the middle of four pixels', () => {
    const middle = rowsOf(double(raster([[0, 16], [32, 240]]))).slice(1, 3).map((row) => row.slice(1, 3));
    expect(middle).toEqual([[24, 56], [64, 144]]);
  });

  it('keeps flat pictures flat, and every value within those of its source', () => {
    fc.assert(
      fc.property(rasters, fc.integer({ min: 0, max: 255 }), (picture, value) => {
        const large = double(picture);
        expect([large.width, large.height]).toEqual([picture.width * 2, picture.height * 2]);
        expect(new Set(double(flat(picture, value)).data)).toEqual(new Set([value]));
        expect(Math.max(...large.data)).toBeLessThanOrEqual(Math.max(...picture.data));
        expect(Math.min(...large.data)).toBeGreaterThanOrEqual(Math.min(...picture.data));
      }),
    );
  });
});

describe('resize', () => {
  it('leaves a raster as it is at its own size, and a flat one flat at any size', () => {
    fc.assert(
      fc.property(rasters, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (source, width, height) => {
        expect(resize(source, source)).toEqual(source);
        const target = resize(flat(source, 77), { width, height });
        expect([target.width, target.height]).toEqual([width, height]);
        expect(target.data.every((value) => value === 77)).toBe(true);
      }),
    );
  });

  it('interpolates between pixel centres', () => {
    expect(rowsOf(resize(raster([[0, 100]]), { width: 4, height: 1 }))).toEqual([[0, 25, 75, 100]]);
    expect(rowsOf(resize(raster([[0], [100]]), { width: 1, height: 4 }))).toEqual([[0], [25], [75], [100]]);
    expect(rowsOf(resize(raster([[0, 30, 60]]), { width: 2, height: 1 }))).toEqual([[8, 53]]);
  });

  it('stays between the darkest and the brightest pixel', () => {
    fc.assert(
      fc.property(rasters, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (source, width, height) => {
        const values = rowsOf(source).flat();
        for (const value of rowsOf(resize(source, { width, height })).flat()) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...values));
          expect(value).toBeLessThanOrEqual(Math.max(...values));
        }
      }),
    );
  });
});
