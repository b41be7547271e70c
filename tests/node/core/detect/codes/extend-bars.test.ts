import { describe, expect, it } from 'vitest';
import { extendBars } from '../../../../../src/core/detect/codes/extend-bars.ts';
import { holdsPoint } from '../../../../../src/core/detect/codes/rotated-box.ts';
import { corners, sourceBox } from '../../../../../src/core/geometry/box.ts';
import { barsWidth, drawBars } from './bars.ts';

describe('extendBars', () => {
  it.each([0, 8, -15])('follows one scan line to both ends of bars turned by %i degrees', (degrees) => {
    const plane = drawBars(400, 4, 120, degrees);
    const half = barsWidth(4) / 2 / Math.cos((degrees * Math.PI) / 180);
    const start = { x: 200 - half, y: 200 };
    const end = { x: 200 + half, y: 200 };
    const found = extendBars(plane, [start, end, end, start]);
    expect(Math.abs(found.angle - degrees)).toBeLessThan(1);
    expect(found.box.height).toBeGreaterThan(110);
    expect(found.box.height).toBeLessThan(132);
    const truth = { box: sourceBox(200 - barsWidth(4) / 2 + 5, 145, barsWidth(4) - 10, 110), angle: degrees };
    for (const corner of corners(truth)) expect(holdsPoint(found, corner)).toBe(true);
  });

  it('does not reach into what lies beside the bars', () => {
    const plane = drawBars(400, 4, 60, 0);
    // A light grey strip right under the bars, without any of them.
    plane.data.fill(120, 232 * 400, 300 * 400);
    const line = [
      { x: 200 - barsWidth(4) / 2, y: 200 },
      { x: 200 + barsWidth(4) / 2, y: 200 },
    ] as const;
    const { box } = extendBars(plane, [line[0], line[1], line[1], line[0]]);
    expect(box.top + box.height).toBeLessThan(240);
  });

  it('ends on a flat picture', () => {
    const flat = { width: 100, height: 100, data: new Uint8Array(10_000).fill(90) };
    const found = extendBars(flat, [
      { x: 10, y: 50 },
      { x: 90, y: 50 },
      { x: 90, y: 52 },
      { x: 10, y: 52 },
    ]);
    expect(found.box.width).toBeCloseTo(80, 6);
    expect(found.box.height).toBeCloseTo(2, 6);
  });
});
