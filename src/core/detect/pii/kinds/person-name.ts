import type { Finder, Report } from '../finder.ts';
import {
  CLOSING,
  GIVEN,
  INTRODUCTION,
  ORDINARY,
  ORGANISATION,
  PERSON_VERB,
  AFTER_STREET_NAME,
  PLACE,
  SURNAME,
  TITLE,
} from '../lexicon/lexicon.ts';
import { INTRODUCING_PHRASES, NAME_LABELS } from '../lexicon/name-words.ts';
import { contextWords } from '../text/context.ts';
import { isLabelled, wordsBefore } from '../text/label.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, HAS_LETTER, HAS_LOWER, STARTS_LINE, STARTS_UPPER } from '../text/words.ts';
import { type NameScore, scoreNames } from './name-score.ts';
import { type LineCase, type NameSequence, isGluedName, readNames } from './name-sequence.ts';

const labels = contextWords(NAME_LABELS);
const phrases = INTRODUCING_PHRASES.map((phrase) => ` ${phrase} `);
const FORMAL_TITLES = new Set(
  'mr mrs ms miss dr prof herr herrn frau mme mlle monsieur madame senor senora sra srta signor signora dott sig mevrouw meneer dhr mevr mw pani senhor senhora'.split(
    ' ',
  ),
);
const ARTICLES = new Set(['the', 'a', 'an', 'der', 'die', 'das', 'le', 'la', 'les', 'el', 'il', 'lo', 'het', 'o', 'os']);

/** Names of persons: labels, titles, salutations and signatures first, then lists of names and the company that words keep. */
export const personNameFinder: Finder = {
  name: 'person-name',
  kinds: ['person-name'],
  find: (scan, report) => {
    let lineCase: LineCase = 'mixed';
    for (let word = 0; word < scan.words.count;) {
      if ((scan.shape(word) & STARTS_LINE) !== 0) lineCase = caseOfLine(scan, word);
      word = Math.max(word + 1, nameAt(scan, word, lineCase, report));
    }
  },
};

/** Tries everything that can start at a word. @returns the first word that is not part of the find */
function nameAt(scan: ScanText, word: number, lineCase: LineCase, report: Report): number {
  if ((scan.shape(word) & HAS_LETTER) === 0) return word + 1;
  const labelled = labelledName(scan, word, report);
  if (labelled > word) return labelled;
  if ((scan.meaning(word) & TITLE) !== 0 && titleLeads(scan, word)) return word + 1;
  if (glued(scan, word, report)) return word + 1;
  const names = readNames(scan, word, lineCase);
  if (names === null) return word + 1;
  const start = scan.startOf(word);
  const joined = surnameFirst(scan, names, lineCase);
  const last = joined ?? names.last;
  const announced = announcement(scan, word, names, lineCase);
  const found = announced ?? (joined === null ? judged(scan, names, lineCase) : { score: 0.82, reason: 'surname, comma, given name' });
  report({ kind: 'person-name', start, end: scan.endOf(last), score: found.score, reason: found.reason, country: null });
  return last + 1;
}

/** A value behind a label: all words up to the end of the field. */
function labelledName(scan: ScanText, word: number, report: Report): number {
  const before = scan.gapAfter(word - 1);
  const lineStart = (scan.shape(word) & STARTS_LINE) !== 0;
  if (word === 0 || !(lineStart || /[:=|\t]/u.test(before)) || !isLabelled(scan, scan.startOf(word), labels)) return word;
  let next = word;
  let ordinary = 0;
  while (next < scan.words.count && next < word + 6 && (scan.shape(next) & HAS_DIGIT) === 0) {
    const meaning = scan.meaning(next);
    if ((meaning & ORDINARY) !== 0 && (meaning & (GIVEN | SURNAME)) === 0) ordinary += 1;
    next += 1;
    const gap = scan.gapAfter(next - 1);
    if ((scan.shape(next) & STARTS_LINE) !== 0 || !/^(?: |, ?|\. ?|-|'|)$/u.test(gap)) break;
  }
  // A colon behind the last word makes it the next label.
  if (next > word && /^ ?:/u.test(scan.gapAfter(next - 1))) next -= 1;
  if (next === word) return word;
  const score = ordinary * 2 > next - word ? 0.3 : 0.9;
  report({
    kind: 'person-name',
    start: scan.startOf(word),
    end: scan.endOf(next - 1),
    score,
    reason: "after a label such as 'Name:'",
    country: null,
  });
  return next;
}

/** A title counts when a capital letter follows it at once. */
function titleLeads(scan: ScanText, word: number): boolean {
  return /^\.? ?$/u.test(scan.gapAfter(word)) && (scan.shape(word + 1) & STARTS_LINE) === 0;
}

function glued(scan: ScanText, word: number, report: Report): boolean {
  if (scan.mode !== 'recognised' || scan.meaning(word) !== 0 || !isGluedName(scan.wordAt(word))) return false;
  scan.steps += 24;
  report({
    kind: 'person-name',
    start: scan.startOf(word),
    end: scan.endOf(word),
    score: 0.78,
    reason: 'given name and surname without a space',
    country: null,
  });
  return true;
}

/** "Smith, John" where the line ends or a separator follows. */
function surnameFirst(scan: ScanText, names: NameSequence, lineCase: LineCase): number | null {
  if (names.parts.length > 2 || scan.gapAfter(names.last) !== ', ' || (scan.shape(names.last + 1) & STARTS_LINE) !== 0) return null;
  const next = readNames(scan, names.last + 1, lineCase);
  if (next?.parts[0] !== 'given' || next.parts.length > 2) return null;
  const known = names.parts.some((part) => part === 'surname' || part === 'ending');
  const alone = names.parts.length === 1 && (scan.shape(names.first) & STARTS_LINE) !== 0;
  return known || alone ? next.last : null;
}

/** Titles, salutations, introductions and signatures in front of a name. */
function announcement(scan: ScanText, word: number, names: NameSequence, lineCase: LineCase): NameScore | null {
  const doubtful = names.parts.every((part) => part === 'initial' || part === 'particle');
  if (doubtful) return null;
  const previous = scan.meaning(word - 1);
  const near = /^\.? ?$|^ $/u.test(scan.gapAfter(word - 1)) && (scan.shape(word) & STARTS_LINE) === 0;
  if (near && (previous & TITLE) !== 0 && (lineCase === 'mixed' || FORMAL_TITLES.has(scan.wordAt(word - 1))))
    return { score: 0.93, reason: 'after a title' };
  if (near && scan.wordAt(word - 1) === 'm' && scan.gapAfter(word - 1).startsWith('.') && lineCase === 'mixed')
    return { score: 0.7, reason: 'after a title' };
  if (near && (previous & INTRODUCTION) !== 0 && startsSentence(scan, word - 1)) return { score: 0.88, reason: 'after a salutation' };
  if (names.parts.some((part) => part !== 'shouted')) {
    const before = wordsBefore(scan, scan.startOf(word), 24);
    if (phrases.some((phrase) => before.endsWith(phrase)) && (lineCase === 'mixed' || /name|naam|nome|nombre/u.test(before)))
      return { score: 0.85, reason: 'after words that introduce a person' };
  }
  return signs(scan, names) ? { score: 0.85, reason: 'under the closing of a letter' } : null;
}

/** A short line under a line that closes a letter. */
function signs(scan: ScanText, names: NameSequence): boolean {
  if (
    (scan.shape(names.first) & STARTS_LINE) === 0 ||
    ((scan.shape(names.last + 1) & STARTS_LINE) === 0 && names.last + 1 < scan.words.count)
  )
    return false;
  for (let word = names.first - 1; word >= 0 && word >= names.first - 4; word -= 1) {
    if ((scan.meaning(word) & CLOSING) !== 0 && scan.startOf(names.first) - scan.endOf(word) <= 40) return true;
    if ((scan.shape(word) & STARTS_LINE) !== 0) return false;
  }
  return false;
}

function judged(scan: ScanText, names: NameSequence, lineCase: LineCase): NameScore {
  const base = scoreNames(names, lineCase, startsSentence(scan, names.first));
  const after = scan.meaning(names.last + 1);
  const gap = scan.gapAfter(names.last);
  const close = /^[ ,&]{1,3}$|^\.? ?$/u.test(gap) && (scan.shape(names.last + 1) & STARTS_LINE) === 0;
  if (close && (after & ORGANISATION) !== 0 && (scan.shape(names.last + 1) & STARTS_UPPER) !== 0)
    return { score: Math.min(base.score, 0.3), reason: 'name of an organisation' };
  if (
    /^ ?& ?$/u.test(gap) &&
    [1, 2, 3].some(
      (ahead) => (scan.meaning(names.last + ahead) & ORGANISATION) !== 0 && (scan.shape(names.last + ahead) & STARTS_UPPER) !== 0,
    )
  ) {
    return { score: Math.min(base.score, 0.3), reason: 'name of an organisation' };
  }
  if (names.parts.at(-1) === 'surname?' && !names.parts.includes('given') && (scan.meaning(names.last) & AFTER_STREET_NAME) !== 0) {
    return { score: base.score * 0.6, reason: 'name of a street' };
  }
  if (gap === ' ' && (after & AFTER_STREET_NAME) !== 0 && (scan.shape(names.last + 1) & STARTS_UPPER) !== 0)
    return { score: base.score * 0.5, reason: 'name of a street' };
  let { score } = base;
  if (gap === ' ' && (after & PERSON_VERB) !== 0) score = Math.min(0.95, score + 0.15);
  if (/^'s?$/u.test(gap) && scan.wordAt(names.last + 1) === 's' && (scan.meaning(names.first) & PLACE) === 0)
    score = Math.min(0.95, score + 0.05);
  if (scan.gapAfter(names.first - 1) === ' ' && ARTICLES.has(scan.wordAt(names.first - 1))) score *= 0.6;
  return { score, reason: base.reason };
}

function startsSentence(scan: ScanText, word: number): boolean {
  if (word <= 0 || (scan.shape(word) & STARTS_LINE) !== 0) return true;
  return /[.!?:;"•*]/u.test(scan.gapAfter(word - 1)) && scan.endOf(word - 1) - scan.startOf(word - 1) > 2;
}

/** Looks at the words of one line; a line is mixed when it has both a small and a capital first letter. */
function caseOfLine(scan: ScanText, first: number): LineCase {
  let [small, capital, lower] = [false, false, false];
  for (let word = first; word < scan.words.count; word += 1) {
    const shape = scan.shape(word);
    if (word > first && (shape & STARTS_LINE) !== 0) break;
    scan.steps += 1;
    if ((shape & HAS_DIGIT) !== 0) continue;
    if ((shape & STARTS_UPPER) === 0) small = true;
    else if (scan.endOf(word) - scan.startOf(word) > 1) capital = true;
    if ((shape & HAS_LOWER) !== 0) lower = true;
    if (small && capital) return 'mixed';
  }
  if (!capital) return 'lower';
  return lower ? 'mixed' : 'upper';
}
