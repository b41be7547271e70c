import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILL_STYLES } from '../../../../src/core/review/decision.ts';
import { applyPlan } from '../../../../src/core/mask/apply-plan.ts';
import { isIrreversible } from '../../../../src/core/mask/strength.ts';
import { fillStyleContract, type FillStylePromise } from '../../../contracts/fill-style.contract.ts';
import { noise, plansWith } from '../../../contracts/plan-arbitraries.ts';

const PROMISES: readonly FillStylePromise[] = [
  { style: 'solid', irreversible: true },
  { style: 'soft', irreversible: true },
  { style: 'pixelate', irreversible: false },
];

for (const promise of PROMISES) fillStyleContract(promise);

describe('solid fill', () => {
  it('is its colour at every covered pixel, inside shapes of every sort and outside inverse ones', () => {
    fc.assert(
      fc.property(plansWith('solid'), fc.nat(), (plan, seed) => {
        const pixels = noise(plan.size, seed);
        const solid = { ...plan, regions: plan.regions.filter(({ fill }) => fill === 'solid') };
        for (const { box, coverage } of applyPlan(pixels, solid)) {
          for (const [at, value] of coverage.entries()) {
            const from = ((box.top + Math.floor(at / box.width)) * plan.size.width + box.left + (at % box.width)) * 4;
            if (value === 1) expect([...pixels.subarray(from, from + 4)]).toEqual([24, 26, 28, 255]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('fill styles', () => {
  it('are all under the contract, and are called what they are', () => {
    expect(PROMISES.map(({ style }) => style).toSorted()).toEqual(FILL_STYLES.toSorted());
    for (const { style, irreversible } of PROMISES) expect(isIrreversible(style)).toBe(irreversible);
  });
});
