import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { findPersonalData, findWithSteps } from '../../../../../src/core/detect/pii/find-personal-data.ts';

/** Text that makes naive patterns backtrack, as one unit to repeat. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['digits', '1'],
  ['digits in pairs', '12 '],
  ['dotted digits', '1.'],
  ['at signs', 'a@'],
  ['dots and at signs', 'a.@'],
  ['hosts', 'a.'],
  ['hyphens', 'a-'],
  ['colons', 'a:'],
  ['hex pairs', 'ab:'],
  ['brackets', '('],
  ['plus signs', '+1 '],
  ['letters', 'A'],
  ['letter and digit', 'A1'],
  ['capitalised words', 'Anna '],
  ['hyphenated names', 'Anna-'],
  ['initials', 'A. '],
  ['particles', 'van '],
  ['street numbers', '1 Main '],
  ['streets', 'Street '],
  ['house numbers', '12 12 '],
  ['labels', 'Name: '],
  ['labelled lines', 'Name:\n'],
  ['address labels', 'Address: 1\n'],
  ['postcodes', '12345\n'],
  ['fillers', '<'],
  ['filler lines', `${'<'.repeat(30)}\n`],
  ['dates', '1.1.'],
  ['key blocks', '-----BEGIN '],
  ['key ends', '-----BEGIN PRIVATE KEY -----END '],
  ['keys', 'sk-'],
  ['assignments', 'token='],
  ['slashes', 'http://'],
  ['ibans', 'DE89'],
  ['marks', 'e\u0301'],
  ['zero-width', '1\u200B'],
  ['new lines', '\n'],
  ['blanks', ' '],
];

describe.each(['plain', 'recognised'] as const)('work on %s text', (mode) => {
  it.each(HOSTILE)('grows in proportion for %s', (_, unit) => {
    const size = 8192;
    const once = findWithSteps(unit.repeat(size / unit.length), { mode, minimumScore: 0 }).steps;
    const twice = findWithSteps(unit.repeat((2 * size) / unit.length), { mode, minimumScore: 0 }).steps;
    expect(twice / once).toBeLessThan(2.2);
    expect(once / size).toBeLessThan(1500);
  });
});

describe('native searches', () => {
  /** Characters that `indexOf` runs over while a text is read: the step counter of the engine can't see inside of it. */
  function searched(text: string): number {
    const original = String.prototype.indexOf;
    let count = 0;
    const spy = vi.spyOn(String.prototype, 'indexOf').mockImplementation(function search(this: string, needle: string, from = 0) {
      const found = original.call(this, needle, from);
      count += (found < 0 ? this.length : found) - from;
      return found;
    });
    findPersonalData(text, { minimumScore: 0 });
    spy.mockRestore();
    return count;
  }

  it.each(HOSTILE)('grow in proportion for %s', (_, unit) => {
    const size = 4096;
    expect(searched(unit.repeat((2 * size) / unit.length)) / (searched(unit.repeat(size / unit.length)) + 1000)).toBeLessThan(2.2);
  });
});

describe('size', () => {
  it('reads ten megabytes and finds what stands at their end', () => {
    const filler = 'Nothing to see here, move along. Total 12.50 on 03.04.2024.\n';
    const text = `${filler.repeat(Math.ceil(10_000_000 / filler.length))}Mail: end@example.org`;
    expect(findPersonalData(text, { kinds: ['email', 'iban'] })).toMatchObject([{ kind: 'email', end: text.length }]);
  }, 60_000);

  it('never throws and stays inside the text, for any string', () => {
    const token = fc.constantFrom(
      '@',
      '.',
      '-',
      ':',
      '(',
      ')',
      '+',
      '<',
      '\n',
      ' ',
      '4111',
      'DE',
      '89',
      'Name',
      'Dr',
      'Anna',
      'Street',
      '12',
      'e\u0301',
      '\u200B',
      '１',
      '\uD800',
      '::',
      '//',
      'PRIVATE KEY',
      '-----BEGIN ',
      'ul.',
      'né',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(token, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 }),
        fc.constantFrom('plain' as const, 'recognised' as const),
        (parts, mode) => {
          const text = parts.join('');
          let last = 0;
          for (const { start, end, score } of findPersonalData(text, { mode, minimumScore: 0 })) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
            last = end;
          }
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);
});
