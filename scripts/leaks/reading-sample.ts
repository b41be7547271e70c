import type { DigitSheet } from './canvas-text.ts';
import { drawLines, lineBox, lineWidth, type DigitLine, type GreyPicture } from './digit-line.ts';
import { seeded } from './seeded.ts';

/** A picture of many lines of digits, and the box to mask over each. */
export interface ReadingSample {
  readonly picture: GreyPicture;
  readonly lines: readonly DigitLine[];
  readonly boxes: readonly ReturnType<typeof lineBox>[];
}

/** Free space around lines in pixels: more than a JPEG's largest block and a mask's growth. */
const SPACE = 40;

/**
 * Draws lines of random digits below each other.
 * @param sheets - fonts and sizes, taken in turn
 * @param lengths - numbers of digits, taken in turn
 * @param count - of lines
 * @param seed - of the digits and of where boxes begin between pixels
 * @param isDealt - every digit comes as often as any other, so that a reader who always says the same is right one time in ten
 */
export function makeSample(sheets: readonly DigitSheet[], lengths: readonly number[], count: number, seed: number, isDealt = false): ReadingSample {
  const next = seeded(seed);
  const deck = isDealt ? shuffled(count * Math.max(...lengths), next) : [];
  let top = SPACE;
  const lines = Array.from({ length: count }, (_, index): DigitLine => {
    const sheet = sheets[index % sheets.length];
    if (sheet === undefined) throw new RangeError('no font');
    const digits = Array.from({ length: lengths[Math.floor(index / sheets.length) % lengths.length] ?? 1 }, () => deck.pop() ?? Math.floor(next() * 10));
    const line = { sheet, digits, left: SPACE + Math.floor(next() * 16), top };
    top += sheet.height + SPACE;
    return line;
  });
  const boxes = lines.map((line) => lineBox(line, { x: next(), y: next() }));
  const width = Math.max(...lines.map((line) => line.left + lineWidth(line))) + SPACE;
  return { picture: drawLines({ width, height: top }, lines), lines, boxes };
}

/** Digits that a reading has right. */
export function hits(line: DigitLine, reading: readonly number[]): number {
  return line.digits.filter((digit, index) => digit === reading[index]).length;
}

function shuffled(count: number, next: () => number): number[] {
  const deck = Array.from({ length: count }, (_, n) => n % 10);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [deck[at], deck[other]] = [deck[other] ?? 0, deck[at] ?? 0];
  }
  return deck;
}
