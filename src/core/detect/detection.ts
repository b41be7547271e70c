import type { Box } from '../geometry/box.ts';

/** What a region can be. More kinds join here as detectors for them are added. */
export const KINDS = ['face'] as const;

/** Kind of a detection or region. */
export type Kind = (typeof KINDS)[number];

/** One find of a detector in a picture. */
export interface Detection {
  readonly kind: Kind;
  /** Calibrated confidence, 0..1: the share of finds with this score that are right, as measured on tuning pictures. */
  readonly score: number;
  /** The find itself, not grown, in pixels of the oriented picture. May reach past the edges by a fraction. */
  readonly box: Box<'source'>;
  /** Name of the detector that made it, as in `models/manifest.json`. */
  readonly detector: string;
}

/** What was looked for, so that "nothing reached your threshold" is a statement and not a promise. */
export interface SearchReport {
  readonly kinds: readonly Kind[];
  /** Name and version of each detector used. */
  readonly detectors: readonly { readonly name: string; readonly version: string; readonly sha256: string }[];
  /** Smallest box height looked for, in pixels of the oriented picture. */
  readonly smallestHeight: number;
  /** Pyramid levels that were searched, as factors of the native size, in order. */
  readonly scales: readonly number[];
  /** Network runs that were needed. */
  readonly inferences: number;
}
