import { ALPHANUMERIC, BREAK, SPACE, isClass } from './characters.ts';
import type { ContextWords } from './context.ts';
import type { ScanText } from './scan-text.ts';

/** How much of the label is read, in folded units. */
const REACH = 32;
/** Longest line that can be a label above its value. */
const LONGEST_LABEL_LINE = 48;

/**
 * Whether one of the words stands directly before a position as a label: behind it a colon, an equals sign, a bar or a tab, or the end of
 * a short line.
 * @param scan - the text
 * @param at - where the value starts
 * @param words - the labels
 */
export function isLabelled(scan: ScanText, at: number, words: ContextWords): boolean {
  let mark = at - 1;
  while (mark > at - 4 && scan.code(mark) === 32) mark -= 1;
  const code = scan.code(mark);
  if (code === 58 || code === 61 || code === 124 || code === 9) return endsWithLabel(scan, mark, words);
  if (!isClass(code, BREAK)) return false;
  if (code === 10 && scan.code(mark - 1) === 13) mark -= 1;
  let start = mark;
  while (start > 0 && mark - start <= LONGEST_LABEL_LINE && !isClass(scan.code(start - 1), BREAK)) start -= 1;
  return mark - start <= LONGEST_LABEL_LINE && endsWithLabel(scan, mark, words);
}

/**
 * The words right before a position, lower case, each with one space around it.
 * @param scan - the text
 * @param at - where to look back from
 * @param reach - how far, in folded units
 */
export function wordsBefore(scan: ScanText, at: number, reach: number): string {
  let text = ' ';
  for (let unit = at - 1; unit >= 0 && unit >= at - reach; unit -= 1) {
    const code = scan.code(unit);
    if (isClass(code, BREAK)) break;
    if (isClass(code, ALPHANUMERIC)) text = scan.lower.charAt(unit) + text;
    else if (!text.startsWith(' ')) text = ` ${text}`;
  }
  return text.startsWith(' ') ? text : ` ${text}`;
}

function endsWithLabel(scan: ScanText, mark: number, words: ContextWords): boolean {
  let end = mark;
  while (end > 0 && isClass(scan.code(end - 1), SPACE)) end -= 1;
  const before = wordsBefore(scan, end, REACH);
  if (words.spaced.some((word) => before.endsWith(word))) return true;
  if (scan.mode !== 'recognised') return false;
  const compact = before.replaceAll(' ', '');
  return words.compact.some((word) => word.length >= 4 && compact.endsWith(word));
}
