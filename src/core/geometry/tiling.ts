import type { Box, Size } from './box.ts';

/** One tile of a level. Only edges that cut through the level are inner edges. */
export interface Tile {
  /** Whole pixels of the level. */
  readonly box: Box<'level'>;
  readonly innerEdges: { readonly left: boolean; readonly top: boolean; readonly right: boolean; readonly bottom: boolean };
}

/** How a level is cut. */
export interface TilingSettings {
  /** Longest side of a tile, pixels. */
  readonly maxSide: number;
  /** Pixels that neighbouring tiles share; anything smaller than this lies whole in at least one tile. */
  readonly overlap: number;
}

/**
 * Cuts a level into the fewest equal tiles that are no longer than `maxSide` and share at least `overlap` pixels.
 * A tile never shrinks the picture. Row by row, left to right.
 */
export function planTiles(level: Size, settings: TilingSettings): readonly Tile[] {
  const columns = cut(level.width, settings);
  const rows = cut(level.height, settings);
  return rows.flatMap((row, y) =>
    columns.map((column, x) => ({
      box: { left: column.start, top: row.start, width: column.length, height: row.length },
      innerEdges: { left: x > 0, top: y > 0, right: x < columns.length - 1, bottom: y < rows.length - 1 },
    })),
  );
}

function cut(length: number, { maxSide, overlap }: TilingSettings): { start: number; length: number }[] {
  if (length <= maxSide) return [{ start: 0, length }];
  const count = Math.ceil((length - overlap) / (maxSide - overlap));
  const part = Math.min(maxSide, Math.ceil((length + (count - 1) * overlap) / count));
  return Array.from({ length: count }, (_, i) => {
    const start = Math.round((i * (length - part)) / (count - 1));
    return { start, length: part };
  });
}
