import type { Size } from '../geometry/box.ts';
import { byteAt, fourCharacters, spells, u16le, u24le, u32le } from './binary-reads.ts';
import { expectedExif } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';

/** The only sequences of chunks that an output may have. */
const SEQUENCES: readonly string[] = ['VP8 ', 'VP8L', 'VP8X ALPH VP8 '];
/** The same with a chunk that says what is kept. */
const KEPT_SEQUENCES: readonly string[] = ['VP8X VP8  EXIF', 'VP8X VP8L EXIF', 'VP8X ALPH VP8  EXIF'];
/** Names that may be told; a chunk type from the file may be anything. */
const KNOWN: readonly string[] = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP', 'EXIF', 'XMP ', 'C2PA'];
/** VP8X: alpha and nothing else, reserved bytes zero. */
const FLAGS_ALPHA = ['\x10\0\0\0'];
/** The same, and EXIF. */
const FLAGS_EXIF = '\x08\0\0\0';
const FLAGS_EXIF_ALPHA = '\x18\0\0\0';

/**
 * Checks a WebP against the allow-list up to its last byte: VP8 or VP8L alone, or VP8X, ALPH and VP8; where
 * something is kept, VP8X before them and EXIF behind them.
 * Bytes inside a chunk behind the end of its compressed stream are not seen: that takes a decoder.
 * @param bytes - the output
 * @param expected - size in pixels
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a chunk
 */
export function verifyWebp(bytes: Uint8Array, expected: Size, findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  const exif = expectedExif(kept.resolutions[0] ?? null, kept.captureTime);
  const sequences = exif === null ? SEQUENCES : KEPT_SEQUENCES;
  const riffEnd = verifyRiff(bytes, findings);
  if (riffEnd === null) return;
  const types: string[] = [];
  let hasAlpha = false;
  let at = 12;
  while (at < riffEnd) {
    findings.walked();
    const type = fourCharacters(bytes, at);
    const length = u32le(bytes, at + 4);
    const end = at + 8 + length + (length & 1);
    if (end > riffEnd) {
      findings.add('malformed', 'chunk length', at, riffEnd - at);
      return;
    }
    types.push(type);
    findings.expect((length & 1) === 0 || byteAt(bytes, end - 1) === 0, 'malformed', 'padding', end - 1, 1);
    // Told one by one, so that a person sees what is wrong; the sequence as a whole is checked below.
    if (!sequences.some((sequence) => sequence.includes(type))) {
      findings.add('segment', toldType(type), at, end - at);
    }
    if (type === 'EXIF' && exif !== null) {
      findings.expect(length === exif.length && spells(bytes, at + 8, exif), 'segment', type, at, end - at);
    } else {
      verifyContent(bytes, type, at, length, expected, findings, exif === null ? FLAGS_ALPHA : [FLAGS_EXIF, FLAGS_EXIF_ALPHA]);
    }
    hasAlpha ||= showsAlpha(bytes, type, at, length);
    at = end;
  }
  findings.expect(sequences.includes(types.join(' ')), 'malformed', 'not one picture', 12, riffEnd - 12);
  // The first chunk announces what is there, and nothing else.
  findings.expect(exif === null || spells(bytes, 20, hasAlpha ? FLAGS_EXIF_ALPHA : FLAGS_EXIF), 'segment', 'VP8X', 12, 18);
}

/**
 * Whether a picture's chunk says that it has alpha.
 * @param at - offset of the chunk's type
 * @param length - of its data
 */
export function showsAlpha(bytes: Uint8Array, type: string, at: number, length: number): boolean {
  return type === 'ALPH' || (type === 'VP8L' && length >= 5 && (byteAt(bytes, at + 12) & 0x10) !== 0);
}

/** Name of a chunk that may not be there, as it may be told. */
export function toldType(type: string): string {
  return KNOWN.includes(type) ? type.trim() : 'unknown chunk';
}

/**
 * Checks the inside of one of the chunks that a still picture may have.
 * @param at - offset of the chunk's type
 * @param length - of its data
 * @param expected - size in pixels
 * @param flags - what VP8X may say, its reserved bytes included
 */
export function verifyContent(bytes: Uint8Array, type: string, at: number, length: number, expected: Size, findings: FindingList, flags: readonly string[] = FLAGS_ALPHA): void {
  const data = at + 8;
  switch (type) {
    case 'VP8X': {
      findings.expect(length === 10 && flags.some((known) => spells(bytes, data, known)), 'segment', type, at, length + 8);
      const isPlanned = length >= 10 && u24le(bytes, data + 4) + 1 === expected.width && u24le(bytes, data + 7) + 1 === expected.height;
      findings.expect(isPlanned, 'size', type, at, length + 8);
      return;
    }
    case 'ALPH':
      // Two reserved bits, and a compression method of 0 or 1.
      findings.expect(length > 1 && (byteAt(bytes, data) & 0xc2) === 0, 'segment', type, at, length + 8);
      return;
    case 'VP8 ': {
      const isKeyFrame = length >= 10 && (byteAt(bytes, data) & 1) === 0 && spells(bytes, data + 3, '\x9d\x01\x2a');
      findings.expect(isKeyFrame, 'malformed', 'VP8', at, length + 8);
      // The two top bits ask for scaling, which browsers don't do.
      const isPlanned = isKeyFrame && u16le(bytes, data + 6) === expected.width && u16le(bytes, data + 8) === expected.height;
      findings.expect(isPlanned, 'size', 'VP8', at, length + 8);
      return;
    }
    case 'VP8L': {
      const isLossless = length >= 5 && byteAt(bytes, data) === 0x2f;
      const packed = isLossless ? u32le(bytes, data + 1) : 0;
      findings.expect(isLossless && packed >>> 29 === 0, 'malformed', type, at, length + 8);
      const isPlanned = (packed & 0x3fff) + 1 === expected.width && ((packed >>> 14) & 0x3fff) + 1 === expected.height;
      findings.expect(isPlanned, 'size', type, at, length + 8);
    }
  }
}

/**
 * Checks the RIFF header, and that nothing follows what it spans.
 * @returns one past the last byte of the file as the header says it, `null` where there is no such header
 */
export function verifyRiff(bytes: Uint8Array, findings: FindingList): number | null {
  if (!spells(bytes, 0, 'RIFF') || !spells(bytes, 8, 'WEBP')) {
    findings.add('malformed', 'RIFF header', 0, 12);
    return null;
  }
  const riffEnd = 8 + u32le(bytes, 4);
  if (riffEnd > bytes.length) {
    findings.add('malformed', 'RIFF size', 4, 4);
    return null;
  }
  findings.expect(riffEnd === bytes.length, 'trailer', 'after RIFF', riffEnd, bytes.length - riffEnd);
  return riffEnd;
}
