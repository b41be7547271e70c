/** A face as numbers: of length 1, so that the inner product of two is the cosine of their angle. Never kept beyond a job. */
export type Embedding = Float32Array;

/**
 * From this similarity on two faces count as the same person. Of pairs of different people 1 in 5,000 to 1 in 10,000 reach it;
 * of pairs of one picture, changed in light, size, turn and compression, 95 in 100 do at heights from 64 pixels on.
 * @see models/face-embedding.md (how it was measured, and why another day's photo reaches it less often)
 */
export const SAME = 0.7;

/**
 * Below this similarity two faces count as different people; from here up to {@link SAME} a person decides. About 1 in 130 pairs
 * of different people lie above it, and all but a few changed pictures of one face. A face that counts as another person's stays
 * masked, so that a threshold too high costs a person kept clear in fewer pictures, and one too low asks about strangers.
 * @see models/face-embedding.md
 */
export const UNSURE = 0.55;

/**
 * Faces whose box is less high, in pixels of the picture, are not told apart: at 32 pixels 93 in 100 of the changed pictures
 * still reach 0.5, at 24 pixels 55, at 16 pixels 6, while different people of that size begin to look alike.
 */
export const SMALLEST_HEIGHT = 32;

/**
 * Embeddings that the network gives with a smaller length, before it is made 1, are of faces that are too blurred: of sharp
 * faces from 48 pixels on 5 in 100 are below, of those blurred by a deviation of 6 % of their height 85 in 100.
 */
export const WEAKEST_RESPONSE = 6;

/** How two faces, or a face and a person, belong together. `unsure` is for a person to decide. */
export type Verdict = 'same' | 'unsure' | 'other';

/** Cosine of the angle between two embeddings of the same network, -1..1; 1 for the same face. */
export function similarity(a: Embedding, b: Embedding): number {
  const { length } = a;
  // Four sums at once: the processor need not wait for one addition before it starts the next. Large batches live on this.
  let w = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    w += (a[i] ?? 0) * (b[i] ?? 0);
    x += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    y += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    z += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < length; i += 1) w += (a[i] ?? 0) * (b[i] ?? 0);
  return Math.min(1, Math.max(-1, w + x + y + z));
}

/** What a similarity means; one that is not a number is `unsure`. */
export function verdictOf(value: number): Verdict {
  if (value >= SAME) return 'same';
  return value < UNSURE ? 'other' : 'unsure';
}

/**
 * The embedding of a face from what the network says of each cell of its picture.
 * @param features - `[length, cells]`, channel by channel
 * @param length - numbers in the embedding
 * @returns the mean over the cells, made length 1; `null` where the face is too blurred to be told apart
 */
export function averageEmbedding(features: Float32Array, length: number): Float32Array<ArrayBuffer> | null {
  const cells = features.length / length;
  const mean = new Float32Array(length);
  let squares = 0;
  for (let channel = 0; channel < length; channel += 1) {
    let sum = 0;
    for (let i = channel * cells; i < (channel + 1) * cells; i += 1) sum += features[i] ?? 0;
    mean[channel] = sum / cells;
    squares += (sum / cells) ** 2;
  }
  const response = Math.sqrt(squares);
  // Written this way round so that what is not a number is no embedding either.
  if (!(response >= WEAKEST_RESPONSE) || response === Infinity) return null;
  return mean.map((value) => value / response);
}
