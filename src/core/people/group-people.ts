import { averageLinkage } from './average-linkage.ts';
import { SAME, UNSURE, similarity, type Embedding } from './similarity.ts';

/** So many embeddings stay in the processor's nearest memory while all others are compared with them. */
const BLOCK = 32;

/** Faces of a batch, by person. All numbers are indices into the list of faces that was given. */
export interface PeopleGroups {
  /** One list for each person, ascending; the person with most faces first, then by first face. */
  readonly people: readonly (readonly number[])[];
  /** Two places in `people` that may be one person, the likelier pairs first; `similarity` is the mean over their faces. */
  readonly doubts: readonly { readonly first: number; readonly second: number; readonly similarity: number }[];
  /** Faces too small or blurred to be told apart; a person decides each. */
  readonly unclear: readonly number[];
}

/**
 * Groups the faces of a batch: two groups become one as long as their faces resemble each other by {@link SAME} on average,
 * the most alike first. Gives the same groups whatever order the faces come in.
 * @param faces - `null` for a face too small or blurred to be told apart
 */
export function groupPeople(faces: readonly (Embedding | null)[]): PeopleGroups {
  const known = faces.flatMap((embedding, face) => (embedding === null ? [] : [{ face, embedding }]));
  // Sums of floats depend on their order: an order of the faces' own makes them, and what comes out, the same each time.
  known.sort((a, b) => compareNumbers(a.embedding, b.embedding) || a.face - b.face);
  const embeddings = known.map(({ embedding }) => embedding);
  const people = componentsOf(embeddings)
    .flatMap((members) => averageLinkage(members, (a, b) => similarityAt(embeddings, a, b), SAME))
    .map((members) => ({ faces: members.map((at) => known[at]?.face ?? 0).sort((a, b) => a - b), mean: meanOf(members.map((at) => embeddings[at])) }))
    .sort((a, b) => b.faces.length - a.faces.length || (a.faces[0] ?? 0) - (b.faces[0] ?? 0));
  return {
    people: people.map((person) => person.faces),
    doubts: doubtsBetween(people.map(({ mean }) => mean)),
    unclear: faces.flatMap((embedding, face) => (embedding === null ? [face] : [])),
  };
}

/** Two groups can only be alike on average where two of their faces are: what no chain of such faces joins stays apart. */
function componentsOf(embeddings: readonly Embedding[]): readonly (readonly number[])[] {
  const parent = embeddings.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) {
      const above = parent[root] ?? root;
      parent[root] = parent[above] ?? above;
      root = above;
    }
    return root;
  };
  const { length } = embeddings;
  for (let from = 0; from < length; from += BLOCK) {
    for (let a = 0; a < length; a += 1) {
      for (let b = Math.max(from, a + 1); b < Math.min(from + BLOCK, length); b += 1) {
        if (similarityAt(embeddings, a, b) >= SAME) parent[rootOf(b)] = rootOf(a);
      }
    }
  }
  const components = new Map<number, number[]>();
  embeddings.forEach((_, index) => {
    const root = rootOf(index);
    const members = components.get(root);
    if (members === undefined) components.set(root, [index]);
    else members.push(index);
  });
  return [...components.values()];
}

function similarityAt(embeddings: readonly Embedding[], a: number, b: number): number {
  const [first, second] = [embeddings[a], embeddings[b]];
  return first === undefined || second === undefined ? 0 : similarity(first, second);
}

/** The inner product of two groups' means is the mean of the similarities between their faces. */
function doubtsBetween(means: readonly Embedding[]): PeopleGroups['doubts'] {
  const doubts: { first: number; second: number; similarity: number }[] = [];
  means.forEach((mean, first) => {
    for (let second = first + 1; second < means.length; second += 1) {
      const value = similarity(mean, means[second] ?? mean);
      if (value >= UNSURE) doubts.push({ first, second, similarity: value });
    }
  });
  return doubts.sort((a, b) => b.similarity - a.similarity || a.first - b.first || a.second - b.second);
}

function meanOf(embeddings: readonly (Embedding | undefined)[]): Embedding {
  const mean = new Float32Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings) {
    for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] ?? 0) + (embedding?.[i] ?? 0) / embeddings.length;
  }
  return mean;
}

function compareNumbers(a: Embedding, b: Embedding): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
