/** Bit of an ASCII digit; folding turns every other decimal digit into one. */
export const DIGIT = 1;
/** Bit of an upper-case or title-case letter. */
export const UPPER = 2;
/** Bit of a lower-case letter. */
export const LOWER = 4;
/** Bit of a letter without case, such as Han, Hangul or Arabic. */
export const CASELESS = 8;
/** Bit of a space or tab. */
export const SPACE = 16;
/** Bit of a line break. */
export const BREAK = 32;
/** Any letter. */
export const LETTER = UPPER | LOWER | CASELESS;
/** Any letter or digit. */
export const ALPHANUMERIC = LETTER | DIGIT;

/** Set on every entry that has been looked up, so that "no class" and "not asked yet" differ. */
const ASKED = 128;
const classes = new Uint8Array(0x1_0000);

/**
 * Class of one UTF-16 code unit of folded text.
 * @param code - from `charCodeAt`; NaN (past either end) has no class
 * @returns a union of the bits of this file, and bits that mean nothing to callers
 */
export function classOf(code: number): number {
  const known = classes[code] ?? ASKED;
  return known === 0 ? learn(code) : known;
}

/**
 * Whether a code unit has any of the given classes.
 * @param code - from `charCodeAt`
 * @param mask - union of bits of this file
 */
export function isClass(code: number, mask: number): boolean {
  return (classOf(code) & mask) !== 0;
}

function learn(code: number): number {
  const character = String.fromCharCode(code);
  let found = ASKED;
  if (code >= 48 && code <= 57) found |= DIGIT;
  else if (/[\p{Lu}\p{Lt}]/u.test(character)) found |= UPPER;
  else if (/\p{Ll}/u.test(character)) found |= LOWER;
  else if (/[\p{L}\p{Mc}]/u.test(character)) found |= CASELESS;
  else if (/[\n\r\u2028\u2029\u0085\f\v]/u.test(character)) found |= BREAK;
  else if (character === ' ' || character === '\t') found |= SPACE;
  classes[code] = found;
  return found;
}
