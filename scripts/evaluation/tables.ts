import { BANDS, type Tally } from './metrics.ts';
import type { ReadingResult } from './reading.ts';

/** What was measured for one kind. */
export interface KindResult {
  readonly kind: string;
  /** Counting what is masked by default. */
  readonly masked: Tally;
  /** Counting what is offered for a decision as well. */
  readonly reviewed: Tally;
  /** `null` where there is nothing of this kind. */
  readonly averagePrecision50: number | null;
}

/** The table that a person reads in a terminal. */
export function plainTable(title: string, tally: Tally): string {
  const lines = [`\n${title}: ${String(tally.pictures)} pictures, ${String(tally.truths)} true boxes`, 'height     true  recall  covered'];
  for (const [name, sums] of [['all', tally] as const, ...BANDS.map((band) => [band, tally.bands[band]] as const)]) {
    lines.push(
      `${name.padEnd(9)}${String(sums.truths).padStart(6)}   ${ratio(sums.found, sums.truths)}    ${ratio(sums.covered, sums.truths)}`,
    );
  }
  const right = tally.finds - tally.falseFinds;
  lines.push(`precision ${ratio(right, tally.finds)}, false a picture ${(tally.falseFinds / tally.pictures).toFixed(2)}`);
  return lines.join('\n');
}

/** The tables that model cards quote: one line a kind, then one table of heights for each kind. */
export function markdownTables(results: readonly KindResult[]): string {
  const lines = [
    '| Kind | Pictures | True boxes | Recall | Covered | False a picture | Covered with review | False with review | AP50 |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const { kind, masked, reviewed, averagePrecision50 } of results) {
    const ap = averagePrecision50 === null ? '–' : averagePrecision50.toFixed(3);
    const cells = [
      masked.pictures,
      masked.truths,
      mark(masked.found, masked.truths),
      mark(masked.covered, masked.truths),
      each(masked),
      mark(reviewed.covered, reviewed.truths),
      each(reviewed),
      ap,
    ];
    lines.push(`| \`${kind}\` | ${cells.join(' | ')} |`);
  }
  for (const { kind, masked } of results) {
    if (masked.truths === 0) continue;
    lines.push('', `| \`${kind}\`, true height | True boxes | Recall | Covered |`, '|---|---|---|---|');
    for (const band of BANDS) {
      const sums = masked.bands[band];
      lines.push(`| ${band} px | ${String(sums.truths)} | ${mark(sums.found, sums.truths)} | ${mark(sums.covered, sums.truths)} |`);
    }
  }
  return lines.join('\n');
}

/** How lines of text were read, for a terminal; empty without a result. */
export function plainReading(results: readonly ReadingResult[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const lines = [
    `\ntext, as read: ${String(first.lines)} true lines`,
    'turned   matched  error in letters and digits  error in all but blanks',
  ];
  for (const { turn, lines: all, matched, lettersAndDigits, allButBlanks } of results) {
    lines.push(`${String(turn).padStart(6)}   ${ratio(matched, all)}    ${error(lettersAndDigits).padEnd(27)}  ${error(allButBlanks)}`);
  }
  return lines.join('\n');
}

/** The table that the reader's card quotes; empty without a result. */
export function markdownReading(results: readonly ReadingResult[]): string {
  if (results.length === 0) return '';
  const lines = [
    '\n',
    '| Turned by | True lines | Matched | Character error, letters and digits | Character error, all but blanks |',
    '|---|---|---|---|---|',
  ];
  for (const { turn, lines: all, matched, lettersAndDigits, allButBlanks } of results) {
    lines.push(
      `| ${String(turn)} degrees | ${String(all)} | ${mark(matched, all)} | ${error(lettersAndDigits)} | ${error(allButBlanks)} |`,
    );
  }
  return lines.join('\n');
}

/** An error may be above 1, so that its whole part is left out only where it is 0. */
function error(rate: number | null): string {
  return rate === null ? '–' : rate.toFixed(3).replace(/^0/u, '');
}

function each(tally: Tally): string {
  return tally.pictures === 0 ? '–' : (tally.falseFinds / tally.pictures).toFixed(2);
}

function mark(part: number, whole: number): string {
  return whole === 0 ? '–' : (part / whole).toFixed(3).replace(/^0/u, '');
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '   – ' : (part / whole).toFixed(3);
}
