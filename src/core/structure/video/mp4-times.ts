import { u32be, u64be } from '../binary-reads.ts';
import type { MetadataList } from '../metadata-list.ts';
import type { SourceReader } from './byte-source.ts';
import type { FilmBox } from './iso-walk.ts';
import { SECONDS_1904_TO_1970, utcText } from './utc-text.ts';

/** Bytes of the longest header looked at: a track header of version 1 with its matrix has 96. */
const MAX_HEADER_BYTES = 128;

/** A movie, track or media header: they begin alike. */
export interface TimedHeader {
  /** All of it behind the size and type. */
  readonly bytes: Uint8Array;
  /** 1 where times are 64 bits wide. */
  readonly version: number;
  /** Seconds since 1904, as stored. */
  readonly created: number;
  readonly modified: number;
  /** Offset in {@link bytes} behind the two times. */
  readonly behindTimes: number;
}

/**
 * Reads a header that begins with a version and two times (`mvhd`, `tkhd`, `mdhd`).
 * @throws AnonymizerError `input/truncated` when it is too short
 * @see ISO/IEC 14496-12, 8.2.2, 8.3.2 and 8.4.2
 */
export async function readTimedHeader(reader: SourceReader, box: FilmBox): Promise<TimedHeader> {
  const bytes = await reader.head(box.dataStart, box.end, MAX_HEADER_BYTES);
  const isLong = bytes[0] === 1;
  return {
    bytes,
    version: isLong ? 1 : 0,
    created: isLong ? u64be(bytes, 4) : u32be(bytes, 4),
    modified: isLong ? u64be(bytes, 12) : u32be(bytes, 8),
    behindTimes: isLong ? 20 : 12,
  };
}

/** Lists the times of a header where they say something. */
export function listTimes(header: TimedHeader, type: string, list: MetadataList): void {
  const width = header.version === 1 ? 8 : 4;
  for (const [name, seconds] of [['creation time', header.created], ['modification time', header.modified]] as const) {
    // Some cameras count from 1970 although the format says 1904, which reads as a year before 1970.
    const since1970 = seconds >= SECONDS_1904_TO_1970 ? seconds - SECONDS_1904_TO_1970 : seconds;
    if (seconds !== 0) {
      list.add('time', `${type} ${name}`, width, utcText(since1970));
    }
  }
}

/**
 * A language of a media header.
 * @param code - three letters of five bits, or a number of QuickTime's own below 0x400
 * @returns `null` for undetermined and for QuickTime's own numbers
 */
export function languageOf(code: number): string | null {
  if (code < 0x400 || code === 0x7fff) return null;
  const letters = [code >> 10, code >> 5, code].map((value) => String.fromCharCode((value & 31) + 0x60)).join('');
  return /^[a-z]{3}$/.test(letters) && letters !== 'und' ? letters : null;
}
