import type { Size } from '../geometry/box.ts';
import { byteAt, fourCharacters, spells, u24le, u32le } from './binary-reads.ts';
import { expectedExif } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';
import { showsAlpha, toldType, verifyContent, verifyRiff } from './verify-webp.ts';

/** The only sequences of chunks that a frame may have. */
const FRAME_SEQUENCES: readonly string[] = ['VP8 ', 'VP8L', 'ALPH VP8 '];
/** Chunks of {@link FRAME_SEQUENCES}. */
const FRAME_CHUNKS: readonly string[] = ['VP8 ', 'VP8L', 'ALPH'];
/** VP8X: animation, alpha or not, EXIF where something is kept. */
const ANIMATION = 0x02;
const EXIF = 0x08;
const ALPHA = 0x10;
/** Reserved bytes behind the flags. */
const RESERVED = '\0\0\0';
/** ANIM: a transparent background. The number of plays is what it is. */
const BACKGROUND = '\0\0\0\0';
/** Bytes of a frame's header. */
const FRAME_HEADER = 16;
/** Bits of a frame's flags that have a meaning: blending and disposal. */
const FRAME_FLAGS = 0x03;

/** One chunk of the walk; `end` includes its padding. */
interface Chunk {
  readonly type: string;
  readonly at: number;
  readonly length: number;
  readonly end: number;
}

/**
 * Checks an animated WebP against the allow-list up to its last byte: VP8X, ANIM, and ANMF with VP8, VP8L, or ALPH and
 * VP8 in it; EXIF behind them where something is kept; reserved bits zero, flags that say what is there, sizes as planned. Bytes inside a chunk behind the end of
 * its compressed stream are not seen: that takes a decoder.
 * @param bytes - the output
 * @param canvas - size in pixels
 * @param frames - how many there should be
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a chunk
 */
export function verifyAnimatedWebp(bytes: Uint8Array, canvas: Size, frames: number, findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  const riffEnd = verifyRiff(bytes, findings);
  if (riffEnd === null) return;
  const exif = expectedExif(kept.resolutions[0] ?? null, kept.captureTime);
  const flags = exif === null ? ANIMATION : ANIMATION | EXIF;
  let hasExif = false;
  let count = 0;
  let saysAlpha = false;
  let hasAlpha = false;
  let index = 0;
  for (const chunk of chunksOf(bytes, 12, riffEnd, findings)) {
    const { type, at, length, end } = chunk;
    // The two first chunks have their places; all others are frames.
    const isKept = exif !== null && index > 1 && end === riffEnd;
    const expected = ['VP8X', 'ANIM'][index] ?? (isKept ? 'EXIF' : 'ANMF');
    index += 1;
    if (type !== expected) {
      findings.add('segment', toldType(type), at, end - at);
    } else if (type === 'VP8X') {
      saysAlpha = byteAt(bytes, at + 8) === (flags | ALPHA);
      const isSound = length === 10 && (saysAlpha || byteAt(bytes, at + 8) === flags) && spells(bytes, at + 9, RESERVED);
      findings.expect(isSound, 'segment', type, at, end - at);
      const isPlanned = length >= 10 && u24le(bytes, at + 12) + 1 === canvas.width && u24le(bytes, at + 15) + 1 === canvas.height;
      findings.expect(isPlanned, 'size', type, at, end - at);
    } else if (type === 'ANIM') {
      findings.expect(length === 6 && spells(bytes, at + 8, BACKGROUND), 'segment', type, at, end - at);
    } else if (isKept) {
      hasExif = length === exif.length && spells(bytes, at + 8, exif);
    } else {
      count += 1;
      hasAlpha = verifyFrame(bytes, chunk, canvas, findings) || hasAlpha;
    }
  }
  findings.expect(exif === null || hasExif, 'segment', 'EXIF', riffEnd, 0);
  findings.expect(count === frames && count > 0, 'malformed', 'frame count', 12, riffEnd - 12);
  findings.expect(saysAlpha === hasAlpha, 'segment', 'VP8X', 12, 18);
}

/** @returns whether the frame has alpha */
function verifyFrame(bytes: Uint8Array, frame: Chunk, canvas: Size, findings: FindingList): boolean {
  const { at, length } = frame;
  const data = at + 8;
  if (length < FRAME_HEADER) {
    findings.add('malformed', 'ANMF', at, frame.end - at);
    return false;
  }
  const size = { width: u24le(bytes, data + 6) + 1, height: u24le(bytes, data + 9) + 1 };
  const isInside = u24le(bytes, data) * 2 + size.width <= canvas.width && u24le(bytes, data + 3) * 2 + size.height <= canvas.height;
  findings.expect(isInside, 'size', 'ANMF', at, frame.end - at);
  findings.expect((byteAt(bytes, data + 15) & ~FRAME_FLAGS) === 0, 'segment', 'ANMF', at, frame.end - at);
  const types: string[] = [];
  let hasAlpha = false;
  for (const { type, at: start, length: sizeBytes, end } of chunksOf(bytes, data + FRAME_HEADER, data + length, findings)) {
    types.push(type);
    if (!FRAME_CHUNKS.includes(type)) {
      findings.add('segment', toldType(type), start, end - start);
      continue;
    }
    verifyContent(bytes, type, start, sizeBytes, size, findings);
    hasAlpha ||= showsAlpha(bytes, type, start, sizeBytes);
  }
  findings.expect(FRAME_SEQUENCES.includes(types.join(' ')), 'malformed', 'not one picture', data, length);
  return hasAlpha;
}

/** Walks the chunks of a container, padding included, and ends at the first that does not fit. */
function* chunksOf(bytes: Uint8Array, start: number, limit: number, findings: FindingList): Generator<Chunk> {
  for (let at = start; at < limit;) {
    findings.walked();
    // A header that the container cuts would be read from what follows.
    const length = at + 8 > limit ? Infinity : u32le(bytes, at + 4);
    const end = at + 8 + length + (length & 1);
    if (end > limit) {
      findings.add('malformed', 'chunk length', at, limit - at);
      return;
    }
    findings.expect((length & 1) === 0 || byteAt(bytes, end - 1) === 0, 'malformed', 'padding', end - 1, 1);
    yield { type: fourCharacters(bytes, at), at, length, end };
    at = end;
  }
}
