import { describe, expect, it } from 'vitest';
import { findCodes, type CodeSearchSettings, type ReadCodes } from '../../../../../src/core/detect/codes/find-codes.ts';
import type { Plane } from '../../../../../src/core/detect/codes/luminance.ts';
import { drawBars } from './bars.ts';

const settings: CodeSearchSettings = { tileSide: 200, overlap: 40, doubleUpTo: 1e6, mostStripes: 4 };
const blank = (width: number, height: number): Plane => ({ width, height, data: new Uint8Array(width * height) });

/** Finds the pixels of value 255 in a plane and calls their hull a QR code. */
const hullReader: ReadCodes = ({ width, height, data }) => {
  const lit = [...data.keys()].filter((i) => (data[i] ?? 0) > 200);
  if (lit.length === 0) return Promise.resolve([]);
  const xs = lit.map((i) => i % width);
  const ys = lit.map((i) => Math.floor(i / width));
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs) + 1, Math.min(...ys), Math.max(...ys) + 1];
  // What touches a border may go on outside, as with a real reader that finds only whole codes.
  if (x0 === 0 || y0 === 0 || x1 === width || y1 === height) return Promise.resolve([]);
  const corners = [
    { x: x0, y: y0 },
    { x: x1, y: y0 },
    { x: x1, y: y1 },
    { x: x0, y: y1 },
  ] as const;
  return Promise.resolve([{ symbology: 'QRCode', error: 'none', lineCount: 0, corners }]);
};

function light(plane: Plane, left: number, top: number, side: number): void {
  for (let y = top; y < top + side; y += 1) plane.data.fill(255, y * plane.width + left, y * plane.width + left + side);
}

describe('findCodes', () => {
  it('places finds of tiles, of halves and of the doubled picture at the same spot', async () => {
    for (const doubleUpTo of [0, 1e6]) {
      const plane = blank(500, 300);
      light(plane, 410, 220, 30);
      const { codes } = await findCodes(plane, hullReader, { ...settings, doubleUpTo, mostStripes: 0 }, () => undefined);
      expect(codes).toHaveLength(1);
      const { left, top, width, height } = codes[0]!.box;
      for (const [value, wanted] of [
        [left, 410],
        [top, 220],
        [width, 30],
        [height, 30],
      ] as const)
        expect(Math.abs(value - wanted)).toBeLessThanOrEqual(4);
    }
  });

  it('finds a code that no tile holds whole one level up', async () => {
    const plane = blank(500, 300);
    light(plane, 110, 20, 260);
    const { codes, scales } = await findCodes(plane, hullReader, { ...settings, doubleUpTo: 0 }, () => undefined);
    expect(scales).toEqual([1, 0.5, 0.25]);
    expect(codes[0]?.box.width).toBeCloseTo(260, -1);
  });

  it('turns striped regions upright before they are read', async () => {
    const planes: boolean[] = [];
    await findCodes(
      drawBars(400, 4, 100, 40),
      (_, __, upright) => {
        planes.push(upright);
        return Promise.resolve([]);
      },
      { ...settings, tileSide: 400, doubleUpTo: 0, mostStripes: 1 },
      () => undefined,
    );
    // Once as it is, then the same region with dark and light as they are, and exchanged.
    expect(planes).toEqual([false, true, true]);
  });

  it('ends its progress at 1 and never runs back', async () => {
    const fractions: number[] = [];
    await findCodes(
      blank(500, 300),
      () => Promise.resolve([]),
      settings,
      (fraction) => fractions.push(fraction),
    );
    expect(fractions.at(-1)).toBe(1);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  });
});
