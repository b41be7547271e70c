import type { GreyPicture } from './digit-line.ts';

/** Share of noise that the Wiener filter reckons with; mosaics and 8 bits are coarser than sensors. */
const NOISE = 0.003;
const LUCY_ROUNDS = 12;

/** Convolves with a Gaussian; the border's pixels go on past the edge. */
export function gaussian(picture: GreyPicture, sigma: number): GreyPicture {
  const taps = kernel(sigma);
  return pass(pass(picture, taps, true), taps, false);
}

/**
 * Wiener filter for a Gaussian blur, direction by direction. A cosine transform mirrors the picture at its edges.
 * @param sigma - of the blur in pixels
 */
export function wiener(picture: GreyPicture, sigma: number): GreyPicture {
  const { width, height, data } = picture;
  const across = filterMatrix(width, sigma);
  const down = filterMatrix(height, sigma);
  const rows = new Float64Array(data.length);
  for (let y = 0; y < height; y += 1) rows.set(apply(across, data.subarray(y * width, (y + 1) * width)), y * width);
  const out = new Float64Array(data.length);
  for (let x = 0; x < width; x += 1) {
    apply(down, Float64Array.from({ length: height }, (_, y) => rows[y * width + x] ?? 0)).forEach((value, y) => (out[y * width + x] = value));
  }
  return { width, height, data: out };
}

/**
 * Richardson-Lucy deconvolution for a Gaussian blur.
 * @param sigma - of the blur in pixels
 * @see Richardson (1972), Lucy (1974)
 */
export function richardsonLucy(picture: GreyPicture, sigma: number): GreyPicture {
  const shown = picture.data.map((value) => value + 1);
  let guess: GreyPicture = { ...picture, data: shown };
  for (let round = 0; round < LUCY_ROUNDS; round += 1) {
    const again = gaussian(guess, sigma).data;
    const ratio = shown.map((value, at) => value / Math.max(1e-6, again[at] ?? 1));
    const back = gaussian({ ...picture, data: ratio }, sigma).data;
    guess = { ...picture, data: guess.data.map((value, at) => value * (back[at] ?? 1)) };
  }
  return { ...picture, data: guess.data.map((value) => value - 1) };
}

function kernel(sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

function pass({ width, height, data }: GreyPicture, taps: Float64Array, isAcross: boolean): GreyPicture {
  const reach = (taps.length - 1) / 2;
  const out = new Float64Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let tap = 0; tap < taps.length; tap += 1) {
        const at = isAcross
          ? y * width + Math.min(width - 1, Math.max(0, x + tap - reach))
          : Math.min(height - 1, Math.max(0, y + tap - reach)) * width + x;
        sum += (taps[tap] ?? 0) * (data[at] ?? 0);
      }
      out[y * width + x] = sum;
    }
  }
  return { width, height, data: out };
}

const matrices = new Map<string, Float64Array>();

/** The filter along one line as a matrix: cosine transform, gain for each frequency, and back. */
function filterMatrix(length: number, sigma: number): Float64Array {
  const key = `${String(length)} ${String(sigma)}`;
  const known = matrices.get(key);
  if (known !== undefined) return known;
  const gains = Float64Array.from({ length }, (_, k) => {
    const blur = Math.exp(-0.5 * (sigma * Math.PI * (k / length)) ** 2);
    return blur / (blur * blur + NOISE);
  });
  // One table of cosines serves all, because their angles are multiples of one.
  const cosines = Float64Array.from({ length: 4 * length }, (_, n) => Math.cos((Math.PI * n) / (2 * length)));
  const basis = (k: number, x: number): number => (cosines[(k * (2 * x + 1)) % (4 * length)] ?? 0) * Math.sqrt((k === 0 ? 1 : 2) / length);
  const matrix = new Float64Array(length * length);
  for (let k = 0; k < length; k += 1) {
    for (let x = 0; x < length; x += 1) {
      const weight = (gains[k] ?? 0) * basis(k, x);
      for (let y = 0; y < length; y += 1) matrix[y * length + x] = (matrix[y * length + x] ?? 0) + weight * basis(k, y);
    }
  }
  matrices.set(key, matrix);
  return matrix;
}

function apply(matrix: Float64Array, values: Float64Array): Float64Array {
  const { length } = values;
  const out = new Float64Array(length);
  for (let y = 0; y < length; y += 1) {
    let sum = 0;
    for (let x = 0; x < length; x += 1) sum += (matrix[y * length + x] ?? 0) * (values[x] ?? 0);
    out[y] = sum;
  }
  return out;
}
