import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { applyPlan, previewPatches } from '../../src/core/mask/apply-plan.ts';
import { footprint, unionCoverage } from '../../src/core/mask/footprint.ts';
import type { MaskPlan, MaskRegion } from '../../src/core/mask/mask-plan.ts';
import type { FillStyle } from '../../src/core/review/decision.ts';
import { noise, plansWith } from './plan-arbitraries.ts';

/** What a fill style promises. */
export interface FillStylePromise {
  readonly style: FillStyle;
  /** The result depends on no covered pixel. `false` demands the opposite, so that the test is known to bite. */
  readonly irreversible: boolean;
}

const SETTINGS: MaskPlan['settings'] = { solidColor: { r: 24, g: 26, b: 28 }, pixelateBlocks: 4, softness: 0.5 };

/**
 * What every fill style must keep, whatever it looks like. Run it once for each style.
 * @param promise - the style and what it claims
 */
export function fillStyleContract({ style, irreversible }: FillStylePromise): void {
  const plans = plansWith(style);
  const seeds = fc.integer({ min: 1, max: 1_000_000 });
  const planOf = (size: MaskPlan['size'], ...boxes: readonly MaskRegion['box'][]): MaskPlan => ({
    size,
    grid: null,
    settings: SETTINGS,
    regions: boxes.map((box, index) => ({ id: `r${index}`, kind: 'face', shape: 'rectangle', box, fill: style })),
  });

  describe(`fill style ${style}`, () => {
    it('leaves every pixel outside the masks as it was', () => {
      fc.assert(
        fc.property(plans, seeds, (plan, seed) => {
          const before = noise(plan.size, seed);
          const after = masked(before, plan);
          const covered = coverageOf(plan);
          expect(differing(before, after).filter((pixel) => covered[pixel] !== 1)).toEqual([]);
        }),
      );
    });

    it('makes every covered pixel opaque', () => {
      fc.assert(
        fc.property(plans, seeds, (plan, seed) => {
          const after = masked(noise(plan.size, seed), plan);
          const covered = coverageOf(plan);
          expect([...covered.keys()].filter((pixel) => covered[pixel] === 1 && after[pixel * 4 + 3] !== 255)).toEqual([]);
        }),
      );
    });

    const interference = fc.property(plans, seeds, seeds, (plan, seed, other) => {
      const before = noise(plan.size, seed);
      const swapped = replaceCovered(before, noise(plan.size, other), coverageOf(plan));
      // Judged where this style's own regions lie and where no mask lies; other styles' regions answer for themselves.
      const own = coverageOf({ ...plan, regions: plan.regions.filter((region) => region.fill === style) });
      const any = coverageOf(plan);
      const leaks = differing(masked(before, plan), masked(swapped, plan)).filter((pixel) => own[pixel] === 1 || any[pixel] !== 1);
      return leaks.length === 0;
    });

    it(irreversible ? 'gives the same pixels whatever lies under any mask' : 'is caught depending on the pixels under the mask', () => {
      const result = fc.check(interference, { numRuns: 400 });
      expect(result.failed).toBe(!irreversible);
    });

    it('shows in the preview the very pixels that it applies, and changes nothing', () => {
      fc.assert(
        fc.property(plans, seeds, (plan, seed) => {
          const before = noise(plan.size, seed);
          const input = before.slice();
          const patches = previewPatches(input, plan);
          expect(input).toEqual(before);
          const drawn = before.slice();
          for (const { box, pixels } of patches) {
            for (let i = 0; i < box.width * box.height; i += 1) {
              if (pixels[i * 4 + 3] === 0) continue;
              const x = box.left + (i % box.width);
              const y = box.top + Math.floor(i / box.width);
              drawn.set(pixels.subarray(i * 4, i * 4 + 4), (y * plan.size.width + x) * 4);
            }
          }
          const after = masked(before, plan);
          expect(differing(drawn, after)).toEqual([]);
          // Each patch alone is right as well, so patches may be drawn in any order.
          for (const { id, box, pixels } of patches) {
            const window = cut(after, plan.size.width, box);
            const region = plan.regions.filter((candidate) => candidate.id === id);
            const covered = cut(stamp(coverageOf({ ...plan, regions: region })), plan.size.width, box);
            expect(pixels).toEqual(window.map((value, at) => (covered[at] === 1 ? value : 0)));
          }
        }),
        { numRuns: 60 },
      );
    });

    it('masks at every edge and corner, and past them', () => {
      const size = { width: 24, height: 20 };
      for (const left of [-3, 10, 20]) {
        for (const top of [-3, 8, 17]) {
          const plan = planOf(size, sourceBox(left, top, 7, 6));
          const before = noise(size, 7);
          const covered = coverageOf(plan);
          const after = masked(before, plan);
          expect(covered.includes(1)).toBe(true);
          expect(differing(before, after).every((pixel) => covered[pixel] === 1)).toBe(true);
          expect([...covered.keys()].every((pixel) => covered[pixel] !== 1 || after[pixel * 4 + 3] === 255)).toBe(true);
        }
      }
    });

    it('masks a picture of one pixel', () => {
      const size = { width: 1, height: 1 };
      const after = masked(new Uint8ClampedArray([200, 100, 50, 128]), planOf(size, sourceBox(0, 0, 1, 1)));
      expect(after[3]).toBe(255);
      if (irreversible) expect([...after]).toEqual([24, 26, 28, 255]);
    });

    it('changes nothing for no regions and for regions outside the picture', () => {
      const size = { width: 9, height: 9 };
      const before = noise(size, 3);
      expect(masked(before, planOf(size))).toEqual(before);
      expect(masked(before, planOf(size, sourceBox(9, 0, 5, 5), sourceBox(-5, 0, 5, 9)))).toEqual(before);
      expect(previewPatches(before, planOf(size, sourceBox(9, 0, 5, 5)))).toEqual([]);
    });

    it('gives the same pixels twice', () => {
      fc.assert(
        fc.property(plans, seeds, (plan, seed) => {
          expect(masked(noise(plan.size, seed), plan)).toEqual(masked(noise(plan.size, seed), plan));
        }),
        { numRuns: 20 },
      );
    });
  });
}

function masked(before: Uint8ClampedArray, plan: MaskPlan): Uint8ClampedArray {
  const after = before.slice();
  applyPlan(after, plan);
  return after;
}

function coverageOf({ regions, grid, size }: MaskPlan): Uint8Array {
  return unionCoverage(
    regions.map((region) => footprint(region, grid, size)),
    size,
  );
}

function replaceCovered(before: Uint8ClampedArray, other: Uint8ClampedArray, covered: Uint8Array): Uint8ClampedArray {
  return before.map((value, at) => (covered[at >> 2] === 1 ? (other[at] ?? 0) : value));
}

/** Numbers of the pixels in which two pictures differ. */
function differing(a: Uint8ClampedArray, b: Uint8ClampedArray): number[] {
  const pixels = new Set<number>();
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) pixels.add(i >> 2);
  return [...pixels];
}

/** One byte a pixel to four equal ones. */
function stamp(coverage: Uint8Array): Uint8ClampedArray {
  return new Uint8ClampedArray(coverage.length * 4).map((_, at) => coverage[at >> 2] ?? 0);
}

function cut(pixels: Uint8ClampedArray, pictureWidth: number, box: { left: number; top: number; width: number; height: number }): Uint8ClampedArray {
  const out = new Uint8ClampedArray(box.width * box.height * 4);
  for (let row = 0; row < box.height; row += 1) {
    const from = ((box.top + row) * pictureWidth + box.left) * 4;
    out.set(pixels.subarray(from, from + box.width * 4), row * box.width * 4);
  }
  return out;
}
