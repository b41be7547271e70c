import { sourceBox, type Box } from '../geometry/box.ts';
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
 * @returns highest score first
 */
export function mergeFaces(finds: readonly LevelFind[], calibrate: (find: LevelFind) => number): MergedFind[] {
  const calibrated = finds.map((find) => ({ score: calibrate(find), box: find.box, cut: find.cut }));
  const whole = nmm<'source', (typeof calibrated)[number]>(calibrated.filter((find) => !find.cut), MERGE);
  const rest = calibrated.filter((find) => find.cut);
  const merged = nmm<'source', (typeof calibrated)[number]>(rest, MERGE).filter((part) => whole.every((find) => !isPartOf(part.box, find.box)));
  return [...whole, ...merged].sort((a, b) => b.score - a.score).map(({ score, box }) => ({ score, box }));
}

function isPartOf(part: Box<'source'>, whole: Box<'source'>): boolean {
  const width = Math.min(part.left + part.width, whole.left + whole.width) - Math.max(part.left, whole.left);
  const height = Math.min(part.top + part.height, whole.top + whole.height) - Math.max(part.top, whole.top);
  return width > 0 && height > 0 && width * height > 0.5 * part.width * part.height;
}
