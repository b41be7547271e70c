import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corners, sourceBox, type Turned } from '../../../../src/core/geometry/box.ts';
import { anchorOf, bucketed } from '../../../../src/core/mask/length-bucket.ts';

/** Whether every corner of one turned box lies in another of the same turn. */
function covers(outer: Turned<'source'>, inner: Turned<'source'>): boolean {
  const radians = ((outer.angle ?? 0) * Math.PI) / 180;
  const { left, top, width, height } = outer.box;
  return corners(inner).every(({ x, y }) => {
    const [dx, dy] = [x - left - width / 2, y - top - height / 2];
    const [u, v] = [dx * Math.cos(radians) + dy * Math.sin(radians), dy * Math.cos(radians) - dx * Math.sin(radians)];
    return Math.abs(u) <= width / 2 + 1e-6 && Math.abs(v) <= height / 2 + 1e-6;
  });
}

const box = fc.record({ left: fc.double({ min: -50, max: 4_000, noNaN: true }), top: fc.double({ min: -50, max: 4_000, noNaN: true }), length: fc.double({ min: 8, max: 900, noNaN: true }), height: fc.double({ min: 4, max: 90, noNaN: true }) });
const angle = fc.oneof(fc.constantFrom(0, 90), fc.double({ min: -90, max: 90, noNaN: true }));

describe('bucketed', () => {
  it('leaves a box as it is without a bucket', () => {
    const plain = sourceBox(3.5, 4.5, 100, 20);
    expect(bucketed({ box: plain, angle: 12 }, 0, 'start')).toBe(plain);
  });

  it('always covers the box, turned or not, along or across', () => {
    fc.assert(
      fc.property(box, angle, fc.boolean(), fc.constantFrom('start', 'centre'), fc.double({ min: 1, max: 12, noNaN: true }), (b, turn, isUpright, anchor, bucket) => {
        const plain = isUpright ? sourceBox(b.left, b.top, b.height, b.length) : sourceBox(b.left, b.top, b.length, b.height);
        expect(covers({ box: bucketed({ box: plain, angle: turn }, bucket, anchor), angle: turn }, { box: plain, angle: turn })).toBe(true);
      }),
    );
  });

  it('gives texts of all lengths within a bucket one mask, edges on whole pixels', () => {
    const masks = [20, 47.3, 80, 110].map((width) => bucketed({ box: sourceBox(40.25, 60.5, width, 20) }, 7, 'start'));
    expect(new Set(masks.map((mask) => JSON.stringify(mask))).size).toBe(1);
    expect(Object.values(masks[0]!).every(Number.isInteger)).toBe(true);
  });

  it('does not move with a letter that is a pixel taller', () => {
    expect(bucketed({ box: sourceBox(40, 59.5, 80, 20.5) }, 7, 'start')).toEqual(bucketed({ box: sourceBox(40, 60, 80, 20) }, 7, 'start'));
  });

  it('grows a plate on both sides and a line at its end, in the direction of the text', () => {
    const plate = bucketed({ box: sourceBox(200, 60, 80, 20) }, 7, 'centre');
    expect(Math.abs(plate.left + plate.width / 2 - 240)).toBeLessThan(3);
    const down = bucketed({ box: sourceBox(200, 60, 20, 80) }, 7, 'start');
    expect(down.top).toBeGreaterThan(50);
    expect(down.height).toBeGreaterThan(150);
    const turned = corners({ box: bucketed({ box: sourceBox(200, 60, 80, 20), angle: 30 }, 7, 'start'), angle: 30 });
    const before = corners({ box: sourceBox(200, 60, 80, 20), angle: 30 });
    expect(Math.hypot(turned[0].x - before[0].x, turned[0].y - before[0].y)).toBeLessThan(20);
    expect(Math.hypot(turned[1].x - before[1].x, turned[1].y - before[1].y)).toBeGreaterThan(80);
  });

  it('leaves a box that no picture can hold', () => {
    const vast = sourceBox(0, 0, 60_000, 30_000);
    expect(bucketed({ box: vast }, 7, 'start')).toBe(vast);
  });
});

describe('anchorOf', () => {
  it('keeps the start of text and the middle of plates', () => {
    expect([anchorOf('text'), anchorOf('personal-text'), anchorOf('licence-plate')]).toEqual(['start', 'start', 'centre']);
  });
});
