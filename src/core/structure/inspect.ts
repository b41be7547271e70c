import { AnonymizerError, assertNever } from '../errors.ts';
import { MAX_FILE_BYTES } from '../limits.ts';
import { inspectAvif } from './avif.ts';
import { inspectBmp } from './bmp.ts';
import { inspectGif } from './gif.ts';
import { inspectHeif } from './heif.ts';
import type { ImageFormat, SourceInspection } from './inspection.ts';
import { inspectJpeg } from './jpeg.ts';
import { inspectPng } from './png.ts';
import { requireFormat } from './sniff.ts';
import { inspectTiff } from './tiff-file.ts';
import { inspectWebp } from './webp.ts';

/**
 * Reads the structure of a source picture from its bytes, without decoding a pixel. The size is checked from the
 * header before anything else is walked. Work is linear in the file's size, whatever the file holds.
 * @param untrustedBytes - the whole file; only read
 * @returns sizes in pixels, `metadata` in file order
 * @throws AnonymizerError `input/empty`, `input/too-many-bytes`, `input/unsupported`, `input/too-large`,
 *   `input/no-pixels`, `input/animated`, `input/too-many-frames`, `input/corrupt`, `input/truncated`, `input/undecodable`; nothing else
 */
export function inspectImage(untrustedBytes: Uint8Array): SourceInspection {
  const format = requireFormat(untrustedBytes);
  if (untrustedBytes.length > MAX_FILE_BYTES) {
    throw new AnonymizerError('input/too-many-bytes', { sizeBytes: untrustedBytes.length });
  }
  return inspectAs(format, untrustedBytes);
}

function inspectAs(format: ImageFormat, untrustedBytes: Uint8Array): SourceInspection {
  switch (format) {
    case 'jpeg':
      return inspectJpeg(untrustedBytes);
    case 'png':
      return inspectPng(untrustedBytes);
    case 'webp':
      return inspectWebp(untrustedBytes);
    case 'gif':
      return inspectGif(untrustedBytes);
    case 'bmp':
      return inspectBmp(untrustedBytes);
    case 'avif':
      return inspectAvif(untrustedBytes);
    case 'heif':
      return inspectHeif(untrustedBytes);
    case 'tiff':
      return inspectTiff(untrustedBytes);
    default:
      return assertNever(format);
  }
}
