import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, fourCharacters, spells, u16le, u24le, u32le } from './binary-reads.ts';
import { u24leBytes, u32leBytes } from './binary-writes.ts';
import { joinBytes, textBytes } from './byte-join.ts';

/** Bytes before the first chunk: `RIFF`, size, `WEBP`. */
export const RIFF_HEADER_BYTES = 12;
/** Bytes of a chunk's own header: type and size. */
export const CHUNK_HEADER_BYTES = 8;

/** Flags in the first byte of VP8X. @see https://www.rfc-editor.org/rfc/rfc9649#section-2.7 */
export const VP8X_FLAG = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, icc: 0x20 } as const;

/** One RIFF chunk. */
export interface WebpChunk {
  /** Four characters, as stored. */
  readonly type: string;
  /** Offset of the type. */
  readonly start: number;
  readonly dataStart: number;
  readonly dataEnd: number;
  /** One past the padding byte of a chunk with an odd size. */
  readonly end: number;
}

/**
 * Reads the chunk at an offset.
 * @param bytes - the file
 * @param start - offset of its type
 * @param limit - end of the container it lies in
 * @throws AnonymizerError `input/truncated` when it does not fit
 */
export function readWebpChunk(bytes: Uint8Array, start: number, limit: number): WebpChunk {
  const dataStart = start + CHUNK_HEADER_BYTES;
  if (dataStart > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  const sizeBytes = u32le(bytes, start + 4);
  const dataEnd = dataStart + sizeBytes;
  if (dataEnd > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  // Some writers leave the last padding byte out.
  return { type: fourCharacters(bytes, start), start, dataStart, dataEnd, end: Math.min(dataEnd + (sizeBytes & 1), limit) };
}

/** What the header of a picture's own data says. */
export interface WebpFrameHeader extends Size {
  readonly isLossy: boolean;
  readonly hasAlpha: boolean;
}

/**
 * Reads the header of a VP8 or VP8L chunk. The size is not checked here.
 * @param bytes - the file
 * @param chunk - a chunk of type `VP8 ` or `VP8L`
 * @throws AnonymizerError `input/corrupt` when it is no key frame, `input/truncated` when the header does not fit
 * @see https://www.rfc-editor.org/rfc/rfc6386#section-9.1
 */
export function readFrameHeader(bytes: Uint8Array, chunk: WebpChunk): WebpFrameHeader {
  const at = chunk.dataStart;
  const isLossy = chunk.type === 'VP8 ';
  if (chunk.dataEnd < at + (isLossy ? 10 : 5)) {
    throw new AnonymizerError('input/truncated', { offset: chunk.start });
  }
  if (isLossy) {
    if ((byteAt(bytes, at) & 1) !== 0 || !spells(bytes, at + 3, '\x9d\x01\x2a')) {
      throw new AnonymizerError('input/corrupt', { offset: chunk.start });
    }
    return { isLossy, width: u16le(bytes, at + 6) & 0x3fff, height: u16le(bytes, at + 8) & 0x3fff, hasAlpha: false };
  }
  const packed = u32le(bytes, at + 1);
  if (byteAt(bytes, at) !== 0x2f || packed >>> 29 !== 0) {
    throw new AnonymizerError('input/corrupt', { offset: chunk.start });
  }
  return { isLossy, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, hasAlpha: ((packed >>> 28) & 1) === 1 };
}

/** Canvas size of a VP8X chunk with at least 10 bytes. */
export function readCanvas(bytes: Uint8Array, chunk: WebpChunk): Size {
  return { width: u24le(bytes, chunk.dataStart + 4) + 1, height: u24le(bytes, chunk.dataStart + 7) + 1 };
}

/**
 * Writes a chunk with its size and padding.
 * @param type - four characters
 * @param data - read, not kept
 */
export function writtenWebpChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes([textBytes(type), u32leBytes(data.length), data, new Uint8Array(data.length & 1)]);
}

/**
 * Writes the chunk that an extended file begins with.
 * @param flags - of {@link VP8X_FLAG}
 * @param canvas - size in pixels
 */
export function writtenCanvas(flags: number, { width, height }: Size): Uint8Array<ArrayBuffer> {
  return writtenWebpChunk('VP8X', joinBytes([Uint8Array.of(flags, 0, 0, 0), u24leBytes(width - 1), u24leBytes(height - 1)]));
}

/**
 * Puts the RIFF header before the chunks of a file.
 * @param chunks - in order, each with its padding
 */
export function writtenWebp(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 'WEBP'.length);
  return joinBytes([textBytes('RIFF'), u32leBytes(sizeBytes), textBytes('WEBP'), ...chunks]);
}
