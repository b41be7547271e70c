import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { MAX_PIXELS, MAX_SIDE } from '../limits.ts';
import type { Orientation } from './inspection.ts';

/**
 * Checks a size from a file's header before anything is allocated or walked for it.
 * @param width - pixels, not validated
 * @param height - pixels, not validated
 * @throws AnonymizerError `input/no-pixels` for an empty side, `input/too-large` above the limits
 */
export function checkedSize(width: number, height: number): Size {
  if (width === 0 || height === 0) {
    throw new AnonymizerError('input/no-pixels', { width, height });
  }
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new AnonymizerError('input/too-large', { width, height });
  }
  return { width, height };
}

/**
 * Size as displayed.
 * @param stored - size as stored
 * @param orientation - 5 to 8 exchange the sides
 */
export function displayedSize(stored: Size, orientation: Orientation): Size {
  return orientation >= 5 ? { width: stored.height, height: stored.width } : stored;
}
