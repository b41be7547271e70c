import type { Rgb } from './mask-plan.ts';
import type { PreparedFill } from './surface.ts';

/**
 * One colour for every covered pixel: reads nothing from the picture, so it cannot be undone.
 * @param color - 0..255 each
 */
export function solidFill(color: Rgb): PreparedFill {
  const { r, g, b } = color;
  return {
    paint({ pixels, ...target }, where) {
      for (let row = 0; row < where.height; row += 1) {
        let to = ((where.top + row - target.top) * target.width + where.left - target.left) * 4;
        for (let at = row * where.width, end = at + where.width; at < end; at += 1, to += 4) {
          if (where.coverage[at] !== 1) continue;
          pixels[to] = r;
          pixels[to + 1] = g;
          pixels[to + 2] = b;
          pixels[to + 3] = 255;
        }
      }
    },
  };
}
