import type { PackInput } from '../../core/detect/packs/pack-manifest.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { Box, Size } from '../../core/geometry/box.ts';

/**
 * Writes a tile into a network's input as its manifest describes it.
 * @param picture - level that the tile is cut from
 * @param tile - whole pixels inside the level
 * @param input - size of the network's input, at least the tile's
 * @param spec - layout, colour order, mean, scale and padding
 * @param into - at least `3 * input.width * input.height` long
 */
export function packInput(picture: Raster, tile: Box<'level'>, input: Size, spec: PackInput, into: Float32Array): void {
  const plane = input.width * input.height;
  const channels = spec.color === 'RGB' ? [0, 1, 2] : [2, 1, 0];
  const planar = spec.layout === 'NCHW';
  for (const [index, source] of channels.entries()) {
    const mean = spec.mean[index] ?? 0;
    const scale = spec.scale[index] ?? 1;
    const table = Float32Array.from({ length: 256 }, (_, value) => (value - mean) / scale);
    const step = planar ? 1 : 3;
    const start = planar ? plane * index : index;
    fillEvery(into, start, step, plane, (spec.pad - mean) / scale);
    for (let y = 0; y < tile.height; y += 1) {
      let from = ((tile.top + y) * picture.width + tile.left) * 4 + source;
      let to = start + y * input.width * step;
      for (let x = 0; x < tile.width; x += 1) {
        into[to] = table[picture.data[from] ?? 0] ?? 0;
        from += 4;
        to += step;
      }
    }
  }
}

function fillEvery(into: Float32Array, start: number, step: number, count: number, value: number): void {
  if (step === 1) {
    into.fill(value, start, start + count);
    return;
  }
  for (let at = start; at < start + count * step; at += step) into[at] = value;
}
