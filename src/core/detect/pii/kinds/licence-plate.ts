import type { Finder, Report } from '../finder.ts';
import { shapedIdFinder } from '../national-ids/shaped-id-finder.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';
import { HAS_DIGIT, HAS_LOWER } from '../text/words.ts';
import { PLATE_SCHEMES } from './plate-schemes.ts';
import { PLATE_WORDS } from './plate-words.ts';

const labels = contextWords(PLATE_WORDS);
const shaped = shapedIdFinder('licence-plate', PLATE_SCHEMES);
const FEWEST = 4;
const MOST = 9;

/** Licence plates: country patterns in capitals, and any group of four to nine capitals and digits right after a word for a plate. */
export const licencePlateFinder: Finder = {
  name: 'licence-plate',
  kinds: ['licence-plate'],
  find: (scan, report) => {
    shaped.find(scan, report);
    labelled(scan, report);
  },
};

function labelled(scan: ScanText, report: Report): void {
  const { runs } = scan;
  for (let run = 0; run < runs.count; run += 1) {
    scan.steps += 1;
    const shape = runs.shapes[run] ?? 0;
    const start = runs.starts[run] ?? 0;
    const end = runs.ends[run] ?? 0;
    if ((shape & (HAS_DIGIT | HAS_LOWER)) !== HAS_DIGIT || end - start < FEWEST || end - start > MOST) continue;
    if (!hasContextBefore(scan, start, labels, 24)) continue;
    report({ kind: 'licence-plate', start, end, score: 0.7, reason: 'after a word for a licence plate', country: null });
  }
}
