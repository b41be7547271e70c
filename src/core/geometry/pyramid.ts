import type { Size } from './box.ts';

/** One level of a picture pyramid. */
export interface Level extends Size {
  /** Level pixels per source pixel: 2, 1, 1/2, 1/4 … */
  readonly scale: number;
}

/** Which levels a detector wants. */
export interface PyramidSettings {
  /** Pictures whose longer side is at most this many pixels are also searched at twice their size; 0 for never. */
  readonly upscaleBelow: number;
  /** Levels go on halving until the longer side is at most this; the first level at or below it is the last. */
  readonly smallestSide: number;
  /** Scale of the level that others double and halve from; 1, the native size, where left out. Above 0.5, at most 1. */
  readonly base?: number;
}

/**
 * The levels to search, largest first: the native size, or another base near it, is always one of them, each further one is
 * half the one before, so that close-ups shrink to what the network was trained on.
 */
export function planLevels(picture: Size, settings: PyramidSettings): readonly Level[] {
  const levels: Level[] = [];
  const longest = Math.max(picture.width, picture.height);
  const base = settings.base ?? 1;
  const sized = (scale: number): Level => ({ scale, width: Math.ceil(picture.width * scale), height: Math.ceil(picture.height * scale) });
  if (longest <= settings.upscaleBelow) levels.push(sized(2 * base));
  let level = sized(base);
  levels.push(level);
  while (Math.max(level.width, level.height) > settings.smallestSide) {
    level = { scale: level.scale / 2, width: Math.ceil(level.width / 2), height: Math.ceil(level.height / 2) };
    levels.push(level);
  }
  return levels;
}
