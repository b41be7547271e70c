import { crc32 } from '../../src/core/structure/crc32.ts';
import { big, joinBytes } from './byte-join.ts';

/** What stands in a PNG's header. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colorType: number;
}

/** A chunk's type and data. */
export type ChunkParts = readonly [type: string, data: Uint8Array];

/**
 * Writes a PNG of a header, chunks as given, and the end.
 * @param header - not checked
 * @param chunks - in file order
 */
export function pngFile({ width, height, depth, colorType }: PngHeader, chunks: readonly ChunkParts[]): Uint8Array {
  const header = Uint8Array.from([...big(width, 4), ...big(height, 4), depth, colorType, 0, 0, 0]);
  const parts: readonly ChunkParts[] = [['IHDR', header], ...chunks, ['IEND', new Uint8Array(0)]];
  return joinBytes('\x89PNG\r\n\x1a\n', ...parts.map(pngChunk));
}

/** One chunk with length and checksum. */
export function pngChunk([type, data]: ChunkParts): Uint8Array {
  const body = joinBytes(type, data);
  return joinBytes(big(data.length, 4), body, big(crc32(body, 0, body.length), 4));
}
