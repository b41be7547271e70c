import type { Size } from '../geometry/box.ts';
import { byteAt, fourCharacters, spells, u16be, u32be } from './binary-reads.ts';
import { crc32 } from './crc32.ts';
import { expectedChunks, expectSpelled } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';

/** The order in which chunks of an output may stand; a chunk may not come before one of a lower rank. */
const RANKS: ReadonlyMap<string, number> = new Map([
  ['IHDR', 0],
  ['sRGB', 1],
  ['PLTE', 2],
  ['tRNS', 3],
  ['IDAT', 4],
  ['IEND', 5],
]);
/** Where the header's chunk ends: what is kept stands behind it. */
export const PNG_HEADER_END = 33;
/** Names that may be told; a chunk type from the file may be anything. */
const KNOWN_FOREIGN: readonly string[] = [
  'tEXt',
  'zTXt',
  'iTXt',
  'eXIf',
  'iCCP',
  'tIME',
  'pHYs',
  'gAMA',
  'cHRM',
  'caBX',
  'acTL',
  'fcTL',
  'fdAT',
  'bKGD',
];

/**
 * Checks a PNG against the allow-list up to its last byte: IHDR, sRGB, PLTE, tRNS, IDAT, IEND, in this order, each CRC
 * right; behind IHDR those that say what is kept. Of the compressed stream only its header is checked: without a decompressor, bytes inside an IDAT behind the
 * stream's own end are not seen.
 * @param bytes - the output
 * @param expected - size in pixels
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a chunk
 */
export function verifyPng(bytes: Uint8Array, expected: Size, findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  if (!spells(bytes, 0, '\x89PNG\r\n\x1a\n')) {
    findings.add('malformed', 'signature', 0, 8);
    return;
  }
  let at = 8;
  let rank = -1;
  let isFirstData = true;
  for (;;) {
    findings.walked();
    const length = u32be(bytes, at);
    const type = fourCharacters(bytes, at + 4);
    const end = at + 12 + length;
    if (end > bytes.length) {
      findings.add('malformed', 'chunk length', at, bytes.length - at);
      return;
    }
    const chunkRank = RANKS.get(type);
    if (chunkRank === undefined) {
      findings.add('segment', toldType(type), at, end - at);
    } else {
      // Only IDAT may come more than once, and then without anything in between.
      const isInOrder = chunkRank > rank || (type === 'IDAT' && rank === chunkRank);
      findings.expect(isInOrder && (rank >= 0 || type === 'IHDR'), 'segment', type, at, end - at);
      findings.expect(hasRightLength(type, length), 'segment', type, at, end - at);
      rank = Math.max(rank, chunkRank);
    }
    findings.expect(crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4), 'malformed', 'chunk CRC', at, end - at);
    if (type === 'IHDR') {
      verifyHeader(bytes, at, expected, findings);
    } else if (type === 'IDAT' && isFirstData) {
      isFirstData = false;
      findings.expect(length >= 2 && isZlibHeader(bytes, at + 8), 'malformed', 'IDAT', at, end - at);
    } else if (type === 'IEND') {
      findings.expect(!isFirstData, 'malformed', 'no IDAT', at, 0);
      findings.expect(end === bytes.length, 'trailer', 'after IEND', end, bytes.length - end);
      return;
    }
    at = end + (end === PNG_HEADER_END ? expectSpelled(bytes, end, expectedChunks(kept), findings) : 0);
  }
}

/** Name of a chunk that may not be there, as it may be told. */
export function toldType(type: string): string {
  return KNOWN_FOREIGN.includes(type) ? type : 'unknown chunk';
}

/** Whether a chunk that may be there has a length that its type allows. */
export function hasRightLength(type: string, length: number): boolean {
  switch (type) {
    case 'IHDR':
      return length === 13;
    case 'sRGB':
      return length === 1;
    case 'PLTE':
      return length > 0 && length <= 768 && length % 3 === 0;
    case 'tRNS':
      return length > 0 && length <= 256;
    case 'IEND':
      return length === 0;
    default:
      return true;
  }
}

/**
 * Checks what IHDR says.
 * @param at - offset of the chunk
 */
export function verifyHeader(bytes: Uint8Array, at: number, expected: Size, findings: FindingList): void {
  const isPlanned = u32be(bytes, at + 8) === expected.width && u32be(bytes, at + 12) === expected.height;
  findings.expect(isPlanned, 'size', 'IHDR', at, 25);
  findings.expect(byteAt(bytes, at + 18) === 0 && byteAt(bytes, at + 19) === 0 && byteAt(bytes, at + 20) <= 1, 'malformed', 'IHDR', at, 25);
}

/** Whether a zlib stream begins here: deflate, no preset dictionary, check bits right. @see RFC 1950, 2.2 */
export function isZlibHeader(bytes: Uint8Array, at: number): boolean {
  return (byteAt(bytes, at) & 15) === 8 && (byteAt(bytes, at + 1) & 0x20) === 0 && u16be(bytes, at) % 31 === 0;
}
