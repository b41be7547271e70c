import { describe, expect, it } from 'vitest';
import { byteAt, findText, i32le, spells, u16be, u16le, u24le, u32be, u32le, u64be } from '../../../../src/core/structure/binary-reads.ts';
import { bytes } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';

const FILE = bytes([0x81, 0x82, 0x83, 0x84, 0x05, 0x06, 0x07, 0x08]);

describe('reading numbers', () => {
  it('takes both byte orders, without a sign unless asked for', () => {
    expect([byteAt(FILE, 0), u16be(FILE, 0), u16le(FILE, 0), u24le(FILE, 0)]).toEqual([0x81, 0x8182, 0x8281, 0x838281]);
    expect([u32be(FILE, 0), u32le(FILE, 0), i32le(FILE, 0)]).toEqual([0x81828384, 0x84838281, 0x84838281 - 2 ** 32]);
    expect(u64be(bytes([0, 0, 0, 1, 0, 0, 0, 2]), 0)).toBe(2 ** 32 + 2);
  });

  it.each([byteAt, u16be, u16le, u24le, u32be, u32le, i32le, u64be])('refuses to read past the end: %o', (read) => {
    expect(refusalOf(() => read(FILE, 8))).toBe('input/truncated');
    expect(refusalOf(() => read(FILE, -1))).toBe('input/truncated');
    expect(refusalOf(() => read(bytes(), 0))).toBe('input/truncated');
  });
});

describe('findText', () => {
  const file = bytes('aab aac aab');

  it('finds the first place in the range', () => {
    expect(findText(file, 'aab', 0, file.length)).toBe(0);
    expect(findText(file, 'aab', 1, file.length)).toBe(8);
    expect(findText(file, 'ab', 0, file.length)).toBe(1);
  });

  it('does not find what is not wholly inside the range', () => {
    expect(findText(file, 'aab', 1, 10)).toBe(-1);
    expect(findText(file, 'aac', 0, 6)).toBe(-1);
    expect(findText(file, 'aab', 5, 2)).toBe(-1);
    expect(findText(file, 'aab', 20, 30)).toBe(-1);
  });
});

describe('spells', () => {
  it('is false where the file ends first', () => {
    expect(spells(bytes('GIF8'), 0, 'GIF8')).toBe(true);
    expect(spells(bytes('GIF8'), 0, 'GIF89a')).toBe(false);
  });
});
