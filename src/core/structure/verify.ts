import { AnonymizerError, assertNever } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { FindingList, type StructureReport } from './finding-list.ts';
import type { WrittenImageFormat } from './inspection.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';
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
 * @param kept - what was asked to be kept: it has to be there exactly as these values are written, and nothing else may be
 * @returns no findings exactly where every byte belongs to one picture of that size, or to what is kept
 */
export function verifyOutput(bytes: Uint8Array, format: WrittenImageFormat, expectedSize: Size, kept: KeptValues = NOTHING_KEPT): StructureReport {
  return walk(bytes, (findings) => {
    switch (format) {
      case 'jpeg':
        verifyJpeg(bytes, expectedSize, findings, kept);
        break;
      case 'png':
        verifyPng(bytes, expectedSize, findings, kept);
        break;
      case 'webp':
        verifyWebp(bytes, expectedSize, findings, kept);
        break;
      case 'avif':
        verifyAvif(bytes, expectedSize, findings, kept);
        break;
      case 'tiff':
        verifyTiff(bytes, [expectedSize], findings, kept);
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
 * @param kept - as {@link verifyOutput}
 */
export function verifySequence(bytes: Uint8Array, format: WrittenImageFormat, sizes: readonly Size[], kept: KeptValues = NOTHING_KEPT): StructureReport {
  const canvas = sizes[0] ?? { width: 0, height: 0 };
  return walk(bytes, (findings) => {
    switch (format) {
      case 'png':
        verifyAnimatedPng(bytes, canvas, sizes.length, findings, kept);
        break;
      case 'webp':
        verifyAnimatedWebp(bytes, canvas, sizes.length, findings, kept);
        break;
      case 'gif':
        verifyGif(bytes, canvas, sizes.length, findings);
        break;
      case 'tiff':
        verifyTiff(bytes, sizes, findings, kept);
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
