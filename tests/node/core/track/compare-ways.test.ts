import { describe, expect, it } from 'vitest';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { isAllAlong, leastShareInside } from '../../../../src/core/track/compare-ways.ts';
import type { Path, PathKey } from '../../../../src/core/track/path.ts';

describe('whether a region is where another is, all along', () => {
  const over = (first: number, last: number, ...keys: readonly (readonly [frame: number, left: number])[]): { box: Box<'source'>; path: Path } => {
    const boxes = keys.map(([frame, left]) => ({ frame, box: sourceBox(left, 0, 10, 10) }));
    return { box: boxes[0]!.box, path: { first, last, keys: boxes } };
  };

  it('takes as much overlap as is asked for', () => {
    expect(isAllAlong(over(0, 9, [0, 0]), over(3, 9, [3, 5]), 0.33)).toBe(true);
    expect(isAllAlong(over(0, 9, [0, 0]), over(3, 9, [3, 5]), 0.34)).toBe(false);
  });

  it('is not so where ways only cross, whenever they do', () => {
    const still = over(0, 100, [0, 500]);
    for (const meeting of [0, 30, 50, 100]) {
      const left = (frame: number): number => 500 + 10 * (frame - meeting);
      const passing = over(0, 100, [0, left(0)], [100, left(100)]);
      expect([isAllAlong(still, passing, 0.4), isAllAlong(passing, still, 0.4)], `crossing on ${meeting}`).toEqual([false, false]);
    }
  });

  it('is not so where either is away for a while in between', () => {
    const [still, away] = [over(0, 100, [0, 0], [100, 0]), over(0, 100, [0, 0], [20, 0], [30, 300], [40, 0], [100, 0])];
    expect([isAllAlong(still, away, 0.4), isAllAlong(away, still, 0.4), isAllAlong(away, away, 0.4)]).toEqual([false, false, true]);
  });

  it('counts every frame of the other, held ones as well', () => {
    expect(isAllAlong(over(2, 7, [4, 0]), over(2, 7, [5, 0]), 0.4)).toBe(true);
    expect(isAllAlong(over(2, 7, [4, 0]), over(2, 8, [5, 0]), 0.4)).toBe(false);
    expect(isAllAlong(over(2, 7, [4, 0]), over(1, 7, [5, 0]), 0.4)).toBe(false);
  });

  it('is so on every frame for what has no way, which alone is where nothing else moves', () => {
    const still = { box: sourceBox(0, 0, 10, 10) };
    expect([isAllAlong(still, over(0, 9, [0, 0]), 0.4), isAllAlong(still, still, 0.4), isAllAlong(over(0, 9, [0, 0]), still, 0.4)]).toEqual([true, true, false]);
  });

  it('goes by the hulls of turned boxes', () => {
    expect(isAllAlong({ box: sourceBox(0, 10, 30, 10), angle: 90 }, { box: sourceBox(10, 0, 10, 30) }, 0.99)).toBe(true);
  });
});

describe('leastShareInside', () => {
  const all = { first: 0, last: 100, keys: [{ frame: 0, box: sourceBox(0, 0, 20, 10) }] };
  const text = { box: sourceBox(0, 0, 20, 10), path: all };

  it('is 0 where the outer region is there for a part of the way only', () => {
    const plate = { box: sourceBox(-5, -5, 40, 30), path: { first: 46, last: 54, keys: [{ frame: 50, box: sourceBox(-5, -5, 40, 30) }] } };
    expect(leastShareInside(plate, text)).toBe(0);
    expect(leastShareInside({ ...plate, path: { ...plate.path, first: 0, last: 100 } }, text)).toBe(1);
  });

  it('is the least of all frames on which the inner one was found', () => {
    const inner = { box: text.box, path: { ...all, keys: [{ frame: 0, box: sourceBox(0, 0, 20, 10) }, { frame: 50, box: sourceBox(10, 0, 20, 10) }] } };
    expect(leastShareInside({ box: sourceBox(0, 0, 20, 10), path: all }, inner)).toBeCloseTo(0.5);
  });

  it('is the least of the frames between as well, where the outer one is elsewhere', () => {
    const key = (frame: number, left: number): PathKey => ({ frame, box: sourceBox(left, -5, 40, 30) });
    const plate = { box: sourceBox(-5, -5, 40, 30), path: { first: 0, last: 100, keys: [key(0, -5), key(50, 300), key(100, -5)] } };
    expect(leastShareInside(plate, text)).toBe(0);
  });

  it('compares still regions as they are', () => {
    expect(leastShareInside({ box: sourceBox(0, 0, 10, 10) }, { box: sourceBox(0, 0, 20, 10) })).toBeCloseTo(0.5);
  });
});
