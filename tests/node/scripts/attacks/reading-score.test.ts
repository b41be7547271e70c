import { describe, expect, it } from 'vitest';
import { readable, shareRead } from '../../../../scripts/attacks/reading-score.ts';

describe('what an attacker is after', () => {
  it('is letters and digits, without case, spaces and diacritics', () => {
    expect(readable('Größe: 12,50 é')).toBe('GROSSE1250E');
    expect(readable(' -- ')).toBe('');
  });
});

describe('the share of a text that was read', () => {
  it('is one for the text itself, among whatever else was read', () => {
    expect(shareRead('AB 123', 'ab-123')).toBe(1);
    expect(shareRead('AB 123', 'XXAB123YYYYYYYY')).toBe(1);
  });

  it('falls by one character for each that is wrong, missing or put in', () => {
    expect(shareRead('ABCD', 'ABXD')).toBe(0.75);
    expect(shareRead('ABCD', 'ACD')).toBe(0.75);
    expect(shareRead('ABCD', 'ABXCD')).toBe(0.75);
    expect(shareRead('ABCD', 'AB')).toBe(0.5);
  });

  it('is nothing where nothing fits', () => {
    expect(shareRead('ABCD', '')).toBe(0);
    expect(shareRead('ABCD', 'WXYZ')).toBe(0);
    expect(shareRead('--', 'A')).toBe(0);
  });

  it('does not take letters that are scattered over a long reading for the text', () => {
    expect(shareRead('ABCD', 'A.....XXXXXXB.....YYYYYYC.....ZZZZZZD')).toBe(0.25);
  });
});
