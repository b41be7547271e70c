import { DIGIT, LETTER, isClass } from '../text/characters.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT } from '../text/words.ts';

/** How far before a digit an identifier may start with letters: six, as in an Italian tax code, and one for a misread digit. */
const LETTERS_BEFORE = 7;
/** Longest word of letters that can be the first group of an identifier. */
const LETTER_GROUP = 4;

/**
 * Visits every position where an identifier may start, in text order and once each. In plain text these are words that hold a digit and
 * short words of letters right before one. In recognised text, where labels stick to values, also the places around each change between
 * letters and digits inside a word.
 * @param scan - the text
 * @param visit - called with a position in folded units
 */
export function idStarts(scan: ScanText, visit: (start: number) => void): void {
  const { runs } = scan;
  let visited = -1;
  const once = (start: number): void => {
    if (start <= visited) return;
    visited = start;
    visit(start);
  };
  for (let run = 0; run < runs.count; run += 1) {
    scan.steps += 1;
    const start = runs.starts[run] ?? 0;
    const end = runs.ends[run] ?? 0;
    if (((runs.shapes[run] ?? 0) & HAS_DIGIT) === 0) {
      if (end - start <= LETTER_GROUP && digitSoon(scan, run)) once(start);
      continue;
    }
    once(start);
    if (scan.mode === 'recognised') seams(scan, start, end, once);
  }
}

/** Whether one of the next two words holds a digit and stands right behind. */
function digitSoon(scan: ScanText, run: number): boolean {
  const { runs } = scan;
  for (let next = run + 1; next <= run + 2 && next < runs.count; next += 1) {
    if ((runs.starts[next] ?? 0) - (runs.ends[next - 1] ?? 0) > 1) return false;
    if (((runs.shapes[next] ?? 0) & HAS_DIGIT) !== 0) return true;
  }
  return false;
}

function seams(scan: ScanText, start: number, end: number, once: (start: number) => void): void {
  let digitBefore = isClass(scan.code(start), DIGIT);
  for (let at = start + 1; at < end; at += 1) {
    const code = scan.code(at);
    const digit = isClass(code, DIGIT);
    if (digit === digitBefore) continue;
    digitBefore = digit;
    if (!digit && isClass(code, LETTER)) once(at);
    else for (let back = Math.max(start, at - LETTERS_BEFORE); back <= at; back += 1) once(back);
  }
}
