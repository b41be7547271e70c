import { icaoCheckDigit } from '../checksums/icao9303.ts';
import type { Finder } from '../finder.ts';
import { ALPHANUMERIC, BREAK, SPACE, isClass } from '../text/characters.ts';
import type { ScanText } from '../text/scan-text.ts';

/** One line of a machine-readable zone. */
interface ZoneLine {
  readonly start: number;
  readonly end: number;
  /** Upper case, without blanks. */
  readonly text: string;
}

/** Lengths of lines in ICAO Doc 9303: cards (TD1), small documents (TD2), passports and visas (TD3). */
const LINE_LENGTHS = [30, 36, 44];
/** How many characters a recogniser may lose or add in a line. */
const SLACK = 3;
const LONGEST = 60;

/** Machine-readable zones of passports, identity cards and visas. Lines that follow each other are one find. */
export const travelDocumentFinder: Finder = {
  name: 'travel-document',
  kinds: ['travel-document'],
  find: (scan, report) => {
    let block: ZoneLine[] = [];
    const finish = (): void => {
      const [first, last] = [block[0], block.at(-1)];
      if (first !== undefined && last !== undefined) {
        const valid = hasValidDates(block);
        const score = valid ? 0.99 : block.length > 1 ? 0.85 : 0.7;
        report({
          kind: 'travel-document',
          start: first.start,
          end: last.end,
          score,
          reason: valid ? 'machine-readable zone, checksum valid' : 'lines of a machine-readable zone',
          country: null,
        });
      }
      block = [];
    };
    for (let at = 0; at < scan.text.length;) {
      let end = at;
      let fillers = 0;
      for (; end < scan.text.length && !isClass(scan.code(end), BREAK); end += 1) if (scan.code(end) === 60) fillers += 1;
      const line = end - at <= LONGEST * 2 && fillers > 0 ? readLine(scan, at, end) : null;
      if (line === null || block.length === 3) finish();
      if (line !== null) block.push(line);
      at = end + 1;
      if (scan.code(end) === 13 && scan.code(at) === 10) at += 1;
    }
    finish();
  },
};

function readLine(scan: ScanText, lineStart: number, lineEnd: number): ZoneLine | null {
  let [start, end] = [lineStart, lineEnd];
  while (start < end && !isZone(scan, start)) start += 1;
  while (end > start && !isZone(scan, end - 1)) end -= 1;
  let text = '';
  for (let at = start; at < end; at += 1) {
    if (isZone(scan, at)) text += scan.text.charAt(at);
    else if (!isClass(scan.code(at), SPACE)) return null;
  }
  const slack = scan.mode === 'recognised' ? SLACK : 0;
  const fits = LINE_LENGTHS.some((length) => Math.abs(text.length - length) <= slack);
  // Text that uses the filler has it in pairs or carries digits; a shell line such as "a < b" has neither at this length.
  if (!fits || !(text.includes('<<') || /\d{6}/u.test(text))) return null;
  return { start, end, text: text.toUpperCase() };
}

function isZone(scan: ScanText, at: number): boolean {
  const code = scan.code(at);
  return code === 60 || (code < 128 && isClass(code, ALPHANUMERIC));
}

/** A line with a birth date, its digit, a sex and an expiry date with its digit: the second line of TD1, TD2 and TD3 alike. */
function hasValidDates(block: readonly ZoneLine[]): boolean {
  return block.some((line) => {
    const match = /(\d{6})(\d)[MFX<](\d{6})(\d)/u.exec(line.text);
    return match !== null && icaoCheckDigit(match[1] ?? '') === Number(match[2]) && icaoCheckDigit(match[3] ?? '') === Number(match[4]);
  });
}
