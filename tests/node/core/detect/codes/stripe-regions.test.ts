import { describe, expect, it } from 'vitest';
import { centreOf } from '../../../../../src/core/detect/codes/rotated-box.ts';
import { stripeRegions } from '../../../../../src/core/detect/codes/stripe-regions.ts';
import { barsWidth, drawBars } from './bars.ts';

describe('stripeRegions', () => {
  it.each([0, 30, 45, 75, -60])('finds bars turned by %i degrees', (degrees) => {
    const [region] = stripeRegions(drawBars(400, 4, 100, degrees), 5);
    expect(region).toBeDefined();
    expect(Math.abs(region!.angle - degrees)).toBeLessThan(6);
    expect(region!.box.width).toBeGreaterThan(0.85 * barsWidth(4));
    expect(Math.hypot(centreOf(region!).x - 200, centreOf(region!).y - 200)).toBeLessThan(12);
  });

  it('proposes nothing on a flat picture or one that is smaller than a square', () => {
    expect(stripeRegions({ width: 200, height: 200, data: new Uint8Array(40_000).fill(128) }, 5)).toEqual([]);
    expect(stripeRegions({ width: 5, height: 3, data: new Uint8Array(15) }, 5)).toEqual([]);
  });

  it('gives at most as many as asked for', () => {
    expect(stripeRegions(drawBars(400, 4, 100, 0), 0)).toEqual([]);
  });
});
