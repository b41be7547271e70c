import type { Size } from '../../geometry/box.ts';
import { planTiles } from '../../geometry/tiling.ts';

/** The text network's coarsest stride: sides of its inputs are whole multiples. */
export const TEXT_STRIDE = 32;

/** One resized view of a picture, cut into inputs for the network. Everything is in pixels of the view. */
export interface TextView {
  /** Size of the whole view, whole multiples of {@link TEXT_STRIDE}. */
  readonly size: Size;
  readonly tiles: readonly TextTile[];
}

/** One input for the network, and the part of its answer that counts. */
export interface TextTile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The part of the tile, in pixels of the view, that no other tile answers for. */
  readonly core: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** How views are laid out. */
export interface ViewSettings {
  /** Longer side of the view that shows the picture at once, pixels. */
  readonly wholeSide: number;
  /** Most that this view enlarges a small picture. */
  readonly mostEnlarged: number;
  /** Pictures that this view shrinks below this factor are searched a second time in tiles. */
  readonly tileBelow: number;
  /** View pixels per picture pixel of the tiled view. */
  readonly tiledScale: number;
  /** Longest side of a tile, pixels, a whole multiple of {@link TEXT_STRIDE}. */
  readonly tileSide: number;
}

/** Pixels that neighbouring tiles share; each answers for half of them, so that letters at a cut have context. */
const OVERLAP = 192;

/**
 * Views of a picture: all of it at once, for what is large, and in tiles, for what is small where that view shrinks too much.
 * @param picture - size in pixels
 */
export function planTextViews(picture: Size, settings: ViewSettings): readonly TextView[] {
  const whole = Math.min(settings.wholeSide / Math.max(picture.width, picture.height), settings.mostEnlarged);
  const views = [viewAt(picture, whole, settings.tileSide)];
  if (whole < settings.tileBelow) views.push(viewAt(picture, settings.tiledScale, settings.tileSide));
  return views;
}

/**
 * One view of a picture or a part of it.
 * @param part - size in picture pixels
 * @param scale - view pixels per picture pixel; sides are rounded to {@link TEXT_STRIDE}
 * @param tileSide - longest side of a tile, pixels
 */
export function viewAt(part: Size, scale: number, tileSide: number): TextView {
  const cells = (length: number): number => Math.max(1, Math.round((length * scale) / TEXT_STRIDE));
  const grid = { width: cells(part.width), height: cells(part.height) };
  const size = { width: grid.width * TEXT_STRIDE, height: grid.height * TEXT_STRIDE };
  const tiles = planTiles(grid, { maxSide: Math.floor(tileSide / TEXT_STRIDE), overlap: OVERLAP / TEXT_STRIDE });
  const lefts = [...new Set(tiles.map(({ box }) => box.left))];
  const tops = [...new Set(tiles.map(({ box }) => box.top))];
  return {
    size,
    tiles: tiles.map(({ box }) => {
      const x = coreOf(box.left, box.width, lefts, grid.width);
      const y = coreOf(box.top, box.height, tops, grid.height);
      return {
        left: box.left * TEXT_STRIDE,
        top: box.top * TEXT_STRIDE,
        width: box.width * TEXT_STRIDE,
        height: box.height * TEXT_STRIDE,
        core: { left: x.from, right: x.to, top: y.from, bottom: y.to },
      };
    }),
  };
}

/** From the middle of what is shared with the tile before to the middle of what is shared with the next, in view pixels. */
function coreOf(start: number, length: number, starts: readonly number[], end: number): { from: number; to: number } {
  const index = starts.indexOf(start);
  const middle = (next: number, before: number): number => Math.round(((next + before + length) / 2) * TEXT_STRIDE);
  const before = starts[index - 1];
  const next = starts[index + 1];
  return {
    from: before === undefined ? 0 : middle(start, before),
    to: next === undefined ? end * TEXT_STRIDE : middle(next, start),
  };
}
