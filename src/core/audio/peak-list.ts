/** Largest values of a sound in equal parts of its time, for drawing it as a wave. */
export class PeakList {
  readonly #peaks: Float32Array<ArrayBuffer>;
  readonly #perBucket: number;

  /**
   * @param buckets - parts, at least 1
   * @param frames - samples of the whole sound, more than 0; what lies behind them is left out
   */
  constructor(buckets: number, frames: number) {
    this.#peaks = new Float32Array(buckets);
    this.#perBucket = frames / buckets;
  }

  /**
   * Takes in a block of sound. Blocks may come in any order.
   * @param planes - one array for each channel, all of the same length
   * @param start - which sample of the whole sound the first one is
   */
  add(planes: readonly Float32Array[], start: number): void {
    for (const plane of planes) {
      for (let at = 0; at < plane.length; at += 1) {
        const bucket = Math.floor((start + at) / this.#perBucket);
        const value = Math.abs(plane[at] ?? 0);
        if (value > (this.#peaks[bucket] ?? Infinity)) this.#peaks[bucket] = value;
      }
    }
  }

  /** Of each part the largest distance from silence over all channels, 0..1, at most a little more; owned by the caller. */
  peaks(): Float32Array<ArrayBuffer> {
    return this.#peaks.slice();
  }
}
