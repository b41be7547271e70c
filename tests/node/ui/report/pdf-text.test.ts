import { describe, expect, it } from 'vitest';
import { inCharacters, linesOf } from '../../../../src/ui/report/pdf-text.ts';

const LATIN: ReadonlySet<number> = new Set(Array.from({ length: 0x100 }, (_, code) => code));
/** Each character is as wide as the font is high. */
const font = { widthOfTextAtSize: (text: string, size: number) => text.length * size };

describe('text in the characters of a font', () => {
  it.each([
    ['Straße – “plain”'.replace(/[–“”]/gu, '-'), 'Straße - -plain-', true],
    ['12\u202f%\u2009\u22121 \u2192 2', '12 % -1 > 2', true],
    ['e\u0301', 'é', true],
    ['Łódź Dvořák', '?ódz Dvorák', false],
    ['中文 🙂', '?? ?', false],
    ['a\nb\tc\u2028d', 'a b c d', true],
  ])('%s', (given, text, isWhole) => {
    expect(inCharacters(LATIN, given)).toEqual({ text, isWhole });
  });
});

describe('lines', () => {
  it('breaks between words, and inside a word that is longer than a line', () => {
    expect(linesOf(font, 'one two three', 1, 7)).toEqual(['one two', 'three']);
    expect(linesOf(font, 'a 0123456789 b', 1, 4)).toEqual(['a', '0123', '4567', '89 b']);
    expect(linesOf(font, '', 1, 4)).toEqual(['']);
  });

  it('ends where not one character fits', () => {
    expect(linesOf(font, 'abc', 10, 4)).toEqual(['a', 'b', 'c']);
  });
});
