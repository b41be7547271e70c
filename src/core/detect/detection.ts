import type { Box } from '../geometry/box.ts';
import type { Path } from '../track/path.ts';

/**
 * What detectors look for and policies set. `head`: a person's head where no face was found, such as from behind. `qr-code`: any
 * machine-readable code, QR or other. `personal-text`: the part of a line that reads as personal data, such as a name, an
 * address or an account number. `text`: every line, whatever it says.
 */
export const KINDS = ['face', 'head', 'person', 'vehicle', 'licence-plate', 'qr-code', 'personal-text', 'text'] as const;

/** Kind of a detection. */
export type Kind = (typeof KINDS)[number];

/** One find of a detector in a picture. */
export interface Detection {
  readonly kind: Kind;
  /** Calibrated confidence, 0..1: the share of finds with this score that are right, as measured on tuning pictures. */
  readonly score: number;
  /** The find itself, not grown, before its rotation, in pixels of the oriented picture. May reach past the edges by a fraction. */
  readonly box: Box<'source'>;
  /** Clockwise rotation of the box about its centre, in degrees, above -90 to 90; left out means 0. */
  readonly angle?: number;
  /** Where it is over the frames of an animation, or on which page; left out for a still picture. `box` is its box on the frame with the highest score. */
  readonly path?: Path;
  /** Why it counts as personal, such as `email` or `checksum valid`; never what it says. */
  readonly reason?: string;
  /** Name of the detector that made it, as in `models/manifest.json`. */
  readonly detector: string;
}

/** How closely one kind was looked for in a video. */
export interface VideoSearch {
  readonly kind: Kind;
  /** Every how many frames were searched. */
  readonly everyNth: number;
  /** Seconds that each way is held at both ends, within its scene. */
  readonly holdSeconds: number;
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
  /** Both views were searched as one; left out where one was. */
  readonly thorough?: true;
  /** Of a video: each kind once, as it was really searched for, whatever the policy says by now. Left out for pictures. */
  readonly video?: readonly VideoSearch[];
  /** Network runs that were needed. */
  readonly inferences: number;
}
