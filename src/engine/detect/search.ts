import type { Detection, Kind, SearchReport } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { Detector, SearchOptions } from './detector.ts';

/** Finds of all detectors in one picture, and what was looked for. */
export interface SearchOutcome {
  readonly detections: readonly Detection[];
  readonly search: SearchReport;
}

/**
 * Runs detectors over one picture, one after another.
 * @param picture - only read
 * @param detectors - loaded already
 * @param options - what is wanted of each kind, and where progress is told
 */
export async function searchPicture(picture: Raster, detectors: readonly Detector[], options: SearchOptions): Promise<SearchOutcome> {
  const { scoreThresholds } = options;
  const detections: Detection[] = [];
  const scales = new Set<number>();
  let inferences = 0;
  for (const [index, detector] of detectors.entries()) {
    const run = await detector.detect(picture, {
      ...options,
      onFraction: (fraction) => {
        options.onFraction((index + fraction) / detectors.length);
      },
    });
    detections.push(...run.detections.filter((find) => find.score >= (scoreThresholds[find.kind] ?? Infinity)));
    for (const scale of run.scales) scales.add(scale);
    inferences += run.inferences;
  }
  return {
    detections: detections.sort((a, b) => b.score - a.score),
    search: {
      kinds: Object.keys(scoreThresholds) as Kind[],
      detectors: modelsOf(detectors),
      // Nothing is looked for where every kind is off; infinity would become null in the record's JSON.
      smallestHeight: detectors.length === 0 ? 0 : Math.min(...detectors.map((detector) => detector.smallestHeight)),
      scales: [...scales].sort((a, b) => b - a),
      ...(options.thorough === true ? { thorough: true } : {}),
      inferences,
    },
  };
}

/** Every model that takes part in some detectors, once, in their order. */
export function modelsOf(detectors: readonly Detector[]): SearchReport['detectors'] {
  const byName = new Map(detectors.flatMap((detector) => detector.models).map(({ name, version, sha256 }) => [name, { name, version, sha256 }]));
  return [...byName.values()];
}
