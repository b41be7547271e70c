import { describe, expect, it } from 'vitest';
import { averageEmbedding, SAME, similarity, UNSURE, verdictOf, WEAKEST_RESPONSE } from '../../../../src/core/people/similarity.ts';
import { unit } from './vectors.ts';

describe('similarity', () => {
  it('is the cosine of two vectors of length 1', () => {
    expect(similarity(unit([1, 0]), unit([1, 1]))).toBeCloseTo(Math.SQRT1_2, 6);
    expect(similarity(unit([1, 2, 3]), unit([1, 2, 3]))).toBeCloseTo(1, 6);
    expect(similarity(unit([1, 0]), unit([-1, 0]))).toBe(-1);
  });

  it('never leaves -1 to 1, whatever rounding does', () => {
    const long = Float32Array.of(1.0001, 0.01);
    expect(similarity(long, long)).toBe(1);
    expect(similarity(long, long.map((value) => -value))).toBe(-1);
  });
});

describe('verdictOf', () => {
  it.each([
    [1, 'same'],
    [SAME, 'same'],
    [SAME - 1e-9, 'unsure'],
    [UNSURE, 'unsure'],
    [UNSURE - 1e-9, 'other'],
    [0, 'other'],
    [-1, 'other'],
    [NaN, 'unsure'],
  ])('takes %d as %s', (value, verdict) => {
    expect(verdictOf(value)).toBe(verdict);
  });

  it('leaves room for a person between the two thresholds', () => {
    expect(UNSURE).toBeLessThan(SAME);
  });
});

describe('averageEmbedding', () => {
  it('is the mean over the cells, made length 1', () => {
    const embedding = averageEmbedding(Float32Array.of(10, 20, 0, 40), 2)!;
    expect([...embedding]).toEqual([15 / 25, 20 / 25].map(Math.fround));
  });

  it('is null for a face that the network hardly answers to', () => {
    expect(averageEmbedding(Float32Array.of(WEAKEST_RESPONSE, 0), 2)).not.toBeNull();
    expect(averageEmbedding(Float32Array.of(WEAKEST_RESPONSE - 1e-3, 0), 2)).toBeNull();
    expect(averageEmbedding(new Float32Array(8), 2)).toBeNull();
  });

  it('is null where the network gives no numbers', () => {
    expect(averageEmbedding(Float32Array.of(NaN, 100), 2)).toBeNull();
    expect(averageEmbedding(Float32Array.of(Infinity, 1), 2)).toBeNull();
  });
});
