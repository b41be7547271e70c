import { GLUED_STREET_ENDINGS, STREET_ENDINGS } from '../lexicon/address-words.ts';
import { AFTER_STREET_NAME, BEFORE_STREET_NAME, ORDINARY, PARTICLE } from '../lexicon/lexicon.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, HAS_LOWER, STARTS_LINE, STARTS_UPPER } from '../text/words.ts';

/** The part of an address that names a street. */
export interface StreetPart {
  readonly first: number;
  readonly last: number;
  readonly score: number;
  readonly reason: string;
}

/** Words that are streets far more often than anything else. */
const CLEAR_AFTER = new Set(
  'street road rd avenue ave lane drive boulevard blvd crescent highway hwy parkway pkwy terrace straat strasse str gade vej gata gatan laan plein weg utca sokak caddesi ulice'.split(
    ' ',
  ),
);
const CLEAR_BEFORE = new Set(
  'rue calle avenida avda viale piazza ulica ul rua travessa alameda boulevard chemin allee impasse strada ulitsa carrer'.split(' '),
);
/** Abbreviations that are words or initials unless a full stop or a slash follows. */
const NEEDS_STOP = new Set(['r', 'al', 'av', 'm', 'pl', 'os', 'str', 'trav', 'bd']);
/** Last two letters of all endings: most words end here. */
const LAST_LETTERS = new Set([...STREET_ENDINGS, ...GLUED_STREET_ENDINGS].map((ending) => ending.slice(-2)));
const WEAK_ENDINGS = new Set([
  'weg',
  'ring',
  'hof',
  'berg',
  'markt',
  'kamp',
  'pad',
  'tie',
  'steig',
  'stieg',
  'graben',
  'ufer',
  'damm',
  'str',
  'pfad',
  'promenade',
  'singel',
  'dreef',
]);
const MOST_NAME_WORDS = 5;
const INSIDE = /^(?: |\. ?|-|'|, ?|\/ ?|)$/u;

/**
 * Looks for a street at one word: "12 High Street", "rue de la Paix 5", "Hauptstraße 7".
 * @param scan - the text
 * @param word - the word that names the kind of street
 */
export function streetAt(scan: ScanText, word: number): StreetPart | null {
  const meaning = scan.meaning(word);
  if ((meaning & AFTER_STREET_NAME) !== 0) {
    const found = streetWordLast(scan, word);
    if (found !== null) return found;
  }
  if ((meaning & BEFORE_STREET_NAME) !== 0) {
    const found = streetWordFirst(scan, word);
    if (found !== null) return found;
  }
  return streetEnding(scan, word);
}

/** Whether a word is a house number: digits with at most two letters, or a number with a slash or hyphen. */
export function isHouseNumber(scan: ScanText, word: number): boolean {
  const shape = scan.shape(word);
  return (shape & HAS_DIGIT) !== 0 && /^\d{1,5}[a-z]{0,2}$/u.test(scan.wordAt(word));
}

function sameLine(scan: ScanText, word: number): boolean {
  return (scan.shape(word) & STARTS_LINE) === 0;
}

function streetWordLast(scan: ScanText, word: number): StreetPart | null {
  const clear = CLEAR_AFTER.has(scan.wordAt(word));
  let first = word;
  let named = 0;
  let number = -1;
  for (let back = word - 1; back >= Math.max(0, word - MOST_NAME_WORDS - 2); back -= 1) {
    if (!sameLine(scan, back + 1) || !INSIDE.test(scan.gapAfter(back))) break;
    if (isHouseNumber(scan, back)) {
      number = back;
      if (first > back) first = back;
      if (back > 0 && sameLine(scan, back) && isHouseNumber(scan, back - 1) && /^[ -]$/u.test(scan.gapAfter(back - 1)))
        number = first = back - 1;
      break;
    }
    if (!canNameStreet(scan, back, clear)) break;
    named += 1;
    first = back;
  }
  if (named === 0 && number < 0) return null;
  const after = numberAfter(scan, word);
  if (number >= 0 && named > 0)
    return { first: number, last: after ?? word, score: clear ? 0.88 : 0.68, reason: 'house number, name and a word for a street' };
  if (number >= 0 && clear && /^\d+(?:st|nd|rd|th)$/u.test(scan.wordAt(number)))
    return { first: number, last: word, score: 0.6, reason: 'numbered street' };
  if (after !== null && named > 0 && clear)
    return { first, last: after, score: 0.8, reason: 'name, a word for a street and a house number' };
  return named > 0 && clear && (scan.shape(word) & STARTS_UPPER) !== 0
    ? { first, last: word, score: 0.5, reason: 'name and a word for a street' }
    : null;
}

/** Words of a street's name: capitalised, or in lower case when they are no ordinary words and the street word is clear. */
function canNameStreet(scan: ScanText, word: number, clear: boolean): boolean {
  const shape = scan.shape(word);
  if ((shape & HAS_DIGIT) !== 0) return /^\d+(?:st|nd|rd|th)$/u.test(scan.wordAt(word));
  if ((shape & STARTS_UPPER) !== 0) return true;
  const meaning = scan.meaning(word);
  return clear && (meaning & ORDINARY) === 0 && (meaning & PARTICLE) === 0;
}

function numberAfter(scan: ScanText, word: number): number | null {
  const next = word + 1;
  return sameLine(scan, next) && /^(?:\.? |, ?|)$/u.test(scan.gapAfter(word)) && isHouseNumber(scan, next) ? next : null;
}

function streetWordFirst(scan: ScanText, word: number): StreetPart | null {
  const text = scan.wordAt(word);
  if (NEEDS_STOP.has(text) && !/^[./]/u.test(scan.gapAfter(word))) return null;
  // A C with a full stop is an initial.
  if (text === 'c' && !scan.gapAfter(word).startsWith('/')) return null;
  const clear = text === 'c' || CLEAR_BEFORE.has(text) || NEEDS_STOP.has(text);
  let last = word;
  let named = 0;
  let number: number | null = null;
  for (let next = word + 1; next <= word + MOST_NAME_WORDS + 2 && next < scan.words.count; next += 1) {
    if (!sameLine(scan, next) || !/^(?: |\. ?|-|'|, ?|\/ ?|, n[o.°º]{0,2} ?| n[.°º]{1,2} ?|)$/u.test(scan.gapAfter(next - 1))) break;
    if (isHouseNumber(scan, next)) {
      if (named > 0) number = next;
      break;
    }
    const meaning = scan.meaning(next);
    const shape = scan.shape(next);
    if (scan.wordAt(next) === 'n' || scan.wordAt(next) === 'no' || scan.wordAt(next) === 'nr') continue;
    if ((shape & STARTS_UPPER) !== 0) {
      named += 1;
      last = next;
    } else if ((meaning & PARTICLE) === 0 && !['des', 'aux', 'sur', 'dei', 'delle', 'degli', 'du'].includes(scan.wordAt(next))) break;
    // A comma after the name ends it, unless the house number follows.
    if (scan.gapAfter(next).startsWith(',') && !isHouseNumber(scan, next + 1)) break;
  }
  if (named === 0) return null;
  const before = word > 0 && sameLine(scan, word) && /^(?: |, ?)$/u.test(scan.gapAfter(word - 1)) ? numberBefore(scan, word - 1) : null;
  if (number !== null || before !== null) {
    return { first: before ?? word, last: number ?? last, score: clear ? 0.9 : 0.72, reason: 'a word for a street, name and house number' };
  }
  return clear && (scan.shape(word) & STARTS_UPPER) !== 0
    ? { first: word, last, score: 0.52, reason: 'a word for a street and a name' }
    : null;
}

function numberBefore(scan: ScanText, word: number): number | null {
  if (isHouseNumber(scan, word)) return word;
  return ['bis', 'ter', 'quater'].includes(scan.wordAt(word)) && isHouseNumber(scan, word - 1) ? word - 1 : null;
}

function streetEnding(scan: ScanText, word: number): StreetPart | null {
  const shape = scan.shape(word);
  if ((shape & HAS_DIGIT) !== 0 || scan.endOf(word) - scan.startOf(word) < 6) return null;
  if ((shape & STARTS_UPPER) === 0 && (shape & HAS_LOWER) !== 0 && !sameLine(scan, word)) return null;
  const text = scan.wordAt(word);
  if (!LAST_LETTERS.has(text.slice(-2))) return null;
  const endings = scan.mode === 'recognised' ? [...STREET_ENDINGS, ...GLUED_STREET_ENDINGS] : STREET_ENDINGS;
  const ending = endings.find((candidate) => text.length > candidate.length + 2 && text.endsWith(candidate));
  if (ending === undefined || (scan.meaning(word) & ORDINARY) !== 0) return null;
  const weak = WEAK_ENDINGS.has(ending);
  const number = numberAfter(scan, word);
  const before = scan.mode === 'recognised' && word > 0 && sameLine(scan, word) && isHouseNumber(scan, word - 1) ? word - 1 : null;
  if (number !== null) return { first: word, last: number, score: weak ? 0.66 : 0.9, reason: 'ending of a street and a house number' };
  if (before !== null) return { first: before, last: word, score: weak ? 0.5 : 0.85, reason: 'house number and an ending of a street' };
  return weak || (shape & STARTS_UPPER) === 0 ? null : { first: word, last: word, score: 0.5, reason: 'ending of a street' };
}
