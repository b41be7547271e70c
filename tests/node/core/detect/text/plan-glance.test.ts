import { describe, expect, it } from 'vitest';
import { planGlance, type GlanceSettings } from '../../../../../src/core/detect/text/plan-glance.ts';

const settings: GlanceSettings = { wholeSide: 1280, mostEnlarged: 2, wholeScale: 0.8, largestWhole: 2048, tiledScale: 0.7, tileSide: 1600 };
const sizes = (width: number, height: number): unknown => planGlance({ width, height }, settings).map(({ size }) => size);

describe('planGlance', () => {
  it('shows a picture at once, small ones enlarged', () => {
    expect(sizes(1280, 720)).toEqual([{ width: 1280, height: 736 }]);
    expect(sizes(320, 240)).toEqual([{ width: 640, height: 480 }]);
  });

  it('shrinks pictures of a middle size a little, and shows them once', () => {
    expect(sizes(2400, 1600)).toEqual([{ width: 1920, height: 1280 }]);
    expect(planGlance({ width: 2400, height: 1600 }, settings)[0]!.tiles.length).toBeGreaterThan(1);
  });

  it('shows large pictures small and, less shrunk, in tiles', () => {
    expect(sizes(4000, 3000)).toEqual([{ width: 1280, height: 960 }, { width: 2816, height: 2112 }]);
  });

  it('shows a larger picture no smaller, as long as one view does', () => {
    const widest = (width: number): number => Math.max(...planGlance({ width, height: width }, settings).map(({ size }) => size.width));
    for (let width = 200; width < 2496; width += 64) expect(widest(width + 64)).toBeGreaterThanOrEqual(widest(width));
  });
});
