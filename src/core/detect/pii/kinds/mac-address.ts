import type { Finder } from '../finder.ts';
import { ALPHANUMERIC, isClass } from '../text/characters.ts';

const SIX_PAIRS = /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/u;
const THREE_FOURS = /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/u;

/** Hardware addresses: six pairs with one separator, or three groups of four with full stops. Fixed width, so one look per word. */
export const macAddressFinder: Finder = {
  name: 'mac-address',
  kinds: ['mac-address'],
  find: (scan, report) => {
    const { runs } = scan;
    for (let run = 0; run < runs.count; run += 1) {
      scan.steps += 1;
      const start = runs.starts[run] ?? 0;
      const size = (runs.ends[run] ?? 0) - start;
      if (size !== 2 && size !== 4) continue;
      const end = start + (size === 2 ? 17 : 14);
      const mark = scan.text.charAt(start + size);
      if (!(size === 2 ? mark === ':' || mark === '-' : mark === '.')) continue;
      // A longer chain of the same separator is something else, such as a fingerprint.
      if (isClass(scan.code(end), ALPHANUMERIC) || continues(scan.text, start - 1, -1, mark) || continues(scan.text, end, 1, mark))
        continue;
      const text = scan.lower.slice(start, end);
      scan.steps += 17;
      if ((size === 2 ? SIX_PAIRS : THREE_FOURS).test(text) && /[1-9a-f]/u.test(text)) {
        report({ kind: 'mac-address', start, end, score: 0.93, reason: 'form of a hardware address', country: null });
      }
    }
  },
};

function continues(text: string, at: number, direction: number, mark: string): boolean {
  return text.charAt(at) === mark && isClass(text.charCodeAt(at + direction), ALPHANUMERIC);
}
