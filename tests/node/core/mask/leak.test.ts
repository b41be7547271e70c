import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsReadBack, leakOf } from '../../../../src/core/mask/leak.ts';
import { DIGITS_READ_BACK } from '../../../../src/core/mask/leak-table.ts';

describe('the leak table', () => {
  it('has sizes that grow and shares that fall, none below guessing', () => {
    expect(DIGITS_READ_BACK.length).toBeGreaterThan(5);
    DIGITS_READ_BACK.slice(1).forEach(({ blockToText, share }, index) => {
      const finer = DIGITS_READ_BACK[index]!;
      expect(blockToText).toBeGreaterThan(finer.blockToText);
      expect(share).toBeLessThanOrEqual(finer.share);
      expect(share).toBeGreaterThanOrEqual(0.1);
    });
  });
});

describe('leakOf', () => {
  const line = { found: { width: 100, height: 20 }, mask: { width: 112, height: 32 } };

  it('is null for fills that cannot be undone', () => {
    expect([leakOf('solid', line, { pixelateBlocks: 6 }), leakOf('soft', line, { pixelateBlocks: 6 })]).toEqual([null, null]);
  });

  it('goes by the side of a block over the height of the text', () => {
    expect(leakOf('pixelate', line, { pixelateBlocks: 6 })).toBe(digitsReadBack(19 / 20));
    expect(leakOf('pixelate', { found: { width: 20, height: 100 }, mask: { width: 32, height: 112 } }, { pixelateBlocks: 2 })).toBe(digitsReadBack(56 / 20));
  });

  it('tells the larger share between two measured sizes, and most below the first', () => {
    const [first, second] = [DIGITS_READ_BACK[0]!, DIGITS_READ_BACK.at(-1)!];
    expect(digitsReadBack(first.blockToText / 2)).toBe(first.share);
    expect(digitsReadBack(second.blockToText * 9)).toBe(second.share);
  });

  it('never falls when blocks get finer', () => {
    const ratio = fc.double({ min: 0, max: 9, noNaN: true });
    fc.assert(fc.property(ratio, ratio, (a, b) => digitsReadBack(Math.min(a, b)) >= digitsReadBack(Math.max(a, b))));
  });
});
