import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../../src/core/detect/pii/find-personal-data.ts';
import { PERSONAL_DATA_KINDS } from '../../../../../src/core/detect/pii/personal-data.ts';
import { FINDERS } from '../../../../../src/core/detect/pii/registry.ts';
import { CORPUS } from './corpus.ts';
import { measureCorpus } from './corpus-figures.ts';

describe('the corpus of invented people', () => {
  const { figures, problems } = measureCorpus(CORPUS, 0.5);

  it.each(PERSONAL_DATA_KINDS)('is read with recall and precision of nine tenths for %s', (kind) => {
    const { hits, misses, falseFinds } = figures.get(kind) ?? { hits: 0, misses: 0, falseFinds: 0 };
    expect(hits + misses, 'marked in the corpus').toBeGreaterThan(0);
    expect(hits / (hits + misses), problems.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(hits / (hits + falseFinds), problems.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('reports numbers and mail addresses at their exact places', () => {
    const prose = new Set(['postal-address', 'person-name', 'url']);
    for (const { text, mode, spans } of CORPUS) {
      const places = findPersonalData(text, { mode }).map(({ kind, start, end }) => ({ kind, start, end }));
      for (const span of spans) if (!prose.has(span.kind)) expect(places, text).toContainEqual(span);
    }
  });

  it('gives reasons that never hold what was found', () => {
    for (const { text, mode } of CORPUS) {
      for (const find of findPersonalData(text, { mode, minimumScore: 0 })) {
        const value = text.slice(find.start, find.end);
        if (value.length >= 4) expect(find.reason.toLowerCase()).not.toContain(value.toLowerCase());
        expect(find.reason).not.toBe('');
      }
    }
  });

  it('reports only the kinds asked for', () => {
    for (const kind of PERSONAL_DATA_KINDS) {
      for (const { text, mode } of CORPUS)
        expect(findPersonalData(text, { mode, kinds: [kind], minimumScore: 0 }).every((find) => find.kind === kind)).toBe(true);
    }
  });

  it('reports nothing below the minimum score', () => {
    for (const { text, mode } of CORPUS)
      expect(findPersonalData(text, { mode, minimumScore: 0.8 }).every((find) => find.score >= 0.8)).toBe(true);
  });
});

describe('the registry', () => {
  it('has a finder for every kind', () => {
    const kinds = new Set(FINDERS.flatMap((finder) => finder.kinds));
    expect([...kinds].sort()).toEqual([...PERSONAL_DATA_KINDS].sort());
  });

  it('runs finders that a caller adds', () => {
    const find = findPersonalData('the word zebra here', {
      finders: [
        {
          name: 'term',
          kinds: ['person-name'],
          find: (scan, report) => {
            const start = scan.lower.indexOf('zebra');
            report({ kind: 'person-name', start, end: start + 5, score: 1, reason: 'on a list', country: null });
          },
        },
      ],
    });
    expect(find).toMatchObject([{ start: 9, end: 14, reason: 'on a list' }]);
  });
});
