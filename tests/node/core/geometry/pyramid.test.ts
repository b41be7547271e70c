import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planLevels } from '../../../../src/core/geometry/pyramid.ts';

const settings = { upscaleBelow: 1100, smallestSide: 128 };

describe('planLevels', () => {
  it('starts a small picture at twice its size and halves down to the smallest side', () => {
    expect(planLevels({ width: 500, height: 300 }, settings)).toEqual([
      { scale: 2, width: 1000, height: 600 },
      { scale: 1, width: 500, height: 300 },
      { scale: 0.5, width: 250, height: 150 },
      { scale: 0.25, width: 125, height: 75 },
    ]);
  });

  it('never enlarges a picture above the limit, and does so exactly at it', () => {
    expect(planLevels({ width: 1101, height: 20 }, settings)[0]?.scale).toBe(1);
    expect(planLevels({ width: 20, height: 1100 }, settings)[0]?.scale).toBe(2);
    expect(planLevels({ width: 20, height: 20 }, { ...settings, upscaleBelow: 0 })).toEqual([{ scale: 1, width: 20, height: 20 }]);
  });

  it('lies halfway between its own levels when it starts from another base', () => {
    const levels = planLevels({ width: 1000, height: 500 }, { ...settings, base: Math.SQRT1_2 });
    expect(levels.map(({ scale }) => scale)).toEqual([2, 1, 0.5, 0.25, 0.125].map((factor) => factor * Math.SQRT1_2));
    expect(levels.map(({ width }) => width)).toEqual([1415, 708, 354, 177, 89]);
  });

  it('rounds odd sides up, so that no row or column is lost', () => {
    expect(planLevels({ width: 1301, height: 1 }, settings).map(({ width, height }) => [width, height])).toEqual([
      [1301, 1], [651, 1], [326, 1], [163, 1], [82, 1],
    ]);
  });

  it('holds the native size once, halves from level to level, and ends at the first level that is small enough', () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 12_000 }), height: fc.integer({ min: 1, max: 12_000 }) });
    fc.assert(
      fc.property(size, (picture) => {
        const levels = planLevels(picture, settings);
        expect(levels.filter(({ scale }) => scale === 1)).toEqual([{ scale: 1, ...picture }]);
        for (const [i, level] of levels.slice(1).entries()) expect(level.scale).toBe(levels[i]!.scale / 2);
        const longest = levels.filter(({ scale }) => scale <= 1).map(({ width, height }) => Math.max(width, height));
        expect(longest.at(-1)).toBeLessThanOrEqual(settings.smallestSide);
        for (const side of longest.slice(0, -1)) expect(side).toBeGreaterThan(settings.smallestSide);
      }),
    );
  });
});
