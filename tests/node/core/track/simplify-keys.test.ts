import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { boxAt } from '../../../../src/core/track/path.ts';
import { simplify, type Stop } from '../../../../src/core/track/simplify-keys.ts';

const never = (): boolean => false;
const stop = (frame: number, left: number, side = 100): Stop => ({ frame, box: sourceBox(left, 0, side, side) });

describe('keys that a line stands for', () => {
  it('are left out, but for both ends', () => {
    const way = Array.from({ length: 50 }, (_, frame) => stop(frame, 3 * frame));
    expect(simplify(way, 0.01, never).map(({ frame }) => frame)).toEqual([0, 49]);
    expect(simplify(way, 0, never)).toEqual(way);
    expect(simplify(way, 0.01, ({ frame }) => frame === 17).map(({ frame }) => frame)).toEqual([0, 17, 49]);
    expect(simplify([stop(0, 0)], 0.01, never)).toHaveLength(1);
    expect(simplify([], 0.01, never)).toEqual([]);
  });

  it('stay at a bend', () => {
    const way = Array.from({ length: 21 }, (_, frame) => stop(frame, frame < 10 ? 5 * frame : 100 - 5 * frame));
    const frames = simplify(way, 0.01, never).map(({ frame }) => frame);
    expect(frames.length).toBeLessThan(6);
    expect(frames).toContain(10);
  });

  it('are never off by more than the tolerance on any way', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: 40, max: 44 })), { minLength: 1, maxLength: 60 }), (steps) => {
        let [frame, left] = [0, 0];
        const way = steps.map(([frames, by, side]) => stop((frame += frames), (left += by), side));
        const keys = simplify(way, 0.05, never);
        expect(keys[0]).toBe(way[0]);
        expect(keys.at(-1)).toBe(way.at(-1));
        const path = { first: way[0]!.frame, last: frame, keys };
        for (const { frame: there, box } of way) {
          const here = boxAt({ box, path }, there)!;
          const slack = 0.05 * box.width + 1e-9;
          expect(Math.abs(here.left - box.left)).toBeLessThanOrEqual(slack);
          expect(Math.abs(here.left + here.width - box.left - box.width)).toBeLessThanOrEqual(slack);
          expect(Math.abs(here.top + here.height - box.height)).toBeLessThanOrEqual(slack);
        }
      }),
    );
  });
});
