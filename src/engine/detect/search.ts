import type { Detection, Kind, SearchReport } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { Detector } from './detector.ts';

/** Finds of all detectors in one picture, and what was looked for. */
export interface SearchOutcome {
  readonly detections: readonly Detection[];
  readonly search: SearchReport;
}

/**
 * Runs detectors over one picture, one after another.
 * @param picture - only read
 * @param detectors - loaded already
 * @param scoreThresholds - lowest calibrated score wanted per kind
 * @param onFraction - share that is done, 0..1
 */
export async function searchPicture(
  picture: Raster,
  detectors: readonly Detector[],
  scoreThresholds: Readonly<Partial<Record<Kind, number>>>,
  onFraction: (fraction: number) => void,
): Promise<SearchOutcome> {
  const kinds = Object.keys(scoreThresholds) as Kind[];
  const detections: Detection[] = [];
  const scales = new Set<number>();
  let inferences = 0;
  for (const [index, detector] of detectors.entries()) {
    const lowest = Math.min(...detector.kinds.map((kind) => scoreThresholds[kind] ?? 1));
    const run = await detector.detect(picture, {
      scoreThreshold: lowest,
      onFraction: (fraction) => {
        onFraction((index + fraction) / detectors.length);
      },
    });
    detections.push(...run.detections.filter((find) => find.score >= (scoreThresholds[find.kind] ?? Infinity)));
    for (const scale of run.scales) scales.add(scale);
    inferences += run.inferences;
  }
  return {
    detections: detections.sort((a, b) => b.score - a.score),
    search: {
      kinds,
      detectors: detectors.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
      // Nothing is looked for where every kind is off; infinity would become null in the record's JSON.
      smallestHeight: detectors.length === 0 ? 0 : Math.min(...detectors.map((detector) => detector.smallestHeight)),
      scales: [...scales].sort((a, b) => b - a),
      inferences,
    },
  };
}
