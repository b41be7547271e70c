import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { changedRegion, reachOf } from '../../../../src/ui/review/reach.ts';
import { regionOn } from './regions.ts';

describe('reachOf', () => {
  const regions = [regionOn('a', 0, 0), regionOn('b', 2, 4), regionOn('c', 3, 3)];

  it('acts on the named regions of the shown frame only', () => {
    expect(reachOf(regions, ['c', 'a', 'b'], 3)).toEqual({ here: ['c', 'b'], elsewhere: regions[0] });
    expect(reachOf(regions, ['b'], 4)).toEqual({ here: ['b'], elsewhere: null });
  });

  it('tells where the first region is when none is on the shown frame', () => {
    expect(reachOf(regions, ['b', 'c'], 1)).toEqual({ here: [], elsewhere: regions[1] });
  });

  it('takes every region of a still picture', () => {
    const { path: _, ...still } = regionOn('a', 0, 0);
    expect(reachOf([still], ['a', 'gone'], 0)).toEqual({ here: ['a'], elsewhere: null });
  });
});

describe('changedRegion', () => {
  const a = regionOn('a', 0, 0);
  const b = regionOn('b', 5, 6);

  it('shows a region that changed on the shown frame rather than one elsewhere', () => {
    const after = [{ ...a, state: 'rejected' as const }, { ...b, state: 'rejected' as const }];
    expect(changedRegion([a, b], after, 6)).toBe(after[1]);
    expect(changedRegion([a, b], after, 0)).toBe(after[0]);
    expect(changedRegion([a, b], after, 3)).toBe(after[0]);
  });

  it('shows where a region was that is gone', () => {
    expect(changedRegion([a, b], [a], 0)).toBe(b);
  });

  it('passes over a new object that says the same', () => {
    const moved = { ...b, box: sourceBox(1, 0, 10, 10) };
    expect(changedRegion([a, b], [{ ...a }, moved], 0)).toBe(moved);
    expect(changedRegion([a, b], [{ ...a }, { ...b }], 0)).toBeNull();
  });
});
