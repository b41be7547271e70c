import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayable, latin1, utf16, utf8 } from '../../../../src/core/structure/display-text.ts';
import { bytes } from './byte-builder.ts';

describe('displayable', () => {
  it('removes control characters and characters that turn the writing direction', () => {
    expect(displayable('a\0b\u001b[31m\u202ec\u2066d')).toBe('a b [31m c d');
  });

  it('is null where nothing visible is left', () => {
    expect(displayable(' \0\t\u200b ')).toBeNull();
  });

  it('never gives more than 200 characters, control characters or half a pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const shown = displayable(text) ?? '';
        expect(shown.length).toBeLessThanOrEqual(200);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  it('cuts a long text before a character of two halves', () => {
    expect(displayable(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}…`);
  });
});

describe('decoding', () => {
  it('reads UTF-8 as the platform does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const data = new TextEncoder().encode(text);
        expect(utf8(data, 0, data.length)).toBe(text);
      }),
    );
  });

  it('reads bytes that are not UTF-8 as Latin-1', () => {
    expect(utf8(bytes('Z\xfcrich'), 0, 6)).toBe('Zürich');
    expect(utf8(bytes('\xc0\xaf'), 0, 2)).toBe('À¯');
  });

  it('cuts a long UTF-8 text without turning it into Latin-1', () => {
    const data = new TextEncoder().encode('ü'.repeat(1000));
    expect(utf8(data, 0, data.length)).toMatch(/^ü+$/);
    const odd = new TextEncoder().encode(`x${'ü'.repeat(1000)}`);
    expect(utf8(odd, 0, odd.length)).toMatch(/^xü+$/);
  });

  it('reads UTF-16 in both byte orders', () => {
    expect(utf16(bytes('\0A\0B'), 0, 4, false)).toBe('AB');
    expect(utf16(bytes('A\0B\0'), 0, 4, true)).toBe('AB');
  });

  it('stays inside the range it is given', () => {
    expect(latin1(bytes('abcdef'), 1, 3)).toBe('bc');
    expect(utf8(bytes('abcdef'), 1, 3)).toBe('bc');
  });
});
