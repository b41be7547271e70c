import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../../../src/core/detect/pii/finder.ts';
import { PERSONAL_DATA_KINDS } from '../../../../../src/core/detect/pii/personal-data.ts';
import { resolveOverlaps } from '../../../../../src/core/detect/pii/resolve-overlaps.ts';

const find = (kind: Candidate['kind'], start: number, end: number, score: number): Candidate => ({
  kind,
  start,
  end,
  score,
  reason: kind,
  country: null,
});

describe('resolving overlaps', () => {
  it('lets the better score win a shared stretch', () => {
    expect(resolveOverlaps([find('phone', 0, 10, 0.5), find('national-id', 0, 10, 0.9)])).toMatchObject([
      { kind: 'national-id', start: 0, end: 10 },
    ]);
  });

  it('lets the longer find win at the same score', () => {
    expect(resolveOverlaps([find('phone', 0, 8, 0.9), find('payment-card', 0, 16, 0.9)])).toMatchObject([
      { kind: 'payment-card', start: 0, end: 8 + 8 },
    ]);
  });

  it('keeps an address whole around a name and gives it the higher score', () => {
    expect(resolveOverlaps([find('postal-address', 0, 30, 0.6), find('person-name', 5, 12, 0.9)])).toMatchObject([
      { kind: 'postal-address', start: 0, end: 30, score: 0.9 },
    ]);
  });

  it('keeps what is left of the loser, unless it is a crumb', () => {
    expect(resolveOverlaps([find('person-name', 0, 20, 0.6), find('phone', 10, 30, 0.9)])).toMatchObject([
      { kind: 'person-name', start: 0, end: 10 },
      { kind: 'phone', start: 10, end: 30 },
    ]);
    expect(resolveOverlaps([find('person-name', 8, 20, 0.6), find('phone', 10, 30, 0.9)])).toMatchObject([
      { kind: 'phone', start: 10, end: 30 },
    ]);
  });

  const candidates = fc.array(
    fc
      .record({
        kind: fc.constantFrom(...PERSONAL_DATA_KINDS),
        start: fc.nat(60),
        length: fc.integer({ min: 4, max: 20 }),
        score: fc.integer({ min: 0, max: 10 }),
      })
      .map(({ kind, start, length, score }) => find(kind, start, start + length, score / 10)),
    { maxLength: 25 },
  );

  it('gives disjoint finds in order, whatever order they came in', () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const resolved = resolveOverlaps(list);
        for (const [index, item] of resolved.entries()) expect(item.start).toBeGreaterThanOrEqual(resolved[index - 1]?.end ?? 0);
        expect(resolveOverlaps([...list].reverse())).toEqual(resolved);
      }),
    );
  });

  it('covers every character but crumbs of what it was given, and nothing else', () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const resolved = resolveOverlaps(list);
        let open = 0;
        for (let at = 0; at < 81; at += 1) {
          const given = list.some((item) => item.start <= at && at < item.end);
          const kept = resolved.some((item) => item.start <= at && at < item.end);
          if (!given) expect(kept).toBe(false);
          open = given && !kept ? open + 1 : 0;
          expect(open).toBeLessThan(12);
        }
      }),
    );
  });
});
