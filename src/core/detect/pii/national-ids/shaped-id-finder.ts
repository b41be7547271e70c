import type { Finder, Report } from '../finder.ts';
import { DIGIT, LETTER, ALPHANUMERIC, isClass } from '../text/characters.ts';
import { type CompactView, breaksOf, readCompact } from '../text/compact-view.ts';
import { fitShape } from '../text/confusions.ts';
import { THING_WORDS, hasContextAfter, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';
import { idStarts } from './id-starts.ts';
import type { IdScheme } from './id-scheme.ts';

/** Characters of a shape that may be repaired in recognised text when check digits confirm the repair. */
const MOST_REPAIRS = 2;

/**
 * Makes one finder of many schemes, so that the text is read once for all of them. Work per start is bounded by the longest shape.
 * @param name - of the finder
 * @param schemes - what to look for
 */
export function shapedIdFinder(name: string, schemes: readonly IdScheme[]): Finder {
  const all = schemes.map((scheme) => ({ scheme, breaks: new Set(scheme.layouts.map(breaksOf)), inside: 2 ** scheme.shape.length - 1 }));
  const startingWithDigit = all.filter(({ scheme }) => !scheme.shape.startsWith('L'));
  const startingWithLetter = all.filter(({ scheme }) => !scheme.shape.startsWith('D'));
  return {
    name,
    kinds: [...new Set(schemes.map((scheme) => scheme.kind))],
    find: (scan, report) => {
      idStarts(scan, (start) => {
        const view = readCompact(scan, start);
        const digitFirst = isClass(scan.code(start), DIGIT);
        for (const prepared of scan.mode === 'recognised' ? all : digitFirst ? startingWithDigit : startingWithLetter)
          tryScheme(scan, view, prepared, report);
      });
    },
  };
}

/** A scheme with its layouts as bits, so that most numbers are turned away by one comparison. */
interface PreparedScheme {
  readonly scheme: IdScheme;
  readonly breaks: ReadonlySet<number>;
  /** One bit per character of the shape. */
  readonly inside: number;
}

/** Most groups that a recogniser can make of one number. */
const MOST_GROUPS = 7;

function tryScheme(scan: ScanText, view: CompactView, prepared: PreparedScheme, report: Report): void {
  const { scheme } = prepared;
  const length = scheme.shape.length;
  if (view.text.length < length) return;
  const recognised = scan.mode === 'recognised';
  scan.steps += 1;
  const grouped = groupingOf(view, prepared, recognised);
  if (grouped === null) return;
  const fitted = fitShape(view.text.slice(0, length), scheme.shape, recognised);
  scan.steps += length;
  if (fitted === null || fitted.changes > MOST_REPAIRS) return;
  const start = view.at[0] ?? 0;
  // A letter in the middle of letters is the end of a label, not a misread first digit.
  if (fitted.text.charAt(0) !== view.text.charAt(0) && isClass(scan.code(start - 1), LETTER)) return;
  const end = (view.at[length - 1] ?? 0) + 1;
  if (!standsAlone(scan, start, end)) return;
  if (scheme.capitals === true && scan.text.slice(start, end) !== scan.text.slice(start, end).toUpperCase()) return;
  const verdict = scheme.verify(fitted.text);
  // Without check digits there is nothing to confirm a repair.
  if (verdict === 'no' || (fitted.changes > 0 && verdict !== 'checksum')) return;
  // Nor anything to tell its first letters from the last ones of the word before.
  if (verdict === 'form' && isClass(scan.code(start), LETTER) && isClass(scan.code(start - 1), LETTER)) return;
  const labelled = hasContextBefore(scan, start, scheme.words) || hasContextAfter(scan, end, scheme.words);
  const score = scoreOf(scan, scheme, { start, grouped, labelled, checked: verdict === 'checksum', changes: fitted.changes });
  report({
    kind: scheme.kind,
    start,
    end,
    score,
    reason: reasonOf(scheme, verdict === 'checksum', labelled, fitted.changes),
    country: scheme.country,
  });
}

/** In plain text nothing may touch the find; in recognised text letters may touch digits and the other way round. */
function standsAlone(scan: ScanText, start: number, end: number): boolean {
  return isEdge(scan, start - 1, start) && isEdge(scan, end, end - 1);
}

function isEdge(scan: ScanText, outside: number, inside: number): boolean {
  const beyond = scan.code(outside);
  if (!isClass(beyond, ALPHANUMERIC)) return !isDecimalPoint(scan, outside, inside);
  if (scan.mode !== 'recognised') return false;
  return isClass(beyond, DIGIT) !== isClass(scan.code(inside), DIGIT) || isClass(scan.code(inside), LETTER);
}

/** A digit right behind a full stop or comma belongs to a longer number, such as an amount. */
function isDecimalPoint(scan: ScanText, outside: number, inside: number): boolean {
  const mark = scan.text.charAt(outside);
  return (mark === '.' || mark === ',') && isClass(scan.code(inside), DIGIT) && isClass(scan.code(outside * 2 - inside), DIGIT);
}

/** Whether the find is written in groups as the scheme is, in one piece, or in a way that the scheme is never written (`null`). */
function groupingOf(view: CompactView, { scheme, breaks, inside }: PreparedScheme, recognised: boolean): boolean | null {
  const here = view.breaks & inside;
  if (here === 0) return false;
  // A recogniser drops blanks and invents them, so that only check digits or the layout can speak.
  if (recognised && scheme.capitals !== true) return countBits(here) < MOST_GROUPS ? true : null;
  if (breaks.size > 0 && !breaks.has(here)) return null;
  const fitting = view.gaps.slice(1, scheme.shape.length).every((gap) => gap === '' || scheme.separators.includes(gap));
  return fitting ? true : null;
}

function countBits(bits: number): number {
  let [left, count] = [bits, 0];
  for (; left !== 0; left &= left - 1) count += 1;
  return count;
}

interface Evidence {
  readonly start: number;
  readonly grouped: boolean;
  readonly labelled: boolean;
  readonly checked: boolean;
  readonly changes: number;
}

function scoreOf(scan: ScanText, scheme: IdScheme, evidence: Evidence): number {
  const alone = evidence.grouped ? scheme.grouped : scheme.bare;
  const repaired = 0.1 * evidence.changes;
  if (evidence.labelled) return Math.max(alone, evidence.checked ? 0.97 : 0.85) - repaired;
  let score = alone - repaired;
  if (scan.countries.size > 0) score = scan.countries.has(scheme.country) ? Math.min(0.9, score + 0.2) : score * 0.7;
  if (hasContextBefore(scan, evidence.start, THING_WORDS, 28)) score *= 0.5;
  return Math.max(0, score);
}

function reasonOf(scheme: IdScheme, checksum: boolean, labelled: boolean, changes: number): string {
  const parts = [scheme.name];
  if (checksum) parts.push('checksum valid');
  else parts.push('form fits');
  if (labelled) parts.push('beside a word that announces it');
  if (changes > 0) parts.push('after correcting confused characters');
  return parts.join(', ');
}
