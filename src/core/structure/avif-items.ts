import { AnonymizerError } from '../errors.ts';
import { byteAt, findText, fourCharacters, u16be, u32be, u64be } from './binary-reads.ts';
import { findBox, readBoxes, type IsoBox } from './iso-boxes.ts';

/** Entries of one table (items, extents, references, associations); real files have fewer than a thousand. */
const MAX_ENTRIES = 20_000;

/** Part of an item's data: `[start, end)` in the file. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** One item of a picture file: a picture, a tile, or metadata. */
export interface AvifItem {
  readonly id: number;
  /** Four characters, such as `av01`, `grid`, `Exif`, `mime`. */
  readonly type: string;
  /** Media type of a `mime` item, else empty. */
  readonly contentType: string;
}

/** A reference from one item to others. */
export interface AvifReference {
  readonly type: string;
  readonly from: number;
  readonly to: readonly number[];
}

/** What the `meta` box says. */
export interface AvifMeta {
  readonly primaryId: number;
  readonly items: readonly AvifItem[];
  readonly references: readonly AvifReference[];
  /** Property boxes of each item, in the order in which they apply. */
  readonly properties: ReadonlyMap<number, readonly IsoBox[]>;
  readonly extents: ReadonlyMap<number, readonly Extent[]>;
}

/** Reads numbers from a range one after the other. */
class Cursor {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.at = start;
    this.#end = end;
  }

  /** The next number, most significant byte first. @throws AnonymizerError `input/corrupt` past the range's end */
  next(sizeBytes: number): number {
    const { at } = this;
    if (at + sizeBytes > this.#end) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    this.at += sizeBytes;
    switch (sizeBytes) {
      case 0:
        return 0;
      case 1:
        return byteAt(this.#bytes, at);
      case 2:
        return u16be(this.#bytes, at);
      case 4:
        return u32be(this.#bytes, at);
      case 8:
        return u64be(this.#bytes, at);
      default:
        throw new AnonymizerError('input/corrupt', { offset: at });
    }
  }

  /** The number of entries that follow. @throws AnonymizerError `input/corrupt` above the limit */
  nextCount(sizeBytes: number): number {
    const count = this.next(sizeBytes);
    if (count > MAX_ENTRIES) {
      throw new AnonymizerError('input/corrupt', { count });
    }
    return count;
  }
}

/**
 * Reads a `meta` box.
 * @param bytes - the file
 * @param meta - the box
 * @throws AnonymizerError `input/corrupt` or `input/truncated` when a table does not fit into its box
 * @see ISO/IEC 14496-12, 8.11, and ISO/IEC 23008-12, 6 and 9
 */
export function readMeta(bytes: Uint8Array, meta: IsoBox): AvifMeta {
  const boxes = readBoxes(bytes, meta.dataStart + 4, meta.end);
  const primary = findBox(boxes, 'pitm');
  const infos = findBox(boxes, 'iinf');
  const properties = findBox(boxes, 'iprp');
  if (primary === undefined || infos === undefined || properties === undefined) {
    throw new AnonymizerError('input/corrupt', { offset: meta.start });
  }
  const cursor = fullBox(bytes, primary);
  const references = findBox(boxes, 'iref');
  const locations = findBox(boxes, 'iloc');
  return {
    primaryId: cursor.next(versionOf(bytes, primary) === 0 ? 2 : 4),
    items: readItems(bytes, infos),
    references: references === undefined ? [] : readReferences(bytes, references),
    properties: readProperties(bytes, properties),
    extents: locations === undefined ? new Map() : readExtents(bytes, locations, findBox(boxes, 'idat')),
  };
}

function versionOf(bytes: Uint8Array, box: IsoBox): number {
  return byteAt(bytes, box.dataStart);
}

/** A cursor behind a box's version and flags. */
function fullBox(bytes: Uint8Array, box: IsoBox): Cursor {
  const cursor = new Cursor(bytes, box.dataStart, box.end);
  cursor.next(4);
  return cursor;
}

function readItems(bytes: Uint8Array, box: IsoBox): AvifItem[] {
  const cursor = fullBox(bytes, box);
  cursor.next(versionOf(bytes, box) === 0 ? 2 : 4);
  return readBoxes(bytes, cursor.at, box.end)
    .filter((entry) => entry.type === 'infe')
    .map((entry) => {
      const fields = fullBox(bytes, entry);
      const version = versionOf(bytes, entry);
      if (version < 2) {
        throw new AnonymizerError('input/corrupt', { offset: entry.start });
      }
      const id = fields.next(version === 2 ? 2 : 4);
      fields.next(2); // protection
      const type = fourCharacters(bytes, fields.at);
      fields.next(4);
      const nameEnd = findText(bytes, '\0', fields.at, entry.end);
      const contentEnd = nameEnd === -1 ? -1 : findText(bytes, '\0', nameEnd + 1, entry.end);
      const isMime = type === 'mime' && contentEnd !== -1 && contentEnd - nameEnd < 100;
      return { id, type, contentType: isMime ? String.fromCharCode(...bytes.subarray(nameEnd + 1, contentEnd)) : '' };
    });
}

function readReferences(bytes: Uint8Array, box: IsoBox): AvifReference[] {
  const idBytes = versionOf(bytes, box) === 0 ? 2 : 4;
  return readBoxes(bytes, box.dataStart + 4, box.end).map((entry) => {
    const cursor = new Cursor(bytes, entry.dataStart, entry.end);
    const from = cursor.next(idBytes);
    const count = cursor.nextCount(2);
    return { type: entry.type, from, to: Array.from({ length: count }, () => cursor.next(idBytes)) };
  });
}

function readProperties(bytes: Uint8Array, box: IsoBox): Map<number, IsoBox[]> {
  const children = readBoxes(bytes, box.dataStart, box.end);
  const container = findBox(children, 'ipco');
  const all = container === undefined ? [] : readBoxes(bytes, container.dataStart, container.end);
  const result = new Map<number, IsoBox[]>();
  let associations = 0;
  for (const entry of children.filter((child) => child.type === 'ipma')) {
    const cursor = fullBox(bytes, entry);
    const idBytes = versionOf(bytes, entry) === 0 ? 2 : 4;
    const isWide = (byteAt(bytes, entry.dataStart + 3) & 1) === 1;
    const count = cursor.nextCount(4);
    for (let index = 0; index < count; index += 1) {
      const id = cursor.next(idBytes);
      const listed = result.get(id) ?? [];
      for (let left = cursor.next(1); left > 0; left -= 1) {
        // The top bit says whether a decoder must know the property; numbers begin at 1.
        const number = isWide ? cursor.next(2) & 0x7fff : cursor.next(1) & 0x7f;
        const property = all[number - 1];
        associations += 1;
        if (property !== undefined && associations < MAX_ENTRIES) {
          listed.push(property);
        }
      }
      result.set(id, listed);
    }
  }
  return result;
}

function readExtents(bytes: Uint8Array, box: IsoBox, itemData: IsoBox | undefined): Map<number, Extent[]> {
  const version = versionOf(bytes, box);
  const cursor = fullBox(bytes, box);
  const sizes = cursor.next(2);
  const offsetBytes = sizes >> 12;
  const lengthBytes = (sizes >> 8) & 15;
  const baseBytes = (sizes >> 4) & 15;
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const result = new Map<number, Extent[]>();
  let total = 0;
  for (let left = cursor.nextCount(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const id = cursor.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : cursor.next(2) & 15;
    cursor.next(2); // data reference
    const base = cursor.next(baseBytes) + (method === 1 ? (itemData?.dataStart ?? bytes.length) : 0);
    const extents: Extent[] = [];
    for (let extent = cursor.nextCount(2); extent > 0; extent -= 1) {
      cursor.next(indexBytes);
      const start = base + cursor.next(offsetBytes);
      const length = cursor.next(lengthBytes);
      // 0: up to the end of the file or of the item data box.
      const end = length === 0 ? (method === 1 ? (itemData?.end ?? bytes.length) : bytes.length) : start + length;
      total += 1;
      if (total > MAX_ENTRIES) {
        throw new AnonymizerError('input/corrupt', { offset: box.start });
      }
      if (method > 1 || end > bytes.length || start > end) {
        throw new AnonymizerError(method > 1 ? 'input/corrupt' : 'input/truncated', { offset: box.start });
      }
      extents.push({ start, end });
    }
    result.set(id, extents);
  }
  return result;
}
