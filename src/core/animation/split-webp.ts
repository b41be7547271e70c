import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, u16le, u32le } from '../structure/binary-reads.ts';
import { inspectWebp } from '../structure/webp.ts';
import { readWebpFrame, type WebpFrame } from '../structure/webp-animation.ts';
import {
  readWebpChunk,
  RIFF_HEADER_BYTES,
  VP8X_FLAG,
  writtenCanvas,
  writtenWebp,
  writtenWebpChunk,
  type WebpChunk,
} from '../structure/webp-chunks.ts';
import type { SplitAnimation } from './animation.ts';

interface WebpParts {
  readonly plays: number;
  readonly frames: readonly WebpFrame[];
  /** Colour profile, where the first chunk announces one. */
  readonly profile: WebpChunk | null;
}

/**
 * Takes an animated WebP apart. The background colour is left alone: browsers begin with, and clear to, transparency.
 * @param bytes - the whole file; kept and only read
 * @throws AnonymizerError as `inspectWebp`, and `input/corrupt` for a file that is not animated
 */
export function splitWebp(bytes: Uint8Array): SplitAnimation {
  const { storedSize } = inspectWebp(bytes);
  const { plays, frames, profile } = readParts(bytes, storedSize);
  const copied = (chunk: WebpChunk): Uint8Array => writtenWebpChunk(chunk.type, bytes.subarray(chunk.dataStart, chunk.dataEnd));
  return {
    layout: {
      canvas: storedSize,
      plays,
      frames: frames.map(({ area, duration, blend, disposal }) => ({ area, duration, blend, disposal })),
    },
    stillFile: (index) => {
      const frame = frames[index];
      if (frame === undefined) throw new RangeError('no such frame');
      const picture = copied(frame.picture);
      // The short form has no place for a separate alpha plane or a profile.
      if (frame.alpha === null && profile === null) return writtenWebp([picture]);
      const flags = (frame.header.hasAlpha ? VP8X_FLAG.alpha : 0) | (profile === null ? 0 : VP8X_FLAG.icc);
      const extra = [profile, frame.alpha].flatMap((chunk) => (chunk === null ? [] : [copied(chunk)]));
      return writtenWebp([writtenCanvas(flags, frame.area), ...extra, picture]);
    },
  };
}

function readParts(bytes: Uint8Array, canvas: Size): WebpParts {
  const riffEnd = 8 + u32le(bytes, 4);
  const hasProfile = (byteAt(bytes, RIFF_HEADER_BYTES + 8) & VP8X_FLAG.icc) !== 0;
  const frames: WebpFrame[] = [];
  let plays = 0;
  let profile: WebpChunk | null = null;
  for (let at = RIFF_HEADER_BYTES; at < riffEnd;) {
    const chunk = readWebpChunk(bytes, at, riffEnd);
    if (chunk.type === 'ANIM') {
      plays = u16le(bytes, chunk.dataStart + 4);
    } else if (chunk.type === 'ANMF') {
      frames.push(readWebpFrame(bytes, chunk, canvas));
    } else if (chunk.type === 'ICCP' && hasProfile) {
      profile ??= chunk;
    }
    at = chunk.end;
  }
  if (frames.length === 0) throw new AnonymizerError('input/corrupt');
  return { plays, frames, profile };
}
