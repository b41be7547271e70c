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
}

/**
 * The levels to search, largest first: the native size is always one of them, each further one is half the one before,
 * so that close-ups shrink to what the network was trained on.
 */
export function planLevels(picture: Size, settings: PyramidSettings): readonly Level[] {
  const levels: Level[] = [];
  const longest = Math.max(picture.width, picture.height);
  if (longest <= settings.upscaleBelow) levels.push({ scale: 2, width: picture.width * 2, height: picture.height * 2 });
  let level: Level = { scale: 1, width: picture.width, height: picture.height };
  levels.push(level);
  while (Math.max(level.width, level.height) > settings.smallestSide) {
    level = { scale: level.scale / 2, width: Math.ceil(level.width / 2), height: Math.ceil(level.height / 2) };
    levels.push(level);
  }
  return levels;
}
