import { AnonymizerError, assertNever } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { FindingList, type StructureReport } from './finding-list.ts';
import type { WrittenFormat } from './inspection.ts';
import { verifyAvif } from './verify-avif.ts';
import { verifyJpeg } from './verify-jpeg.ts';
import { verifyPng } from './verify-png.ts';
import { verifyWebp } from './verify-webp.ts';

/**
 * Walks a finished output and tells everything in it that is not the picture. It knows nothing of how the output was
 * made: its walk and its allow-list are its own.
 *
 * Limits: what stands inside a compressed stream, behind the stream's own end, is not seen (there is no decoder here).
 * @param bytes - the output; only read
 * @param format - what it should be
 * @param expectedSize - what its header should say, in pixels
 * @returns no findings exactly where every byte belongs to one picture of that size
 */
export function verifyOutput(bytes: Uint8Array, format: WrittenFormat, expectedSize: Size): StructureReport {
  const findings = new FindingList();
  try {
    switch (format) {
      case 'jpeg':
        verifyJpeg(bytes, expectedSize, findings);
        break;
      case 'png':
        verifyPng(bytes, expectedSize, findings);
        break;
      case 'webp':
        verifyWebp(bytes, expectedSize, findings);
        break;
      case 'avif':
        verifyAvif(bytes, expectedSize, findings);
        break;
      default:
        assertNever(format);
    }
  } catch (thrown) {
    if (!(thrown instanceof AnonymizerError) || thrown.code !== 'input/truncated') {
      throw thrown;
    }
    // A read past the end is a finding like any other, not a reason to give up.
    findings.add('malformed', 'end of file', bytes.length, 0);
  }
  return findings.report();
}
