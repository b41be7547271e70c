import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPerson } from '../../../../src/core/people/match-person.ts';
import { SAME, UNSURE } from '../../../../src/core/people/similarity.ts';
import { arbitraryUnit, pairAt, unit } from './vectors.ts';

describe('matchPerson', () => {
  it.each([
    [1, 'same'],
    [SAME + 0.001, 'same'],
    [SAME - 0.001, 'unsure'],
    [UNSURE + 0.001, 'unsure'],
    [UNSURE - 0.001, 'other'],
    [0, 'other'],
  ])('says of a face at similarity %d: %s', (cosine, verdict) => {
    const [exemplar, face] = pairAt(cosine);
    expect(matchPerson([exemplar], face)).toBe(verdict);
  });

  it('goes by the exemplar that the face resembles most', () => {
    const face = unit([1, 0, 0]);
    expect(matchPerson([unit([0, 1, 0]), unit([1, 0.1, 0]), unit([0, 0, 1])], face)).toBe('same');
  });

  it('leaves to a person what can not be compared', () => {
    const face = unit([1, 0]);
    expect(matchPerson([face], null)).toBe('unsure');
    expect(matchPerson([], face)).toBe('unsure');
    expect(matchPerson([null, null], face)).toBe('unsure');
    expect(matchPerson([Float32Array.of(NaN, NaN)], face)).toBe('unsure');
    expect(matchPerson([null, face], face)).toBe('same');
  });

  it('does not depend on the order of the exemplars', () => {
    fc.assert(
      fc.property(fc.array(fc.option(arbitraryUnit), { maxLength: 6 }), arbitraryUnit, (exemplars, face) => {
        expect(matchPerson([...exemplars].reverse(), face)).toBe(matchPerson(exemplars, face));
      }),
    );
  });

  it('never says less of a face with one exemplar more', () => {
    const rank = { other: 0, unsure: 1, same: 2 };
    fc.assert(
      fc.property(fc.array(arbitraryUnit, { minLength: 1, maxLength: 5 }), arbitraryUnit, arbitraryUnit, (exemplars, extra, face) => {
        expect(rank[matchPerson([...exemplars, extra], face)]).toBeGreaterThanOrEqual(rank[matchPerson(exemplars, face)]);
      }),
    );
  });
});
