import type { Detection, Kind } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';

/** What a detector did on one picture, next to its finds. */
export interface DetectorRun {
  /** Calibrated and merged, highest score first, in pixels of the picture. */
  readonly detections: readonly Detection[];
  /** Levels searched, as factors of the native size. */
  readonly scales: readonly number[];
  readonly inferences: number;
}

/** How a search is run. */
export interface SearchOptions {
  /** Finds below this calibrated score are left out, 0..1. */
  readonly scoreThreshold: number;
  /** Called with the share that is done, 0..1. */
  readonly onFraction: (fraction: number) => void;
}

/**
 * A detector for one or more kinds. Every one, whatever its network, decoder or tiling, sits behind this:
 * adding one is a file that makes it, a model with a card, and a line in `registry.ts`.
 */
export interface Detector {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly kinds: readonly Kind[];
  /** Height in pixels below which it is not expected to find anything. */
  readonly smallestHeight: number;
  /** Looks through one picture. The raster is only read. */
  detect(picture: Raster, options: SearchOptions): Promise<DetectorRun>;
}
