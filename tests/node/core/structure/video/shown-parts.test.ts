import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_SHOWN, heardOf, partShowing, presentationEnd, sampleRanges, type ShownPart } from '../../../../../src/core/structure/video/shown-parts.ts';

/** Second 0 to 1, nothing for half a second, 3 to 4, and 5 to the end. */
const PARTS: readonly ShownPart[] = [{ from: 0, to: 1, at: 0 }, { from: 3, to: 4, at: 1.5 }, { from: 5, to: Infinity, at: 2.5 }];

describe('the parts of a track that are shown', () => {
  it('show what begins in them, and nothing before, between or for less than a millisecond', () => {
    const places = [-0.04, 0, 0.96, 0.9995, 1, 2.99, 3, 3.96, 4, 4.9, 5, 1e6].map((time) => partShowing(PARTS, time));
    expect(places).toEqual([-1, 0, 0, -1, -1, -1, 1, 1, -1, -1, 2, 2]);
    expect([-1, 0, 1e9].map((time) => partShowing(ALL_SHOWN, time))).toEqual([-1, 0, 0]);
    expect(partShowing([], 0)).toBe(-1);
  });

  it('show it once where the end of one is rounded beyond the beginning of the next', () => {
    const parts = [{ from: 0, to: 0.5025, at: 0 }, { from: 0.5, to: 1, at: 0.5025 }];
    expect([0.48, 0.5, 0.52].map((time) => partShowing(parts, time))).toEqual([0, 1, 1]);
  });

  it('end where the last of them does, or the track', () => {
    expect([0, 0.5, 2, 3.5, 4.5, 7].map((end) => presentationEnd(PARTS, end))).toEqual([0, 0.5, 1, 2, 2.5, 4.5]);
    expect(presentationEnd(ALL_SHOWN, 12)).toBe(12);
  });
});

describe('the samples of a sound that are heard', () => {
  it('are cut and moved with the parts', () => {
    const ranges = sampleRanges(PARTS, 1000);
    expect(ranges).toEqual([{ first: 0, count: 1000, at: 0 }, { first: 3000, count: 1000, at: 1500 }, { first: 5000, count: Infinity, at: 2500 }]);
    expect(heardOf(ranges, -100, 300)).toEqual([{ skip: 100, count: 200, at: 0 }]);
    expect(heardOf(ranges, 900, 300)).toEqual([{ skip: 0, count: 100, at: 900 }]);
    expect(heardOf(ranges, 1000, 2000)).toEqual([]);
    expect(heardOf(ranges, 900, 5000)).toEqual([{ skip: 0, count: 100, at: 900 }, { skip: 2100, count: 1000, at: 1500 }, { skip: 4100, count: 900, at: 2500 }]);
  });

  it('follow each other without an overlap, each where its time says, however the parts fall between samples', () => {
    const step = fc.record({ shown: fc.integer({ min: 1, max: 3000 }), hidden: fc.integer({ min: 0, max: 3000 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.constantFrom(8000, 22_050, 44_100, 48_000), (steps, rate) => {
        let [from, at] = [0, 0];
        const parts = steps.map(({ shown, hidden }): ShownPart => {
          const part = { from, to: from + shown / 600, at };
          from += (shown + hidden) / 600;
          at += shown / 600;
          return part;
        });
        let end = 0;
        for (const [index, range] of sampleRanges(parts, rate).entries()) {
          expect(range.at).toBe(end);
          end = range.at + range.count;
          expect(Math.abs(range.at / rate - parts[index]!.at)).toBeLessThan(1 / rate);
          expect(Math.abs(range.first / rate - parts[index]!.from)).toBeLessThan(1 / rate);
        }
        expect(Math.abs(end / rate - at)).toBeLessThan(1 / rate);
      }),
    );
  });
});
