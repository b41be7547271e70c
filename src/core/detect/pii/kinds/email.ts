import type { Finder } from '../finder.ts';
import { ALPHANUMERIC, isClass } from '../text/characters.ts';
import type { ScanText } from '../text/scan-text.ts';

const LOCAL_MARKS = "._%+-'&=~$*!#/";
/** Marks that never start an address, though they may stand inside one. */
const OPENERS = ".'/*=!#&~$-";

/**
 * Email addresses. Every `@` is an anchor; the search runs outwards and stops at the next `@`, so each character is seen at most twice.
 * `(at)` and `[at]` count as `@`. In recognised text a label that sticks to the address becomes part of it.
 */
export const emailFinder: Finder = {
  name: 'email',
  kinds: ['email'],
  find: (scan, report) => {
    for (let at = nextAnchor(scan, 0); at !== null; at = nextAnchor(scan, at.end)) {
      const start = localStart(scan, at.start);
      const domain = domainEnd(scan, at.end);
      if (start < at.start && domain.end > at.end && domain.labels > 0) {
        const sure = domain.labels > 1;
        report({
          kind: 'email',
          start,
          end: domain.end,
          score: sure ? 0.97 : 0.45,
          reason: sure ? 'form of an email address' : 'name, at sign and host without a domain',
          country: null,
        });
      }
    }
  },
};

interface Anchor {
  readonly start: number;
  readonly end: number;
}

function nextAnchor(scan: ScanText, from: number): Anchor | null {
  for (let at = from; at < scan.text.length; at += 1) {
    const code = scan.code(at);
    if (code === 64) return { start: at, end: at + 1 };
    if ((code === 40 || code === 91) && /^[([]at[)\]]$/u.test(scan.lower.slice(at, at + 4))) return { start: at, end: at + 4 };
  }
  return null;
}

function localStart(scan: ScanText, at: number): number {
  let start = at;
  while (start > 0 && (isClass(scan.code(start - 1), ALPHANUMERIC) || LOCAL_MARKS.includes(scan.text.charAt(start - 1)))) start -= 1;
  while (start < at && OPENERS.includes(scan.text.charAt(start))) start += 1;
  return start;
}

/** End of the last whole label, and how many labels there are. A label starts and ends with a letter or digit; the last one holds no digit first. */
function domainEnd(scan: ScanText, from: number): { end: number; labels: number } {
  let end = from;
  let labels = 0;
  for (let at = from; ;) {
    let stop = at;
    while (isClass(scan.code(stop), ALPHANUMERIC) || (scan.code(stop) === 45 && stop > at)) stop += 1;
    while (stop > at && scan.code(stop - 1) === 45) stop -= 1;
    if (stop === at) break;
    if (labels > 0 && stop - at < 2) break;
    end = stop;
    labels += 1;
    if (scan.code(stop) !== 46) break;
    at = stop + 1;
  }
  return { end, labels };
}
