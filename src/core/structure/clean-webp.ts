import { AnonymizerError } from '../errors.ts';
import { u32le } from './binary-reads.ts';
import {
  readFrameHeader,
  readWebpChunk,
  RIFF_HEADER_BYTES,
  VP8X_FLAG,
  writtenCanvas,
  writtenWebp,
  writtenWebpChunk,
  type WebpChunk,
} from './webp-chunks.ts';

/**
 * Rewrites an encoder's WebP to the allow-list: VP8 or VP8L alone, or VP8X, ALPH and VP8 where a lossy picture has
 * alpha. Flags say what is left, and the RIFF size is exact.
 * @param bytes - what the browser's encoder made
 * @throws AnonymizerError `input/corrupt` or `input/truncated` when it can't be walked or holds no still picture
 */
export function cleanWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const riffEnd = Math.min(8 + u32le(bytes, 4), bytes.length);
  let alpha: WebpChunk | null = null;
  let picture: WebpChunk | null = null;
  for (let at = RIFF_HEADER_BYTES; at < riffEnd;) {
    const chunk = readWebpChunk(bytes, at, riffEnd);
    if (chunk.type === 'ALPH' && picture === null) {
      alpha ??= chunk;
    } else if (chunk.type === 'VP8 ' || chunk.type === 'VP8L') {
      picture ??= chunk;
    }
    at = chunk.end;
  }
  if (picture === null) {
    throw new AnonymizerError('input/corrupt');
  }
  const chunks = [writtenWebpChunk(picture.type, bytes.subarray(picture.dataStart, picture.dataEnd))];
  if (alpha !== null && picture.type === 'VP8 ') {
    const canvas = writtenCanvas(VP8X_FLAG.alpha, readFrameHeader(bytes, picture));
    chunks.unshift(canvas, writtenWebpChunk('ALPH', bytes.subarray(alpha.dataStart, alpha.dataEnd)));
  }
  return writtenWebp(chunks);
}
