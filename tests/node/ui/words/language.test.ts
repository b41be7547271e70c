import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/ui/words/en/english.ts';
import { languageOf } from '../../../../src/ui/words/language.ts';
import { lengthened, mirrored } from '../../../../src/ui/words/pseudo.ts';
import { leavesOf } from './declared-words.ts';

describe('languageOf', () => {
  it('takes the first language of the browser that there is', () => {
    expect(languageOf('system', ['fr-FR', 'de-CH', 'en'])).toBe('de');
    expect(languageOf('system', ['en-US', 'de'])).toBe('en');
    expect(languageOf('system', ['DE'])).toBe('de');
  });

  it('takes English where there is none', () => {
    for (const asked of [[], ['fr'], ['den', 'x-de']]) expect(languageOf('system', asked)).toBe('en');
  });

  it('takes what the person chose, whatever the browser asks for', () => {
    expect(languageOf('en', ['de'])).toBe('en');
    expect(languageOf('de', ['en'])).toBe('de');
  });
});

const texts = (words: object): readonly (readonly [string, string])[] =>
  [...leavesOf(words)].filter((leaf): leaf is [string, string] => typeof leaf[1] === 'string' && leaf[0] !== 'product');

describe('the made-up languages', () => {
  it('have the keys of English', () => {
    const keys = [...leavesOf(english).keys()];
    for (const words of [lengthened(english), mirrored(english)]) expect([...leavesOf(words).keys()]).toEqual(keys);
  });

  it('make every text at least 40 % longer, in brackets, without a plain letter outside of placeholders', () => {
    const long = new Map(texts(lengthened(english)));
    for (const [path, text] of texts(english)) {
      const made = long.get(path) ?? '';
      expect(made.length, path).toBeGreaterThanOrEqual(text.length * 1.4);
      expect(made, path).toMatch(/^\[.*\]$/su);
      expect(made.replaceAll(/\{[a-z]+\}/gu, ''), path).not.toMatch(/[a-z]{2}/u);
    }
  });

  it('change what functions say, and keep what they are given', () => {
    expect(lengthened(english).exportBar.export(3)).toMatch(/^\[.*3.*\]$/u);
    expect(lengthened(english).policy.patternHint).toContain('{name}');
  });

  it('turn every word round from right to left, and end every turn', () => {
    for (const [path, text] of texts(mirrored(english))) {
      expect(text.split('\u202e').length, path).toBe(text.split('\u202c').length);
      expect(text, path).toContain('\u200f');
    }
    fc.assert(fc.property(fc.constantFrom(...texts(english)), ([path, text]) => {
      expect(new Map(texts(mirrored(english))).get(path)?.replaceAll(/[\u200f\u202c\u202e]/gu, '')).toBe(text);
    }), { numRuns: 20 });
  });
});
