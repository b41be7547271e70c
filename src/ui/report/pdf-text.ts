import type { PDFFont } from '@cantoo/pdf-lib';

/** What stands in for a character that the fonts of a report lack. */
const UNKNOWN = '?';
/** Spaces that languages put into numbers and before signs, and signs that have a plain form. */
const PLAIN: Readonly<Record<string, string>> = { '\u202f': ' ', '\u2009': ' ', '\u2007': ' ', '\u2212': '-', '\u2192': '>' };

/** Text that a font can show, and whether something had to be replaced. */
export interface ShownText {
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * Text in the characters of a font: what it lacks loses its accents, or becomes a question mark.
 * @param characters - code points of the font
 * @param untrusted - any text; line breaks and tabs become spaces
 */
export function inCharacters(characters: ReadonlySet<number>, untrusted: string): ShownText {
  let isWhole = true;
  let text = '';
  for (const raw of untrusted.replace(/[\t\n\v\f\r\u2028\u2029]/gu, ' ').normalize('NFC')) {
    const character = PLAIN[raw] ?? raw;
    if (characters.has(character.codePointAt(0) ?? -1)) {
      text += character;
      continue;
    }
    const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
    isWhole = false;
    const parts = Array.from(bare);
    text += parts.length > 0 && parts.every((part) => characters.has(part.codePointAt(0) ?? -1)) ? bare : UNKNOWN;
  }
  return { text, isWhole };
}

/**
 * Breaks text into lines between words, and inside a word that is longer than a line.
 * @param font - that it is measured with
 * @param size - of the font in points
 * @param width - of a line in points
 * @returns at least one line
 */
export function linesOf(font: Pick<PDFFont, 'widthOfTextAtSize'>, text: string, size: number, width: number): readonly string[] {
  const fits = (line: string): boolean => font.widthOfTextAtSize(line, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    let rest = word;
    while (rest.length > 1 && !fits(rest)) {
      let length = rest.length - 1;
      while (length > 1 && !fits(rest.slice(0, length))) length -= 1;
      lines.push(rest.slice(0, length));
      rest = rest.slice(length);
    }
    line = rest;
  }
  return [...lines, line];
}
