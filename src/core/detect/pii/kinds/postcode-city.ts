import type { Report } from '../finder.ts';
import { STATE_CODES } from '../lexicon/address-words.ts';
import { ORDINARY, ORGANISATION, PLACE } from '../lexicon/lexicon.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, STARTS_LINE, STARTS_UPPER } from '../text/words.ts';

const UK_OUTWARD = /^(?:[a-z]{1,2}\d{1,2}|[a-z]{1,2}\d[a-z])$/u;
const UK_INWARD = /^\d[abd-hjlnp-uw-z]{2}$/u;
const UK_WHOLE = /^[a-z]{1,2}\d{1,2}[a-z]?\d[abd-hjlnp-uw-z]{2}$/u;

/**
 * Postcodes that are recognisable by themselves, and postcodes with a city beside them.
 * @param scan - the text
 * @param word - a word that holds a digit
 * @param report - takes the find
 */
export function postcodeAt(scan: ScanText, word: number, report: Report): void {
  const text = scan.wordAt(word);
  const gap = scan.gapAfter(word);
  const next = scan.wordAt(word + 1);
  const add = (first: number, last: number, score: number, reason: string): void => {
    report({ kind: 'postal-address', start: scan.startOf(first), end: scan.endOf(last), score, reason, country: null });
  };
  const capitals = (scan.shape(word) & STARTS_UPPER) !== 0;
  if (gap === ' ' && UK_OUTWARD.test(text) && UK_INWARD.test(next) && capitals)
    return add(word, word + 1, 0.72, 'form of a British postcode');
  if (capitals && text.length >= 5 && text.length <= 7 && UK_WHOLE.test(text) && scan.mode === 'plain')
    return add(word, word, 0.45, 'form of a British postcode');
  if (/^[ -]?$/u.test(gap) && /^[a-ceghj-npr-tvxy]\d[a-ceghj-npr-tv-z]$/u.test(text) && /^\d[a-ceghj-npr-tv-z]\d$/u.test(next) && capitals)
    return add(word, word + 1, 0.75, 'form of a Canadian postcode');
  if (
    gap === ' ' &&
    /^[1-9]\d{3}$/u.test(text) &&
    /^[a-z]{2}$/u.test(next) &&
    (scan.shape(word + 1) & STARTS_UPPER) !== 0 &&
    isCity(scan, word + 2)
  )
    return add(word, cityEnd(scan, word + 2), 0.65, 'Dutch postcode and a city');
  if (gap === '-' && /^\d{5}$/u.test(text) && /^\d{3}$/u.test(next))
    return add(word, isCity(scan, word + 2) ? cityEnd(scan, word + 2) : word + 1, 0.55, 'form of a Brazilian postcode');
  if (gap === '-' && /^\d{2}$/u.test(text) && /^\d{3}$/u.test(next) && isCity(scan, word + 2))
    return add(word, cityEnd(scan, word + 2), 0.65, 'Polish postcode and a city');
  if (gap === '-' && /^\d{4}$/u.test(text) && /^\d{3}$/u.test(next) && isCity(scan, word + 2))
    return add(word, cityEnd(scan, word + 2), 0.6, 'Portuguese postcode and a city');
  if (!/^\d{5}$/u.test(text)) return;
  const state = scan.text.slice(scan.startOf(word - 1), scan.endOf(word - 1));
  if (
    word > 1 &&
    STATE_CODES.has(state) &&
    /^ $/u.test(scan.gapAfter(word - 1)) &&
    scan.gapAfter(word - 2) === ', ' &&
    isCity(scan, word - 2, true)
  )
    return add(word - 2, word, 0.75, 'city, state and ZIP code');
  const prefixed = /^[dfi]$/u.test(scan.wordAt(word - 1)) && scan.gapAfter(word - 1) === '-';
  if (!isCity(scan, word + 1)) return;
  const last = cityEnd(scan, word + 1);
  const ownLine = (scan.shape(word) & STARTS_LINE) !== 0 && ((scan.shape(last + 1) & STARTS_LINE) !== 0 || last + 1 >= scan.words.count);
  const place = (scan.meaning(word + 1) & PLACE) !== 0;
  add(prefixed ? word - 1 : word, last, prefixed || place ? 0.7 : ownLine ? 0.55 : 0.35, 'postcode and a city');
}

function isCity(scan: ScanText, word: number, anyGap = false): boolean {
  const shape = scan.shape(word);
  if ((shape & HAS_DIGIT) !== 0 || (shape & STARTS_UPPER) === 0 || (scan.meaning(word) & (ORDINARY | ORGANISATION)) !== 0) return false;
  return anyGap || (scan.gapAfter(word - 1) === ' ' && scan.endOf(word) - scan.startOf(word) > 2);
}

function cityEnd(scan: ScanText, first: number): number {
  let last = first;
  while (last < first + 2 && isCity(scan, last + 1)) last += 1;
  return last;
}
