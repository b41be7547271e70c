/** Seconds by which a block may lie beside its time without being moved: containers round time stamps, often to milliseconds. */
const TOLERANCE_S = 0.002;

/** How a decoded block follows on what came before it. */
export interface Placement {
  /** Samples of silence before the block, for a gap in the source. */
  readonly silence: number;
  /** Samples at its beginning that are left out: they lie before the beginning of the video, or where there already is sound. */
  readonly skip: number;
}

/**
 * Finds the place of a decoded block by its time stamp, so that sound never drifts away from the pictures: gaps are filled, what overlaps
 * is cut.
 * @param written - samples before the block, counted from the beginning of the video
 * @param timestamp - of the block, in seconds; negative where it begins before the video
 * @param frames - samples of the block
 * @param rate - samples in a second
 */
export function placeSound(written: number, timestamp: number, frames: number, rate: number): Placement {
  const off = Math.round(timestamp * rate) - written;
  if (off > 0 && (written === 0 || off > TOLERANCE_S * rate)) return { silence: off, skip: 0 };
  if (off < 0 && (written === 0 || -off > TOLERANCE_S * rate)) return { silence: 0, skip: Math.min(frames, -off) };
  return { silence: 0, skip: 0 };
}
