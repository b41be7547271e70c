import { Fourier } from './fourier.ts';
import { bandMiddles, mapBands, sumBands, type BandMap } from './voice-bands.ts';
import { VoiceCarrier } from './voice-carrier.ts';

/** Seconds that a look at the sound takes at least: longer than the period of any voice, so that no pitch is left in it. */
const LOOK_S = 0.04;
/** Looks that each sample lies in. */
const OVERLAP = 4;
/** By how much what lay at one frequency lies lower afterwards: as if all had a longer throat. */
const SHIFT = 0.88;
/** Steps in decibels to which the level of a band is rounded. */
const STEP_DB = 3;
/** Decibels below full scale under which a band is silent. */
const FLOOR_DB = -84;
/** Hertz below which there is no voice: rumble and offsets are neither heard nor made, encoders would ring with them. */
const RUMBLE = 70;
/** Frequencies in hertz from which the changed voice is in part noise, and from which it is nothing else. */
const NOISE_FROM = 1500;
const ONLY_NOISE = 4000;

/**
 * Changes voices: takes the sound apart into some two dozen bands of frequency, keeps nothing of it but how loud each band is, 60 to 95
 * times a second and rounded to 3 dB, and makes a new sound of a steady pulse and noise that is as loud in each band, all a little lower.
 *
 * What is lost can't be brought back from the result, by whoever knows how it was made: the pitch and its melody, the phase, what lay
 * between the bands, the finer shape of formants, and the differences between channels. Two voices that say the same in the same rhythm come
 * out alike. **What is left**: the words, which are meant to be understood; how fast they come, where the pauses are, and where it gets
 * louder; accent and choice of words; broad traits of a voice, such as how bright it is; and sounds in the background, roughly. Somebody who
 * knows a person may tell them by these, and so may software that has learnt to: no voice that can be understood is anonymous by
 * itself. The pitch, the shift and the noise are the same for all and no secret; undoing the shift brings nothing back.
 *
 * Works on one channel at any rate from 8,000 to 96,000 samples a second, in constant memory. The output is as long as the input and in
 * time with it; it comes {@link latency} samples later. The same input gives the same output, however it is cut into blocks.
 */
export class VoiceChanger {
  /** Samples of input after which the first of the output comes, always the same. */
  readonly latency: number;
  readonly #size: number;
  readonly #hop: number;
  readonly #fourier: Fourier;
  readonly #carrier: VoiceCarrier;
  readonly #heard: BandMap;
  readonly #spoken: BandMap;
  /** Share of noise in the new sound, for each line. */
  readonly #noiseShare: Float64Array;
  /** The first line that counts. */
  readonly #lowest: number;
  readonly #window: Float64Array;
  /** What is looked at, the newest at the end. */
  readonly #input: Float64Array;
  readonly #pulses: Float64Array;
  readonly #noise: Float64Array;
  /** What comes out, not all of it finished. */
  readonly #output: Float64Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #levels: Float64Array;
  readonly #gains: Float64Array;
  /** Finished samples, as a ring. */
  readonly #ready: Float32Array;
  #readyFrom: number;
  #readyCount = 0;
  /** Samples since the last look. */
  #fresh = 0;
  #taken = 0;
  #given = 0;

  /**
   * @param rate - samples in a second, 8,000..96,000
   * @throws RangeError for any other rate
   */
  constructor(rate: number) {
    if (!(rate >= 8000 && rate <= 96_000)) throw new RangeError('sampling rate');
    this.#size = 2 ** Math.ceil(Math.log2(LOOK_S * rate));
    this.#hop = this.#size / OVERLAP;
    this.latency = this.#size;
    const middles = bandMiddles(rate);
    this.#fourier = new Fourier(this.#size);
    this.#carrier = new VoiceCarrier(rate);
    this.#heard = mapBands(middles, this.#size, rate);
    this.#spoken = mapBands(middles.map((middle) => middle * SHIFT), this.#size, rate);
    const buffer = (): Float64Array => new Float64Array(this.#size);
    [this.#input, this.#pulses, this.#noise, this.#output, this.#real, this.#imaginary] = [buffer(), buffer(), buffer(), buffer(), buffer(), buffer()];
    [this.#levels, this.#gains] = [new Float64Array(middles.length), new Float64Array(middles.length)];
    this.#lowest = Math.ceil((RUMBLE * this.#size) / rate);
    this.#noiseShare = Float64Array.from({ length: this.#size / 2 + 1 }, (_, line) => Math.max(0, Math.min(1, ((line * rate) / this.#size - NOISE_FROM) / (ONLY_NOISE - NOISE_FROM))));
    this.#window = Float64Array.from({ length: this.#size }, (_, at) => Math.sin((Math.PI * (at + 0.5)) / this.#size));
    this.#ready = new Float32Array(2 * this.#size);
    // The first looks see mostly what was before the beginning: their output up to there is thrown away.
    this.#readyFrom = 0;
    this.#readyCount = this.#hop - this.#size;
  }

  /**
   * Takes the next block of the sound.
   * @param block - of any length; stays the caller's
   * @returns what is finished by now, often another length; owned by the caller
   */
  push(block: Float32Array): Float32Array<ArrayBuffer> {
    const result = new Float32Array(Math.max(0, this.#taken + block.length - this.latency) - this.#given);
    let filled = 0;
    for (let done = 0; done < block.length; ) {
      const count = Math.min(block.length - done, this.#hop - this.#fresh);
      const at = this.#size - this.#hop + this.#fresh;
      for (let index = 0; index < count; index += 1) this.#input[at + index] = block[done + index] ?? 0;
      done += count;
      this.#fresh += count;
      this.#taken += count;
      if (this.#fresh === this.#hop) this.#look();
      while (this.#given < this.#taken - this.latency && this.#readyCount > 0) result[filled++] = this.#take();
    }
    return result;
  }

  /**
   * Ends the sound.
   * @returns the rest of the output; owned by the caller
   */
  flush(): Float32Array<ArrayBuffer> {
    const rest = this.#taken - this.#given;
    const silence = new Float32Array(this.#hop);
    const result = new Float32Array(rest);
    for (let filled = 0; filled < rest; ) {
      const part = this.push(silence);
      result.set(part.subarray(0, rest - filled), filled);
      filled += part.length;
    }
    return result;
  }

  #take(): number {
    const value = this.#ready[this.#readyFrom] ?? 0;
    this.#readyFrom = (this.#readyFrom + 1) % this.#ready.length;
    this.#readyCount -= 1;
    this.#given += 1;
    return value;
  }

  /** Looks at the last samples, and makes as many new ones from what it saw. */
  #look(): void {
    this.#carrier.fill(this.#pulses, this.#noise, this.#size - this.#hop);
    this.#hear();
    this.#speak();
    this.#release();
    for (const ring of [this.#input, this.#pulses, this.#noise]) ring.copyWithin(0, this.#hop);
    this.#fresh = 0;
  }

  /** Finds how loud each band is: all that goes on into the new sound. */
  #hear(): void {
    for (let at = 0; at < this.#size; at += 1) {
      this.#real[at] = (this.#input[at] ?? 0) * (this.#window[at] ?? 0) ** 2;
      this.#imaginary[at] = 0;
    }
    this.#fourier.transform(this.#real, this.#imaginary);
    this.#real.fill(0, 0, this.#lowest);
    this.#imaginary.fill(0, 0, this.#lowest);
    sumBands(this.#real, this.#imaginary, this.#heard, this.#levels);
    // Both halves of the spectrum, and what the window takes away: a sine of full scale is -3 dB.
    const scale = 2 / (this.#size * this.#size * (3 / 8));
    for (let band = 0; band < this.#levels.length; band += 1) {
      const step = Math.round((10 * Math.log10((this.#levels[band] ?? 0) * scale + 1e-30)) / STEP_DB);
      this.#levels[band] = step * STEP_DB < FLOOR_DB ? 0 : 10 ** ((step * STEP_DB) / 10);
    }
  }

  /** Gives the carrier the levels that were heard, and adds it to the output. */
  #speak(): void {
    const [real, imaginary] = [this.#real, this.#imaginary];
    for (let at = 0; at < this.#size; at += 1) {
      real[at] = (this.#pulses[at] ?? 0) * (this.#window[at] ?? 0);
      imaginary[at] = (this.#noise[at] ?? 0) * (this.#window[at] ?? 0);
    }
    this.#fourier.transform(real, imaginary);
    this.#mixCarrier();
    sumBands(real, imaginary, this.#spoken, this.#gains);
    const scale = 2 / (this.#size * this.#size * (1 / 2));
    for (let band = 0; band < this.#gains.length; band += 1) this.#gains[band] = (this.#levels[band] ?? 0) / ((this.#gains[band] ?? 0) * scale + 1e-30);
    const half = this.#size / 2;
    for (let line = 0; line <= half; line += 1) {
      const band = this.#spoken.lower[line] ?? 0;
      const share = this.#spoken.upperShare[line] ?? 0;
      const gain = Math.sqrt((this.#gains[band] ?? 0) * (1 - share) + (this.#gains[band + 1] ?? 0) * share);
      real[line] = (real[line] ?? 0) * gain;
      imaginary[line] = (imaginary[line] ?? 0) * gain;
    }
    for (let line = 1; line < half; line += 1) {
      real[this.#size - line] = real[line] ?? 0;
      imaginary[this.#size - line] = -(imaginary[line] ?? 0);
    }
    [imaginary[0], imaginary[half]] = [0, 0];
    this.#fourier.transform(imaginary, real);
    // The windows of four looks, each taken twice, add up to 2.
    for (let at = 0; at < this.#size; at += 1) this.#output[at] = (this.#output[at] ?? 0) + ((real[at] ?? 0) * (this.#window[at] ?? 0)) / (2 * this.#size);
  }

  /** Two real sounds were transformed at once: takes their spectra apart and mixes them, up to the middle line. */
  #mixCarrier(): void {
    const [real, imaginary] = [this.#real, this.#imaginary];
    for (let line = 0; line <= this.#size / 2; line += 1) {
      const mirror = (this.#size - line) % this.#size;
      const [re, im, mirrorRe, mirrorIm] = [real[line] ?? 0, imaginary[line] ?? 0, real[mirror] ?? 0, imaginary[mirror] ?? 0];
      const share = this.#noiseShare[line] ?? 0;
      real[line] = ((re + mirrorRe) / 2) * (1 - share) + ((im + mirrorIm) / 2) * share;
      imaginary[line] = ((im - mirrorIm) / 2) * (1 - share) + ((mirrorRe - re) / 2) * share;
    }
    real.fill(0, 0, this.#lowest);
    imaginary.fill(0, 0, this.#lowest);
  }

  /** Puts what no later look changes aside. */
  #release(): void {
    for (let at = 0; at < this.#hop; at += 1) {
      this.#readyCount += 1;
      if (this.#readyCount > 0) this.#ready[(this.#readyFrom + this.#readyCount - 1) % this.#ready.length] = this.#output[at] ?? 0;
    }
    this.#output.copyWithin(0, this.#hop);
    this.#output.fill(0, this.#size - this.#hop);
  }
}
