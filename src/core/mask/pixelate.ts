import type { Footprint } from './footprint.ts';
import type { Rgb } from './mask-plan.ts';
import type { PreparedFill, Surface } from './surface.ts';

/**
 * Square blocks in the mean colour of what they cover. Weak: the result depends on the covered pixels, so text and even
 * faces can be told from it. It reads only its own covered pixels, and none that an irreversible mask covers too.
 * @param source - the picture as decoded, before any mask is painted
 * @param print - what the mask covers
 * @param forbidden - one byte a pixel of the footprint's hull: 1 where an irreversible mask covers
 * @param blocks - number of blocks across the longer side of the hull, at least 1
 * @param fallback - colour of blocks that hold no visible pixel to read
 */
export function pixelateFill(source: Surface, print: Footprint, forbidden: Uint8Array, blocks: number, fallback: Rgb): PreparedFill {
  const side = Math.max(1, Math.ceil(Math.max(print.width, print.height) / blocks));
  const columns = Math.ceil(print.width / side);
  const means = blockMeans(source, print, forbidden, side, fallback);
  return {
    paint({ pixels, ...target }, where) {
      for (let row = 0; row < where.height; row += 1) {
        const y = where.top + row;
        let to = ((y - target.top) * target.width + where.left - target.left) * 4;
        const blockRow = Math.floor((y - print.top) / side) * columns;
        for (let column = 0; column < where.width; column += 1, to += 4) {
          if (where.coverage[row * where.width + column] !== 1) continue;
          const block = (blockRow + Math.floor((where.left + column - print.left) / side)) * 3;
          pixels[to] = means[block] ?? 0;
          pixels[to + 1] = means[block + 1] ?? 0;
          pixels[to + 2] = means[block + 2] ?? 0;
          pixels[to + 3] = 255;
        }
      }
    },
  };
}

/**
 * Mean colours, three bytes a block. Pixels weigh as much as they are opaque, so that colour hidden under full
 * transparency does not surface. Sums are whole numbers far below 2^53, so the order of adding does not matter.
 */
function blockMeans(source: Surface, print: Footprint, forbidden: Uint8Array, side: number, fallback: Rgb): Uint8ClampedArray {
  const columns = Math.ceil(print.width / side);
  const count = columns * Math.ceil(print.height / side);
  const sums = new Float64Array(count * 4);
  const { pixels } = source;
  for (let row = 0; row < print.height; row += 1) {
    let from = ((print.top + row - source.top) * source.width + print.left - source.left) * 4;
    const blockRow = Math.floor(row / side) * columns;
    for (let column = 0; column < print.width; column += 1, from += 4) {
      const at = row * print.width + column;
      if (print.coverage[at] !== 1 || forbidden[at] === 1) continue;
      const alpha = pixels[from + 3] ?? 0;
      const block = (blockRow + Math.floor(column / side)) * 4;
      sums[block] = (sums[block] ?? 0) + (pixels[from] ?? 0) * alpha;
      sums[block + 1] = (sums[block + 1] ?? 0) + (pixels[from + 1] ?? 0) * alpha;
      sums[block + 2] = (sums[block + 2] ?? 0) + (pixels[from + 2] ?? 0) * alpha;
      sums[block + 3] = (sums[block + 3] ?? 0) + alpha;
    }
  }
  const means = new Uint8ClampedArray(count * 3);
  for (let block = 0; block < count; block += 1) {
    const weight = sums[block * 4 + 3] ?? 0;
    means[block * 3] = weight === 0 ? fallback.r : (sums[block * 4] ?? 0) / weight;
    means[block * 3 + 1] = weight === 0 ? fallback.g : (sums[block * 4 + 1] ?? 0) / weight;
    means[block * 3 + 2] = weight === 0 ? fallback.b : (sums[block * 4 + 2] ?? 0) / weight;
  }
  return means;
}
