import { spells, u16be, u32le } from '../binary-reads.ts';
import { anyBytes, fitsPattern, numberPattern, textPattern, zeros } from './byte-pattern.ts';
import type { WrittenAudioCodec, WrittenVideoCodec } from './verified-video.ts';

/** Profiles of H.264 whose record goes on behind the parameter sets. @see ISO/IEC 14496-15, 5.3.3.1 */
const LONG_PROFILES: readonly number[] = [100, 110, 122, 144];
/** Longest description of AAC: two bytes, five with its extensions. A longer one holds a program, which has room for a comment. */
const MAX_AAC_BYTES = 8;

/**
 * Checks the description of a decoder that stands once per track, for anything that a decoder does not need.
 * What parameter sets themselves hold (their timing, their bit stream restrictions) is not looked at, nor are Vorbis's vendor and code books.
 * @param codec - of the track
 * @param bytes - MP4: of the configuration box behind its head, or for sound in `esds` the decoder's own part; Matroska: CodecPrivate, `null` where there is none
 * @param isMatroska - where it stands
 * @returns fixed technical name of what does not fit, `null` where all does
 */
export function misfitOfConfig(codec: WrittenVideoCodec | WrittenAudioCodec, bytes: Uint8Array | null, isMatroska: boolean): string | null {
  if (bytes === null) {
    return ['vp8', 'opus', 'mp3', 'ac3', 'eac3', 'pcm'].includes(codec) ? null : 'missing decoder description';
  }
  return fitsConfig(codec, bytes, isMatroska) ? null : 'decoder description';
}

function fitsConfig(codec: WrittenVideoCodec | WrittenAudioCodec, bytes: Uint8Array, isMatroska: boolean): boolean {
  switch (codec) {
    case 'avc':
      return fitsAvc(bytes);
    case 'hevc':
      return fitsHevc(bytes);
    case 'vp8':
      return !isMatroska && fitsPattern(bytes, `01000000 ${anyBytes(6)} 0000`);
    case 'vp9':
      return fitsPattern(bytes, isMatroska ? '0101.. 0201.. 0301.. 0401..' : `01000000 ${anyBytes(6)} 0000`);
    case 'av1':
      return fitsPattern(bytes, '81.. .. 00');
    case 'aac':
      return bytes.length >= 2 && bytes.length <= MAX_AAC_BYTES;
    case 'opus':
      return isMatroska ? fitsOpusHead(bytes) : bytes.length >= 11 && bytes[0] === 0 && bytes.length === (bytes[10] === 0 ? 11 : 13 + (bytes[1] ?? 0));
    case 'flac':
      // One block, the stream's own, of 34 bytes; blocks of comments and pictures would follow it.
      return fitsPattern(bytes, `${isMatroska ? textPattern('fLaC') : zeros(4)} ..000022 ${anyBytes(34)}`) && ((bytes[4] ?? 1) & 0x7f) === 0;
    case 'vorbis':
      return fitsVorbis(bytes);
    case 'ac3':
      return !isMatroska && bytes.length === 3;
    case 'eac3':
      return !isMatroska && bytes.length <= 32;
    case 'pcm':
      return !isMatroska && fitsPattern(bytes, `${zeros(4)} ....`);
    case 'mp3':
      return false;
  }
}

/** Version, profile, level, then sequence and picture parameter sets and nothing else. @see ISO/IEC 14496-15, 5.3.3.1 */
function fitsAvc(bytes: Uint8Array): boolean {
  if (bytes.length < 7 || bytes[0] !== 1) return false;
  // Reserved bits are all 1, as the standard says, or all 0, as Firefox writes them; a mixture could carry something.
  const reserved = `${String((bytes[4] ?? 0) >> 2)} ${String((bytes[5] ?? 0) >> 5)}`;
  if (reserved !== '63 7' && reserved !== '0 0') return false;
  let at = endOfSets(bytes, 6, (bytes[5] ?? 0) & 31, (first) => (first & 31) === 7);
  at = at === -1 ? -1 : endOfSets(bytes, at + 1, bytes[at] ?? 0, (first) => (first & 31) === 8);
  if (at === -1 || at === bytes.length) return at !== -1;
  return LONG_PROFILES.includes(bytes[1] ?? 0) && at + 4 === bytes.length && bytes[at + 3] === 0;
}

/** Version and 21 bytes, then arrays of video, sequence and picture parameter sets and nothing else. @see ISO/IEC 14496-15, 8.3.3.1 */
function fitsHevc(bytes: Uint8Array): boolean {
  if (bytes.length < 23 || bytes[0] !== 1) return false;
  let at = 23;
  for (let array = 0; array < (bytes[22] ?? 0); array += 1) {
    const type = (bytes[at] ?? 0) & 63;
    if (at + 3 > bytes.length || ![32, 33, 34].includes(type)) return false;
    at = endOfSets(bytes, at + 3, u16be(bytes, at + 1), (first) => ((first >> 1) & 63) === type);
    if (at === -1) return false;
  }
  return at === bytes.length;
}

/** @returns one past the last set, -1 where one does not fit */
function endOfSets(bytes: Uint8Array, start: number, count: number, isRight: (first: number) => boolean): number {
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 3 > bytes.length || !isRight(bytes[at + 2] ?? 0)) return -1;
    at += 2 + u16be(bytes, at);
  }
  return at <= bytes.length ? at : -1;
}

/** @see RFC 7845, 5.1 */
function fitsOpusHead(bytes: Uint8Array): boolean {
  const mapping = bytes[18] === 0 ? '' : anyBytes(2 + (bytes[9] ?? 0));
  return fitsPattern(bytes, `${textPattern('OpusHead')} 01 ${anyBytes(9)} .. ${mapping}`);
}

/** Three headers behind their lengths. The second holds comments, of which there may be none. @see https://xiph.org/vorbis/doc/Vorbis_I_spec.html */
function fitsVorbis(bytes: Uint8Array): boolean {
  if (bytes[0] !== 2) return false;
  const lengths = [0, 0];
  let at = 1;
  for (let index = 0; index < 2; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return false;
    lengths[index] = (lengths[index] ?? 0) + byte;
    if (byte < 255) index += 1;
  }
  const comments = at + (lengths[0] ?? 0);
  const vendorBytes = comments + 11 <= bytes.length ? u32le(bytes, comments + 7) : Infinity;
  const count = comments + 11 + vendorBytes;
  return spells(bytes, comments, '\x03vorbis') && count + 4 <= bytes.length && u32le(bytes, count) === 0 && count + 5 === comments + (lengths[1] ?? 0);
}

/** Types of objects in an `esds` box. @see ISO/IEC 14496-1, 7.2.6.6 */
const OBJECT_TYPES: Readonly<Partial<Record<WrittenAudioCodec, string>>> = { aac: '40', mp3: '6b', vorbis: 'dd' };

/**
 * The decoder's own part of an `esds` box that is laid out as the writer does.
 * @param bytes - of the box, behind its head
 * @returns `null` where it has none, `undefined` where the box is laid out differently
 */
export function esdsDescription(bytes: Uint8Array, codec: WrittenAudioCodec): Uint8Array | null | undefined {
  const objectType = OBJECT_TYPES[codec] ?? '';
  const stream = descriptor(bytes, 4, 3);
  const decoder = stream === null ? null : descriptor(bytes, stream.start + 3, 4);
  if (stream === null || decoder === null || stream.end !== bytes.length) return undefined;
  const isLaidOut =
    fitsPattern(bytes.subarray(0, 4), zeros(4)) &&
    fitsPattern(bytes.subarray(stream.start, stream.start + 3), '000100') &&
    fitsPattern(bytes.subarray(decoder.start, decoder.start + 13), `${objectType} 15 000000 ${anyBytes(8)}`) &&
    fitsPattern(bytes.subarray(decoder.end), '060102');
  if (!isLaidOut) return undefined;
  if (decoder.end === decoder.start + 13) return null;
  const own = descriptor(bytes, decoder.start + 13, 5);
  return own === null || own.end !== decoder.end ? undefined : bytes.slice(own.start, own.end);
}

function descriptor(bytes: Uint8Array, at: number, tag: number): { readonly start: number; readonly end: number } | null {
  if (bytes[at] !== tag) return null;
  let [length, next] = [0, at + 1];
  for (let byte = 0x80; (byte & 0x80) !== 0; next += 1) {
    byte = bytes[next] ?? 0;
    length = length * 128 + (byte & 0x7f);
    if (next - at > 4) return null;
  }
  return next + length <= bytes.length ? { start: next, end: next + length } : null;
}

/** Pattern of the name that a description of pictures may carry: the writer's, or none. */
export function compressorPatterns(writerName: string): readonly string[] {
  return [zeros(32), `${numberPattern(writerName.length, 1)}${textPattern(writerName)}${zeros(31 - writerName.length)}`];
}
