import { similarity, verdictOf, type Embedding, type Verdict } from './similarity.ts';

/**
 * Says whether a face is a person who was pointed out, by the exemplar that it resembles most. A resemblance, not an
 * identification.
 * @param exemplars - faces that a person said are this one; `null` for those too small or blurred to be told apart
 * @param face - `null` where it is too small or blurred
 * @returns `unsure` wherever there is nothing to compare: such a face is neither masked nor left clear without a person
 */
export function matchPerson(exemplars: readonly (Embedding | null)[], face: Embedding | null): Verdict {
  if (face === null) return 'unsure';
  let best: number | null = null;
  for (const exemplar of exemplars) {
    if (exemplar === null) continue;
    const value = similarity(exemplar, face);
    if (best === null || Number.isNaN(best) || value > best) best = value;
  }
  return best === null ? 'unsure' : verdictOf(best);
}
