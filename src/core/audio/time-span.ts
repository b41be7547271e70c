/** A part of a video, in seconds of its presentation; `to` is not included and later than `from`. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Seconds of a sound that lie in the parts, all together.
 * @param spans - in order
 * @param seconds - how long the sound is; what lies behind it does not count
 */
export function secondsIn(spans: readonly TimeSpan[], seconds: number): number {
  return spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, seconds) - Math.min(from, seconds)), 0);
}

/** How many of the parts a sound reaches into. */
export function partsIn(spans: readonly TimeSpan[], seconds: number): number {
  return spans.filter(({ from }) => from < seconds).length;
}
