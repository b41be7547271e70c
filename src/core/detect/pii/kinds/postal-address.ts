import type { Finder, Report } from '../finder.ts';
import { ADDRESS_LABELS, POST_BOXES } from '../lexicon/address-words.ts';
import { BREAK, isClass } from '../text/characters.ts';
import { THING_WORDS, contextWords, hasContextBefore } from '../text/context.ts';
import { isLabelled, wordsBefore } from '../text/label.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, HAS_LETTER, STARTS_LINE } from '../text/words.ts';
import { addressBlockAt } from './address-block.ts';
import { readLocality } from './locality.ts';
import { postcodeAt } from './postcode-city.ts';
import { isHouseNumber, streetAt } from './street-line.ts';

const labels = contextWords(ADDRESS_LABELS);
const boxes = POST_BOXES.map((phrase) => ` ${phrase} `);
const BOX_LAST_WORDS = new Set(POST_BOXES.map((phrase) => phrase.slice(phrase.lastIndexOf(' ') + 1)));
/** Lines and characters that a labelled address may take. */
const MOST_LINES = 5;
const MOST_CHARACTERS = 240;

/** Postal addresses: streets with house numbers and what follows them, postcodes with cities, post boxes, and what stands after a label. */
export const postalAddressFinder: Finder = {
  name: 'postal-address',
  kinds: ['postal-address'],
  find: (scan, report) => {
    let reach = -1;
    for (let word = 0; word < scan.words.count; word += 1) {
      if (scan.startOf(word) >= reach) reach = labelledAddress(scan, word, report);
      const digits = (scan.shape(word) & HAS_DIGIT) !== 0;
      if (digits) {
        postcodeAt(scan, word, report);
        postBox(scan, word, report);
        announcedNumber(scan, word, report);
        addressBlockAt(scan, word, report);
        continue;
      }
      const street = (scan.shape(word) & HAS_LETTER) === 0 ? null : streetAt(scan, word);
      if (street === null) continue;
      const last = readLocality(scan, street.last);
      const more = last > street.last ? 0.05 : 0;
      report({
        kind: 'postal-address',
        start: scan.startOf(street.first),
        end: scan.endOf(last),
        score: Math.min(0.95, street.score + more),
        reason: street.reason,
        country: null,
      });
    }
  },
};

/** Everything behind "Address:" up to a blank line, the next label or a line about money, if a number is in it. @returns its end, or -1 */
function labelledAddress(scan: ScanText, word: number, report: Report): number {
  const start = scan.startOf(word);
  const lineStart = (scan.shape(word) & STARTS_LINE) !== 0;
  if (!(lineStart || /[:=|\t]/u.test(scan.gapAfter(word - 1))) || !isLabelled(scan, start, labels)) return -1;
  let [end, lines, kept, digits] = [start, 1, start, false];
  for (; end < scan.text.length && end < start + MOST_CHARACTERS; end += 1) {
    const code = scan.code(end);
    if (code === 58 || code === 61 || code === 124) break;
    if (isClass(code, BREAK)) {
      if (kept === end) break;
      kept = end;
      lines += 1;
      if (scan.code(end) === 13 && scan.code(end + 1) === 10) end += 1;
      if (lines > MOST_LINES || isClass(scan.code(end + 1), BREAK) || !goesOn(scan, end + 1)) break;
    }
    if (code >= 48 && code <= 57) digits = true;
  }
  // A break in the middle of a line takes that line back: it is the next label.
  const stop = scan.code(end) === 58 || scan.code(end) === 61 ? kept : Math.min(end, scan.text.length);
  if (!digits || stop <= start) return -1;
  report({ kind: 'postal-address', start, end: stop, score: 0.8, reason: "after a label such as 'Address:'", country: null });
  return stop;
}

/** Whether a line reads like a further line of an address: short, without an amount at its end. */
function goesOn(scan: ScanText, lineStart: number): boolean {
  let end = lineStart;
  while (end < scan.text.length && end - lineStart <= 60 && !isClass(scan.code(end), BREAK)) end += 1;
  const line = scan.lower.slice(lineStart, end);
  scan.steps += line.length;
  return (
    line.length <= 60 &&
    line.trim() !== '' &&
    !/[.,]\d\d\s*$|[€$£%@]|\d:\d|\d{6}/u.test(line) &&
    !hasContextBefore(scan, Math.min(end, lineStart + 30), THING_WORDS, 30)
  );
}

/** "lives at 12 Elm Rise", "moved to 5 …": a number right behind words for an address, then whatever an address goes on with. */
function announcedNumber(scan: ScanText, word: number, report: Report): void {
  if (!isHouseNumber(scan, word) || !hasContextBefore(scan, scan.startOf(word), labels, 24)) return;
  const last = readLocality(scan, word);
  if (last < word + 1) return;
  report({
    kind: 'postal-address',
    start: scan.startOf(word),
    end: scan.endOf(last),
    score: 0.65,
    reason: 'number and places after a word for an address',
    country: null,
  });
}

function postBox(scan: ScanText, word: number, report: Report): void {
  if (!BOX_LAST_WORDS.has(scan.wordAt(word - 1))) return;
  const start = scan.startOf(word);
  const before = wordsBefore(scan, start, 24);
  const box = boxes.filter((phrase) => before.endsWith(phrase)).sort((a, b) => b.length - a.length)[0];
  if (box === undefined || box === ' box ' || box === ' unit ' || scan.gapAfter(word - 1).length > 3) return;
  const first = word - box.trim().split(' ').length;
  const last = readLocality(scan, word);
  report({
    kind: 'postal-address',
    start: scan.startOf(Math.max(0, first)),
    end: scan.endOf(last),
    score: box === ' bp ' ? 0.55 : 0.8,
    reason: 'post box',
    country: null,
  });
}
