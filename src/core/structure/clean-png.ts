import { joinBytes, textBytes } from './byte-join.ts';
import { PNG_SIGNATURE, readChunk } from './png-chunks.ts';

/** Chunks that an output may have. */
const KEPT: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'sRGB', 'IDAT', 'IEND'];

/**
 * Rewrites an encoder's PNG to the allow-list: IHDR, PLTE, tRNS, sRGB, IDAT, IEND, and nothing after it.
 * @param bytes - what the browser's encoder made
 * @throws AnonymizerError `input/corrupt` or `input/truncated` when it can't be walked
 */
export function cleanPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [textBytes(PNG_SIGNATURE)];
  for (let at = PNG_SIGNATURE.length; ;) {
    const chunk = readChunk(bytes, at);
    if (KEPT.includes(chunk.type)) {
      pieces.push(bytes.subarray(chunk.start, chunk.end));
    }
    if (chunk.type === 'IEND') {
      return joinBytes(pieces);
    }
    at = chunk.end;
  }
}
