import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputName, uniqueName } from '../../../../src/core/export/output-name.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';

const named = (pattern: string, sourceName: string, index = 1, total = 1) => outputName(pattern, { index, total, sourceName }, 'jpeg');
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('outputName', () => {
  it('numbers files by default and says nothing of the source', () => {
    expect(named(DEFAULT_POLICY.output.namePattern, 'Anna at the lake.heic')).toBe('anonymised-0001.jpg');
    expect(named('anonymised-{n}', 'x', 12, 20_000)).toBe('anonymised-00012.jpg');
  });

  it('uses the name of the source only where the pattern asks for it', () => {
    expect(named('{name}-{n}', 'lake.heic', 3)).toBe('lake-0003.jpg');
  });

  it('takes the extension from the written format', () => {
    const facts = { index: 1, total: 1, sourceName: 'a.exe' };
    expect(outputName('{name}', facts, 'jpeg')).toBe('a.jpg');
    expect(outputName('{name}', facts, 'png')).toBe('a.png');
    expect(outputName('{name}', facts, 'webp')).toBe('a.webp');
  });

  it.each([
    ['paths', '../../etc/passwd', 'passwd.jpg'],
    ['Windows paths', 'C:\\Users\\anna\\a.png', 'a.jpg'],
    ['a change of direction', 'a\u202Egpj.exe', 'agpj.jpg'],
    ['control characters', 'a\u0000\n\u007f\u0085b.png', 'ab.jpg'],
    ['characters that show nothing', 'a\u200b\ufeff\u{e0041}\u{e0100}b.png', 'ab.jpg'],
    ['half a surrogate pair', 'a\ud800b.png', 'ab.jpg'],
    ['characters that Windows refuses', 'a<b>c:d"e|f?g*.png', 'a_b_c_d_e_f_g_.jpg'],
    ['dots and spaces at the ends', '  .name. . .png', 'name.jpg'],
    ['a leading dash', '--help.png', 'help.jpg'],
    ['a device', 'CON.png', '_CON.jpg'],
    ['a device before another extension', 'lpt1.tar.png', '_lpt1.tar.jpg'],
    ['a device with a raised digit', 'com².png', '_com².jpg'],
    ['nothing but dots', '..', 'anonymised-0001.jpg'],
    ['an empty name', '', 'anonymised-0001.jpg'],
    ['a name that looks like a pattern', '{n}{name}.png', '{n}{name}.jpg'],
    ['a name that looks like a replacement', '$&$1.png', '$&$1.jpg'],
    ['a word that only begins like a device', 'console.png', 'console.jpg'],
  ])('cleans %s', (_, sourceName, expected) => {
    expect(named('{name}', sourceName)).toBe(expected);
  });

  it('cuts long names by bytes, between characters, and keeps the running number', () => {
    const name = named('{name}-{n}', `${'é😀'.repeat(200)}.png`, 7);
    expect(bytes(name)).toBeLessThanOrEqual(125);
    expect(name.endsWith('-0007.jpg')).toBe(true);
    expect(name).not.toMatch(/\p{Cs}/u);
  });

  it('makes one safe, short, non-empty path part of any text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom('con', 'a/..', '. .', '\\'));
    fc.assert(
      fc.property(text, text, (pattern, sourceName) => {
        const name = named(`${pattern}{name}`, sourceName);
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+\.jpg$/u);
        expect(name).not.toMatch(/^[.\s-]|[.\s]\.jpg$|^(con|prn|aux|nul|com\d|lpt\d)\./iu);
        expect(bytes(name)).toBeLessThanOrEqual(125);
      }),
      { numRuns: 500 },
    );
  });
});

describe('uniqueName', () => {
  it('counts up before the extension, whatever the case', () => {
    const taken = new Set<string>();
    expect(['a.jpg', 'a.jpg', 'A.JPG', 'b.jpg', 'a-2.jpg'].map((name) => uniqueName(name, taken))).toEqual([
      'a.jpg',
      'a-2.jpg',
      'A-3.JPG',
      'b.jpg',
      'a-2-2.jpg',
    ]);
  });
});
