import { ALPHANUMERIC, BREAK, DIGIT, LETTER, LOWER, UPPER, classOf } from './characters.ts';

/** Bit of a word that holds a digit. */
export const HAS_DIGIT = 1;
/** Bit of a word that holds a letter. */
export const HAS_LETTER = 2;
/** Bit of a word that starts with an upper-case letter. */
export const STARTS_UPPER = 4;
/** Bit of a word that holds a lower-case letter. */
export const HAS_LOWER = 8;
/** Bit of a word that stands first in its line. */
export const STARTS_LINE = 16;

/** Words of a text as parallel arrays, because ten megabytes hold two million of them. */
export interface Words {
  readonly count: number;
  /** First unit of each word, in folded units. */
  readonly starts: Uint32Array;
  /** One past the last unit of each word. */
  readonly ends: Uint32Array;
  /** What each word is made of: union of the bits of this file. */
  readonly shapes: Uint8Array;
}

/**
 * Cuts text into runs of letters and digits.
 * @param text - folded text
 * @param splitGlued - `true` cuts where a recogniser swallowed a space: before an upper-case letter that follows a lower-case one, and
 *   between letters and digits, except one letter at the end of a number, as in 12a
 */
export function cutWords(text: string, splitGlued: boolean): Words {
  const list = new WordList(Math.ceil(text.length / 4) + 16);
  let start = -1;
  let shape = 0;
  let before = 0;
  let lineStart = STARTS_LINE;
  for (let at = 0; at <= text.length; at += 1) {
    const here = classOf(text.charCodeAt(at));
    const inside = (here & ALPHANUMERIC) !== 0;
    if (start >= 0 && (!inside || (splitGlued && isSeam(text, at, before, here)))) {
      list.push(start, at, shape | lineStart);
      lineStart = 0;
      start = -1;
    }
    if (inside && start < 0) {
      start = at;
      shape = (here & UPPER) === 0 ? 0 : STARTS_UPPER;
    }
    if (inside) shape |= ((here & DIGIT) === 0 ? HAS_LETTER : HAS_DIGIT) | ((here & LOWER) === 0 ? 0 : HAS_LOWER);
    if ((here & BREAK) !== 0) lineStart = STARTS_LINE;
    before = here;
  }
  return list.finish();
}

function isSeam(text: string, at: number, before: number, here: number): boolean {
  if ((before & LOWER) !== 0 && (here & UPPER) !== 0) return true;
  if ((before & LETTER) !== 0 && (here & DIGIT) !== 0) return true;
  if ((before & DIGIT) === 0 || (here & LETTER) === 0) return false;
  return (classOf(text.charCodeAt(at + 1)) & ALPHANUMERIC) !== 0;
}

class WordList {
  private starts: Uint32Array;
  private ends: Uint32Array;
  private shapes: Uint8Array;
  private count = 0;

  constructor(capacity: number) {
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.shapes = new Uint8Array(capacity);
  }

  push(start: number, end: number, shape: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.shapes[this.count] = shape;
    this.count += 1;
  }

  finish(): Words {
    return { count: this.count, starts: this.starts, ends: this.ends, shapes: this.shapes };
  }

  private grow(): void {
    const capacity = this.starts.length * 2;
    const { starts, ends, shapes } = this;
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.shapes = new Uint8Array(capacity);
    this.starts.set(starts);
    this.ends.set(ends);
    this.shapes.set(shapes);
  }
}
