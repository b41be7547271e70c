import { double, halve, resize, type Raster } from '../../core/detect/resample.ts';
import type { Level } from '../../core/geometry/pyramid.ts';

/** Makes the rasters of a picture's levels, largest first. Holds one halved picture at a time. */
export class LevelRasters {
  readonly #picture: Raster;
  #halved: Raster;
  #halvings = 0;

  /** @param picture - at native size; only read */
  constructor(picture: Raster) {
    this.#picture = picture;
    this.#halved = picture;
  }

  /**
   * The picture at a level. Below half its size it is halved first, so that no pixel is skipped.
   * @param level - no larger than the one asked for before
   */
  at(level: Level): Raster {
    if (level.scale === 2) return double(this.#picture);
    if (level.scale > 1) return resize(this.#picture, level);
    const halvings = Math.floor(Math.log2(1 / level.scale) + 1e-9);
    for (; this.#halvings < halvings; this.#halvings += 1) this.#halved = halve(this.#halved);
    const { width, height } = this.#halved;
    return width === level.width && height === level.height ? this.#halved : resize(this.#halved, level);
  }
}
