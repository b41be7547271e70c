import { double, halve, resize, type Raster } from '../../core/detect/resample.ts';
import type { Level } from '../../core/geometry/pyramid.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';

/** Makes the rasters of a picture's levels, largest first. Holds one halved picture and one level at a time. */
export class LevelRasters {
  readonly #picture: Raster;
  #halved: Raster;
  #halvings = 0;
  #level: Raster | null = null;

  /** @param picture - at native size; only read */
  constructor(picture: Raster) {
    this.#picture = picture;
    this.#halved = picture;
  }

  /**
   * The picture at a level. Below half its size it is halved first, so that no pixel is skipped.
   * @param level - no larger than the one asked for before
   * @returns what may be read until the next level is asked for
   */
  at(level: Level): Raster {
    if (this.#level !== null) releaseBuffer(this.#level.data.buffer);
    this.#level = null;
    if (level.scale === 2) return this.#keep(double(this.#picture));
    if (level.scale > 1) return this.#keep(resize(this.#picture, level));
    const halvings = Math.floor(Math.log2(1 / level.scale) + 1e-9);
    for (; this.#halvings < halvings; this.#halvings += 1) this.#advance();
    const { width, height } = this.#halved;
    return width === level.width && height === level.height ? this.#halved : this.#keep(resize(this.#halved, level));
  }

  /** Gives back what is no part of the picture, once no level is read any more. */
  close(): void {
    if (this.#level !== null) releaseBuffer(this.#level.data.buffer);
    this.#level = null;
    if (this.#halved !== this.#picture) releaseBuffer(this.#halved.data.buffer);
    this.#halved = this.#picture;
    this.#halvings = 0;
  }

  #keep(level: Raster): Raster {
    this.#level = level;
    return level;
  }

  #advance(): void {
    const before = this.#halved;
    this.#halved = halve(before);
    if (before !== this.#picture) releaseBuffer(before.data.buffer);
  }
}
