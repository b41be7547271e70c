import type { Raster } from '../../core/detect/resample.ts';
import type { Box, Size } from '../../core/geometry/box.ts';

/** How pixel values become network values: `(v - mean) / scale`, planes in RGB order. */
export interface Normalisation {
  readonly mean: number;
  readonly scale: number;
}

/**
 * Writes a tile into a planar float buffer `[3, H, W]`; what the tile does not fill is 0.
 * @param picture - level that the tile is cut from
 * @param tile - whole pixels inside the level
 * @param input - size of the network's input, at least the tile's
 * @param into - at least `3 * input.width * input.height` long
 */
export function packTile(picture: Raster, tile: Box<'level'>, input: Size, { mean, scale }: Normalisation, into: Float32Array): void {
  const plane = input.width * input.height;
  const table = Float32Array.from({ length: 256 }, (_, value) => (value - mean) / scale);
  const { data, width } = picture;
  into.fill(0, 0, plane * 3);
  for (let y = 0; y < tile.height; y += 1) {
    let from = ((tile.top + y) * width + tile.left) * 4;
    const start = y * input.width;
    for (let to = start; to < start + tile.width; to += 1) {
      into[to] = table[data[from] ?? 0] ?? 0;
      into[to + plane] = table[data[from + 1] ?? 0] ?? 0;
      into[to + 2 * plane] = table[data[from + 2] ?? 0] ?? 0;
      from += 4;
    }
  }
}
