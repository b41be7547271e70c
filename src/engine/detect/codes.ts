import type { Detection } from '../../core/detect/detection.ts';
import { findCodes, type CodeSearchSettings } from '../../core/detect/codes/find-codes.ts';
import { luminance } from '../../core/detect/codes/luminance.ts';
import { SYMBOLOGIES } from '../../core/detect/codes/symbologies.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';
import { CODE_READER, readCodes, startCodeReader } from './code-reader.ts';
import type { Detector, SearchOptions } from './detector.ts';

/**
 * Tiles keep the reader's memory flat on large pictures; what is too large for the overlap is found at half the size. Twice the
 * size finds codes of 1.2 to 2 pixels a module, at twice the cost of all the rest; on pictures of 12 megapixels it found one code
 * of 36 more, so only the second look doubles those.
 */
const FIRST: CodeSearchSettings = { tileSide: 2112, overlap: 256, doubleUpTo: 4_200_000, mostStripes: 16 };
/** Other borders, and a pass that closes small gaps. */
const SECOND: CodeSearchSettings = { tileSide: 1536, overlap: 384, doubleUpTo: 16_800_000, mostStripes: 32 };

/** Below this a code has less than a pixel a module. */
const SMALLEST_HEIGHT = 12;

/**
 * Makes the detector of machine-readable codes, for the kind `qr-code`. Loads the reader: call it only when the kind is asked for.
 * @throws AnonymizerError `model/integrity`, `model/failed`
 */
export async function makeCodeDetector(): Promise<Detector> {
  await startCodeReader();
  const { name, version, sha256 } = CODE_READER;
  return {
    name,
    version,
    models: [{ name, version, sha256 }],
    kinds: ['qr-code'],
    smallestHeight: SMALLEST_HEIGHT,
    detect: async (picture, options) => {
      const denoise = options.view === 'second';
      const plane = luminance(picture);
      const outcome = await findCodes(
        plane,
        (plane, symbologies, upright) => readCodes(plane, symbologies, { upright, denoise }),
        denoise ? SECOND : FIRST,
        options.onFraction,
      );
      // A byte a pixel: 100 MB for the largest pictures.
      releaseBuffer(plane.data.buffer);
      const detections = outcome.codes
        .map(({ box, angle, score, symbology }): Detection => {
          return { kind: 'qr-code', score, box, angle, reason: SYMBOLOGIES[symbology].name, detector: name };
        })
        .filter((find) => find.score >= lowest(options));
      return { detections, scales: outcome.scales, inferences: outcome.reads };
    },
  };
}

function lowest({ scoreThresholds }: SearchOptions): number {
  return scoreThresholds['qr-code'] ?? Infinity;
}
