import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../../src/core/detect/resample.ts';
import { brightness } from '../../../../../src/core/detect/text/brightness.ts';
import { packResized, type PlaneTables } from '../../../../../src/core/detect/text/pack-resized.ts';
import { triangleTaps } from '../../../../../src/core/detect/text/resize-taps.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const same = Float32Array.from({ length: 256 }, (_, value) => value);
const tables: PlaneTables = [same, same, same];

function raster(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number]): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set([...colour(x, y), 255], (y * width + x) * 4);
  return { width, height, data };
}

describe('triangleTaps', () => {
  it('weighs to 1 and reads only cells that are there', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 40, noNaN: true }),
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 50 }),
        (from, length, outputs, cells) => {
          const { starts, weights, width } = triangleTaps(from, length, outputs, cells);
          for (let output = 0; output < outputs; output += 1) {
            let sum = 0;
            for (let tap = 0; tap < width; tap += 1) {
              const weight = weights[output * width + tap]!;
              sum += weight;
              if (weight > 0) expect(starts[output]! + tap).toBeLessThan(cells);
            }
            expect(starts[output]).toBeGreaterThanOrEqual(0);
            expect(sum).toBeCloseTo(1, 4);
          }
        },
      ),
    );
  });

  it('copies cells one to one at native size', () => {
    const { starts, weights, width } = triangleTaps(0, 4, 4, 4);
    for (let output = 0; output < 4; output += 1) {
      const tap = Array.from({ length: width }, (_, i) => weights[output * width + i]).indexOf(1);
      expect(starts[output]! + tap).toBe(output);
    }
  });
});

describe('packResized', () => {
  it('writes planes in the order blue, green, red', () => {
    const into = new Float32Array(12);
    packResized(raster(2, 2, () => [10, 20, 30]), sourceBox(0, 0, 2, 2), { width: 2, height: 2 }, tables, into);
    expect([...into]).toEqual([30, 30, 30, 30, 20, 20, 20, 20, 10, 10, 10, 10]);
  });

  it('keeps a flat colour flat at any size and from any part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 9, noNaN: true }), (width, height, left) => {
        const into = new Float32Array(width * height * 3);
        packResized(raster(20, 12, () => [50, 50, 50]), sourceBox(left, 1, 8, 9), { width, height }, tables, into);
        for (const value of into) expect(value).toBeCloseTo(50, 2);
      }),
    );
  });

  it('averages everything when it shrinks, so that fine stripes become grey', () => {
    const into = new Float32Array(8 * 8 * 3);
    packResized(raster(64, 64, (x) => (x % 2 === 0 ? [0, 0, 0] : [200, 200, 200])), sourceBox(0, 0, 64, 64), { width: 8, height: 8 }, tables, into);
    // The outermost cells weigh the edge pixel twice.
    for (let x = 1; x < 7; x += 1) expect(into[x]).toBeCloseTo(100, 0);
  });

  it('puts a part where it belongs', () => {
    const into = new Float32Array(3 * 3 * 3);
    packResized(raster(9, 9, (x, y) => [x * 10, y * 10, 0]), sourceBox(3, 5, 3, 3), { width: 3, height: 3 }, tables, into);
    expect([...into.subarray(18, 21)]).toEqual([30, 40, 50]);
    expect([into[9], into[12], into[15]]).toEqual([50, 60, 70]);
  });
});

describe('brightness', () => {
  it('is the weighted mean of the channels', () => {
    expect(brightness(raster(300, 10, () => [100, 100, 100]))).toBeCloseTo(100, 6);
    expect(brightness(raster(10, 300, () => [0, 255, 0]))).toBeCloseTo(0.587 * 255, 6);
    expect(brightness(raster(256, 2, (x) => (x < 128 ? [0, 0, 0] : [200, 200, 200])))).toBeCloseTo(100, 6);
  });
});
