import { describe, expect, it } from 'vitest';
import { addDuration, clock, secondsLeft } from '../../../../src/ui/detect/time-left.ts';

describe('time left', () => {
  it('says nothing before the first file is done or has gone on for a while', () => {
    expect(secondsLeft([], 5, [])).toBeNull();
    expect(secondsLeft([], 1, [{ elapsed: 9_000, share: 0.5 }])).toBeNull();
    expect(secondsLeft([], 1, [{ elapsed: 60_000, share: 0 }])).toBeNull();
  });

  it('counts the running file by what is left of it', () => {
    expect(secondsLeft([2000, 4000], 3, [{ elapsed: 1000, share: 0.9 }])).toBe(8);
  });

  it('follows the last eight files only', () => {
    const slow = Array.from({ length: 8 }, () => 1000).reduce<readonly number[]>(addDuration, [90_000]);
    expect(secondsLeft(slow, 1, [])).toBe(1);
  });

  it('goes by how far a long file is, and does not wait for others', () => {
    expect(secondsLeft([], 1, [{ elapsed: 60_000, share: 0.25 }])).toBe(180);
    expect(secondsLeft([2000], 1, [{ elapsed: 60_000, share: 0.25 }])).toBe(180);
    expect(secondsLeft([2000], 3, [{ elapsed: 60_000, share: 0.25 }])).toBe(184);
  });

  it('does not go by quick files before for one that is far slower', () => {
    expect(secondsLeft([500], 1, [{ elapsed: 4000, share: 0.04 }])).toBe(96);
    expect(secondsLeft([500], 1, [{ elapsed: 4000, share: 0.001 }])).toBeNull();
    expect(secondsLeft([500], 1, [{ elapsed: 4000, share: null }])).toBe(1);
    expect(secondsLeft([3000], 1, [{ elapsed: 4000, share: 0.04 }])).toBe(1);
  });

  it('goes by a share that is steady sooner, and not by the files before', () => {
    expect(secondsLeft([6000], 1, [{ elapsed: 4000, share: 0.25, isSteady: true }])).toBe(12);
    expect(secondsLeft([], 1, [{ elapsed: 4000, share: 0.25, isSteady: true }])).toBe(12);
    expect(secondsLeft([6000], 1, [{ elapsed: 1000, share: 0.25, isSteady: true }])).toBe(5);
  });

  it('takes files that wait, or have just begun, for as long as those that have gone on for a while', () => {
    expect(secondsLeft([], 5, [{ elapsed: 60_000, share: 0.5 }])).toBe(60 + 4 * 120);
    expect(secondsLeft([], 2, [{ elapsed: 60_000, share: 0.25 }, { elapsed: 1000, share: 0.5 }], 2)).toBe(239);
  });

  it('is never less than the longest of those that run side by side', () => {
    const long = { elapsed: 60_000, share: 0.25 };
    expect(secondsLeft([], 2, [long, { elapsed: 60_000, share: 0.75 }], 2)).toBe(180);
  });

  it('writes minutes, and hours when there are any', () => {
    expect([clock(5), clock(75), clock(3675)]).toEqual(['0:05', '1:15', '1:01:15']);
  });
});
