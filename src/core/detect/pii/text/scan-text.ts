import { lexiconFlags } from '../lexicon/lexicon.ts';
import { cutWords, type Words } from './words.ts';

/** `plain`: text as people type it. `recognised`: output of a text recogniser, without spaces and with confused characters. */
export const TEXT_MODES = ['plain', 'recognised'] as const;
/** How a text came to be. */
export type TextMode = (typeof TEXT_MODES)[number];

/** One folded text with what every finder needs of it, made once. Finders read it and count their work in it. */
export class ScanText {
  /** Folded text, case kept. */
  readonly text: string;
  /** The same in lower case, unit for unit. */
  readonly lower: string;
  readonly mode: TextMode;
  /** Countries to expect, ISO 3166-1 alpha-2; empty when nothing is known. */
  readonly countries: ReadonlySet<string>;
  /** Runs of letters and digits, never split. */
  readonly runs: Words;
  /** Words: the runs, and in recognised text cut where a space was swallowed. */
  readonly words: Words;
  /** What the lexicon knows of each word: union of its bits. */
  readonly meanings: Uint32Array;
  /** Units of work done so far: characters and words looked at. Tests hold it to linear growth. */
  steps: number;

  /**
   * @param folded - folded text
   * @param mode - how it came to be
   * @param countries - countries to expect
   */
  constructor(folded: string, mode: TextMode, countries: readonly string[]) {
    this.text = folded;
    this.lower = lowerUnits(folded);
    this.mode = mode;
    this.countries = new Set(countries.map((country) => country.toUpperCase()));
    this.runs = cutWords(folded, false);
    this.words = mode === 'recognised' ? cutWords(folded, true) : this.runs;
    this.meanings = new Uint32Array(this.words.count);
    for (let word = 0; word < this.words.count; word += 1) this.meanings[word] = lexiconFlags(this.wordAt(word));
    this.steps = folded.length * 3;
  }

  /**
   * Code unit of the folded text, NaN outside of it.
   * @param at - any integer
   */
  code(at: number): number {
    this.steps += 1;
    return this.text.charCodeAt(at);
  }

  /**
   * A word in lower case; empty outside.
   * @param word - index into `words`
   */
  wordAt(word: number): string {
    this.steps += 1;
    return this.lower.slice(this.words.starts[word] ?? 0, this.words.ends[word] ?? 0);
  }

  /**
   * What the lexicon knows of a word; 0 outside.
   * @param word - index into `words`
   */
  meaning(word: number): number {
    this.steps += 1;
    return word < this.words.count ? (this.meanings[word] ?? 0) : 0;
  }

  /**
   * What a word is made of; 0 outside.
   * @param word - index into `words`
   */
  shape(word: number): number {
    return word >= 0 && word < this.words.count ? (this.words.shapes[word] ?? 0) : 0;
  }

  /**
   * First unit of a word; the text's length past the last word.
   * @param word - index into `words`
   */
  startOf(word: number): number {
    return word < this.words.count ? (this.words.starts[word] ?? 0) : this.text.length;
  }

  /**
   * One past the last unit of a word; 0 before the first.
   * @param word - index into `words`
   */
  endOf(word: number): number {
    return word < 0 ? 0 : (this.words.ends[word] ?? this.text.length);
  }

  /**
   * What stands between a word and the next one, at most eight units of it.
   * @param word - index into `words`
   */
  gapAfter(word: number): string {
    this.steps += 1;
    const end = this.endOf(word);
    return this.text.slice(end, Math.min(this.startOf(word + 1), end + 8));
  }
}

/** Lower case that never changes the length: the few letters that would are left alone. */
function lowerUnits(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from({ length: text.length }, (_, at) => {
    const unit = text.charAt(at);
    const low = unit.toLowerCase();
    return low.length === 1 ? low : unit;
  }).join('');
}
