import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workerCount } from '../../../src/ui/worker-count.ts';

const shares = (cores: number, memoryGb: number): readonly number[] => {
  const { workers, threads, threadsAlone } = workerCount({ cores, memoryGb });
  return [workers, threads, threadsAlone];
};

describe('workerCount', () => {
  it('takes one worker on one core, or where memory is short', () => {
    expect(shares(1, 8)).toEqual([1, 1, 1]);
    expect(shares(8, 2)).toEqual([1, 4, 4]);
    expect(shares(4, 0.5)).toEqual([1, 4, 4]);
  });

  it('prefers a second worker to a second thread', () => {
    expect(shares(2, 8)).toEqual([2, 1, 2]);
    expect(shares(3, 8)).toEqual([2, 1, 3]);
  });

  it('takes a worker for every two cores, and no more than four', () => {
    expect(shares(4, 8)).toEqual([2, 2, 4]);
    expect(shares(6, 8)).toEqual([3, 2, 4]);
    expect(shares(8, 8)).toEqual([4, 2, 4]);
    expect(shares(32, 8)).toEqual([4, 4, 4]);
    expect(shares(8, 4)).toEqual([2, 4, 4]);
  });

  it('never has more threads than cores', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), fc.double({ min: 0.25, max: 8, noNaN: true }), (cores, memoryGb) => {
        const { workers, threads, threadsAlone } = workerCount({ cores, memoryGb });
        expect(workers).toBeGreaterThanOrEqual(1);
        expect(threads).toBeGreaterThanOrEqual(1);
        expect(workers * threads).toBeLessThanOrEqual(cores);
        expect(threadsAlone).toBeLessThanOrEqual(cores);
      }),
    );
  });
});
