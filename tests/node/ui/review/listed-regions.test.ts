import { describe, expect, it } from 'vitest';
import { groupForReview } from '../../../../src/core/review/review-names.ts';
import { listedRegions, MAX_LISTED } from '../../../../src/ui/review/listed-regions.ts';
import { regionOn } from './regions.ts';

const onPages = (count: number, state: 'accepted' | 'rejected' | 'pending') => Array.from({ length: count }, (_, at) => regionOn(`${state}${at}`, at, at, state));

describe('listedRegions', () => {
  const groups = groupForReview([...onPages(MAX_LISTED, 'accepted'), ...onPages(3, 'pending'), ...onPages(2, 'rejected')]);

  it('lists what waits and what is kept, and counts the rest', () => {
    const listed = listedRegions(groups, (id) => id === 'accepted7' || id === 'rejected1', 300);
    expect(listed.groups.pending).toEqual(groups.pending);
    expect(listed.groups.accepted.map(({ id }) => id)).toEqual(['accepted7']);
    expect(listed.groups.rejected.map(({ id }) => id)).toEqual(['rejected1']);
    expect(listed.left).toBe(MAX_LISTED);
  });

  it('lists everything of a still picture, and of a file with few regions', () => {
    expect(listedRegions(groups, () => false, 1)).toEqual({ groups, left: 0 });
    const few = groupForReview(onPages(MAX_LISTED, 'accepted'));
    expect(listedRegions(few, () => false, 300)).toEqual({ groups: few, left: 0 });
  });
});
