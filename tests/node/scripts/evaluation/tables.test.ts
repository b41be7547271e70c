import { describe, expect, it } from 'vitest';
import { emptyTally } from '../../../../scripts/evaluation/metrics.ts';
import { markdownReading, markdownTables, plainReading, plainTable } from '../../../../scripts/evaluation/tables.ts';

const tally = { ...emptyTally(), pictures: 4, truths: 10, found: 7, covered: 8, finds: 9, falseFinds: 2 };

describe('markdownTables', () => {
  it('prints one line a kind with shares, false finds a picture and average precision', () => {
    const [, , row] = markdownTables([{ kind: 'licence-plate', masked: tally, reviewed: tally, averagePrecision50: 0.5 }]).split('\n');
    expect(row).toBe('| `licence-plate` | 4 | 10 | .700 | .800 | 0.50 | .800 | 0.50 | 0.500 |');
  });

  it('prints dashes where nothing is there, and no table of heights', () => {
    const text = markdownTables([{ kind: 'head', masked: emptyTally(), reviewed: emptyTally(), averagePrecision50: null }]);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('| `head` | 0 | 0 | – | – | – | – | – | – |');
  });
});

describe('plainTable', () => {
  it('names recall, cover, precision and false finds', () => {
    const text = plainTable('face, masked by default', tally);
    expect(text).toContain('all          10   0.700    0.800');
    expect(text).toContain('precision 0.778, false a picture 0.50');
  });
});

describe('tables of what was read', () => {
  const results = [
    { turn: 0, lines: 20, matched: 19, lettersAndDigits: 0.0123, allButBlanks: 1.25 },
    { turn: 90, lines: 20, matched: 0, lettersAndDigits: null, allButBlanks: null },
  ] as const;

  it('print one line a turn with the share of lines and both errors', () => {
    expect(markdownReading(results).trim().split('\n').slice(2)).toEqual([
      '| 0 degrees | 20 | .950 | .012 | 1.250 |',
      '| 90 degrees | 20 | .000 | – | – |',
    ]);
    expect(plainReading(results)).toContain('     0   0.950    .012                         1.250');
  });

  it('print nothing without a result', () => {
    expect(markdownReading([]) + plainReading([])).toBe('');
  });
});
