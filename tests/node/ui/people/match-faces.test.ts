import { describe, expect, it } from 'vitest';
import { matchFaces } from '../../../../src/ui/people/match-faces.ts';
import { embeddingOf } from './bench.ts';

describe('matching faces with a person', () => {
  it('lets the page have its turn whenever a slice is over', async () => {
    let time = 0;
    let since = 0;
    const slices: number[] = [];
    const keys = Array.from({ length: 5000 }, (_, index) => (index % 2 === 0 ? 'ben' : 'anna?'));
    const verdicts = await matchFaces(new Set(['anna']), keys, (key) => {
      // A comparison takes a hundredth of a millisecond.
      time += 0.01;
      return embeddingOf(key);
    }, {
      now: () => time,
      yieldToPage: () => {
        slices.push(time - since);
        since = time;
        return Promise.resolve();
      },
    });
    expect([...verdicts]).toEqual([['ben', 'other'], ['anna?', 'unsure']]);
    expect(slices.length).toBeGreaterThan(1);
    expect(Math.max(...slices)).toBeLessThan(50);
  });

  it('takes the faces of the person for the same, also one that can’t be told apart', async () => {
    const outside = { now: () => 0, yieldToPage: () => Promise.resolve() };
    expect([...await matchFaces(new Set(['anna', '-']), ['-', 'anna', 'ben'], embeddingOf, outside)]).toEqual([['-', 'same'], ['anna', 'same'], ['ben', 'other']]);
  });
});
