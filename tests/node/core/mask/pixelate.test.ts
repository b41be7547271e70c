import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { applyPlan } from '../../../../src/core/mask/apply-plan.ts';
import type { MaskPlan, MaskRegion } from '../../../../src/core/mask/mask-plan.ts';

const SIZE = { width: 12, height: 8 };

const region = (id: string, box: MaskRegion['box'], fill: MaskRegion['fill'] = 'pixelate'): MaskRegion => ({ id, kind: 'face', shape: 'rectangle', box, fill });

function masked(pixels: Uint8ClampedArray, ...regions: readonly MaskRegion[]) {
  const plan: MaskPlan = { size: SIZE, grid: null, regions, settings: { solidColor: { r: 1, g: 2, b: 3 }, pixelateBlocks: 2, softness: 0 } };
  const out = pixels.slice();
  applyPlan(out, plan);
  return (x: number, y: number) => [...out.subarray((y * SIZE.width + x) * 4, (y * SIZE.width + x) * 4 + 4)];
}

/** Red is the column times 10, green the row times 10. */
function ramp(): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let i = 0; i < SIZE.width * SIZE.height; i += 1) pixels.set([(i % SIZE.width) * 10, Math.floor(i / SIZE.width) * 10, 0, 255], i * 4);
  return pixels;
}

describe('pixelate', () => {
  it('gives each block the mean of what it covers', () => {
    const at = masked(ramp(), region('a', sourceBox(0, 0, 8, 8)));
    expect([at(0, 0), at(3, 3), at(4, 0), at(7, 7)]).toEqual([[15, 15, 0, 255], [15, 15, 0, 255], [55, 15, 0, 255], [55, 55, 0, 255]]);
    expect(at(8, 0)).toEqual([80, 0, 0, 255]);
  });

  it('reads none of the pixels that its outline leaves free', () => {
    const oval: MaskRegion = { ...region('a', sourceBox(0, 0, 8, 8)), shape: 'ellipse' };
    const bright = ramp();
    bright.set([255, 255, 255, 255], 0);
    expect(masked(bright, oval)(0, 0)).toEqual([255, 255, 255, 255]);
    expect(masked(bright, oval)(3, 3)).toEqual(masked(ramp(), oval)(3, 3));
  });

  it('takes no colour from transparent pixels, and the solid colour where all are', () => {
    const pixels = ramp();
    for (let i = 0; i < SIZE.width * SIZE.height; i += 1) if (i % SIZE.width !== 0) pixels[i * 4 + 3] = 0;
    const at = masked(pixels, region('a', sourceBox(0, 0, 8, 8)));
    expect([at(0, 0), at(4, 0)]).toEqual([[0, 15, 0, 255], [1, 2, 3, 255]]);
  });

  it('averages no pixel under an irreversible mask, which lies on top whatever the order', () => {
    for (const solidFirst of [true, false]) {
      const solid = region('s', sourceBox(2, 0, 2, 8), 'solid');
      const weak = region('a', sourceBox(0, 0, 8, 8));
      const at = masked(ramp(), ...(solidFirst ? [solid, weak] : [weak, solid]));
      expect([at(0, 0), at(2, 0)]).toEqual([[5, 15, 0, 255], [1, 2, 3, 255]]);
    }
  });

  it('reads the original pixels where two pixelated regions overlap', () => {
    const first = region('a', sourceBox(0, 0, 8, 8));
    const second = region('b', sourceBox(4, 0, 8, 8));
    expect(masked(ramp(), first, second)(4, 0)).toEqual(masked(ramp(), second)(4, 0));
    expect(masked(ramp(), second, first)(4, 0)).toEqual(masked(ramp(), first)(4, 0));
  });
});
