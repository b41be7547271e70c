import { describe, expect, it } from 'vitest';
import { frameMarks, MAX_MARKS } from '../../../../src/ui/review/frame-marks.ts';
import { regionOn } from './regions.ts';

const many = (count: number, state: 'accepted' | 'pending', from = 0) => Array.from({ length: count }, (_, at) => regionOn(`${state}${at}`, from + at, from + at, state));

describe('frameMarks', () => {
  it('draws regions of the same state on the same frames once', () => {
    const marks = frameMarks([regionOn('a', 1, 3), regionOn('b', 1, 3), regionOn('c', 1, 3, 'rejected'), regionOn('d', 1, 4)]);
    expect(marks).toEqual([
      { first: 1, last: 3, state: 'accepted' },
      { first: 1, last: 3, state: 'rejected' },
      { first: 1, last: 4, state: 'accepted' },
    ]);
  });

  it('keeps those that wait for a decision, on top, where there are too many', () => {
    const marks = frameMarks([...many(1000, 'accepted'), ...many(20, 'pending', 900)]);
    expect(marks).toHaveLength(MAX_MARKS);
    expect(marks.slice(-20).map(({ first, state }) => ({ first, state }))).toEqual(Array.from({ length: 20 }, (_, at) => ({ first: 900 + at, state: 'pending' })));
    expect(frameMarks(many(1000, 'pending'))).toHaveLength(MAX_MARKS);
  });

  it('has none for a still picture', () => {
    const { path: _, ...still } = regionOn('a', 0, 0);
    expect(frameMarks([still])).toEqual([]);
  });
});
