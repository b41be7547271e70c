import { GIVEN, ORDINARY, ORGANISATION, PARTICLE, PLACE, SURNAME, lexiconFlags } from '../lexicon/lexicon.ts';
import { SURNAME_ENDINGS } from '../lexicon/surnames.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, HAS_LOWER, STARTS_LINE, STARTS_UPPER } from '../text/words.ts';

/** How a line uses capitals: where all words look alike, a capital letter says nothing. */
export type LineCase = 'mixed' | 'upper' | 'lower';

/** What one word of a name is. `given?` and `surname?` are words with other meanings too. */
export type NamePart = 'given' | 'given?' | 'surname' | 'surname?' | 'ending' | 'unknown' | 'initial' | 'particle' | 'shouted';

/** Words that could be one person's name. */
export interface NameSequence {
  readonly first: number;
  readonly last: number;
  readonly parts: readonly NamePart[];
}

const MOST_PARTS = 6;
const BETWEEN = /^(?: |\. ?|-|'|)$/u;

/**
 * Reads the longest run of name-like words from a word on.
 * @param scan - the text
 * @param first - index of a word
 * @param lineCase - how the line uses capitals
 * @returns `null` when the word can't start a name
 */
export function readNames(scan: ScanText, first: number, lineCase: LineCase): NameSequence | null {
  const parts: NamePart[] = [];
  let last = first - 1;
  let kept = 0;
  for (let word = first; word < scan.words.count && parts.length < MOST_PARTS; word += 1) {
    if (word > first && !joins(scan, word - 1)) break;
    const part = partOf(scan, word, lineCase, parts.length === 0);
    if (part === null) break;
    parts.push(part);
    // A capital at the end is an initial only with its full stop; else it belongs to what follows.
    if (part !== 'particle' && (part !== 'initial' || scan.gapAfter(word).startsWith('.'))) {
      last = word;
      kept = parts.length;
    }
  }
  return kept === 0 ? null : { first, last, parts: parts.slice(0, kept) };
}

/** Whether a word and the next one stand in one name: a blank, a hyphen or an apostrophe between them, a full stop only after an initial. */
function joins(scan: ScanText, word: number): boolean {
  const gap = scan.gapAfter(word);
  if ((scan.shape(word + 1) & STARTS_LINE) !== 0 || !BETWEEN.test(gap)) return false;
  if (gap === '') return scan.mode === 'recognised';
  return !gap.startsWith('.') || scan.endOf(word) - scan.startOf(word) <= 2;
}

function partOf(scan: ScanText, word: number, lineCase: LineCase, isFirst: boolean): NamePart | null {
  const shape = scan.shape(word);
  if ((shape & HAS_DIGIT) !== 0) return null;
  const meaning = scan.meaning(word);
  const length = scan.endOf(word) - scan.startOf(word);
  const capital = (shape & STARTS_UPPER) !== 0;
  const named = (meaning & (GIVEN | SURNAME)) !== 0;
  if (length === 1) return capital && lineCase !== 'lower' ? 'initial' : particle(meaning, isFirst);
  if (!capital && lineCase === 'mixed') return particle(meaning, isFirst);
  if (named) return knownPart(meaning);
  if ((meaning & PARTICLE) !== 0) return 'particle';
  if ((meaning & (ORDINARY | PLACE | ORGANISATION)) !== 0 || meaning !== 0) return null;
  if (lineCase === 'mixed' && (shape & HAS_LOWER) === 0) return 'shouted';
  return SURNAME_ENDINGS.some((ending) => length >= ending.length + 3 && length >= 6 && scan.wordAt(word).endsWith(ending))
    ? 'ending'
    : 'unknown';
}

function particle(meaning: number, isFirst: boolean): NamePart | null {
  return !isFirst && (meaning & PARTICLE) !== 0 ? 'particle' : null;
}

function knownPart(meaning: number): NamePart {
  const doubtful = (meaning & (ORDINARY | PLACE | ORGANISATION)) !== 0;
  if ((meaning & GIVEN) !== 0) return doubtful ? 'given?' : 'given';
  return doubtful ? 'surname?' : 'surname';
}

/**
 * Whether a glued word, such as a recogniser makes of a name in capitals, is a given name with a surname behind it or the other way round.
 * @param word - lower case, at most 24 letters
 */
export function isGluedName(word: string): boolean {
  if (word.length < 6 || word.length > 24) return false;
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const [a, b] = [lexiconFlags(word.slice(0, cut)), lexiconFlags(word.slice(cut))];
    if (((a & GIVEN) !== 0 && (b & SURNAME) !== 0) || ((a & SURNAME) !== 0 && (b & GIVEN) !== 0)) return true;
  }
  return false;
}
