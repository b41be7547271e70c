import { fromFrame, type RotatedRectangle } from './rotated-rectangle.ts';
import type { Extent } from './ctc.ts';

/** One character and its place along the line. */
export interface PlacedCharacter extends Extent {
  readonly text: string;
}

/** The part of a line that is masked, on each side beyond the span, in widths of a character: positions are that unsure. */
const SAFETY = 1;
/** A span of more than this share of the line takes all of it. */
const NEARLY_ALL = 0.8;

/**
 * The part of a line that some of its characters take, with room for one more on each side.
 * @param line - whole line, in pixels of the picture
 * @param characters - of the line, in reading order; their extents run from the line's own left to its own right, also where
 *   it stands on its head
 * @param start - first UTF-16 code unit of the joined characters
 * @param end - one past the last
 */
export function partOfLine(line: RotatedRectangle, characters: readonly PlacedCharacter[], start: number, end: number): RotatedRectangle {
  const touched: PlacedCharacter[] = [];
  let at = 0;
  for (const character of characters) {
    const next = at + character.text.length;
    if (at < end && next > start) touched.push(character);
    at = next;
  }
  if (touched.length === 0 || touched.length > NEARLY_ALL * characters.length) return line;
  // One width for all: that of a narrow letter would leave a wide neighbour half covered.
  const mean = characters.reduce((sum, { from, to }) => sum + to - from, 0) / characters.length;
  const from = Math.max(0, Math.min(...touched.map((character) => character.from)) - SAFETY * mean);
  const to = Math.min(1, Math.max(...touched.map((character) => character.to)) + SAFETY * mean);
  const centre = fromFrame(line, { x: ((from + to) / 2 - 0.5) * line.width, y: 0 });
  return { ...line, centreX: centre.x, centreY: centre.y, width: (to - from) * line.width };
}
