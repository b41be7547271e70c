/** Middle of the lowest band in hertz. */
const LOWEST = 150;
/**
 * Hertz between the middles of two bands, at least: more than most voices' pitch, so that single harmonics, and with them the pitch,
 * do not show in the bands.
 */
const NARROWEST = 250;
/** Further up the distance is this share of the frequency, about as ears tell frequencies apart. @see Glasberg and Moore (1990) */
const SHARE = 0.13;
/** Share of the sampling rate up to which bands have their middle. */
const HIGHEST = 0.46;

/**
 * Middles of the bands that a voice is taken apart into, in hertz from low to high: 28 at 48,000 samples a second, 13 at 8,000.
 * @param rate - samples in a second
 */
export function bandMiddles(rate: number): readonly number[] {
  const middles: number[] = [];
  for (let middle = LOWEST; middle < rate * HIGHEST; middle += Math.max(NARROWEST, middle * SHARE)) middles.push(middle);
  return middles;
}

/** Which bands the lines of a spectrum belong to: each to two neighbours, with shares that add up to 1. */
export interface BandMap {
  /** Of each line, the lower of its bands; the other is the next. */
  readonly lower: Uint8Array;
  /** Of each line, its share in the upper band, 0..1. */
  readonly upperShare: Float64Array;
  readonly count: number;
}

/**
 * Spreads the lines of a spectrum over bands.
 * @param middles - of the bands, from low to high, at least two
 * @param size - of the transform; half of it plus one are lines
 * @param rate - samples in a second
 */
export function mapBands(middles: readonly number[], size: number, rate: number): BandMap {
  const lines = size / 2 + 1;
  const [lower, upperShare] = [new Uint8Array(lines), new Float64Array(lines)];
  for (let line = 0; line < lines; line += 1) {
    const frequency = (line * rate) / size;
    const band = Math.max(0, Math.min(middles.length - 2, middles.findLastIndex((middle) => middle <= frequency)));
    const [from, to] = [middles[band] ?? 0, middles[band + 1] ?? 1];
    lower[line] = band;
    upperShare[line] = Math.max(0, Math.min(1, (frequency - from) / (to - from)));
  }
  return { lower, upperShare, count: middles.length };
}

/**
 * Adds up the power in each band.
 * @param real - spectrum, as `imaginary`
 * @param into - a number for each band; overwritten
 */
export function sumBands(real: Float64Array, imaginary: Float64Array, map: BandMap, into: Float64Array): void {
  into.fill(0);
  for (let line = 0; line < map.lower.length; line += 1) {
    const [re, im] = [real[line] ?? 0, imaginary[line] ?? 0];
    const power = re * re + im * im;
    const band = map.lower[line] ?? 0;
    const share = map.upperShare[line] ?? 0;
    into[band] = (into[band] ?? 0) + power * (1 - share);
    into[band + 1] = (into[band + 1] ?? 0) + power * share;
  }
}
