import { ALPHANUMERIC, isClass } from './characters.ts';
import type { ScanText } from './scan-text.ts';

/** Most letters and digits in a view: the longest IBAN. */
export const VIEW_LIMIT = 34;

/** Letters and digits from one position on, without the single separators between them. */
export interface CompactView {
  /** Upper case. */
  readonly text: string;
  /** Folded position of each character of `text`. */
  readonly at: readonly number[];
  /** Separator before each character of `text`, empty where there is none. */
  readonly gaps: readonly string[];
  /** Bit n is set where a separator stands before character n, for the first 31 characters. */
  readonly breaks: number;
}

const SEPARATORS = ' -./';

/**
 * Reads up to {@link VIEW_LIMIT} letters and digits, stepping over one separator (space, hyphen, full stop, slash) between any two.
 * @param scan - the text
 * @param start - position of a letter or digit
 */
export function readCompact(scan: ScanText, start: number): CompactView {
  const at: number[] = [];
  const gaps: string[] = [];
  let text = '';
  let gap = '';
  let breaks = 0;
  for (let position = start; text.length < VIEW_LIMIT; position += 1) {
    const code = scan.code(position);
    const character = scan.text.charAt(position);
    if (isClass(code, ALPHANUMERIC)) {
      at.push(position);
      gaps.push(gap);
      if (gap !== '' && text.length < 31) breaks |= 1 << text.length;
      text += character;
      gap = '';
    } else if (gap === '' && character !== '' && SEPARATORS.includes(character)) gap = character;
    else break;
  }
  const upper = text.toUpperCase();
  return { text: upper.length === text.length ? upper : text, at, gaps, breaks };
}

/**
 * The breaks of a layout, in the form that a view has them.
 * @param layout - as in `3-2-4`
 */
export function breaksOf(layout: string): number {
  let [breaks, at] = [0, 0];
  for (const size of layout.split('-').slice(0, -1)) {
    at += Number(size);
    breaks |= 1 << at;
  }
  return breaks;
}

/**
 * Lengths of the groups of a view's first characters, as in `3-2-4`.
 * @param view - what was read
 * @param length - how many characters count
 */
export function layoutOf(view: CompactView, length: number): string {
  const groups: number[] = [];
  let size = 0;
  for (let index = 0; index < length; index += 1) {
    if (index > 0 && view.gaps[index] !== '') {
      groups.push(size);
      size = 0;
    }
    size += 1;
  }
  groups.push(size);
  return groups.join('-');
}
