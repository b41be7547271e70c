/** Similarities of pairs of changed pictures. */
export interface PairSimilarities {
  /** Of one face. */
  readonly same: readonly number[];
  /** Of two different ones. */
  readonly other: readonly number[];
}

/** A face under several changes; `null` where it could not be told apart. */
export type ChangedEmbeddings = readonly (Float32Array | null)[];

/**
 * Compares every changed picture with every other one.
 * @param faces - each face under its changes
 * @param similarityOf - larger is more alike
 */
export function similaritiesOf(faces: readonly ChangedEmbeddings[], similarityOf: (a: Float32Array, b: Float32Array) => number): PairSimilarities {
  const same: number[] = [];
  const other: number[] = [];
  faces.forEach((first, at) => {
    for (const [index, second] of faces.slice(at).entries()) {
      first.forEach((a, i) => {
        second.forEach((b, j) => {
          if (a === null || b === null || (index === 0 && j <= i)) return;
          (index === 0 ? same : other).push(similarityOf(a, b));
        });
      });
    }
  });
  return { same, other };
}

/** Share of values at or above a threshold; 0 of none. */
export function shareFrom(values: readonly number[], threshold: number): number {
  return values.length === 0 ? 0 : values.filter((value) => value >= threshold).length / values.length;
}

/**
 * The error where as many different pairs are taken for one face as pairs of one face are not.
 * @returns 0..1, the mean of the two shares where they cross; `null` where either sort of pair is missing
 */
export function equalError({ same, other }: PairSimilarities): number | null {
  if (same.length === 0 || other.length === 0) return null;
  const [low, high] = [same, other].map((values) => [...values].sort((a, b) => a - b)) as [number[], number[]];
  let best = { gap: Infinity, error: 1 };
  let [missed, right] = [0, 0];
  for (const threshold of [...low, ...high, Infinity].sort((a, b) => a - b)) {
    while (missed < low.length && (low[missed] ?? 0) < threshold) missed += 1;
    while (right < high.length && (high[right] ?? 0) < threshold) right += 1;
    const [lost, falsely] = [missed / low.length, 1 - right / high.length];
    const gap = Math.abs(lost - falsely);
    if (gap < best.gap) best = { gap, error: (lost + falsely) / 2 };
  }
  return best.error;
}

/**
 * How many pairs of one face are found where a share of the different pairs is found, too.
 * @param falsely - that share, 0..1
 * @returns 0..1; `null` where either sort of pair is missing
 */
export function foundAt({ same, other }: PairSimilarities, falsely: number): number | null {
  if (same.length === 0 || other.length === 0) return null;
  const threshold = [...other].sort((a, b) => b - a)[Math.floor(other.length * falsely)] ?? -Infinity;
  return same.filter((value) => value > threshold).length / same.length;
}

/**
 * How often a stranger, and the person, would be asked about, where a person was pointed out by several changed pictures.
 * @param faces - each face under its changes: the first of them point it out, the last is judged
 * @param exemplars - how many point it out
 * @param resembles - whether a face is at least asked about
 */
export function askedAbout(
  faces: readonly ChangedEmbeddings[],
  exemplars: number,
  resembles: (exemplars: ChangedEmbeddings, face: Float32Array) => boolean,
): { readonly strangers: number; readonly person: number } {
  const asked = { stranger: [] as number[], person: [] as number[] };
  for (const person of faces) {
    for (const face of faces) {
      const judged = face.at(-1) ?? null;
      if (judged !== null) (face === person ? asked.person : asked.stranger).push(resembles(person.slice(0, exemplars), judged) ? 1 : 0);
    }
  }
  return { strangers: shareFrom(asked.stranger, 1), person: shareFrom(asked.person, 1) };
}
