import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planObjectLevels } from '../../../../../src/core/detect/objects/object-levels.ts';

describe('planObjectLevels', () => {
  it('searches a small picture at two sizes and a large one at three', () => {
    expect(planObjectLevels({ width: 640, height: 480 }, 'first').map(({ input }) => input)).toEqual([
      { width: 416, height: 320 },
      { width: 640, height: 480 },
    ]);
    expect(planObjectLevels({ width: 3000, height: 4000 }, 'first').map(({ input }) => input)).toEqual([
      { width: 320, height: 416 },
      { width: 480, height: 640 },
      { width: 864, height: 1152 },
    ]);
  });

  it('shares no size between the two views', () => {
    const picture = { width: 4000, height: 3000 };
    const first = planObjectLevels(picture, 'first').map(({ scale }) => scale);
    expect(planObjectLevels(picture, 'second').some(({ scale }) => first.includes(scale))).toBe(false);
  });

  it('always gives whole strides, at most three sizes, and no more than 1152 pixels a side', () => {
    const side = fc.integer({ min: 1, max: 30000 });
    fc.assert(
      fc.property(side, side, fc.constantFrom('first' as const, 'second' as const), (width, height, view) => {
        const levels = planObjectLevels({ width, height }, view);
        expect(levels.length).toBeGreaterThan(0);
        expect(levels.length).toBeLessThanOrEqual(3);
        for (const { input } of levels) {
          expect([input.width % 32, input.height % 32]).toEqual([0, 0]);
          expect(Math.min(input.width, input.height)).toBeGreaterThanOrEqual(32);
          expect(Math.max(input.width, input.height)).toBeLessThanOrEqual(1152);
        }
      }),
    );
  });
});
