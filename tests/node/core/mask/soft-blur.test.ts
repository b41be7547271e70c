import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { applyPlan } from '../../../../src/core/mask/apply-plan.ts';
import type { MaskPlan, MaskRegion } from '../../../../src/core/mask/mask-plan.ts';

const SIZE = { width: 90, height: 60 };
const SOLID = { r: 24, g: 26, b: 28 };

function planOf(softness: number, ...regions: readonly Partial<MaskRegion>[]): MaskPlan {
  return {
    size: SIZE,
    grid: null,
    settings: { solidColor: SOLID, pixelateBlocks: 6, softness },
    regions: regions.map((region, index) => ({ id: `r${index}`, kind: 'face', shape: 'ellipse', box: sourceBox(20, 10, 40, 40), fill: 'soft', ...region })),
  };
}

function painted(color: (x: number, y: number) => readonly [number, number, number, number], plan: MaskPlan) {
  const pixels = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let y = 0; y < SIZE.height; y += 1) for (let x = 0; x < SIZE.width; x += 1) pixels.set(color(x, y), (y * SIZE.width + x) * 4);
  const masks = applyPlan(pixels, plan);
  const at = (x: number, y: number) => [...pixels.subarray((y * SIZE.width + x) * 4, (y * SIZE.width + x) * 4 + 4)];
  const covered = masks.flatMap(({ box, coverage }) =>
    [...coverage.keys()].filter((i) => coverage[i] === 1).map((i) => at(box.left + (i % box.width), box.top + Math.floor(i / box.width))),
  );
  return { at, covered };
}

describe('soft blur', () => {
  it('continues an even surrounding without a trace, at any softness', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255), fc.nat(255), fc.nat(255), (softness, r, g, b) => {
        const { covered } = painted(() => [r, g, b, 255], planOf(softness, {}));
        expect(covered.every((pixel) => pixel.join() === [r, g, b, 255].join())).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('goes smoothly from the colour on one side to that on the other', () => {
    const { at } = painted((x) => [x < 40 ? 40 : 200, 90, 90, 255], planOf(0, { shape: 'rectangle' }));
    const row = Array.from({ length: 40 }, (_, i) => at(20 + i, 30)[0] ?? 0);
    expect(row[0]).toBeLessThan(70);
    expect(row[39]).toBeGreaterThan(170);
    const steps = row.slice(1).map((value, i) => value - (row[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...steps)).toBeLessThan(16);
  });

  it('comes near to one colour at full softness, and follows the surroundings more closely at none', () => {
    const spread = (softness: number) => {
      const reds = painted((x) => [x * 2, 90, 90, 255], planOf(softness, { shape: 'rectangle' })).covered.map(([r]) => r ?? 0);
      return Math.max(...reds) - Math.min(...reds);
    };
    expect(spread(1)).toBeLessThanOrEqual(8);
    expect(spread(0.5)).toBeGreaterThan(spread(1));
    expect(spread(0)).toBeGreaterThan(spread(0.5));
    expect(spread(0)).toBeGreaterThan(50);
  });

  it('stays within the colours around it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (softness, seed) => {
        const { covered } = painted((x, y) => [60 + ((x * 7919 + y * 104729 + seed) % 101), 10, 240, 255], planOf(softness, {}));
        expect(covered.every(([r = 0, g, b]) => r >= 60 && r <= 160 && g === 10 && b === 240)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('takes no colour from transparent pixels', () => {
    const { covered } = painted((x) => (x % 2 === 0 ? [255, 0, 0, 0] : [0, 100, 200, 255]), planOf(0.3, {}));
    expect(covered.every((pixel) => pixel.join() === '0,100,200,255')).toBe(true);
  });

  it('falls back to the solid colour where nothing visible lies around', () => {
    const solid = `${SOLID.r},${SOLID.g},${SOLID.b},255`;
    const whole = painted(() => [250, 250, 250, 255], planOf(0.5, { shape: 'rectangle', box: sourceBox(-5, -5, 200, 200) }));
    expect(new Set(whole.covered.map(String))).toEqual(new Set([solid]));
    const unseen = painted(() => [250, 250, 250, 0], planOf(0.5, {}));
    expect(new Set(unseen.covered.map(String))).toEqual(new Set([solid]));
  });

  it('looks further out where other masks surround it', () => {
    const plan = planOf(0, { box: sourceBox(40, 25, 8, 8) }, { box: sourceBox(30, 15, 28, 28), fill: 'pixelate' });
    const { at } = painted(() => [10, 180, 60, 255], plan);
    expect(at(44, 29)).toEqual([10, 180, 60, 255]);
  });

  it('keeps the same pixels from release to release', () => {
    const { covered } = painted((x, y) => [(x * 5) % 256, (y * 7) % 256, (x * y) % 256, 255], planOf(0.5, {}, { box: sourceBox(50, 30, 60, 60) }));
    const checksum = covered.flat().reduce((sum, value) => (Math.imul(sum, 31) + value) >>> 0, 7);
    expect([covered.length, checksum]).toEqual([2354, 2300919030]);
  });
});
