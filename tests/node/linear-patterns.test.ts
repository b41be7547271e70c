import { checkSync, type Parameters } from 'recheck';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { patternsBelow, patternsOf, type SourcePattern } from './source-patterns.ts';

// One search with a pattern takes time in proportion to the text, also where the search starts anew at every character: recheck looks at the
// pattern's automaton, and where that gets too large or can't be built attacks the pattern with texts that it breeds.
//
// What it can't see is a caller that searches again and again: a sticky pattern tried at every position, or matches that each look far ahead and
// end soon after their start. For the text engine, whose patterns are used so, tests/node/core/detect/pii/linear.test.ts and linear-fuzz.test.ts
// count the steps of the whole search.
//
// A pattern that recheck can't decide on fails as well: write it so that it can.

/** Limits count characters and not time, except for the last, so that a busy machine comes to the same verdict. */
const LIMITS: Parameters = { attackTimeout: null, incubationTimeout: null, seedingTimeout: null, timeout: 60_000 };

const PATTERNS = patternsBelow(new URL('../../src/', import.meta.url));

/** `linear`, or what is wrong and a text that shows it. */
function verdict({ source, flags }: Pick<SourcePattern, 'source' | 'flags'>): string {
  const found = checkSync(source, flags, LIMITS);
  if (found.status === 'safe') return 'linear';
  return found.status === 'vulnerable' ? `${found.complexity.summary}: ${found.attack.pattern}` : `undecided: ${found.error.kind}`;
}

// The package's JavaScript alone: no process, no Java, no native program.
beforeAll(() => {
  vi.stubEnv('RECHECK_SYNC_BACKEND', 'pure');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('patterns of the sources', () => {
  it.each(PATTERNS.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern] as const))(
    'search in linear time: %s',
    (_, pattern) => {
      expect(verdict(pattern), pattern.place).toBe('linear');
    },
    90_000,
  );

  it('are all there', () => {
    const places = PATTERNS.map(({ place }) => place);
    for (const folder of [
      'core/detect/pii/',
      'core/detect/plates/',
      'core/detect/packs/',
      'core/structure/',
      'core/export/',
      'engine/',
      'ui/',
    ]) {
      expect(
        places.some((place) => place.startsWith(folder)),
        folder,
      ).toBe(true);
    }
  });
});

describe('the check', () => {
  it.each([
    ['a repeated repetition', '^(a+)+$', ''],
    ['blanks up to the end', '\\s+$', 'u'],
    ['two neighbours that take the same', '^\\d+\\d+$', 'u'],
  ])('sees %s', (_, source, flags) => {
    expect(verdict({ source, flags })).toMatch(/polynomial|exponential/u);
  });

  it.each([
    ['a literal', 'const a = /x+/u;'],
    ['a constructor', "const part = 'x'; const a = new RegExp(`${part}+`, 'u');"],
    ['a call', "const a = RegExp('x+', 'u');"],
  ])('reads %s', (_, text) => {
    expect(patternsOf('a.ts', text)).toEqual([{ source: 'x+', flags: 'u', place: 'a.ts:1' }]);
  });

  it('reads strings that a method makes a pattern of', () => {
    expect(patternsOf('a.ts', "'a'.search('x+')")).toMatchObject([{ source: 'x+', flags: '' }]);
  });

  it('refuses a pattern that only the running program knows', () => {
    expect(() => patternsOf('a.ts', 'const make = (part: string) => new RegExp(part);')).toThrow('a.ts');
  });
});
