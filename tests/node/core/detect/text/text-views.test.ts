import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTextViews, TEXT_STRIDE, viewAt, type ViewSettings } from '../../../../../src/core/detect/text/text-views.ts';

const settings: ViewSettings = { wholeSide: 1600, mostEnlarged: 2, tileBelow: 0.8, tiledScale: 1, tileSide: 1600 };

describe('planTextViews', () => {
  it('shows a photo of 1 megapixel once, a little enlarged', () => {
    const views = planTextViews({ width: 1280, height: 720 }, settings);
    expect(views.map(({ size }) => size)).toEqual([{ width: 1600, height: 896 }]);
    expect(views[0]!.tiles).toHaveLength(1);
  });

  it('enlarges a small picture no more than it may', () => {
    expect(planTextViews({ width: 320, height: 240 }, settings).map(({ size }) => size)).toEqual([{ width: 640, height: 480 }]);
  });

  it('shows a large picture at once and in tiles at native size', () => {
    const [whole, tiled] = planTextViews({ width: 4000, height: 3000 }, settings);
    expect(whole!.size).toEqual({ width: 1600, height: 1216 });
    expect(tiled!.size).toEqual({ width: 4000, height: 3008 });
    expect(tiled!.tiles.length).toBeGreaterThan(5);
  });
});

describe('viewAt', () => {
  const part = fc.record({ width: fc.integer({ min: 1, max: 6000 }), height: fc.integer({ min: 1, max: 6000 }) });
  const scale = fc.constantFrom(0.1, 0.86, 1, 2, 6);

  it('has every place answered for by exactly one tile, which contains it', () => {
    fc.assert(
      fc.property(part, scale, fc.constantFrom(640, 1344, 1600), (size, factor, side) => {
        const view = viewAt(size, factor, side);
        const areas = view.tiles.reduce((sum, { core }) => sum + (core.right - core.left) * (core.bottom - core.top), 0);
        expect(areas).toBe(view.size.width * view.size.height);
        for (const { left, top, width, height, core } of view.tiles) {
          expect(core.left).toBeGreaterThanOrEqual(left);
          expect(core.top).toBeGreaterThanOrEqual(top);
          expect(core.right).toBeLessThanOrEqual(left + width);
          expect(core.bottom).toBeLessThanOrEqual(top + height);
        }
      }),
    );
  });

  it('makes inputs that the network takes', () => {
    fc.assert(
      fc.property(part, scale, (size, factor) => {
        for (const { width, height } of viewAt(size, factor, 1600).tiles) {
          expect(width % TEXT_STRIDE).toBe(0);
          expect(height % TEXT_STRIDE).toBe(0);
          expect(Math.min(width, height)).toBeGreaterThan(0);
          expect(Math.max(width, height)).toBeLessThanOrEqual(1600);
        }
      }),
    );
  });
});
