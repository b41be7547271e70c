import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWithSteps } from '../../../../../src/core/detect/pii/find-personal-data.ts';

/** What the finders look for, in pieces: a unit of some of them, repeated, is a text that begins to match everywhere. */
const PIECES = [
  '1',
  '12',
  '0',
  '4111',
  '1.5',
  'a',
  'A',
  'Anna',
  'van',
  'né',
  'DE',
  'DE89',
  'ab',
  'AB',
  '@',
  '.',
  ',',
  '-',
  ':',
  ';',
  '/',
  '//',
  '(',
  ')',
  '+',
  '<',
  '=',
  "'",
  '"',
  '°',
  '_',
  '%',
  '#',
  ' ',
  '\n',
  '\t',
  '::',
  'Name',
  'Tel',
  'Dr',
  'Street',
  'Rue',
  'ul.',
  'IBAN',
  'VIN',
  'GPS',
  'N',
  'E',
  'token',
  'password',
  'http',
  'sk-',
  'AKIA',
  'born',
  'March',
  '-----BEGIN ',
  '-----END ',
  'PRIVATE KEY',
  'e\u0301',
  '\u200b',
  '１',
] as const;

const SIZE = 2000;

describe.each(['plain', 'recognised'] as const)('work on %s text', (mode) => {
  it('grows in proportion for any unit that is repeated, after any beginning', () => {
    const unit = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(unit, unit, (start, repeated) => {
        const steps = (size: number): number =>
          findWithSteps(start + repeated.repeat(Math.ceil(size / repeated.length)), { mode, minimumScore: 0 }).steps;
        const [once, twice] = [steps(SIZE), steps(2 * SIZE)];
        // No work at all, for a text of marks without width alone, stays none.
        expect(twice).toBeLessThanOrEqual(2.2 * once);
        expect(twice / (2 * SIZE)).toBeLessThan(1500);
      }),
      { numRuns: 100, examples: [['\u200b', '\u200b']] },
    );
  }, 60_000);
});
