import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeSpan } from '../../../../src/core/audio/time-span.ts';
import { areApart, withoutSpan, withSpan } from '../../../../src/core/review/muted-spans.ts';

const SPANS: readonly TimeSpan[] = [{ from: 1, to: 2 }, { from: 4, to: 6 }];

describe('muting a part', () => {
  it('puts it in its place', () => {
    expect(withSpan(SPANS, 2.5, 3)).toEqual([{ from: 1, to: 2 }, { from: 2.5, to: 3 }, { from: 4, to: 6 }]);
  });

  it('joins it with parts that it meets or only touches', () => {
    expect(withSpan(SPANS, 2, 4)).toEqual([{ from: 1, to: 6 }]);
    expect(withSpan(SPANS, 5, 9)).toEqual([{ from: 1, to: 2 }, { from: 4, to: 9 }]);
  });

  it('changes nothing where it is muted already, and where it has no length', () => {
    expect(withSpan(SPANS, 4, 5)).toBe(SPANS);
    expect(withSpan(SPANS, 3, 3)).toBe(SPANS);
    expect(withSpan(SPANS, 3, Infinity)).toBe(SPANS);
    expect(withSpan(SPANS, -2, -1)).toBe(SPANS);
  });

  it('begins at the beginning at the earliest', () => {
    expect(withSpan([], -1, 1)).toEqual([{ from: 0, to: 1 }]);
  });
});

describe('unmuting a part', () => {
  it('cuts what reaches into it, and makes two of what reaches out on both sides', () => {
    expect(withoutSpan(SPANS, 1.5, 5)).toEqual([{ from: 1, to: 1.5 }, { from: 5, to: 6 }]);
    expect(withoutSpan(SPANS, 4.5, 5)).toEqual([{ from: 1, to: 2 }, { from: 4, to: 4.5 }, { from: 5, to: 6 }]);
  });

  it('changes nothing where nothing of it is muted', () => {
    expect(withoutSpan(SPANS, 2, 4)).toBe(SPANS);
    expect(withoutSpan(SPANS, 5, 5)).toBe(SPANS);
  });
});

it('spans stay in order and apart, and tell of every moment what was said of it last', () => {
  const step = fc.record({ mutes: fc.boolean(), from: fc.integer({ min: 0, max: 30 }), length: fc.integer({ min: 0, max: 12 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const muted = new Set<number>();
      let spans: readonly TimeSpan[] = [];
      for (const { mutes, from, length } of steps) {
        spans = (mutes ? withSpan : withoutSpan)(spans, from, from + length);
        for (let at = from; at < from + length; at += 1) if (mutes) muted.add(at); else muted.delete(at);
        expect(areApart(spans)).toBe(true);
      }
      for (let at = 0; at < 45; at += 1) expect(spans.some((span) => span.from <= at && at + 1 <= span.to), String(at)).toBe(muted.has(at));
    }),
  );
});
