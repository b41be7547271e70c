/** Pitch of every changed voice, in hertz: between most men's and most women's. */
const PITCH = 140;
/** Where the noise begins. Any number but 0 does: it keeps no secret. */
const SEED = 0x2545f491;

/** The sound that changed voices are made of: a pulse that comes back at a steady pitch, and noise, the same each time. */
export class VoiceCarrier {
  readonly #period: number;
  #at = 0;
  #state = SEED;

  /** @param rate - samples in a second */
  constructor(rate: number) {
    this.#period = Math.round(rate / PITCH);
  }

  /**
   * Goes on where it ended.
   * @param pulses - overwritten from `from` to its end; of power 1 on the average, as is the noise
   * @param noise - likewise
   */
  fill(pulses: Float64Array, noise: Float64Array, from: number): void {
    for (let index = from; index < pulses.length; index += 1) {
      pulses[index] = this.#at === 0 ? Math.sqrt(this.#period) : 0;
      this.#at = (this.#at + 1) % this.#period;
      // Xorshift: Marsaglia (2003), Journal of Statistical Software 8 (14).
      this.#state ^= this.#state << 13;
      this.#state ^= this.#state >>> 17;
      this.#state ^= this.#state << 5;
      noise[index] = (this.#state / 2 ** 31) * Math.sqrt(3);
    }
  }
}
