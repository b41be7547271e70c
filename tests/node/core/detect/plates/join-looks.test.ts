import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, joinLooks, type CloseLook } from '../../../../../src/core/detect/plates/join-looks.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const look = (left: number, top: number, width: number, height: number, scale: number): CloseLook => ({ part: sourceBox(left, top, width, height), scale });

describe('joinLooks', () => {
  it('joins looks that mostly show the same, at the larger of their scales', () => {
    expect(joinLooks([look(100, 100, 200, 100, 2), look(120, 110, 200, 100, 2.2)])).toEqual([look(100, 100, 220, 110, 2.2)]);
  });

  it('leaves looks alone that are far apart, the costliest first', () => {
    const [near, far] = [look(0, 0, 100, 50, 2), look(900, 0, 200, 100, 2)];
    expect(joinLooks([near, far])).toEqual([far, near]);
  });

  it('leaves a small part that is wanted large out of a large one', () => {
    expect(joinLooks([look(0, 0, 400, 300, 1.5), look(100, 100, 40, 20, 5)])).toHaveLength(2);
  });

  it('joins what only becomes worth joining after another join', () => {
    expect(joinLooks([look(0, 0, 100, 100, 2), look(200, 0, 100, 100, 2), look(60, 0, 180, 100, 2)])).toEqual([look(0, 0, 300, 100, 2)]);
  });

  it('never costs more, and shows every part at least as large as wanted', () => {
    const any = fc.record({ left: fc.integer({ min: 0, max: 900 }), top: fc.integer({ min: 0, max: 500 }), width: fc.integer({ min: 20, max: 400 }), height: fc.integer({ min: 10, max: 300 }), scale: fc.double({ min: 1, max: 5, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 10 }), (parts) => {
        const wanted = parts.map(({ left, top, width, height, scale }) => look(left, top, width, height, scale));
        const made = joinLooks(wanted);
        const sum = (looks: readonly CloseLook[]): number => looks.reduce((all, one) => all + costOf(one), 0);
        expect(sum(made)).toBeLessThanOrEqual(sum(wanted) * (1 + 1e-9));
        for (const { part, scale } of wanted) {
          const isShown = made.some((one) => one.scale >= scale && one.part.left <= part.left && one.part.top <= part.top && one.part.left + one.part.width >= part.left + part.width && one.part.top + one.part.height >= part.top + part.height);
          expect(isShown).toBe(true);
        }
      }),
    );
  });
});
