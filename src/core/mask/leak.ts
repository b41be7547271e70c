import type { Size } from '../geometry/box.ts';
import type { FillStyle } from '../review/decision.ts';
import type { FillSettings } from './mask-plan.ts';
import { DIGITS_READ_BACK } from './leak-table.ts';
import { isIrreversible } from './strength.ts';

/** A line of text and the mask over it, both before any rotation, in pixels. */
export interface MaskedLine {
  /** What was found or drawn: its shorter side counts as the height of the text. */
  readonly found: Size;
  /** What is covered. */
  readonly mask: Size;
}

/**
 * Share of digits that was read back through blocks of a size. A size between two measured ones counts as the finer, so the
 * share is never told too low; a reader that is better than ours may still read more.
 * @param blockToText - side of a block over the height of the digits
 * @returns 0..1, where guessing gives .1
 */
export function digitsReadBack(blockToText: number): number {
  const finer = DIGITS_READ_BACK.findLast((known) => known.blockToText <= blockToText) ?? DIGITS_READ_BACK[0];
  return finer?.share ?? 1;
}

/**
 * How much of a line of digits can be read back through a fill, as measured with the template attack on this app's own outputs.
 * @param fill - style of the mask
 * @param line - the text and its mask
 * @param settings - number of blocks
 * @returns share of digits read back, 0..1, where guessing gives .1; `null` for a fill that cannot be undone
 */
export function leakOf(fill: FillStyle, line: MaskedLine, settings: Pick<FillSettings, 'pixelateBlocks'>): number | null {
  if (isIrreversible(fill)) return null;
  const blockSide = Math.ceil(Math.max(line.mask.width, line.mask.height) / settings.pixelateBlocks);
  return digitsReadBack(blockSide / Math.max(1, Math.min(line.found.width, line.found.height)));
}
