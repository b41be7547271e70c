import type { Size } from '../../geometry/box.ts';
import type { Level } from '../../geometry/pyramid.ts';
import { planTiles, type Tile } from '../../geometry/tiling.ts';
import type { PackManifest } from './pack-manifest.ts';

/** Which views of a picture a search takes: the planned one, the one halfway between its levels, or both. */
export type PackView = 'first' | 'second' | 'both';

/** One level with its tiles. */
export interface PackLevel {
  readonly level: Level;
  readonly tiles: readonly Tile[];
}

/** Pixels that neighbouring tiles share at least; below this recall was measured to drop. */
const OVERLAP = 192;
/** Factor between a level and the one halfway to the next smaller. */
const HALFWAY = Math.SQRT1_2;
/** How much closer the second view of a letterboxed network looks: the picture in two overlapping tiles along its longer side. */
const CLOSER = 1.5;

/**
 * Where a pack's network looks at a picture, largest level first.
 * @param picture - its size in pixels
 * @param manifest - levels, tile size and fixed input
 * @param view - which views
 */
export function planPackLevels(picture: Size, { input, search }: Pick<PackManifest, 'input' | 'search'>, view: PackView): readonly PackLevel[] {
  const factors = { first: [1], second: [HALFWAY], both: [1, HALFWAY] }[view];
  const { size } = input;
  if (size.type === 'letterbox') {
    const fit = Math.min(size.width / picture.width, size.height / picture.height);
    // Two views of one small input can't lie halfway: the second one comes closer instead.
    const scales = factors.map((factor) => (factor === 1 ? fit : fit * CLOSER)).sort((a, b) => b - a);
    return scales.map((scale) => withTiles(levelOf(picture, scale), size, scale === fit ? 0 : Math.floor(Math.min(size.width, size.height) / 4)));
  }
  const longest = Math.max(picture.width, picture.height);
  const scales = search.scales.filter((scale) => (scale > 1 ? longest <= search.upscaleBelow : scale === 1 || longest * scale * 2 >= search.smallestSide));
  const side = size.type === 'tiles' ? size : { width: search.tileSide, height: search.tileSide };
  const overlap = size.type === 'tiles' ? Math.min(OVERLAP, Math.floor(Math.min(size.width, size.height) / 3)) : OVERLAP;
  return scales
    .flatMap((scale) => factors.map((factor) => scale * factor))
    .sort((a, b) => b - a)
    .map((scale) => withTiles(levelOf(picture, scale), side, overlap));
}

function levelOf(picture: Size, scale: number): Level {
  return { scale, width: Math.max(1, Math.ceil(picture.width * scale - 1e-6)), height: Math.max(1, Math.ceil(picture.height * scale - 1e-6)) };
}

/** Tiles that fit into an input whose sides may differ: cut along each side on its own. */
function withTiles(level: Level, side: Size, overlap: number): PackLevel {
  const columns = planTiles({ width: level.width, height: 1 }, { maxSide: side.width, overlap });
  const rows = planTiles({ width: 1, height: level.height }, { maxSide: side.height, overlap });
  const tiles = rows.flatMap((row) =>
    columns.map((column): Tile => ({
      box: { left: column.box.left, top: row.box.top, width: column.box.width, height: row.box.height },
      innerEdges: { left: column.innerEdges.left, right: column.innerEdges.right, top: row.innerEdges.top, bottom: row.innerEdges.bottom },
    })),
  );
  return { level, tiles };
}
