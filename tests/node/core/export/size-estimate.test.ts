import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutBytes, fileBytes, keyFrameCount, picturesBytes, samplePlaces, type SampledSizes } from '../../../../src/core/export/size-estimate.ts';

/** Sizes as an encoder would give them for frames of a place. */
function place(key: number, deltas: readonly number[]): SampledSizes {
  return { keys: [key], deltas };
}

/** A dozen frames whose later ones are all alike. */
function even(key: number, delta: number): SampledSizes {
  return place(key, new Array<number>(11).fill(delta));
}

describe('places where a film is tried', () => {
  it('are all of a short one', () => {
    expect(samplePlaces(1)).toEqual([{ first: 0, count: 1 }]);
    expect(samplePlaces(36)).toEqual([{ first: 0, count: 36 }]);
  });

  it('lie in the middle of three equal parts of a long one', () => {
    expect(samplePlaces(900)).toEqual([{ first: 144, count: 12 }, { first: 444, count: 12 }, { first: 744, count: 12 }]);
  });

  it('lie within the film, and apart', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5_000_000 }), (frames) => {
      let end = 0;
      for (const { first, count } of samplePlaces(frames)) {
        expect(first).toBeGreaterThanOrEqual(end);
        expect(count).toBeGreaterThan(0);
        end = first + count;
      }
      expect(end).toBeLessThanOrEqual(frames);
    }));
  });
});

describe('frames that can be decoded by themselves', () => {
  it('are the first of each stretch in which there are any', () => {
    expect(keyFrameCount([0, 0.5, 1.9, 2, 2.1, 4], 2)).toBe(3);
    expect(keyFrameCount([1.5, 1.9, 2], 2)).toBe(2);
    expect(keyFrameCount([0, 30, 30.5], 2)).toBe(2);
    expect(keyFrameCount([7], 2)).toBe(1);
  });
});

describe('the size of a film’s pictures', () => {
  it('is what was encoded where that was all of it', () => {
    expect(picturesBytes([place(5000, [300, 200, 100])], 4, 1)).toBe(5600);
  });

  it('counts both sorts of frames as often as the film has them', () => {
    expect(picturesBytes([even(20_000, 1000)], 300, 5)).toBeCloseTo(5 * 20_000 + 295 * 1000, 6);
  });

  it('takes every place for an equal part', () => {
    expect(picturesBytes([even(20_000, 1000), even(2000, 10)], 600, 10)).toBeCloseTo((10 * 22_000) / 2 + (590 * 1010) / 2, 6);
  });

  it('does not take what follows at once for what follows later', () => {
    const settling = place(10_000, [900, 800, 600, 400, 200, 50, 50, 50, 50, 50, 50]);
    const head = 10_000 + 2900 + 300;
    expect(picturesBytes([settling], 600, 10)).toBeCloseTo(10 * head + (600 - 120) * 50, 6);
  });

  it('holds where a film has more frames that can be decoded by themselves than its places', () => {
    expect(picturesBytes([even(5000, 100)], 100, 50)).toBeCloseTo(50 * 5000 + 50 * 100, 6);
    expect(picturesBytes([{ keys: [5000, 5000], deltas: [] }], 100, 100)).toBeCloseTo(500_000, 6);
  });

  it('grows with every frame that was encoded', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 11 });
    fc.assert(fc.property(sizes, fc.integer({ min: 40, max: 100_000 }), fc.integer({ min: 1, max: 40 }), (deltas, frames, keyFrames) => {
      const size = picturesBytes([place(1000, deltas)], frames, keyFrames);
      const larger = picturesBytes([place(2000, deltas.map((delta) => delta * 2))], frames, keyFrames);
      expect(Number.isFinite(size)).toBe(true);
      expect(larger).toBeCloseTo(2 * size, 3);
    }));
  });
});

describe('the size of a file', () => {
  it('is that of its pictures and its sound, and a little for each packet', () => {
    const bare = fileBytes(2_000_000, 300_000, 0);
    expect(bare).toBeGreaterThan(2_300_000);
    expect(fileBytes(2_000_000, 300_000, 1000) - bare).toBeGreaterThan(4000);
    expect(fileBytes(2_000_000, 300_000, 1000)).toBeLessThan(2_330_000);
  });
});

describe('about so many bytes', () => {
  it('are no more than two digits', () => {
    expect([24_382_112, 1_449_000, 996, 87, 4, 0].map(aboutBytes)).toEqual([24_000_000, 1_400_000, 1000, 87, 4, 0]);
    expect(aboutBytes(NaN)).toBe(0);
  });

  it('are never further away than a twentieth', () => {
    fc.assert(fc.property(fc.integer({ min: 10, max: 2 ** 50 }), (bytes) => {
      expect(Math.abs(aboutBytes(bytes) - bytes)).toBeLessThanOrEqual(bytes / 20);
      expect(String(aboutBytes(bytes)).replace(/0+$/, '').length).toBeLessThanOrEqual(2);
    }));
  });
});
