import type { Detection, Kind } from '../../core/detect/detection.ts';
import type { Box } from '../../core/geometry/box.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { ModelName } from './evidence.ts';
import type { CloseTextSource } from './text-source.ts';

/** What a detector did on one picture, next to its finds. */
export interface DetectorRun {
  /** Calibrated and merged, highest score first, in pixels of the picture. */
  readonly detections: readonly Detection[];
  /** Levels searched, as factors of the native size. */
  readonly scales: readonly number[];
  readonly inferences: number;
}

/** A thing that is followed from frame to frame. */
export interface Expected {
  readonly kind: Kind;
  readonly box: Box<'source'>;
}

/** How a search is run. */
export interface SearchOptions {
  /** Finds below their kind's calibrated score are left out, 0..1; kinds that are not named are not wanted. */
  readonly scoreThresholds: Readonly<Partial<Record<Kind, number>>>;
  /** `first` searches as planned; `second` takes another view of the same pixels: other scales, other tile borders. */
  readonly view: 'first' | 'second';
  /** Both views as one search with its own fusion: finds more, and takes about twice as long. Left out or false: one view. */
  readonly thorough?: boolean;
  /**
   * Where things are that the frames before showed, of any kinds, in pixels of the picture. Given, a detector may look closely only
   * there, and everywhere else as far as is quick. Left out: it looks closely everywhere.
   */
  readonly expected?: readonly Expected[];
  /** Called with the share that is done, 0..1. */
  readonly onFraction: (fraction: number) => void;
}

/**
 * A detector for one or more kinds. Every one, whatever its networks, decoder or tiling, sits behind this: adding one is a
 * file that makes it, a model with a card, and a line in `registry.ts`. Detectors that build on the same evidence, such as
 * text lines or objects, share its source, which works once a picture.
 */
export interface Detector {
  readonly name: string;
  readonly version: string;
  /** Every model that takes part. */
  readonly models: readonly ModelName[];
  readonly kinds: readonly Kind[];
  /** Height in pixels below which it is not expected to find anything. */
  readonly smallestHeight: number;
  /** Finds and reads lines, where the detector builds on them. */
  readonly text?: CloseTextSource;
  /** Looks through one picture. The raster is only read. */
  detect(picture: Raster, options: SearchOptions): Promise<DetectorRun>;
}
