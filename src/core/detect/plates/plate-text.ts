/** What the characters of a line say about its being a licence plate. */
export interface PlateText {
  /** Letters and digits in upper case, everything else dropped. */
  readonly compact: string;
  readonly hasDigit: boolean;
  /** Two or more lower-case letters in a row: plates are capitals. */
  readonly hasLowerCaseRun: boolean;
  /** A date or time as cameras burn it in. */
  readonly isTimestamp: boolean;
}

/** Most plates have at most this many characters ... */
const LONGEST_PLATE = 9;
/** ... Indian ones up to this many, four of them letters; without letters it is a telephone number. */
const LONGEST_MIXED_PLATE = 10;
const LETTERS_OF_MIXED = 2;
/** Shorter strings with a digit are as likely a bus line or a speed limit. */
const SHORTEST_SURE_PLATE = 4;
/** Lone letters of split plates aside, nothing shorter is a plate. */
const SHORTEST_PLATE = 3;

/** `2024-01-31` or `2024/01/31`, not the Dutch `12-34-56`. */
const ISO_DATE = /^(?:19|20)\d\d[-/.:]\d\d[-/.:]\d\d/;
/** `31-01-2024` with a four-digit year. */
const DAY_FIRST_DATE = /^\d\d[-/.]\d\d[-/.](?:19|20)\d\d/;
/** `8:15:00` or `08:15`. */
const CLOCK = /\d?\d[:：]\d\d(?:[:：]\d\d)?/;

/**
 * Judges a recognised string.
 * @param text - as the reader says it
 */
export function plateText(text: string): PlateText {
  const compact = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  return {
    compact,
    hasDigit: /\p{N}/u.test(compact),
    hasLowerCaseRun: /\p{Ll}{2}/u.test(text),
    isTimestamp: ISO_DATE.test(text) || DAY_FIRST_DATE.test(text) || CLOCK.test(text),
  };
}

/** `true` for a string that plates can have: 3 to 9 letters and digits, or 10 with letters; at least one digit; no time. */
export function mayBePlateText(text: PlateText): boolean {
  return text.hasDigit && !text.isTimestamp && text.compact.length >= SHORTEST_PLATE && isShortEnough(text);
}

/** `true` for strings as long as plates are, whatever they say: short ones, such as bus lines and speed limits, left out. */
export function hasPlateLength(text: PlateText): boolean {
  return text.compact.length >= SHORTEST_SURE_PLATE && isShortEnough(text);
}

function isShortEnough({ compact }: PlateText): boolean {
  if (compact.length <= LONGEST_PLATE) return true;
  return compact.length <= LONGEST_MIXED_PLATE && (compact.match(/\p{L}/gu) ?? []).length >= LETTERS_OF_MIXED;
}
