import { describe, expect, it } from 'vitest';
import { LevelRasters } from '../../../../src/engine/detect/level-rasters.ts';
import { packInput } from '../../../../src/engine/detect/pack-input.ts';
import type { PackInput } from '../../../../src/core/detect/packs/pack-manifest.ts';

// 2 x 1 pixels of (10, 20, 30) and (40, 50, 60).
const raster = { width: 2, height: 1, data: Uint8ClampedArray.from([10, 20, 30, 255, 40, 50, 60, 255]) };
const spec: PackInput = { name: 'x', layout: 'NCHW', color: 'RGB', mean: [0, 0, 0], scale: [1, 1, 1], pad: 0, size: { type: 'dynamic', multipleOf: 1 } };

function packed(change: Partial<PackInput>): number[] {
  const into = new Float32Array(9).fill(99);
  packInput(raster, { left: 0, top: 0, width: 2, height: 1 }, { width: 3, height: 1 }, { ...spec, ...change }, into);
  return [...into];
}

describe('packInput', () => {
  it('writes planes in the order of the colours', () => {
    expect(packed({})).toEqual([10, 40, 0, 20, 50, 0, 30, 60, 0]);
    expect(packed({ color: 'BGR' })).toEqual([30, 60, 0, 20, 50, 0, 10, 40, 0]);
  });
  it('writes pixel by pixel where the layout says so', () => {
    expect(packed({ layout: 'NHWC' })).toEqual([10, 20, 30, 40, 50, 60, 0, 0, 0]);
  });
  it('applies mean and scale to each channel, and to the padding', () => {
    expect(packed({ mean: [10, 20, 30], scale: [1, 2, 5], pad: 120 })).toEqual([0, 30, 110, 0, 15, 50, 0, 6, 18]);
    expect(packed({ color: 'BGR', mean: [30, 20, 10], scale: [1, 1, 1] }).slice(0, 2)).toEqual([0, 30]);
  });
});

describe('LevelRasters', () => {
  const picture = { width: 37, height: 21, data: new Uint8ClampedArray(37 * 21 * 4).map((_, at) => (at * 31) % 256) };
  const level = (scale: number) => ({ scale, width: Math.ceil(picture.width * scale), height: Math.ceil(picture.height * scale) });
  it('gives every level at its size, largest first', () => {
    const rasters = new LevelRasters(picture);
    for (const scale of [2, Math.SQRT2, 1, Math.SQRT1_2, 0.5, Math.SQRT1_2 / 2, 0.25]) {
      const { width, height, data } = rasters.at(level(scale));
      expect({ width, height, bytes: data.length }).toEqual({ width: level(scale).width, height: level(scale).height, bytes: width * height * 4 });
    }
  });
  it('frees a level when the next one is asked for, and never the picture', () => {
    const rasters = new LevelRasters(picture);
    const levels = [2, 1, Math.SQRT1_2, 0.5, 0.25].map((scale) => {
      const raster = rasters.at(level(scale));
      expect(raster.data.length).toBeGreaterThan(0);
      return raster;
    });
    expect(levels.map(({ data }) => data.length > 0)).toEqual([false, true, false, false, true]);
    expect(picture.data.length).toBe(37 * 21 * 4);
  });
  it('gives the picture itself at its own size', () => {
    expect(new LevelRasters(picture).at(level(1))).toBe(picture);
  });
});
