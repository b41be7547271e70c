/** What one choice of kinds cost over all pictures together. */
export interface TimeRow {
  readonly name: string;
  readonly pictures: number;
  /** Whole path from file to file. */
  readonly milliseconds: number;
  readonly detect: number;
  /** Masking, encoding and the re-check. */
  readonly export: number;
  readonly megapixels: number;
  readonly finds: number;
  /** The browser's own decoder and encoder on the same pictures. */
  readonly bare: number;
}

const HEADINGS = ['kind', 'whole', 'detect', 'export', 'detect/MP', 'export/MP', 'whole/bare', 'finds'] as const;

/**
 * Lays rows out as a table, means per picture and per megapixel.
 * @param rows - each over at least one picture
 * @returns lines, columns aligned
 */
export function timeTable(rows: readonly TimeRow[]): string[] {
  const cells = [
    [...HEADINGS],
    ...rows.map((row) => [
      row.name,
      (row.milliseconds / row.pictures).toFixed(0),
      (row.detect / row.pictures).toFixed(0),
      (row.export / row.pictures).toFixed(0),
      (row.detect / row.megapixels).toFixed(1),
      (row.export / row.megapixels).toFixed(1),
      `${(row.milliseconds / row.bare).toFixed(1)} x`,
      (row.finds / row.pictures).toFixed(1),
    ]),
  ];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
}
