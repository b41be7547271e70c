import { area, intersectionArea, sourceBox, type Box } from '../geometry/box.ts';
import type { Level } from '../geometry/pyramid.ts';
import type { Tile } from '../geometry/tiling.ts';
import { nmm } from './suppression.ts';

/** A find in one tile, not calibrated yet. */
export interface TileFind {
  /** The network's own score, 0..1. */
  readonly score: number;
  readonly box: Box<'tile'>;
}

/** A find of one level, placed in the picture. */
export interface LevelFind {
  /** The network's own score, 0..1. */
  readonly score: number;
  readonly box: Box<'source'>;
  /** Level pixels per picture pixel. */
  readonly scale: number;
  /** `true` where the box touches an edge at which its tile was cut, so that it may be only part of something. */
  readonly cut: boolean;
}

/** How near to a cut, in level pixels, a box counts as touching it. */
const CUT_REACH = 2;

/** Two finds of different tiles or levels are one face when they overlap by more than this. */
const MERGE = { iouThreshold: 0.4, iosThreshold: 0.75 };

/** A find at a cut that lies under a whole one by more than this share is part of it. */
const PART_SHARE = 0.5;

/**
 * Places the finds of one tile in the picture.
 * @param finds - in pixels of the tile
 * @param tile - where the tile lies in its level
 * @param level - the level's scale
 */
export function placeTileFinds(finds: readonly TileFind[], tile: Tile, level: Level): LevelFind[] {
  return finds.map(({ score, box }) => ({
    score,
    scale: level.scale,
    cut: touchesCut(box, tile),
    box: sourceBox(
      (tile.box.left + box.left) / level.scale,
      (tile.box.top + box.top) / level.scale,
      box.width / level.scale,
      box.height / level.scale,
    ),
  }));
}

function touchesCut(box: Box<'tile'>, { box: tile, innerEdges }: Tile): boolean {
  return (
    (innerEdges.left && box.left < CUT_REACH) ||
    (innerEdges.top && box.top < CUT_REACH) ||
    (innerEdges.right && box.left + box.width > tile.width - CUT_REACH) ||
    (innerEdges.bottom && box.top + box.height > tile.height - CUT_REACH)
  );
}

/** A merged find with a calibrated score. */
export interface MergedFind {
  readonly score: number;
  readonly box: Box<'source'>;
}

/**
 * Calibrates the finds of all levels and merges them. A find at a tile's cut gives way to a whole one of the same thing,
 * and stays only where nothing else covers it.
 * @param finds - of all tiles and levels, in any order
 * @param calibrate - turns a network's score into the share of such finds that are right, 0..1
 * @param fuse - score of one thing from the best calibrated score of each level that found it, best first
 * @returns highest score first
 */
export function mergeLevels(
  finds: readonly LevelFind[],
  calibrate: (find: LevelFind) => number,
  fuse: (scores: readonly number[]) => number,
): MergedFind[] {
  const calibrated = finds.map((find) => ({ ...find, score: calibrate(find) }));
  const fuseGroup = (members: readonly LevelFind[]): number => fuse(bestPerLevel(members));
  const whole = nmm<'source', LevelFind>(calibrated.filter((find) => !find.cut), MERGE, fuseGroup);
  const parts = nmm<'source', LevelFind>(calibrated.filter((find) => find.cut), MERGE, fuseGroup);
  const alone = parts.filter((part) => whole.every((find) => intersectionArea(part.box, find.box) <= PART_SHARE * area(part.box)));
  return [...whole, ...alone].sort((a, b) => b.score - a.score).map(({ score, box }) => ({ score, box }));
}

/** Best score of each level, best first. */
function bestPerLevel(members: readonly LevelFind[]): number[] {
  const best = new Map<number, number>();
  for (const { scale, score } of members) best.set(scale, Math.max(best.get(scale) ?? 0, score));
  return [...best.values()].sort((a, b) => b - a);
}
