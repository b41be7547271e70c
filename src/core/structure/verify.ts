import { AnonymizerError, assertNever } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { FindingList, type StructureReport } from './finding-list.ts';
import type { WrittenFormat } from './inspection.ts';
import { verifyAvif } from './verify-avif.ts';
import { verifyGif } from './verify-gif.ts';
import { verifyJpeg } from './verify-jpeg.ts';
import { verifyAnimatedPng } from './verify-animated-png.ts';
import { verifyAnimatedWebp } from './verify-animated-webp.ts';
import { verifyPng } from './verify-png.ts';
import { verifyTiff } from './verify-tiff.ts';
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
  return walk(bytes, (findings) => {
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
      case 'tiff':
        verifyTiff(bytes, [expectedSize], findings);
        break;
      case 'gif':
        verifyGif(bytes, expectedSize, 1, findings);
        break;
      default:
        assertNever(format);
    }
  });
}

/**
 * As {@link verifyOutput}, for an animation or for pages.
 * @param bytes - the output; only read
 * @param format - what it should be; formats that hold one picture only are a finding
 * @param sizes - of each frame or page in order; an animation's frames all have the canvas's
 */
export function verifySequence(bytes: Uint8Array, format: WrittenFormat, sizes: readonly Size[]): StructureReport {
  const canvas = sizes[0] ?? { width: 0, height: 0 };
  return walk(bytes, (findings) => {
    switch (format) {
      case 'png':
        verifyAnimatedPng(bytes, canvas, sizes.length, findings);
        break;
      case 'webp':
        verifyAnimatedWebp(bytes, canvas, sizes.length, findings);
        break;
      case 'gif':
        verifyGif(bytes, canvas, sizes.length, findings);
        break;
      case 'tiff':
        verifyTiff(bytes, sizes, findings);
        break;
      default:
        findings.add('malformed', 'one picture only', 0, 0);
    }
  });
}

function walk(bytes: Uint8Array, check: (findings: FindingList) => void): StructureReport {
  const findings = new FindingList();
  try {
    check(findings);
  } catch (thrown) {
    if (!(thrown instanceof AnonymizerError) || thrown.code !== 'input/truncated') {
      throw thrown;
    }
    // A read past the end is a finding like any other, not a reason to give up.
    findings.add('malformed', 'end of file', bytes.length, 0);
  }
  return findings.report();
}
