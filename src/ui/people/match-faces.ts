import { matchPerson } from '../../core/people/match-person.ts';
import type { Embedding, Verdict } from '../../core/people/similarity.ts';

/** Milliseconds of comparing after which the page gets a turn. */
const SLICE_MS = 12;
/** Comparisons between two looks at the clock: about a millisecond. */
const BATCH = 1000;

/** What comparing takes from its surroundings. */
export interface MatchSurroundings {
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
  /** Lets the page do what waits. */
  readonly yieldToPage: () => Promise<void>;
}

/**
 * How faces resemble a person, without holding the page up.
 * @param exemplars - keys of the person's faces; a face among them is the `same` by definition
 * @param faces - keys
 * @param embeddingOf - `null` for a face that can't be told apart
 */
export async function matchFaces(
  exemplars: ReadonlySet<string>,
  faces: readonly string[],
  embeddingOf: (key: string) => Embedding | null,
  { now, yieldToPage }: MatchSurroundings,
): Promise<ReadonlyMap<string, Verdict>> {
  const person = [...exemplars].map(embeddingOf);
  const perLook = Math.max(1, Math.floor(BATCH / Math.max(1, person.length)));
  const verdicts = new Map<string, Verdict>();
  let since = now();
  for (const [index, key] of faces.entries()) {
    if (index % perLook === 0 && now() - since > SLICE_MS) {
      await yieldToPage();
      since = now();
    }
    verdicts.set(key, exemplars.has(key) ? 'same' : matchPerson(person, embeddingOf(key)));
  }
  return verdicts;
}
