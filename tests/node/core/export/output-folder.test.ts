import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputFolder } from '../../../../src/core/export/output-folder.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe('outputFolder', () => {
  it.each([
    ['ordinary folders', 'holiday/beach 2', 'holiday/beach 2'],
    ['no folder', '', ''],
    ['climbing', '../../a/../b/.', 'a/b'],
    ['climbing by backslashes', '..\\..\\a', 'a'],
    ['a root', '/etc//x/', 'etc/x'],
    ['a drive', 'C:\\Users\\anna', 'Users/anna'],
    ['devices', 'CON/aux.d/prn', '_CON/_aux.d/_prn'],
    ['a change of direction', 'a\u202eb/c\u200bd', 'ab/cd'],
    ['control characters', 'a\0b/\n', 'ab'],
    ['hidden folders and options', '.git/--help', 'git/help'],
    ['what Windows drops or refuses', 'a. /b?c*', 'a/b_c_'],
    ['an emoji', 'été/😀', 'été/😀'],
  ])('cleans %s', (_, path, expected) => {
    expect(outputFolder(path)).toBe(expected);
  });

  it('cuts long names by bytes and keeps the innermost of many folders', () => {
    expect(bytes(outputFolder('é😀'.repeat(150)))).toBeLessThanOrEqual(80);
    expect(outputFolder('a/b/c/d/e/f/g/h/i/j')).toBe('c/d/e/f/g/h/i/j');
  });

  it('makes a short relative path of safe parts of any text, and changes it no further', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom('..', '.', '/', '\\', 'C:', 'con', ' ', '~', 'a', '\0'), { maxLength: 30 }).map((parts) => parts.join('')));
    fc.assert(
      fc.property(text, (path) => {
        const folder = outputFolder(path);
        for (const part of folder === '' ? [] : folder.split('/')) {
          expect(part).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+$/u);
          expect(part).not.toMatch(/^[.\s-]|[.\s]$/u);
          expect(bytes(part)).toBeLessThanOrEqual(81);
        }
        expect(outputFolder(folder)).toBe(folder);
      }),
    );
  });
});
