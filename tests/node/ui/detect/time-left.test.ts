import { describe, expect, it } from 'vitest';
import { addDuration, clock, secondsLeft } from '../../../../src/ui/detect/time-left.ts';

describe('time left', () => {
  it('says nothing before the first file is done', () => {
    expect(secondsLeft([], 5, 0)).toBeNull();
  });

  it('counts the running file by what is left of it', () => {
    expect(secondsLeft([2000, 4000], 3, 1000)).toBe(8);
  });

  it('follows the last eight files only', () => {
    const slow = Array.from({ length: 8 }, () => 1000).reduce<readonly number[]>(addDuration, [90_000]);
    expect(secondsLeft(slow, 1, 0)).toBe(1);
  });

  it('writes minutes, and hours when there are any', () => {
    expect([clock(5), clock(75), clock(3675)]).toEqual(['0:05', '1:15', '1:01:15']);
  });
});
