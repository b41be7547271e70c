import { contextWords } from '../text/context.ts';
import { checked, type IdScheme } from './id-scheme.ts';

/** Letters that replace digits when two people would share a code (omocodia), in the order of the digits. */
const REPLACEMENTS = 'LMNPQRSTUV';
/** Values of characters in odd places, for 0 to 9 and for A to J alike, then for K to Z. */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const FORM = new RegExp(`^[A-Z]{6}[0-9${REPLACEMENTS}]{2}[ABCDEHLMPRST][0-9${REPLACEMENTS}]{2}[A-Z][0-9${REPLACEMENTS}]{3}[A-Z]$`, 'u');

/** Italy: codice fiscale with its check letter, letters in place of digits included. */
export const ITALY: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'IT',
    name: 'Italian tax code',
    shape: 'LLLLLLXXLXXLXXXL',
    layouts: ['3-3-5-5', '6-5-5', '3-3-2-1-2-1-3-1'],
    separators: ' -',
    verify: (text) => checked(FORM.test(text) && text.charAt(15) === fiscalLetter(text.slice(0, 15))),
    bare: 0.95,
    grouped: 0.95,
    words: contextWords('codice fiscale,cod fiscale,cod fisc,c f,cf,fiscale'),
  },
];

/**
 * Check letter of a codice fiscale.
 * @param text - its first fifteen characters
 */
export function fiscalLetter(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const value = code <= 57 ? code - 48 : code - 65;
    sum += at % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26));
}
