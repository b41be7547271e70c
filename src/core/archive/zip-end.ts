import { AnonymizerError } from '../errors.ts';
import { spells, u16le, u32le } from '../structure/binary-reads.ts';
import { MAX_ARCHIVE_ENTRIES, MAX_DIRECTORY_BYTES } from './archive-limits.ts';

/** Bytes at the end of a file in which a ZIP says where its list of entries is: the record, the longest comment, the ZIP64 pointer. */
export const ZIP_TAIL_BYTES = 22 + 0xffff + 20;
/** Bytes of the ZIP64 record that are read. */
export const ZIP64_END_BYTES = 56;

/** Where the list of entries is. Offsets are from the start of the archive. */
export interface ZipDirectoryPlace {
  readonly entries: number;
  readonly at: number;
  readonly sizeBytes: number;
}

/** What the last bytes say: the place, or where the ZIP64 record is that says it. */
export type ZipEnd = { readonly type: 'directory'; readonly place: ZipDirectoryPlace } | { readonly type: 'zip64'; readonly at: number };

/**
 * Reads the end of a ZIP. Only the record whose comment ends with the file counts, so that a record hidden inside the
 * comment, or bytes put behind the archive, can't stand in for it.
 * @param tail - the last bytes, {@link ZIP_TAIL_BYTES} or the whole file where it is shorter
 * @param fileBytes - size of the archive
 * @throws AnonymizerError `input/archive-unreadable`, `input/archive-too-many`
 * @see APPNOTE.TXT 6.3.10, sections 4.3.15 and 4.3.16
 */
export function readZipEnd(tail: Uint8Array, fileBytes: number): ZipEnd {
  const at = findEnd(tail);
  if (at === null) throw new AnonymizerError('input/archive-unreadable');
  const pointer = at - 20;
  if (pointer >= 0 && spells(tail, pointer, 'PK\x06\x07')) {
    if (u32le(tail, pointer + 4) !== 0 || u32le(tail, pointer + 16) > 1) throw new AnonymizerError('input/archive-unreadable');
    return { type: 'zip64', at: within(u64le(tail, pointer + 8), fileBytes - ZIP64_END_BYTES) };
  }
  const entries = u16le(tail, at + 10);
  if (u16le(tail, at + 4) !== 0 || u16le(tail, at + 6) !== 0 || u16le(tail, at + 8) !== entries) throw new AnonymizerError('input/archive-unreadable');
  return { type: 'directory', place: checked({ entries, sizeBytes: u32le(tail, at + 12), at: u32le(tail, at + 16) }, fileBytes) };
}

/**
 * Reads the ZIP64 record.
 * @param record - {@link ZIP64_END_BYTES} bytes at the place that {@link readZipEnd} names
 * @param fileBytes - size of the archive
 * @throws AnonymizerError `input/archive-unreadable`, `input/archive-too-many`
 * @see APPNOTE.TXT 6.3.10, section 4.3.14
 */
export function readZip64End(record: Uint8Array, fileBytes: number): ZipDirectoryPlace {
  if (record.length < ZIP64_END_BYTES || !spells(record, 0, 'PK\x06\x06')) throw new AnonymizerError('input/archive-unreadable');
  const entries = u64le(record, 32);
  if (u32le(record, 16) !== 0 || u32le(record, 20) !== 0 || u64le(record, 24) !== entries) throw new AnonymizerError('input/archive-unreadable');
  return checked({ entries, sizeBytes: u64le(record, 40), at: u64le(record, 48) }, fileBytes);
}

/** Eight bytes, least significant first. Above 2^53 it loses precision, which still compares as larger than any file. */
export function u64le(bytes: Uint8Array, at: number): number {
  return u32le(bytes, at) + u32le(bytes, at + 4) * 0x100000000;
}

function findEnd(tail: Uint8Array): number | null {
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (spells(tail, at, 'PK\x05\x06') && at + 22 + u16le(tail, at + 20) === tail.length) return at;
  }
  return null;
}

function checked(place: ZipDirectoryPlace, fileBytes: number): ZipDirectoryPlace {
  if (place.entries > MAX_ARCHIVE_ENTRIES || place.sizeBytes > MAX_DIRECTORY_BYTES) throw new AnonymizerError('input/archive-too-many');
  within(place.at + place.sizeBytes, fileBytes - 22);
  return place;
}

function within(at: number, most: number): number {
  if (at > most) throw new AnonymizerError('input/archive-unreadable');
  return at;
}
