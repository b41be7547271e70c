import { AnonymizerError, assertNever } from '../errors.ts';
import { cleanAvif } from './clean-avif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';
import type { WrittenImageFormat } from './inspection.ts';
import { sniffFormat } from './sniff.ts';

/**
 * Rewrites what the browser's encoder made so that it holds the picture and nothing else. Compressed pixels are copied
 * as they are. Whether the result is clean is for {@link verifyOutput} to say, whose walk and allow-list are its own.
 * @param bytes - the encoder's file; only read
 * @param format - what the encoder was asked for
 * @returns a new file; cleaning it again changes nothing
 * @throws AnonymizerError `export/encode` when the bytes are not a file of that format that can be walked (browsers
 *   answer with PNG, without an error, where they can't write a format)
 */
export function cleanOutput(bytes: Uint8Array, format: WrittenImageFormat): Uint8Array<ArrayBuffer> {
  if (sniffFormat(bytes) !== format) {
    throw new AnonymizerError('export/encode');
  }
  try {
    switch (format) {
      case 'jpeg':
        return cleanJpeg(bytes);
      case 'png':
        return cleanPng(bytes);
      case 'webp':
        return cleanWebp(bytes);
      case 'avif':
        return cleanAvif(bytes);
      case 'gif':
      case 'tiff':
        // Written by Cloakroom itself, with nothing but the picture.
        return bytes.slice();
      default:
        return assertNever(format);
    }
  } catch (thrown) {
    // The walkers speak of inputs; here the file is our own.
    throw thrown instanceof AnonymizerError ? new AnonymizerError('export/encode', thrown.facts) : thrown;
  }
}
