import { STATE_CODES } from '../lexicon/address-words.ts';
import { BUILDING_PART, CLOSING, INTRODUCTION, ORDINARY, ORGANISATION, PARTICLE, PERSON_VERB, PLACE, TITLE } from '../lexicon/lexicon.ts';
import type { Report } from '../finder.ts';
import { THING_WORDS, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, STARTS_LINE, STARTS_UPPER } from '../text/words.ts';
import { readLocality } from './locality.ts';
import { isHouseNumber } from './street-line.ts';

/** Words and line breaks that a block may hold before its postcode. */
const REACH = 14;
const MOST_BREAKS = 4;
const BETWEEN = /^[\s,;.#/()'-]{0,8}$/u;
const POSTCODE = /^\d{4,6}$/u;

/**
 * Addresses whose street has no street word: a postcode, and before it a house number among names, set apart by commas or line breaks.
 * @param scan - the text
 * @param word - a word that holds a digit
 * @param report - takes the find
 */
export function addressBlockAt(scan: ScanText, word: number, report: Report): void {
  if (!POSTCODE.test(scan.wordAt(word)) || isPartOfNumber(scan, word)) return;
  let [first, breaks, commas, names, number] = [word, 0, 0, 0, -1];
  for (let back = word - 1; back >= 0 && back >= word - REACH; back -= 1) {
    const gap = scan.gapAfter(back);
    if (!BETWEEN.test(gap) || /\n\s*\n/u.test(gap) || (gap.startsWith('. ') && scan.endOf(back) - scan.startOf(back) > 4)) break;
    if ((scan.shape(back + 1) & STARTS_LINE) !== 0) breaks += 1;
    else if (gap.includes(',')) commas += 1;
    if (breaks > MOST_BREAKS || !belongs(scan, back)) break;
    if (isHouseNumber(scan, back)) {
      if (isPartOfNumber(scan, back)) break;
      // The number farthest from the postcode starts the block, unless names stand right before it on its line.
      number = back;
      first = back;
    } else if ((scan.shape(back) & HAS_DIGIT) === 0) {
      names += 1;
      if (number >= 0 && (scan.shape(back + 1) & STARTS_LINE) === 0 && !gap.includes(',') && first === back + 1) first = back;
    }
  }
  if (number < 0 || names < 2 || breaks + commas === 0) return;
  if (hasContextBefore(scan, scan.startOf(first), THING_WORDS, 24)) return;
  const last = readLocality(scan, word);
  report({
    kind: 'postal-address',
    start: scan.startOf(first),
    end: scan.endOf(last),
    score: 0.68,
    reason: 'house number, names and a postcode',
    country: null,
  });
}

/** Decimals, dates, times and longer numbers with separators. */
function isPartOfNumber(scan: ScanText, word: number): boolean {
  const end = scan.endOf(word);
  const start = scan.startOf(word);
  // A number before a full stop and a blank counts the items of a list; four digits and a hyphen are a reference.
  if (/^\.\s/u.test(scan.text.slice(end, end + 2)) || (end - start === 4 && /^-\d/u.test(scan.text.slice(end, end + 2)))) return true;
  return (
    /^[.,:/]\d/u.test(scan.text.slice(end, end + 2)) ||
    /\d[.,:/]$/u.test(scan.text.slice(Math.max(0, start - 2), start)) ||
    /[€$£]\s?$/u.test(scan.text.slice(Math.max(0, start - 2), start))
  );
}

/** Words of addresses: names, numbers, parts of buildings. An ordinary word in small letters is a sentence's. */
function belongs(scan: ScanText, word: number): boolean {
  const shape = scan.shape(word);
  if ((shape & HAS_DIGIT) !== 0) return true;
  const meaning = scan.meaning(word);
  if ((meaning & (PLACE | BUILDING_PART)) !== 0 || STATE_CODES.has(scan.wordAt(word).toUpperCase())) return true;
  if ((meaning & (TITLE | PERSON_VERB | INTRODUCTION | CLOSING | ORGANISATION)) !== 0 && (shape & STARTS_UPPER) === 0) return false;
  if ((shape & STARTS_UPPER) !== 0) return true;
  return (meaning & PARTICLE) !== 0 || (meaning & ORDINARY) === 0;
}
