import { describe, expect, it } from 'vitest';
import { mergeCodes, type CodeFind } from '../../../../../src/core/detect/codes/merge-codes.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const find = (score: number, left: number, top: number, side: number): CodeFind => ({
  symbology: 'QRCode',
  score,
  angle: 0,
  box: sourceBox(left, top, side, side),
});

describe('mergeCodes', () => {
  it('keeps the better of two reads of one code', () => {
    expect(mergeCodes([find(0.6, 11, 11, 100), find(0.99, 10, 10, 100)])).toEqual([find(0.99, 10, 10, 100)]);
  });

  it('keeps the larger of two equal reads, so that nothing of the code stays uncovered', () => {
    expect(mergeCodes([find(0.99, 10, 10, 100), find(0.99, 8, 8, 106)])).toEqual([find(0.99, 8, 8, 106)]);
  });

  it('drops what failed inside of what decoded', () => {
    expect(mergeCodes([find(0.99, 0, 0, 100), find(0.6, 10, 10, 20)])).toHaveLength(1);
  });

  it('keeps a large failed find around a small decoded one, and neighbours', () => {
    expect(mergeCodes([find(0.99, 40, 40, 20), find(0.6, 0, 0, 100)])).toHaveLength(2);
    expect(mergeCodes([find(0.99, 0, 0, 50), find(0.99, 60, 0, 50)])).toHaveLength(2);
  });
});
