import type { Finder, Report } from '../finder.ts';
import { ALPHANUMERIC, DIGIT, isClass } from '../text/characters.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';

const VERSIONS = contextWords(
  'version,versions,ver,v,release,build,firmware,section,chapter,clause,paragraph,figure,table,kapitel,abschnitt,artikel',
);
/** Longest written form of an IPv6 address, with an IPv4 tail. */
const LONGEST_V6 = 45;

/** IPv4 and IPv6 addresses. Zone names and prefix lengths are left outside the span. */
export const ipAddressFinder: Finder = {
  name: 'ip-address',
  kinds: ['ip-address'],
  find: (scan, report) => {
    for (let at = 0; at < scan.text.length; at += 1) {
      const code = scan.code(at);
      if (!isHex(code) && code !== 58) continue;
      const start = at;
      let dots = 0;
      let colons = 0;
      let digitsOnly = true;
      // The whole token is stepped over, so that each character belongs to one token only.
      while (isHex(scan.code(at)) || scan.code(at) === 58 || (scan.code(at) === 46 && isClass(scan.code(at + 1), DIGIT))) {
        const here = scan.code(at);
        if (here === 46) dots += 1;
        else if (here === 58) colons += 1;
        else if (!isClass(here, DIGIT)) digitsOnly = false;
        at += 1;
      }
      const before = scan.code(start - 1);
      const free = (scan.mode === 'recognised' || !isClass(before, ALPHANUMERIC)) && !isClass(scan.code(at), ALPHANUMERIC);
      if (free && dots >= 3 && (digitsOnly || colons > 0)) tryV4(scan, start, at, report);
      if (free && colons >= 2 && at - start <= LONGEST_V6 + 1) tryV6(scan, start, at, report);
      while (isClass(scan.code(at), ALPHANUMERIC)) at += 1;
      at -= 1;
    }
  },
};

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

function tryV4(scan: ScanText, start: number, end: number, report: Report): void {
  // A port or a time may hang on it behind a colon; the address is the part with the dots.
  const parts = scan.text.slice(start, Math.min(end, start + 64)).split(':');
  let from = start;
  for (const part of parts) {
    const octets = part.split('.');
    const whole =
      octets.length === 4 &&
      octets.every((octet) => /^\d{1,3}$/u.test(octet) && Number(octet) <= 255 && (octet.length === 1 || !octet.startsWith('0')));
    if (whole) {
      const version = hasContextBefore(scan, from, VERSIONS, 16);
      report({
        kind: 'ip-address',
        start: from,
        end: from + part.length,
        score: version ? 0.3 : 0.9,
        reason: version ? 'four octets, after a word for a version' : 'four octets',
        country: null,
      });
    }
    from += part.length + 1;
  }
}

function tryV6(scan: ScanText, start: number, end: number, report: Report): void {
  let text = scan.text.slice(start, end);
  // A sentence's own colon may follow the address.
  if (text.endsWith(':') && !text.endsWith('::')) text = text.slice(0, -1);
  if (isV6(text))
    report({ kind: 'ip-address', start, end: start + text.length, score: 0.93, reason: 'form of an IPv6 address', country: null });
}

function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || text.length < 4) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const tail = last.includes('.') ? 2 : 1;
  if (tail === 2 && !/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(last)) return false;
  const hexadecimal = tail === 2 ? groups.slice(0, -1) : groups;
  if (!hexadecimal.every((group) => /^[0-9a-fA-F]{1,4}$/u.test(group))) return false;
  const size = hexadecimal.length + (tail === 2 ? 2 : 0);
  // Times such as 12:30:45 have no double colon and too few groups; "a::b" alone is more often code than an address.
  return halves.length === 2 ? size >= 2 && size <= 7 && /\d/u.test(text) : size === 8;
}
