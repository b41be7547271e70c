import type { StoredFrame } from '../animation/animation.ts';
import { AnonymizerError } from '../errors.ts';
import { sourceBox, type Size } from '../geometry/box.ts';
import { byteAt, u24le } from './binary-reads.ts';
import { readFrameHeader, readWebpChunk, type WebpChunk, type WebpFrameHeader } from './webp-chunks.ts';

/** Bytes of a frame's header, before its own chunks. @see https://www.rfc-editor.org/rfc/rfc9649#section-2.7.1.1 */
export const ANIMATION_FRAME_HEADER_BYTES = 16;
/** Bits of the last byte of that header. */
export const FRAME_FLAG = { clear: 0x01, replace: 0x02 } as const;
/** Chunks of one frame; real ones have at most two. */
const MAX_FRAME_CHUNKS = 100;
const NESTED_CONTAINERS: readonly string[] = ['VP8X', 'ANIM', 'ANMF'];

/** One frame and where its chunks lie. EXIF never turns a WebP, so areas are those of the picture as displayed. */
export interface WebpFrame extends StoredFrame {
  /** Of its picture; `hasAlpha` tells of a separate alpha plane as well. */
  readonly header: WebpFrameHeader;
  readonly picture: WebpChunk;
  readonly alpha: WebpChunk | null;
  /** Chunks that are no part of the picture. */
  readonly others: readonly WebpChunk[];
}

/**
 * Reads one frame of an animation, and refuses one that browsers could understand in more than one way: outside the
 * canvas, without a picture or with two, or with a picture of another size.
 * @param bytes - the file
 * @param frame - an ANMF chunk
 * @param canvas - size that VP8X tells
 * @throws AnonymizerError `input/corrupt`, `input/truncated`
 */
export function readWebpFrame(bytes: Uint8Array, frame: WebpChunk, canvas: Size): WebpFrame {
  const at = frame.dataStart;
  refuseUnless(frame.dataEnd - at > ANIMATION_FRAME_HEADER_BYTES, frame);
  // Offsets are stored halved, sizes less one.
  const area = sourceBox(u24le(bytes, at) * 2, u24le(bytes, at + 3) * 2, u24le(bytes, at + 6) + 1, u24le(bytes, at + 9) + 1);
  refuseUnless(area.left + area.width <= canvas.width && area.top + area.height <= canvas.height, frame);
  const flags = byteAt(bytes, at + 15);
  const { picture, alpha, others } = readFrameChunks(bytes, frame);
  const header = readFrameHeader(bytes, picture);
  refuseUnless(header.width === area.width && header.height === area.height, frame);
  return {
    area,
    duration: u24le(bytes, at + 12),
    blend: (flags & FRAME_FLAG.replace) === 0 ? 'over' : 'replace',
    disposal: (flags & FRAME_FLAG.clear) === 0 ? 'keep' : 'clear',
    header: { ...header, hasAlpha: header.hasAlpha || alpha !== null },
    picture,
    alpha,
    others,
  };
}

function readFrameChunks(bytes: Uint8Array, frame: WebpChunk): Pick<WebpFrame, 'picture' | 'alpha' | 'others'> {
  let picture: WebpChunk | null = null;
  let alpha: WebpChunk | null = null;
  const others: WebpChunk[] = [];
  for (let at = frame.dataStart + ANIMATION_FRAME_HEADER_BYTES, chunks = 0; at < frame.dataEnd; chunks += 1) {
    const chunk = readWebpChunk(bytes, at, frame.dataEnd);
    refuseUnless(chunks < MAX_FRAME_CHUNKS && !NESTED_CONTAINERS.includes(chunk.type), chunk);
    if (chunk.type === 'VP8 ' || chunk.type === 'VP8L') {
      // A lossless picture has its own alpha.
      refuseUnless(picture === null && (alpha === null || chunk.type === 'VP8 '), chunk);
      picture = chunk;
    } else if (chunk.type === 'ALPH') {
      refuseUnless(picture === null && alpha === null, chunk);
      alpha = chunk;
    } else {
      others.push(chunk);
    }
    at = chunk.end;
  }
  if (picture === null) {
    throw new AnonymizerError('input/corrupt', { offset: frame.start });
  }
  return { picture, alpha, others };
}

function refuseUnless(isAllowed: boolean, chunk: WebpChunk): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset: chunk.start });
  }
}
