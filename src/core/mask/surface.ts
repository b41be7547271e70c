import type { Size } from '../geometry/box.ts';
import type { Footprint } from './footprint.ts';

/** A rectangle of RGBA pixels that lies at a place in the oriented picture: the picture itself, or a patch of it. */
export interface Surface extends Size {
  /** Row-major RGBA, straight alpha, `width * height * 4` bytes. */
  readonly pixels: Uint8ClampedArray;
  /** Where the surface's first pixel lies in the oriented picture. */
  readonly left: number;
  readonly top: number;
}

/**
 * A fill that has read all it needs, so that it no longer depends on any pixel that painting changes.
 * Fills are prepared first and painted after, which makes the result independent of the order of painting.
 */
export interface PreparedFill {
  /**
   * Writes colour and alpha 255 to the covered pixels and touches nothing else.
   * @param target - written to in place
   * @param where - part of the fill's own footprint, inside the target
   */
  paint(target: Surface, where: Footprint): void;
}
