import { STATE_CODES } from '../lexicon/address-words.ts';
import { BUILDING_PART, GIVEN, ORDINARY, ORGANISATION, PARTICLE, PLACE } from '../lexicon/lexicon.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, HAS_LOWER, STARTS_LINE, STARTS_UPPER } from '../text/words.ts';

/** Words after a street that are looked at. */
const REACH = 16;
/** Lines that an address may go on for. */
const MOST_BREAKS = 5;
const BETWEEN = /^[\s,;.#/()-]{0,8}$/u;

/**
 * Reads on from the end of a street: parts of the building, postcode, city, state, country, over line breaks.
 * @param scan - the text
 * @param from - last word so far
 * @returns last word of the address
 */
export function readLocality(scan: ScanText, from: number): number {
  let accepted = from;
  let breaks = 0;
  let postcode = false;
  let pending = 0;
  let setApart = false;
  for (let word = from + 1; word < scan.words.count && word <= from + REACH; word += 1) {
    const gap = scan.gapAfter(word - 1);
    if (!BETWEEN.test(gap) || gap.includes('\n\n') || /^\.\s/u.test(gap)) break;
    if ((scan.shape(word) & STARTS_LINE) !== 0) breaks += 1;
    // What stands before a colon is the next label.
    if (breaks > MOST_BREAKS || scan.text.charAt(scan.endOf(word)) === ':') break;
    const step = judge(scan, word, postcode, gap);
    if (step === 'stop') break;
    if (pending === 0) setApart = /[,\n]/u.test(gap);
    if (step === 'maybe') {
      pending += 1;
      if (pending > 3) break;
      if (setApart && isCityEnd(scan, word)) {
        accepted = word;
        pending = 0;
      }
      continue;
    }
    accepted = word;
    pending = 0;
    if (step === 'postcode') postcode = true;
  }
  return accepted;
}

/** Cities are named after saints, whose names are given names. */
const SAINTS = new Set(['sao', 'san', 'santa', 'santo', 'saint', 'sainte', 'sankt']);

/** Last word of a city of several words, set apart by commas; a given name there is a person's. */
function isCityEnd(scan: ScanText, word: number): boolean {
  const after = scan.text.charAt(scan.endOf(word));
  const saint = SAINTS.has(scan.wordAt(word - 1));
  const named = !saint && ((scan.meaning(word) | scan.meaning(word - 1)) & GIVEN) !== 0;
  return !named && (scan.shape(word) & STARTS_UPPER) !== 0 && (after === '' || after === ',' || after === '\n' || after === '\r');
}

type Step = 'stop' | 'maybe' | 'part' | 'postcode';

function judge(scan: ScanText, word: number, postcode: boolean, gap: string): Step {
  const shape = scan.shape(word);
  const meaning = scan.meaning(word);
  const text = scan.text.slice(scan.startOf(word), scan.endOf(word));
  const first = (shape & STARTS_LINE) !== 0;
  if ((shape & HAS_DIGIT) !== 0) return judgeNumber(scan, word, text, gap);
  if ((meaning & BUILDING_PART) !== 0 && (scan.shape(word + 1) & HAS_DIGIT) !== 0 && scan.gapAfter(word).length <= 2) return 'part';
  if (
    text.length === 2 &&
    STATE_CODES.has(text) &&
    (/[,\n]/u.test(gap) || (scan.shape(word + 1) & HAS_DIGIT) !== 0 || scan.endOf(word) === scan.text.length)
  )
    return 'part';
  if ((meaning & PLACE) !== 0) return 'part';
  if ((meaning & PARTICLE) !== 0 && (shape & STARTS_UPPER) === 0) return 'maybe';
  if ((shape & STARTS_UPPER) === 0 || ((meaning & (ORDINARY | ORGANISATION)) !== 0 && (meaning & BUILDING_PART) === 0)) return 'stop';
  if (text.length === 1) return (scan.meaning(word - 1) & BUILDING_PART) !== 0 ? 'part' : 'maybe';
  // A city follows its postcode, a comma or a line break.
  if (postcode) return 'part';
  const ends = scan.text.charAt(scan.endOf(word));
  const comma = gap.includes(',') && (ends === ',' || ends === '\n' || ends === '\r' || ends === '');
  return comma || (first && (shape & HAS_LOWER) !== 0 && (ends === ',' || ends === '')) ? 'part' : 'maybe';
}

function judgeNumber(scan: ScanText, word: number, text: string, gap: string): Step {
  // Amounts, dates and times are no part of an address.
  if (/^[.:/]\d/u.test(scan.text.slice(scan.endOf(word), scan.endOf(word) + 2)) || gap.endsWith('.')) return 'stop';
  if (
    /^\d{4,6}$/u.test(text) ||
    /^(?:[A-Z]{1,2}\d[A-Z\d]?|\d[A-Z]{2}|[A-Z]\d[A-Z]|\d[A-Z]\d|[A-Z]{1,2}\d{1,2}[A-Z]{2,3})$/u.test(text.toUpperCase())
  )
    return 'postcode';
  if (/^\d{1,5}[A-Za-z]?$/u.test(text))
    return (scan.meaning(word - 1) & BUILDING_PART) !== 0 ||
      gap.includes('#') ||
      gap.includes('/') ||
      gap === '-' ||
      gap === ', ' ||
      gap === ' '
      ? 'part'
      : 'maybe';
  return 'stop';
}
