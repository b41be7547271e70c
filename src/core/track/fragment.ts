import type { Detection, Kind } from '../detect/detection.ts';
import { hullOf, type Box } from '../geometry/box.ts';
import type { FrameSpan } from './path.ts';

/** A find of a track. */
export interface Find {
  readonly frame: number;
  /** Start of its frame. */
  readonly timeMs: number;
  /** Hull of the find; the find's own box where it is not turned. */
  readonly box: Box<'source'>;
  readonly detection: Detection;
  /** It left the picture here: nothing says that it went on. */
  readonly left?: true;
}

/** A part of a thing's way inside one scene, in which its finds were told apart from others without doubt. */
export interface Fragment {
  readonly kind: Kind;
  readonly scene: number;
  /** In order; finds that a line between two others stands for may be left out. At least one. */
  readonly finds: readonly Find[];
  /** All frames with a find, in order. */
  readonly spans: readonly FrameSpan[];
  /** Where it was followed without being found; left out where it never was. */
  readonly followed?: Followed;
}

/** Boxes on frames beside a find, by the frame of that find, from it outwards and without a hole. */
export interface Followed {
  readonly before: ReadonlyMap<number, readonly PathStop[]>;
  readonly after: ReadonlyMap<number, readonly PathStop[]>;
}

/** A box on a frame. */
export interface PathStop {
  readonly frame: number;
  readonly timeMs: number;
  readonly box: Box<'source'>;
  /** It left the picture here; the last of its way. */
  readonly left?: true;
}

/** Makes a find of a detection. */
export function findOf(detection: Detection, frame: number, timeMs: number): Find {
  return { frame, timeMs, box: hullOf(detection), detection };
}

/**
 * Adds a frame to spans, in place.
 * @param frame - after all of them
 */
export function extendSpans(spans: FrameSpan[], frame: number): void {
  const last = spans.at(-1);
  if (last?.last === frame - 1) spans[spans.length - 1] = { first: last.first, last: frame };
  else spans.push({ first: frame, last: frame });
}
