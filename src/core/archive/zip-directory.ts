import { AnonymizerError } from '../errors.ts';
import { spells, u16le, u32le } from '../structure/binary-reads.ts';
import { utf8 } from '../structure/display-text.ts';
import { u64le, type ZipDirectoryPlace } from './zip-end.ts';

/** How an entry is packed: as it is, by Deflate, or by something that is not read. */
export type ZipMethod = 'stored' | 'deflated' | 'other';

/** One entry, as the archive's list has it. The list is the truth; what stands before the data must agree with it. */
export interface ZipEntry {
  /** Path, untrusted: it may climb, start at a root, or hold anything. Its beginning is missing where it is longer than 1,024 bytes. */
  readonly path: string;
  /** The path's bytes, to compare. */
  readonly rawName: Uint8Array;
  readonly method: ZipMethod;
  readonly encrypted: boolean;
  /** Sizes and checksum follow the data instead of standing before it. */
  readonly sizesFollow: boolean;
  /** CRC-32 of the unpacked bytes. */
  readonly crc: number;
  readonly packedBytes: number;
  readonly plainBytes: number;
  /** Where its header stands, from the start of the archive. */
  readonly headerAt: number;
  /** First byte that is not this entry's any more: the next header, or the list. Entries that share bytes don't fit in here. */
  readonly limitAt: number;
}

/** Bytes of a header before an entry's data, without name and extra field. */
export const ZIP_HEADER_BYTES = 30;

/**
 * Reads an archive's list of entries, in its order. Directories without content are left out.
 * @param bytes - the list
 * @param place - where it stands in the archive
 * @throws AnonymizerError `input/archive-unreadable` when it doesn't hold as many entries as it says
 * @see APPNOTE.TXT 6.3.10, section 4.3.12
 */
export function readZipDirectory(bytes: Uint8Array, place: ZipDirectoryPlace): readonly ZipEntry[] {
  const found: Omit<ZipEntry, 'limitAt'>[] = [];
  let at = 0;
  try {
    for (let n = 0; n < place.entries; n += 1) {
      if (!spells(bytes, at, 'PK\x01\x02')) throw new AnonymizerError('input/archive-unreadable');
      const next = at + 46 + u16le(bytes, at + 28) + u16le(bytes, at + 30) + u16le(bytes, at + 32);
      if (next > bytes.length) throw new AnonymizerError('input/archive-unreadable');
      found.push(readEntry(bytes, at));
      at = next;
    }
  } catch {
    throw new AnonymizerError('input/archive-unreadable');
  }
  const starts = [...found.map(({ headerAt }) => headerAt), place.at].sort((a, b) => a - b);
  const limits = new Map<number, number>();
  // Of several entries with one header, none has room.
  starts.forEach((start, index) => limits.set(start, limits.has(start) ? start : (starts[index + 1] ?? start)));
  return found.filter(({ path, plainBytes }) => !(/[/\\]$/.test(path) && plainBytes === 0)).map((entry) => ({ ...entry, limitAt: limits.get(entry.headerAt) ?? 0 }));
}

/**
 * Checks the header before an entry's data against the list.
 * @param header - {@link ZIP_HEADER_BYTES} bytes at `entry.headerAt`, and as many more as the name has
 * @returns where the entry's data begins, from the start of the archive
 * @throws AnonymizerError `input/archive-entry` where they don't agree, or the data reaches into what follows
 * @see APPNOTE.TXT 6.3.10, section 4.3.7
 */
export function dataStart(header: Uint8Array, entry: ZipEntry): number {
  const { rawName, headerAt, packedBytes, plainBytes, crc } = entry;
  if (header.length < ZIP_HEADER_BYTES + rawName.length || !spells(header, 0, 'PK\x03\x04')) throw new AnonymizerError('input/archive-entry');
  const flags = u16le(header, 6);
  const sameName = u16le(header, 26) === rawName.length && rawName.every((byte, index) => header[ZIP_HEADER_BYTES + index] === byte);
  const same = sameName && methodOf(u16le(header, 8)) === entry.method && isLocked(flags) === entry.encrypted && ((flags & 8) !== 0) === entry.sizesFollow;
  const agrees = (at: number, value: number): boolean => u32le(header, at) === value || u32le(header, at) === 0xffffffff;
  const sizesAgree = entry.sizesFollow || (u32le(header, 14) === crc && agrees(18, packedBytes) && agrees(22, plainBytes));
  const at = headerAt + ZIP_HEADER_BYTES + rawName.length + u16le(header, 28);
  if (!same || !sizesAgree || at + packedBytes > entry.limitAt) throw new AnonymizerError('input/archive-entry');
  return at;
}

function readEntry(bytes: Uint8Array, at: number): Omit<ZipEntry, 'limitAt'> {
  const flags = u16le(bytes, at + 8);
  const nameEnd = at + 46 + u16le(bytes, at + 28);
  const rawName = bytes.slice(at + 46, nameEnd);
  const [plainBytes, packedBytes, headerAt] = wideFields(bytes, nameEnd, nameEnd + u16le(bytes, at + 30), [u32le(bytes, at + 24), u32le(bytes, at + 20), u32le(bytes, at + 42)]);
  return {
    path: pathText(rawName),
    rawName,
    method: methodOf(u16le(bytes, at + 10)),
    encrypted: isLocked(flags),
    sizesFollow: (flags & 8) !== 0,
    crc: u32le(bytes, at + 16),
    packedBytes, plainBytes, headerAt,
  };
}

/** Fields that need more than four bytes are all ones, and stand in the ZIP64 extra field in this order. @see APPNOTE.TXT, 4.5.3 */
function wideFields(bytes: Uint8Array, start: number, end: number, fields: readonly [number, number, number]): [number, number, number] {
  if (fields.every((field) => field !== 0xffffffff)) return [...fields];
  for (let at = start; at + 4 <= end; at += 4 + u16le(bytes, at + 2)) {
    if (u16le(bytes, at) !== 1) continue;
    let next = at + 4;
    const stop = Math.min(end, next + u16le(bytes, at + 2));
    const wide = (field: number): number => {
      if (field !== 0xffffffff) return field;
      next += 8;
      if (next > stop) throw new AnonymizerError('input/archive-unreadable');
      return u64le(bytes, next - 8);
    };
    return [wide(fields[0]), wide(fields[1]), wide(fields[2])];
  }
  return [...fields];
}

function methodOf(code: number): ZipMethod {
  if (code === 0) return 'stored';
  return code === 8 ? 'deflated' : 'other';
}

/** Password, strong encryption, or a hidden list. @see APPNOTE.TXT, 4.4.4 */
function isLocked(flags: number): boolean {
  return (flags & 0x2041) !== 0;
}

/** The end of the name is what counts: it has the file's own name. */
function pathText(rawName: Uint8Array): string {
  let start = Math.max(0, rawName.length - 1024);
  while (start > 0 && start < rawName.length && ((rawName[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return utf8(rawName, start, rawName.length);
}
