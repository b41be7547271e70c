import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterExtents, decodeCtc } from '../../../../../src/core/detect/text/ctc.ts';

const alphabet = ['a', 'b', 'c'];

/** An answer with one sure class a step. */
function answer(classes: readonly number[], score = 0.9): Float32Array {
  const values = new Float32Array(classes.length * 4);
  for (const [step, index] of classes.entries()) {
    values.fill((1 - score) / 3, step * 4, step * 4 + 4);
    values[step * 4 + index] = score;
  }
  return values;
}
const said = (classes: readonly number[]): string => decodeCtc(answer(classes), alphabet, classes.length).map(({ text }) => text).join('');

describe('decodeCtc', () => {
  it('joins repeats, drops blanks, and keeps a repeat that a blank parts', () => {
    expect(said([0, 1, 1, 0, 2, 3, 3])).toBe('abc');
    expect(said([1, 0, 1])).toBe('aa');
    expect(said([0, 0, 0])).toBe('');
  });

  it('keeps the steps and the best score of each character', () => {
    const values = answer([1, 1, 0]);
    values[5] = 0.95;
    expect(decodeCtc(values, alphabet, 3)).toEqual([{ text: 'a', score: Math.fround(0.95), firstStep: 0, endStep: 2 }]);
  });

  it('reads no further than it is told', () => {
    expect(decodeCtc(answer([1, 2, 3]), alphabet, 2).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('gives back any text that is spelt with blanks in between', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 })), (classes) => {
        expect(said(classes.flatMap((index) => [0, index]))).toBe(classes.map((index) => alphabet[index - 1]).join(''));
      }),
    );
  });
});

describe('characterExtents', () => {
  it('lays borders half-way between characters', () => {
    const characters = decodeCtc(answer([0, 1, 0, 0, 0, 2, 0, 0]), alphabet, 8);
    expect(characterExtents(characters, 8)).toEqual([
      { from: 0, to: 7 / 16 },
      { from: 7 / 16, to: 15 / 16 },
    ]);
  });

  it('gives a lone character all of the line', () => {
    expect(characterExtents(decodeCtc(answer([0, 0, 1, 0]), alphabet, 4), 4)).toEqual([{ from: 0, to: 1 }]);
  });

  it('stays within the line and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 }), (classes) => {
        const extents = characterExtents(decodeCtc(answer(classes), alphabet, classes.length), classes.length);
        let end = 0;
        for (const { from, to } of extents) {
          expect(from).toBeGreaterThanOrEqual(Math.min(end, from));
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(1);
          expect(from).toBeGreaterThanOrEqual(0);
          end = to;
        }
      }),
    );
  });
});
