import { AnonymizerError } from '../errors.ts';
import { MAX_FRAMES } from '../limits.ts';
import { byteAt, u16be, u16le, u32be, u32le } from './binary-reads.ts';

/** Bytes per value of TIFF types 1..13; 0 for an unknown one. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;
const TYPE_BYTE = 1;
const TYPE_SHORT = 3;
const TYPE_LONG = 4;
/** Directories in one chain: each page may have a smaller copy or a mask. */
const MAX_DIRECTORIES = 3 * MAX_FRAMES;
/** Entries of one directory; real ones have fewer than a hundred. */
const MAX_ENTRIES = 2_000;

/** One entry of a directory; its bytes are `[start, end)` in the file and lie inside it. */
export interface TiffEntry {
  readonly type: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** One directory of a TIFF file: a page, or a smaller copy or a mask of one. */
export class TiffDirectory {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<number, TiffEntry>;
  readonly littleEndian: boolean;

  constructor(bytes: Uint8Array, littleEndian: boolean, entries: ReadonlyMap<number, TiffEntry>) {
    this.#bytes = bytes;
    this.#entries = entries;
    this.littleEndian = littleEndian;
  }

  /** The entry with a tag, or `undefined`. */
  entry(tag: number): TiffEntry | undefined {
    return this.#entries.get(tag);
  }

  /**
   * Whole numbers of an entry.
   * @param tag - of the entry
   * @param most - numbers that the entry may hold
   * @returns none where there is no such entry
   * @throws AnonymizerError `input/corrupt` for another type, or for more numbers than there may be
   */
  numbers(tag: number, most: number): readonly number[] {
    const entry = this.#entries.get(tag);
    if (entry === undefined) {
      return [];
    }
    const { type, count, start } = entry;
    if (count > most || (type !== TYPE_BYTE && type !== TYPE_SHORT && type !== TYPE_LONG)) {
      throw new AnonymizerError('input/corrupt', { tag });
    }
    const unit = TYPE_BYTES[type];
    return Array.from({ length: count }, (_, index) => this.#number(start + index * unit, unit));
  }

  /**
   * The only number of an entry.
   * @param tag - of the entry
   * @param absent - what its absence means
   * @throws AnonymizerError `input/corrupt` where it does not hold one number
   */
  number(tag: number, absent: number): number {
    const entry = this.#entries.get(tag);
    if (entry === undefined) {
      return absent;
    }
    const [value] = this.numbers(tag, 1);
    if (value === undefined) {
      throw new AnonymizerError('input/corrupt', { tag });
    }
    return value;
  }

  #number(at: number, sizeBytes: number): number {
    switch (sizeBytes) {
      case 1:
        return byteAt(this.#bytes, at);
      case 2:
        return this.littleEndian ? u16le(this.#bytes, at) : u16be(this.#bytes, at);
      default:
        return this.littleEndian ? u32le(this.#bytes, at) : u32be(this.#bytes, at);
    }
  }
}

/**
 * Reads the chain of directories of a TIFF file. Strict: what does not fit is a refusal, because pages that one program
 * skips and another shows are pages that nobody looked at.
 * @param bytes - the file, which begins with a TIFF header
 * Work and memory are linear in the file's size.
 * @returns directories in the order of the chain, at least one
 * @throws AnonymizerError `input/corrupt` for a loop, an empty chain, an impossible directory or directories that lie
 *   over each other, `input/truncated` where one reaches outside the file, `input/too-many-frames` for a chain longer
 *   than that of any document, `input/undecodable` for BigTIFF
 * @see TIFF 6.0, section 2
 */
export function readDirectories(bytes: Uint8Array): readonly TiffDirectory[] {
  const littleEndian = byteAt(bytes, 0) === 0x49;
  const u16 = littleEndian ? u16le : u16be;
  const u32 = littleEndian ? u32le : u32be;
  if (u16(bytes, 2) !== 42) {
    throw new AnonymizerError('input/undecodable');
  }
  const directories: TiffDirectory[] = [];
  const visited = new Set<number>();
  let tableBytes = 0;
  for (let at = u32(bytes, 4); at !== 0;) {
    if (at < 8 || visited.has(at)) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    if (visited.size >= MAX_DIRECTORIES) {
      throw new AnonymizerError('input/too-many-frames');
    }
    visited.add(at);
    const count = u16(bytes, at);
    tableBytes += 6 + count * 12;
    // More bytes of tables than the file has: they share theirs.
    if (count === 0 || count > MAX_ENTRIES || tableBytes > bytes.length) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    const entries = new Map<number, TiffEntry>();
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      const tag = u16(bytes, entry);
      const type = u16(bytes, entry + 2);
      const values = u32(bytes, entry + 4);
      const sizeBytes = (TYPE_BYTES[type] ?? 0) * values;
      const start = sizeBytes <= 4 ? entry + 8 : u32(bytes, entry + 8);
      if (start + sizeBytes > bytes.length) {
        throw new AnonymizerError('input/truncated', { offset: entry });
      }
      // The first of two entries with one tag counts, as in common readers.
      if (!entries.has(tag)) {
        entries.set(tag, { type, count: values, start, end: start + sizeBytes });
      }
    }
    directories.push(new TiffDirectory(bytes, littleEndian, entries));
    at = u32(bytes, at + 2 + count * 12);
  }
  if (directories.length === 0) {
    throw new AnonymizerError('input/corrupt');
  }
  return directories;
}
