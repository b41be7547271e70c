/** One class of block sizes and what was read through it. */
export interface LeakClass {
  /** Lower end of the class: side of a block over the height of the digits. */
  readonly blockToText: number;
  /** Share of digits that were read back, 0..1; guessing gives .1. */
  readonly share: number;
}

/**
 * Digits read back through pixelation, by the finest blocks of each class: the better of a template reader with a beam and a
 * block match, on the format that leaks most. Lines of 4 to 14 digits in three fonts at 14, 20 and 30 px, masked and encoded
 * as PNG, JPEG and WebP by the built app; about 2,800 digits for each format.
 * Reproduced by `npm run measure:leaks -- --only reading --lines 27`.
 */
export const DIGITS_READ_BACK: readonly LeakClass[] = [
  { blockToText: 0.2, share: 1 },
  { blockToText: 0.35, share: 1 },
  { blockToText: 0.5, share: 1 },
  { blockToText: 0.65, share: 1 },
  { blockToText: 0.8, share: 1 },
  { blockToText: 1, share: 1 },
  { blockToText: 1.2, share: 0.61 },
  { blockToText: 1.4, share: 0.45 },
  { blockToText: 1.6, share: 0.26 },
  { blockToText: 2, share: 0.24 },
  { blockToText: 2.5, share: 0.13 },
  { blockToText: 3.5, share: 0.13 },
];
