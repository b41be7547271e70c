import { FAX_MODES, MODE_CODES, RUN_CODES, runOf } from '../../../../../src/engine/pixels/tiff/fax-codes.ts';

/** Mark before a row of Group 3. */
const END_OF_ROW = '000000000001';

/** Pixels of a row: `true` is black. */
export type FaxRow = readonly boolean[];

/** Packs rows by themselves, each from a byte of its own. @see TIFF 6.0, section 10 */
export function packRows(rows: readonly FaxRow[]): Uint8Array<ArrayBuffer> {
  return toBytes(rows.map((row) => padded(alone(row))).join(''));
}

/**
 * Packs rows as Group 3 has them.
 * @param form - `marked`: a mark before each row; `aligned`: one that ends with a byte; `bare`: none
 */
export function packGroup3(rows: readonly FaxRow[], form: 'marked' | 'aligned' | 'bare' = 'marked'): Uint8Array<ArrayBuffer> {
  let bits = '';
  for (const row of rows) {
    if (form === 'aligned') while (bits.length % 8 !== 4) bits += '0';
    bits += (form === 'bare' ? '' : END_OF_ROW) + alone(row);
  }
  return toBytes(bits + END_OF_ROW.repeat(form === 'bare' ? 0 : 6));
}

/** Packs rows as Group 3 with two dimensions: every fourth row by itself. */
export function packGroup3Against(rows: readonly FaxRow[]): Uint8Array<ArrayBuffer> {
  const bits = rows.map((row, index) => END_OF_ROW + (index % 4 === 0 ? `1${alone(row)}` : `0${against(rows[index - 1] ?? [], row)}`));
  return toBytes(bits.join('') + `${END_OF_ROW}1`.repeat(6));
}

/** Packs rows as Group 4 has them. */
export function packGroup4(rows: readonly FaxRow[]): Uint8Array<ArrayBuffer> {
  return toBytes(rows.map((row, index) => against(rows[index - 1] ?? [], row)).join('') + END_OF_ROW.repeat(2));
}

/** Rows as a decoder should give them: a bit for each pixel, set where it is black, each row from a byte of its own. */
export function plainRows(rows: readonly FaxRow[]): Uint8Array<ArrayBuffer> {
  return toBytes(rows.map((row) => padded(row.map(Number).join(''))).join(''));
}

function alone(row: FaxRow): string {
  let bits = '';
  for (let at = 0, isBlack = false; at < row.length; isBlack = !isBlack) {
    const end = changeFrom(row, at, isBlack);
    bits += runCode(end - at, isBlack);
    at = end;
  }
  return bits;
}

function against(above: FaxRow, row: FaxRow): string {
  let bits = '';
  let isBlack = false;
  for (let at = -1; at < row.length;) {
    const change = changeFrom(row, Math.max(at, 0), isBlack);
    // The first place above, to the right of here, where the other colour begins.
    let first = at + 1;
    while (first < row.length && !((above[first] ?? false) !== isBlack && (above[first - 1] ?? false) === isBlack)) first += 1;
    const second = changeFrom(above, first, !isBlack, row.length);
    if (second < change) {
      bits += modeCode('pass');
      at = second;
    } else if (Math.abs(change - first) <= 3) {
      bits += modeCode(change - first);
      at = change;
      isBlack = !isBlack;
    } else {
      const end = changeFrom(row, change, !isBlack);
      bits += modeCode('runs') + runCode(change - Math.max(at, 0), isBlack) + runCode(end - change, !isBlack);
      at = end;
    }
  }
  return bits;
}

/** First place from here on whose colour is another one. */
function changeFrom(row: FaxRow, from: number, isBlack: boolean, width = row.length): number {
  let at = from;
  while (at < width && (row[at] ?? false) === isBlack) at += 1;
  return at;
}

function modeCode(mode: number | 'pass' | 'runs'): string {
  return MODE_CODES[FAX_MODES.findIndex((known) => known === mode)]!;
}

function runCode(length: number, isBlack: boolean): string {
  const codes = RUN_CODES[isBlack ? 1 : 0];
  let bits = '';
  let left = length;
  while (left >= 64) {
    const multiple = Math.min(left - (left % 64), 2560);
    bits += codes[Array.from(codes, (_, index) => runOf(index)).indexOf(multiple)]!;
    left -= multiple;
  }
  return bits + codes[left]!;
}

function padded(bits: string): string {
  return bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
}

function toBytes(bits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(padded(bits).match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
