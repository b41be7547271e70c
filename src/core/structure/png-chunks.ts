import { AnonymizerError } from '../errors.ts';
import { fourCharacters, u32be } from './binary-reads.ts';
import { u32beBytes } from './binary-writes.ts';
import { joinBytes, textBytes } from './byte-join.ts';
import { crc32 } from './crc32.ts';

/** Bytes of the PNG signature. */
export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/** One chunk of a PNG: length, type, data, CRC, in this order. */
export interface PngChunk {
  /** Four ASCII letters. */
  readonly type: string;
  /** Offset of the length. */
  readonly start: number;
  readonly dataStart: number;
  readonly dataEnd: number;
  /** One past the CRC. */
  readonly end: number;
}

/**
 * Reads the chunk at an offset, without checking its CRC.
 * @param bytes - the file
 * @throws AnonymizerError `input/truncated` when it does not fit into the file, `input/corrupt` for an impossible type
 * @see https://www.w3.org/TR/png-3/#5Chunk-layout
 */
export function readChunk(bytes: Uint8Array, start: number): PngChunk {
  const length = u32be(bytes, start);
  const type = fourCharacters(bytes, start + 4);
  if (type.length < 4) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  if (!/^[A-Za-z]{4}$/.test(type)) {
    throw new AnonymizerError('input/corrupt', { offset: start });
  }
  const dataStart = start + 8;
  const end = dataStart + length + 4;
  if (end > bytes.length) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  return { type, start, dataStart, dataEnd: end - 4, end };
}

/** Whether a chunk's CRC is right. */
export function hasGoodCrc(bytes: Uint8Array, chunk: PngChunk): boolean {
  return crc32(bytes, chunk.start + 4, chunk.dataEnd) === u32be(bytes, chunk.dataEnd);
}

/**
 * Writes a chunk with its length and CRC.
 * @param type - four ASCII letters
 * @param data - read, not kept
 */
export function writtenPngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = joinBytes([u32beBytes(data.length), textBytes(type), data, u32beBytes(0)]);
  chunk.set(u32beBytes(crc32(chunk, 4, chunk.length - 4)), chunk.length - 4);
  return chunk;
}

/** Whether a decoder must know the chunk: its type begins with a capital. */
export function isCritical(chunk: PngChunk): boolean {
  return /^[A-Z]/.test(chunk.type);
}
