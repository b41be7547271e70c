import { groupPeople } from '../../core/people/group-people.ts';
import type { Embedding } from '../../core/people/similarity.ts';

/** Embeddings on their way to be grouped: one after the other, all of one length. */
export interface GroupRequest {
  readonly length: number;
  readonly numbers: Float32Array<ArrayBuffer>;
}

/** Groups as places in the list that was sent. */
export type GroupAnswer = readonly (readonly number[])[];

/** Embeddings as one block, to be handed over as a whole. */
export function packEmbeddings(embeddings: readonly Embedding[]): GroupRequest {
  const length = embeddings[0]?.length ?? 0;
  const numbers = new Float32Array(embeddings.length * length);
  embeddings.forEach((embedding, index) => {
    numbers.set(embedding, index * length);
  });
  return { length, numbers };
}

/** Groups what was packed. */
export function answerGroups({ length, numbers }: GroupRequest): GroupAnswer {
  if (length === 0) return [];
  return groupPeople(Array.from({ length: numbers.length / length }, (_, index) => numbers.subarray(index * length, (index + 1) * length))).people;
}
