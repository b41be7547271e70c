import { describe, expect, it } from 'vitest';
import { askedAbout, equalError, foundAt, shareFrom, similaritiesOf } from '../../../../scripts/faces/pair-figures.ts';

const vector = (...values: readonly number[]): Float32Array => Float32Array.from(values);
const product = (a: Float32Array, b: Float32Array): number => a[0]! * b[0]!;

describe('similaritiesOf', () => {
  it('compares every picture with every other once, and tells pairs of one face from those of two', () => {
    const { same, other } = similaritiesOf([[vector(2), vector(3)], [vector(5), null, vector(7)]], product);
    expect(same).toEqual([6, 35]);
    expect(other).toEqual([10, 14, 15, 21]);
  });
});

describe('figures', () => {
  const pairs = { same: [0.9, 0.8, 0.7, 0.3], other: [0.1, 0.2, 0.4, 0.75] };

  it('counts what reaches a threshold', () => {
    expect(shareFrom(pairs.same, 0.8)).toBe(0.5);
    expect(shareFrom([], 0.5)).toBe(0);
  });

  it('puts the equal error where as many are missed as falsely found', () => {
    expect(equalError(pairs)).toBe(0.25);
    expect(equalError({ same: [0.9, 0.8], other: [0.1, 0.2] })).toBe(0);
    expect(equalError({ same: [0.1], other: [0.9] })).toBe(1);
    expect(equalError({ same: [], other: [0.2] })).toBeNull();
  });

  it('counts how many of one face are found at a share of false ones', () => {
    expect(foundAt(pairs, 0)).toBe(0.5);
    expect(foundAt(pairs, 0.25)).toBe(0.75);
    expect(foundAt({ same: [0.5], other: [] }, 0.1)).toBeNull();
  });
});

describe('askedAbout', () => {
  it('judges the last picture of each face by the first of each person', () => {
    const faces = [[vector(1), vector(9), vector(1)], [vector(2), vector(9), vector(2)], [vector(3), vector(9), vector(1)]];
    const isIn = (known: readonly (Float32Array | null)[], face: Float32Array): boolean => known.some((one) => one?.[0] === face[0]);
    // Of six strangers' pictures one is taken for the first person; the third person's own is not known.
    expect(askedAbout(faces, 1, isIn)).toEqual({ strangers: 1 / 6, person: 2 / 3 });
  });

  it('leaves out what could not be told apart', () => {
    expect(askedAbout([[vector(1), null], [vector(1), vector(1)]], 1, () => true)).toEqual({ strangers: 1, person: 1 });
  });
});
