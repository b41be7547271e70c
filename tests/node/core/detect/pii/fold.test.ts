import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../../src/core/detect/pii/find-personal-data.ts';
import { foldForMatching } from '../../../../../src/core/detect/pii/text/fold.ts';

describe('folding text for matching', () => {
  it.each([
    ['Müller', 'Muller'],
    ['Mu\u0308ller', 'Muller'],
    ['Straße', 'Strasse'],
    ['Łukasz', 'Lukasz'],
    ['ﬁne', 'fine'],
    ['１２３', '123'],
    ['٤١١١', '4111'],
    ['𝟜𝟙', '41'],
    ['a\u00ADb', 'ab'],
    ['1\u200B2\u200D3', '123'],
    ['\u202Ex\u202C', 'x'],
    ['a\u00A0b', 'a b'],
    ['1–2', '1-2'],
    ['O’Neil', "O'Neil"],
    ['İ', 'I'],
    ['한글', '한글'],
    ['Jo\u0301\uFE0F', 'Jo'],
  ])('folds %j to %j', (source, folded) => {
    expect(foldForMatching(source).text).toBe(folded);
  });

  it('gives a combining mark to the letter before it, and nothing to what is invisible at the edges', () => {
    const folded = foldForMatching('\u200Bu\u0308\u200B');
    expect(folded.text).toBe('u');
    expect(folded.toSource(0, 1)).toEqual({ start: 1, end: 3 });
  });

  it('maps both halves of a ligature to the ligature', () => {
    const folded = foldForMatching('xﬁy');
    expect(folded.toSource(1, 2)).toEqual({ start: 1, end: 2 });
    expect(folded.toSource(2, 4)).toEqual({ start: 1, end: 3 });
  });

  it('maps a surrogate pair as a whole', () => {
    expect(foldForMatching('a𝟜b').toSource(1, 2)).toEqual({ start: 1, end: 3 });
  });

  it('maps every folded unit into the source, never backwards, for any string', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
            fc.constantFrom('e\u0301', '\u200B', '\u00AD', 'ﬁ', '１', '\uD800', 'ß', 'é', ' ', '7'),
          ),
        }),
        (source) => {
          const folded = foldForMatching(source);
          let before = { start: 0, end: 0 };
          for (let at = 0; at < folded.text.length; at += 1) {
            const range = folded.toSource(at, at + 1);
            expect(range.end).toBeGreaterThan(range.start);
            expect(range.start).toBeGreaterThanOrEqual(before.start);
            expect(range.end).toBeGreaterThanOrEqual(before.end);
            expect(range.start === before.start || range.start >= before.end).toBe(true);
            expect(range.end).toBeLessThanOrEqual(source.length);
            before = range;
          }
        },
      ),
    );
  });

  it('leaves plain text as it is and maps it to itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 1, max: 126 }).map((code) => String.fromCharCode(code)) }),
        fc.nat(20),
        fc.nat(20),
        (source, a, b) => {
          const folded = foldForMatching(source);
          expect(folded.text).toBe(source);
          expect(folded.toSource(a, a + b)).toEqual({ start: a, end: a + b });
        },
      ),
    );
  });
});

describe('hiding characters', () => {
  const card = '4111111111111111';
  it.each([
    ['zero-width spaces', Array.from(card).join('\u200B')],
    ['soft hyphens', Array.from(card).join('\u00AD')],
    ['direction marks', `\u202D${Array.from(card).join('\u200E')}`],
    ['full-width digits', Array.from(card, (digit) => String.fromCharCode(0xff10 + Number(digit))).join('')],
    ['mathematical digits', Array.from(card, (digit) => String.fromCodePoint(0x1d7d8 + Number(digit))).join('')],
    ['Arabic digits', Array.from(card, (digit) => String.fromCharCode(0x0660 + Number(digit))).join('')],
    ['no-break spaces', '4111\u00A01111\u00A01111\u00A01111'],
    ['en dashes', '4111–1111–1111–1111'],
  ])('do not hide a card number: %s', (_, written) => {
    const text = `é ${written} !`;
    const [find] = findPersonalData(text, { kinds: ['payment-card'] });
    expect(find?.kind).toBe('payment-card');
    expect(text.slice(find!.start, find!.end)).toBe(written.replace(/^\u202D/u, ''));
  });
});
