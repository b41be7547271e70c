import { AnonymizerError } from '../../../core/errors.ts';
import type { FaxCompression } from '../../../core/structure/tiff-file-layout.ts';
import { FAX_MODES, MODE_BITS, MODE_TABLE, RUN_BITS, RUN_TABLES, type CodeTable } from './fax-codes.ts';

const WHITE = 0;
const BLACK = 1;
/** Zero bits before the one that ends a row of Group 3. */
const END_OF_ROW_ZEROS = 11;

/** How a fax is packed. */
export interface FaxForm {
  readonly compression: FaxCompression;
  /** `fax-3` only: rows may depend on the row above. */
  readonly isFax2d: boolean;
}

/**
 * Undoes the codes of fax machines: runs of white and black pixels by themselves (`fax-rows`, `fax-3`) or as differences
 * to the row above (`fax-3` with two dimensions, `fax-4`). Fills `target` and stops there, whatever more the data say.
 * Work is linear in the bits that are read and in the pixels that are written.
 * @param packed - most significant bit first
 * @param target - whole rows of zeros; a black pixel becomes a set bit
 * @param width - pixels of a row
 * @throws AnonymizerError `input/corrupt` for an impossible code, a row that is longer than the picture and data that end
 *   early, `input/undecodable` for pixels without code
 * @see ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11
 */
export function unpackFax(packed: Uint8Array, target: Uint8Array, width: number, { compression, isFax2d }: FaxForm): void {
  const bits = new BitReader(packed);
  const stride = Math.ceil(width / 8);
  let above: readonly number[] = [];
  for (let start = 0; start < target.length; start += stride) {
    const row = new RowChanges(width);
    if (compression === 'fax-4') {
      readAgainst(above, row, bits);
    } else if (compression === 'fax-rows') {
      bits.align();
      readRuns(row, bits);
    } else {
      const hasEnd = skipEndOfRow(bits);
      // The bit behind it says whether the row stands by itself; without either nobody can know.
      if (isFax2d && !hasEnd) throw new AnonymizerError('input/corrupt');
      if (isFax2d && bits.take(1) === 0) readAgainst(above, row, bits);
      else readRuns(row, bits);
    }
    paint(row.changes, width, target, start);
    above = row.changes;
  }
}

/** Places where the colour of a row changes, first to black; always ascending, so never more than the row has pixels. */
class RowChanges {
  readonly changes: number[] = [];
  readonly width: number;
  /** Pixels that are known. */
  at = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** Colour of the pixels that come next. */
  get color(): typeof WHITE | typeof BLACK {
    return this.changes.length % 2 === 0 ? WHITE : BLACK;
  }

  /** Goes on with the same colour. */
  keepTo(place: number): void {
    if (place < this.at || place > this.width) throw new AnonymizerError('input/corrupt');
    this.at = place;
  }

  /** Goes on with the same colour, and changes it there. */
  changeAt(place: number): void {
    this.keepTo(place);
    // A run of no pixels is no change, and two changes in one place are none.
    if (this.changes.at(-1) === place) this.changes.pop();
    else this.changes.push(place);
  }
}

/** A row by itself: a white run, a black one and so on. */
function readRuns(row: RowChanges, bits: BitReader): void {
  while (row.at < row.width) row.changeAt(row.at + readRun(row.color, bits));
}

/** A row as differences to the one above it. */
function readAgainst(above: readonly number[], row: RowChanges, bits: BitReader): void {
  let next = 0;
  let isAtStart = true;
  while (row.at < row.width) {
    // The first change above to the right of here; at the row's start also one in the first pixel.
    while ((above[next] ?? row.width) <= row.at && next < above.length && !(isAtStart && above[next] === 0)) next += 1;
    const opposite = next % 2 === row.color ? next : next + 1;
    const place = above[opposite] ?? row.width;
    const mode = FAX_MODES[bits.code(MODE_TABLE, MODE_BITS)];
    if (mode === 'pass') {
      row.keepTo(above[opposite + 1] ?? row.width);
    } else if (mode === 'runs') {
      const { color } = row;
      const first = row.at + readRun(color, bits);
      const second = first + readRun(color === WHITE ? BLACK : WHITE, bits);
      row.changeAt(first);
      row.changeAt(second);
    } else if (typeof mode === 'number') {
      row.changeAt(place + mode);
    } else {
      throw new AnonymizerError('input/undecodable');
    }
    isAtStart = false;
  }
}

/** Any number of codes for multiples of 64, and one for the rest. */
function readRun(color: typeof WHITE | typeof BLACK, bits: BitReader): number {
  let sum = 0;
  for (;;) {
    const run = bits.code(RUN_TABLES[color], RUN_BITS);
    sum += run;
    if (run < 64) return sum;
  }
}

/** Group 3 has a mark before every row, after as many zeros as the writer liked; some writers leave it out. */
function skipEndOfRow(bits: BitReader): boolean {
  if (bits.peek(END_OF_ROW_ZEROS) !== 0) return false;
  while (bits.take(1) === 0);
  return true;
}

function paint(changes: readonly number[], width: number, target: Uint8Array, start: number): void {
  for (let index = 0; index < changes.length; index += 2) {
    const from = changes[index] ?? width;
    const to = changes[index + 1] ?? width;
    const firstByte = start + (from >> 3);
    const lastByte = start + (to >> 3);
    const head = 0xff >> (from & 7);
    const tail = 0xff & ~(0xff >> (to & 7));
    if (firstByte === lastByte) {
      target[firstByte] = (target[firstByte] ?? 0) | (head & tail);
    } else {
      target[firstByte] = (target[firstByte] ?? 0) | head;
      target.fill(0xff, firstByte + 1, lastByte);
      // Where the row ends with a byte, no bit is set in the next row's, and nothing behind the last one's.
      target[lastByte] = (target[lastByte] ?? 0) | tail;
    }
  }
}

/** Reads bits, the most significant first. Behind the end there are zeros to look at, but none to take. */
class BitReader {
  readonly #bytes: Uint8Array;
  /** Bits taken. */
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next bits, up to 16, without taking them. */
  peek(count: number): number {
    const byte = this.#at >> 3;
    const three = ((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8) | (this.#bytes[byte + 2] ?? 0);
    return (three >> (24 - (this.#at & 7) - count)) & ((1 << count) - 1);
  }

  /** Takes the next bits. */
  take(count: number): number {
    const value = this.peek(count);
    this.#skip(count);
    return value;
  }

  /** Takes one code. */
  code(table: CodeTable, longest: number): number {
    const found = table[this.peek(longest)] ?? 0;
    if (found === 0) throw new AnonymizerError('input/corrupt');
    this.#skip(found & 15);
    return found >> 4;
  }

  /** Goes to the beginning of a byte. */
  align(): void {
    this.#at = (this.#at + 7) & ~7;
  }

  #skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length * 8) throw new AnonymizerError('input/corrupt');
  }
}
