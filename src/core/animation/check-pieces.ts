import { AnonymizerError } from '../errors.ts';
import type { Box, Size } from '../geometry/box.ts';
import type { AnimationPiece } from './animation.ts';

/**
 * Refuses pieces that do not lie on the canvas with whole pixels, or that are shown for no length of time that there is.
 * @throws AnonymizerError `export/encode`
 */
export function checkPieces(canvas: Size, pieces: readonly AnimationPiece[]): void {
  for (const { area, duration } of pieces) {
    const isWhole = [area.left, area.top, area.width, area.height].every((value) => Number.isSafeInteger(value) && value >= 0);
    const isInside = area.width > 0 && area.height > 0 && area.left + area.width <= canvas.width && area.top + area.height <= canvas.height;
    if (!isWhole || !isInside || !Number.isFinite(duration) || duration < 0) throw encodeFault();
  }
}

/** Whether an area is the whole canvas; `false` where there is none. */
export function coversCanvas(area: Box<'source'> | undefined, canvas: Size): boolean {
  return area !== undefined && area.left === 0 && area.top === 0 && area.width === canvas.width && area.height === canvas.height;
}

/** Reads what an encoder made; what can't be read is a fault of the encoder. */
export function orEncodeFault<T>(read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    throw thrown instanceof AnonymizerError ? encodeFault() : thrown;
  }
}

/** What is thrown where pieces can't be put together. */
export function encodeFault(): AnonymizerError {
  return new AnonymizerError('export/encode');
}
