import { describe, expect, it } from 'vitest';
import { judgeCode, type CodeRead } from '../../../../../src/core/detect/codes/judge-code.ts';

const square = [
  { x: 0, y: 0 },
  { x: 80, y: 0 },
  { x: 80, y: 80 },
  { x: 0, y: 80 },
] as const;
const read = (changed: Partial<CodeRead>): number =>
  judgeCode({ symbology: 'QRCode', error: 'none', lineCount: 0, corners: square, ...changed });

describe('judgeCode', () => {
  it('believes what decoded', () => {
    expect(read({})).toBe(0.99);
    expect(read({ symbology: 'Code128', lineCount: 6 })).toBe(0.99);
  });

  it('still masks a QR code that could not be decoded', () => {
    expect(read({ error: 'checksum' })).toBeGreaterThanOrEqual(0.5);
    expect(read({ error: 'format' })).toBeGreaterThanOrEqual(0.5);
  });

  it('only offers a failed Data Matrix, a failed linear code, and one scan line, for review', () => {
    for (const score of [
      read({ symbology: 'DataMatrix', error: 'checksum' }),
      read({ symbology: 'EANUPC', error: 'checksum', lineCount: 3 }),
      read({ symbology: 'EANUPC', lineCount: 1 }),
    ]) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(0.5);
    }
  });

  it('drops stripes that read as a family without a check on few lines', () => {
    expect(read({ symbology: 'ITF', lineCount: 2 })).toBe(0);
    expect(read({ symbology: 'ITF', lineCount: 9 })).toBeGreaterThan(0.5);
    expect(read({ symbology: 'Codabar', lineCount: 9, error: 'checksum' })).toBe(0);
  });

  it('drops failed finds that are lines or specks', () => {
    const thin = [
      { x: 0, y: 0 },
      { x: 600, y: 0 },
      { x: 600, y: 4 },
      { x: 0, y: 4 },
    ] as const;
    expect(read({ symbology: 'PDF417', error: 'format', corners: thin })).toBe(0);
    expect(read({ symbology: 'EANUPC', lineCount: 5, corners: [square[0], { x: 9, y: 0 }, { x: 9, y: 9 }, { x: 0, y: 9 }] })).toBe(0);
  });
});
