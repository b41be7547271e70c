import { toFrame, type RotatedRectangle } from './rotated-rectangle.ts';

/** A line that was read. */
export interface SaidLine {
  /** In pixels of the picture. */
  readonly rectangle: RotatedRectangle;
  readonly text: string;
}

/** Which part of a passage is which line. */
export interface PassagePart {
  /** Index of the line. */
  readonly line: number;
  /** First UTF-16 code unit in the passage, and one past the last. */
  readonly start: number;
  readonly end: number;
}

/** Lines joined in an order that a person may read them in. */
export interface Passage {
  readonly text: string;
  readonly parts: readonly PassagePart[];
}

/** A line in the frame of the page: x along the reading direction. */
interface Placed {
  readonly line: number;
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly height: number;
}

/** Lines whose middles differ by less than this share of the smaller height are one row. */
const ROW_SHIFT = 0.5;
/** The next line of a column starts within this many heights below ... */
const COLUMN_GAP = 1.3;
/** ... and covers this share of the narrower one. */
const COLUMN_SHARE = 0.5;
/** Lines of a row that are further apart than this many heights are cells of a table. */
const WORD_GAP = 1;
/** Lines turned this many degrees away from the page's direction don't belong to its rows. */
const TURNED = 20;

/**
 * The passages of a page: all rows from top to bottom, so that a label meets the value to its right, and every column of
 * lines, so that it meets the value below. Lines in another direction stand alone.
 * @param lines - in any order
 */
export function passagesOf(lines: readonly SaidLine[]): Passage[] {
  const angle = medianAngle(lines);
  const page: RotatedRectangle = { centreX: 0, centreY: 0, width: 0, height: 0, angle };
  const aligned: Placed[] = [];
  const alone: number[] = [];
  for (const [line, { rectangle }] of lines.entries()) {
    if (Math.abs(rectangle.angle - angle) > TURNED) {
      alone.push(line);
      continue;
    }
    const { x, y } = toFrame(page, { x: rectangle.centreX, y: rectangle.centreY });
    aligned.push({ line, left: x - rectangle.width / 2, right: x + rectangle.width / 2, middle: y, height: rectangle.height });
  }
  const rows = rowsOf(aligned);
  const inRows = join(lines, rows.map(cellsOf));
  const columns = columnsOf(aligned).map((column) => join(lines, column.map(({ line }) => [{ line, separator: '' }])));
  return [...(aligned.length > 0 ? [inRows] : []), ...columns, ...alone.map((line) => join(lines, [[{ line, separator: '' }]]))];
}

/** Most lines of a page run in one direction; long ones tell it best. */
function medianAngle(lines: readonly SaidLine[]): number {
  const upright = lines.filter(({ rectangle }) => Math.abs(rectangle.angle) <= 45);
  const sorted = [...upright].sort((a, b) => a.rectangle.angle - b.rectangle.angle);
  const half = sorted.reduce((sum, { rectangle }) => sum + rectangle.width, 0) / 2;
  let sum = 0;
  for (const { rectangle } of sorted) {
    sum += rectangle.width;
    if (sum >= half) return rectangle.angle;
  }
  return 0;
}

function rowsOf(placed: readonly Placed[]): Placed[][] {
  const rows: Placed[][] = [];
  for (const line of [...placed].sort((a, b) => a.middle - b.middle)) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last !== undefined && line.middle - last.middle < ROW_SHIFT * Math.min(line.height, last.height)) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.sort((a, b) => a.left - b.left));
}

/** Columns of at least two lines; every line is in at most one. */
function columnsOf(placed: readonly Placed[]): Placed[][] {
  const fromTop = [...placed].sort((a, b) => a.middle - b.middle);
  const columns: Placed[][] = [];
  for (const line of fromTop) {
    const column = columns.findLast((members) => {
      const above = members.at(-1);
      return above !== undefined && isBelow(above, line);
    });
    if (column === undefined) columns.push([line]);
    else column.push(line);
  }
  return columns.filter(({ length }) => length > 1);
}

function isBelow(above: Placed, line: Placed): boolean {
  const gap = line.middle - line.height / 2 - (above.middle + above.height / 2);
  const height = Math.min(line.height, above.height);
  const shared = Math.min(above.right, line.right) - Math.max(above.left, line.left);
  const narrower = Math.min(above.right - above.left, line.right - line.left);
  return line.middle - above.middle >= ROW_SHIFT * height && gap < COLUMN_GAP * height && shared >= COLUMN_SHARE * narrower;
}

/** A line in a row, and what parts it from the one before. */
interface Cell {
  readonly line: number;
  readonly separator: string;
}

/** Neighbours are parted by a space like words, cells of a table by a tab: their numbers don't belong together. */
function cellsOf(row: readonly Placed[]): Cell[] {
  return row.map(({ line, left, height }, index) => {
    const before = row[index - 1];
    const gap = before === undefined ? 0 : left - before.right;
    return { line, separator: before === undefined ? '' : gap > WORD_GAP * height ? '\t' : ' ' };
  });
}

/** Rows are parted by a line feed. */
function join(lines: readonly SaidLine[], rows: readonly (readonly Cell[])[]): Passage {
  let text = '';
  const parts: PassagePart[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0) text += '\n';
    for (const { line, separator } of row) {
      text += separator;
      const start = text.length;
      text += lines[line]?.text ?? '';
      parts.push({ line, start, end: text.length });
    }
  }
  return { text, parts };
}
