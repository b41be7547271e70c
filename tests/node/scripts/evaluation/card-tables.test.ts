import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BANDS, emptyTally } from '../../../../scripts/evaluation/metrics.ts';
import { TURNS } from '../../../../scripts/evaluation/reading.ts';
import { markdownReading, markdownTables } from '../../../../scripts/evaluation/tables.ts';
import { KINDS } from '../../../../src/core/detect/detection.ts';

/** Model cards quote what `npm run evaluate -- … --markdown` prints: here their tables are held against that form. */
const MODELS = new URL('../../../../models/', import.meta.url);
const SCRIPT = readFileSync(new URL('../../../../scripts/evaluate.ts', import.meta.url), 'utf8');

interface Table {
  readonly header: string;
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a text; cells without blanks around them. */
function tablesOf(text: string): Table[] {
  const tables: Table[] = [];
  for (const block of text.split(/\n(?!\|)/u)) {
    const [header, line, ...rows] = block.split('\n').filter((one) => one.startsWith('|'));
    if (header === undefined || line === undefined || !/^\|[-|]+$/u.test(line)) continue;
    tables.push({
      header,
      rows: rows.map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
    });
  }
  return tables;
}

const tally = { ...emptyTally(), pictures: 1, truths: 1 };
const PRINTED = tablesOf(
  markdownTables(KINDS.map((kind) => ({ kind, masked: tally, reviewed: tally, averagePrecision50: null }))) +
    markdownReading(TURNS.map((turn) => ({ turn, lines: 1, matched: 1, lettersAndDigits: 0, allButBlanks: 0 }))),
);
const HEADERS = PRINTED.map(({ header }) => header);
const FIRST_CELLS = new Set(PRINTED.flatMap(({ rows }) => rows.map(([first]) => first)));
const looksPrinted = ({ header }: Table): boolean => /^\| (?:Kind \|\s*Pictures|`[a-z-]+`, true height|Turned by \| True)/u.test(header);

const cards = readdirSync(MODELS)
  .filter((name) => name.endsWith('.md'))
  // It finds nothing, so that no table of the evaluation is about it; its card says how it was measured, and that no command does it yet.
  .filter((name) => name !== 'face-embedding.md')
  .map((name) => ({ name, text: readFileSync(new URL(name, MODELS), 'utf8') }));

describe.each(cards)('$name', ({ text }) => {
  const commands = [...text.matchAll(/`npm run evaluate([^`]*)`/gu)].map(([, rest = '']) => rest);
  const tables = tablesOf(text).filter(looksPrinted);

  it('says which commands printed its tables', () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(tables.length).toBeGreaterThan(0);
  });

  it('names options and kinds that the script has', () => {
    for (const command of commands) {
      for (const [, option = ''] of command.matchAll(/ --([a-z]+)/gu))
        expect(SCRIPT, option).toMatch(new RegExp(`^ {6}${option}: \\{ type`, 'mu'));
      for (const kind of /--kinds (\S+)/u.exec(command)?.[1]?.split(',') ?? []) expect(KINDS).toContain(kind);
    }
  });

  it('has tables with the metrics and rows that the script prints', () => {
    for (const { header, rows } of tables) {
      expect(HEADERS).toContain(header);
      for (const row of rows) {
        expect(FIRST_CELLS).toContain(row[0]);
        expect(row).toHaveLength(header.split('|').length - 2);
      }
    }
  });

  it('counts as many true boxes in all heights together as for the kind', () => {
    let totals = new Map<string, number>();
    for (const { header, rows } of tables) {
      if (header.startsWith('| Kind')) totals = new Map(rows.map(([kind = '', , truths]) => [kind, Number(truths)]));
      const kind = /^\| (`[a-z-]+`), true height/u.exec(header)?.[1];
      if (kind === undefined) continue;
      expect(rows).toHaveLength(BANDS.length);
      expect(
        rows.reduce((sum, [, truths]) => sum + Number(truths), 0),
        kind,
      ).toBe(totals.get(kind));
    }
  });
});
