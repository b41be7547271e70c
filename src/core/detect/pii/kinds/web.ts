import type { Finder, Report } from '../finder.ts';
import { ALPHANUMERIC, BREAK, LETTER, SPACE, isClass } from '../text/characters.ts';
import type { ScanText } from '../text/scan-text.ts';

/** Top-level domains that make a bare host a host; any is accepted behind a scheme or `www.`. */
const TOP_LEVEL = new Set(
  'com org net edu gov mil int info biz io co me tv app dev xyz online site club shop eu uk de fr es it nl be at ch pl pt br ca us au nz ie se no dk fi cz sk hu ro bg gr hr si lt lv ee lu ru ua tr in jp cn kr za mx ar cl il'.split(
    ' ',
  ),
);
const TRAILING = '.,;:!?)]}\'"';

/** Web addresses and @handles. A host alone scores lower than one with a scheme or a path, as it may be anybody's. */
export const webFinder: Finder = {
  name: 'web',
  kinds: ['url', 'handle'],
  find: (scan, report) => {
    for (let start = 0; start < scan.text.length;) {
      if (isBlank(scan.code(start))) {
        start += 1;
        continue;
      }
      let end = start + 1;
      while (end < scan.text.length && !isBlank(scan.code(end))) end += 1;
      tryToken(scan, start, end, report);
      start = end;
    }
  },
};

function isBlank(code: number): boolean {
  return isClass(code, SPACE | BREAK) || code === 34 || code === 60 || code === 62;
}

/** One token between blanks. Everything in here looks at a character of it once or twice. */
function tryToken(scan: ScanText, tokenStart: number, tokenEnd: number, report: Report): void {
  let [start, end] = [tokenStart, tokenEnd];
  while (start < end && "([{'".includes(scan.text.charAt(start))) start += 1;
  while (end > start && TRAILING.includes(scan.text.charAt(end - 1))) end -= 1;
  scan.steps += end - start;
  if (scan.text.charAt(start) === '@') return tryHandle(scan, start, end, report);
  // Cut out first: a search in the whole text would run to its end for every token.
  const scheme = start + scan.lower.slice(start, Math.min(end, start + 40)).indexOf('://');
  if (scheme > start) {
    let from = scheme;
    while (from > start && isClass(scan.code(from - 1), LETTER)) from -= 1;
    if (end > scheme + 3) report({ kind: 'url', start: from, end, score: 0.8, reason: 'web address with its scheme', country: null });
    return;
  }
  tryHost(scan, start, end, report);
}

function tryHandle(scan: ScanText, start: number, end: number, report: Report): void {
  let stop = start + 1;
  while (stop < end && (isClass(scan.code(stop), ALPHANUMERIC) || '_.-'.includes(scan.text.charAt(stop)))) stop += 1;
  if (stop - start >= 4 && stop === end && isClass(scan.code(start + 1), ALPHANUMERIC))
    report({ kind: 'handle', start, end: stop, score: 0.6, reason: 'at sign before a name', country: null });
}

function tryHost(scan: ScanText, start: number, end: number, report: Report): void {
  let stop = start;
  let labelStart = start;
  let labels = 0;
  for (; stop < end; stop += 1) {
    const code = scan.code(stop);
    if (code === 46) {
      if (stop === labelStart) return;
      labels += 1;
      labelStart = stop + 1;
    } else if (!isClass(code, ALPHANUMERIC) && code !== 45) break;
  }
  if (labels === 0 || stop === labelStart || (stop < end && !'/:?#'.includes(scan.text.charAt(stop)))) return;
  const top = scan.lower.slice(labelStart, Math.min(stop, labelStart + 24));
  const www = scan.lower.startsWith('www.', start);
  if (!/^[a-z]+$/u.test(top) || (!www && !TOP_LEVEL.has(top))) return;
  const path = stop < end && scan.text.charAt(stop) === '/';
  report({ kind: 'url', start, end, score: www || path ? 0.7 : 0.5, reason: www || path ? 'web address' : 'host name', country: null });
}
