import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, type Pair } from '../../../../src/core/track/assignment.ts';

/** The greatest sum of any choice, by trying all. */
function bestSum(pairs: readonly Pair[]): number {
  const [pair, ...others] = pairs;
  if (pair === undefined) return 0;
  return Math.max(bestSum(others), pair.likeness + bestSum(others.filter(({ row, column }) => row !== pair.row && column !== pair.column)));
}

const pairs = fc.uniqueArray(fc.record({ row: fc.nat(5), column: fc.nat(4), likeness: fc.double({ min: 0.01, max: 2, noNaN: true }) }), { maxLength: 14, selector: ({ row, column }) => row * 10 + column });

describe('assignment', () => {
  it('takes the second best for one thing where the sum is better', () => {
    const chosen = assign([{ row: 0, column: 0, likeness: 1 }, { row: 0, column: 1, likeness: 0.9 }, { row: 1, column: 0, likeness: 0.8 }]);
    expect(chosen.map(({ row, column }) => [row, column]).sort()).toEqual([[0, 1], [1, 0]]);
  });

  it('uses no row and no column twice, and no choice has a greater sum', () => {
    fc.assert(
      fc.property(pairs, (possible) => {
        const chosen = assign(possible);
        expect(new Set(chosen.map(({ row }) => row)).size).toBe(chosen.length);
        expect(new Set(chosen.map(({ column }) => column)).size).toBe(chosen.length);
        for (const pair of chosen) expect(possible).toContain(pair);
        expect(chosen.reduce((sum, { likeness }) => sum + likeness, 0)).toBeCloseTo(bestSum(possible), 9);
      }),
    );
  });

  it('takes the best pairs first in a crowd too large to be solved exactly, still each once', () => {
    const crowd = Array.from({ length: 200 }, (_, row) => [0, 1].map((next): Pair => ({ row, column: (row + next) % 200, likeness: next === 0 ? 1.5 : 1 }))).flat();
    const chosen = assign(crowd);
    expect(chosen).toHaveLength(200);
    expect(chosen.every(({ row, column }) => row === column)).toBe(true);
  });

  it('chooses nothing of nothing', () => {
    expect(assign([])).toEqual([]);
  });
});
