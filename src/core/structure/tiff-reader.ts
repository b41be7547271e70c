import type { Orientation } from './inspection.ts';

/** Which directory of an EXIF block a field lies in. */
export type TiffDirectory = 'image' | 'exif' | 'gps' | 'interoperability' | 'thumbnail' | 'preview';

/** One field of an EXIF block; its bytes are `[start, end)` in the file and were range-checked. */
export interface TiffField {
  readonly directory: TiffDirectory;
  readonly tag: number;
  /** TIFF type, 1..13. */
  readonly type: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** The fields of an EXIF block. */
export interface TiffFields {
  readonly littleEndian: boolean;
  readonly fields: readonly TiffField[];
}

/** Bytes per value of TIFF types 1..13. @see TIFF 6.0, section 2; type 13 (IFD) from TIFF technical note 1 */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4] as const;
/** Directories followed and fields kept: real files have fewer than 10 and 300. More is an attack on the reader. */
const MAX_DIRECTORIES = 24;
const MAX_FIELDS = 2000;
/** Fields kept of all pages of a TIFF file. */
const MAX_PAGE_FIELDS = 100_000;

const TAG_ORIENTATION = 0x0112;
const TAG_SUB_IFDS = 0x014a;
const TAG_EXIF_IFD = 0x8769;
const TAG_GPS_IFD = 0x8825;
const TAG_INTEROPERABILITY_IFD = 0xa005;
const TYPE_SHORT = 3;

/**
 * Reads the directories of a TIFF structure (the content of an EXIF block). Never throws: browsers ignore what they
 * can't read here, so a damaged block gives the fields that are readable.
 * @param bytes - the file
 * @param start - first byte of the TIFF header
 * @param end - one past the block's last byte
 * @param pages - directories in the chain of a TIFF file, each a picture of its own; 0 for an EXIF block, where the
 *   second one is the thumbnail's
 * @returns `null` where no TIFF header stands at the start
 * @see https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf (Exif 2.32)
 */
export function readTiff(bytes: Uint8Array, start: number, end: number, pages = 0): TiffFields | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, Math.max(0, Math.min(end, bytes.length) - start));
  const size = view.byteLength;
  const order = size >= 8 ? view.getUint16(0) : 0;
  const littleEndian = order === 0x4949;
  if ((!littleEndian && order !== 0x4d4d) || view.getUint16(2, littleEndian) !== 42) {
    return null;
  }
  const fields: TiffField[] = [];
  const queue: { directory: TiffDirectory; at: number }[] = [{ directory: 'image', at: view.getUint32(4, littleEndian) }];
  const visited = new Set<number>();
  const mostFields = MAX_FIELDS + Math.min(pages * MAX_FIELDS, MAX_PAGE_FIELDS);
  let entries = 0;
  for (let next = queue.shift(); next !== undefined && visited.size < MAX_DIRECTORIES + pages; next = queue.shift()) {
    const { directory, at } = next;
    // A directory that was read before is a cycle.
    if (at < 8 || at + 2 > size || visited.has(at)) {
      continue;
    }
    visited.add(at);
    const count = view.getUint16(at, littleEndian);
    const tableEnd = at + 2 + count * 12;
    for (let entry = at + 2; entry < tableEnd && entry + 12 <= size && fields.length < mostFields && entries < size; entry += 12) {
      // Directories that lie over each other would let a small block ask for the work of a huge one.
      entries += 1;
      const field = readEntry(view, entry, littleEndian, directory);
      if (field === null) {
        continue;
      }
      fields.push({ ...field, start: field.start + start, end: field.end + start });
      const pointsAt = childDirectory(field);
      for (
        let index = 0;
        pointsAt !== null && index < Math.min(field.count, MAX_DIRECTORIES) && field.start + index * 4 + 4 <= field.end;
        index += 1
      ) {
        queue.push({ directory: pointsAt, at: view.getUint32(field.start + index * 4, littleEndian) });
      }
    }
    // Only the main directory has a successor that means something: the thumbnail's, or the next page's.
    if (directory === 'image' && tableEnd + 4 <= size) {
      queue.push({ directory: pages > 0 ? 'image' : 'thumbnail', at: view.getUint32(tableEnd, littleEndian) });
    }
  }
  return { littleEndian, fields };
}

/**
 * Orientation as Chromium reads it (measured): one SHORT in the main directory, 1..8; anything else counts as 1.
 * @param bytes - the file
 * @param tiff - fields of that file
 */
export function orientationOf(bytes: Uint8Array, tiff: TiffFields): Orientation {
  const field = tiff.fields.find((candidate) => candidate.directory === 'image' && candidate.tag === TAG_ORIENTATION);
  if (field === undefined || field.type !== TYPE_SHORT || field.count !== 1) {
    return 1;
  }
  const value = (tiff.littleEndian ? bytes[field.start] : bytes[field.start + 1]) ?? 0;
  const highByte = (tiff.littleEndian ? bytes[field.start + 1] : bytes[field.start]) ?? 0;
  return highByte === 0 && isOrientation(value) ? value : 1;
}

function isOrientation(value: number): value is Orientation {
  return value >= 1 && value <= 8;
}

function readEntry(view: DataView, entry: number, littleEndian: boolean, directory: TiffDirectory): TiffField | null {
  const tag = view.getUint16(entry, littleEndian);
  const type = view.getUint16(entry + 2, littleEndian);
  const count = view.getUint32(entry + 4, littleEndian);
  const unit = TYPE_BYTES[type] ?? 0;
  const sizeBytes = unit * count;
  const start = sizeBytes <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian);
  if (unit === 0 || start + sizeBytes > view.byteLength) {
    return null;
  }
  return { directory, tag, type, count, start, end: start + sizeBytes };
}

function childDirectory(field: TiffField): TiffDirectory | null {
  if (field.type !== 4 && field.type !== 13) {
    return null;
  }
  switch (field.tag) {
    case TAG_EXIF_IFD:
      return 'exif';
    case TAG_GPS_IFD:
      return 'gps';
    case TAG_INTEROPERABILITY_IFD:
      return 'interoperability';
    case TAG_SUB_IFDS:
      return 'preview';
    default:
      return null;
  }
}
