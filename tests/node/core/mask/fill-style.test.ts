import { describe, expect, it } from 'vitest';
import { FILL_STYLES } from '../../../../src/core/review/decision.ts';
import { isIrreversible } from '../../../../src/core/mask/strength.ts';
import { fillStyleContract, type FillStylePromise } from '../../../contracts/fill-style.contract.ts';

const PROMISES: readonly FillStylePromise[] = [
  { style: 'solid', irreversible: true },
  { style: 'soft', irreversible: true },
  { style: 'pixelate', irreversible: false },
];

for (const promise of PROMISES) fillStyleContract(promise);

describe('fill styles', () => {
  it('are all under the contract, and are called what they are', () => {
    expect(PROMISES.map(({ style }) => style).toSorted()).toEqual(FILL_STYLES.toSorted());
    for (const { style, irreversible } of PROMISES) expect(isIrreversible(style)).toBe(irreversible);
  });
});
