/** Hertz below which sound is taken out: no voice has anything there. */
const CUT = 60;

/** Takes offsets and rumble out of one channel, by a filter of two like stages, each falling by 6 dB an octave below 60 Hz. */
export class RumbleFilter {
  readonly #stay: number;
  readonly #stages = [{ input: 0, output: 0 }, { input: 0, output: 0 }];

  /** @param rate - samples in a second */
  constructor(rate: number) {
    this.#stay = Math.exp((-2 * Math.PI * CUT) / rate);
  }

  /**
   * Goes on where the last block ended.
   * @param block - changed
   */
  filter(block: Float32Array): void {
    for (const stage of this.#stages) {
      for (let at = 0; at < block.length; at += 1) {
        const value = block[at] ?? 0;
        stage.output = value - stage.input + this.#stay * stage.output;
        stage.input = value;
        block[at] = stage.output;
      }
    }
  }
}
