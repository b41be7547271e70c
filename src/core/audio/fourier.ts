/** The discrete Fourier transform of blocks of one size, in place. */
export class Fourier {
  readonly #size: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #swap: Uint32Array;

  /** @param size - a power of two, at least 2 */
  constructor(size: number) {
    this.#size = size;
    this.#cos = Float64Array.from({ length: size / 2 }, (_, index) => Math.cos((2 * Math.PI * index) / size));
    this.#sin = Float64Array.from({ length: size / 2 }, (_, index) => Math.sin((2 * Math.PI * index) / size));
    this.#swap = new Uint32Array(size);
    for (let index = 1; index < size; index += 1) this.#swap[index] = ((this.#swap[index >> 1] ?? 0) >> 1) | ((index & 1) * (size >> 1));
  }

  /**
   * From time to frequency, not scaled. The way back is the same with both parts exchanged, divided by the size.
   * @param real - as long as the size; changed
   * @param imaginary - likewise
   */
  transform(real: Float64Array, imaginary: Float64Array): void {
    for (let index = 0; index < this.#size; index += 1) {
      const other = this.#swap[index] ?? 0;
      if (other <= index) continue;
      exchange(real, index, other);
      exchange(imaginary, index, other);
    }
    for (let half = 1; half < this.#size; half *= 2) {
      const step = this.#size / (2 * half);
      for (let base = 0; base < this.#size; base += 2 * half) {
        for (let at = 0; at < half; at += 1) {
          const [cos, sin] = [this.#cos[at * step] ?? 0, this.#sin[at * step] ?? 0];
          const [low, high] = [base + at, base + at + half];
          const [re, im] = [real[high] ?? 0, imaginary[high] ?? 0];
          const turnedRe = re * cos + im * sin;
          const turnedIm = im * cos - re * sin;
          real[high] = (real[low] ?? 0) - turnedRe;
          imaginary[high] = (imaginary[low] ?? 0) - turnedIm;
          real[low] = (real[low] ?? 0) + turnedRe;
          imaginary[low] = (imaginary[low] ?? 0) + turnedIm;
        }
      }
    }
  }
}

function exchange(values: Float64Array, first: number, second: number): void {
  const kept = values[first] ?? 0;
  values[first] = values[second] ?? 0;
  values[second] = kept;
}
