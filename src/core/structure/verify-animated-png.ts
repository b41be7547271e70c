import type { Size } from '../geometry/box.ts';
import { byteAt, fourCharacters, spells, u32be } from './binary-reads.ts';
import { crc32 } from './crc32.ts';
import { expectedChunks, expectSpelled } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';
import { hasRightLength, isZlibHeader, PNG_HEADER_END, toldType, verifyHeader } from './verify-png.ts';

/** Chunks before the frames: each once at most, and in this order. */
const HEAD: readonly string[] = ['IHDR', 'sRGB', 'PLTE', 'tRNS', 'acTL'];
/** Highest number of a disposal and of a blend operation. */
const MAX_DISPOSAL = 2;
const MAX_BLEND = 1;

/** What the walk has seen so far. */
interface Progress {
  /** Place in {@link HEAD} of the last chunk before the frames. */
  rank: number;
  /** Frames begun. */
  frames: number;
  /** Data chunks of the frame last begun. */
  dataChunks: number;
  /** Next sequence number. */
  sequence: number;
}

/**
 * Checks an animated PNG against the allow-list up to its last byte: IHDR, sRGB, PLTE, tRNS, acTL, then fcTL with IDAT
 * for the first frame and fcTL with fdAT for each other, then IEND; each CRC right. The first frame is the still picture
 * as well, so that no program shows another. Compressed streams are checked as in a still PNG: by their header only.
 * @param bytes - the output
 * @param canvas - size in pixels
 * @param frames - how many there should be
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry, behind IHDR
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a chunk
 */
export function verifyAnimatedPng(bytes: Uint8Array, canvas: Size, frames: number, findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  if (!spells(bytes, 0, '\x89PNG\r\n\x1a\n')) {
    findings.add('malformed', 'signature', 0, 8);
    return;
  }
  const progress: Progress = { rank: -1, frames: 0, dataChunks: 0, sequence: 0 };
  for (let at = 8; ;) {
    findings.walked();
    const length = u32be(bytes, at);
    const type = fourCharacters(bytes, at + 4);
    const end = at + 12 + length;
    if (end > bytes.length) {
      findings.add('malformed', 'chunk length', at, bytes.length - at);
      return;
    }
    findings.expect(crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4), 'malformed', 'chunk CRC', at, end - at);
    if (type === 'IEND') {
      findings.expect(length === 0, 'segment', type, at, end - at);
      findings.expect(progress.frames === frames && progress.dataChunks > 0, 'malformed', 'frame count', at, 0);
      findings.expect(end === bytes.length, 'trailer', 'after IEND', end, bytes.length - end);
      return;
    }
    switch (type) {
      case 'fcTL':
        verifyControl(bytes, at, length, canvas, progress, findings);
        break;
      case 'IDAT':
      case 'fdAT':
        verifyData(bytes, type, at, length, progress, findings);
        break;
      default:
        verifyHead(type, at, length, progress, findings);
        if (type === 'IHDR') verifyHeader(bytes, at, canvas, findings);
        if (type === 'acTL') findings.expect(length === 8 && u32be(bytes, at + 8) === frames, 'malformed', type, at, end - at);
    }
    at = end + (end === PNG_HEADER_END ? expectSpelled(bytes, end, expectedChunks(kept), findings) : 0);
  }
}

function verifyHead(type: string, at: number, length: number, progress: Progress, findings: FindingList): void {
  const rank = HEAD.indexOf(type);
  if (rank === -1) {
    findings.add('segment', toldType(type), at, length + 12);
    return;
  }
  const isInOrder = rank > progress.rank && (progress.rank >= 0 || rank === 0);
  findings.expect(isInOrder && hasRightLength(type, length), 'segment', type, at, length + 12);
  progress.rank = Math.max(progress.rank, rank);
}

function verifyControl(bytes: Uint8Array, at: number, length: number, canvas: Size, progress: Progress, findings: FindingList): void {
  const isInOrder = progress.rank === HEAD.length - 1 && (progress.frames === 0 || progress.dataChunks > 0);
  findings.expect(isInOrder && length === 26, 'segment', 'fcTL', at, length + 12);
  progress.frames += 1;
  progress.dataChunks = 0;
  if (length !== 26) return;
  verifySequenceNumber(bytes, at, length, progress, findings);
  const width = u32be(bytes, at + 12);
  const height = u32be(bytes, at + 16);
  const isInside =
    width > 0 && height > 0 && u32be(bytes, at + 20) + width <= canvas.width && u32be(bytes, at + 24) + height <= canvas.height;
  const isWhole = width === canvas.width && height === canvas.height;
  findings.expect(isInside && (isWhole || progress.frames > 1), 'size', 'fcTL', at, length + 12);
  const isKnown = byteAt(bytes, at + 32) <= MAX_DISPOSAL && byteAt(bytes, at + 33) <= MAX_BLEND;
  findings.expect(isKnown, 'segment', 'fcTL', at, length + 12);
}

/** IDAT belongs to the first frame and fdAT to all others; nothing else may stand between data of a frame. */
function verifyData(bytes: Uint8Array, type: 'IDAT' | 'fdAT', at: number, length: number, progress: Progress, findings: FindingList): void {
  const isInPlace = type === 'IDAT' ? progress.frames === 1 : progress.frames > 1;
  findings.expect(isInPlace, 'segment', type, at, length + 12);
  const dataStart = type === 'IDAT' ? at + 8 : at + 12;
  const dataBytes = at + 8 + length - dataStart;
  if (type === 'fdAT') {
    findings.expect(dataBytes >= 0, 'malformed', type, at, length + 12);
    if (dataBytes >= 0) verifySequenceNumber(bytes, at, length, progress, findings);
  }
  if (progress.dataChunks === 0) {
    findings.expect(dataBytes >= 2 && isZlibHeader(bytes, dataStart), 'malformed', type, at, length + 12);
  }
  progress.dataChunks += 1;
}

function verifySequenceNumber(bytes: Uint8Array, at: number, length: number, progress: Progress, findings: FindingList): void {
  findings.expect(u32be(bytes, at + 8) === progress.sequence, 'malformed', 'sequence number', at, length + 12);
  progress.sequence += 1;
}
