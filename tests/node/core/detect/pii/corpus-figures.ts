import { findPersonalData } from '../../../../../src/core/detect/pii/find-personal-data.ts';
import type { PersonalDataKind } from '../../../../../src/core/detect/pii/personal-data.ts';
import type { CorpusCase } from './corpus.ts';

/** Counts of one kind. */
export interface KindFigures {
  /** Marked and found with the right kind, at least nine tenths of it covered. */
  hits: number;
  /** Marked and not found. */
  misses: number;
  /** Reported where nothing of any kind is marked. */
  falseFinds: number;
}

/** Measures the engine on a corpus. */
export function measureCorpus(
  corpus: readonly CorpusCase[],
  minimumScore: number,
): { figures: Map<PersonalDataKind, KindFigures>; problems: string[] } {
  const figures = new Map<PersonalDataKind, KindFigures>();
  const problems: string[] = [];
  const of = (kind: PersonalDataKind): KindFigures => {
    const known = figures.get(kind) ?? { hits: 0, misses: 0, falseFinds: 0 };
    figures.set(kind, known);
    return known;
  };
  for (const { text, spans, mode } of corpus) {
    const found = findPersonalData(text, { mode, minimumScore });
    for (const span of spans) {
      const covered = found
        .filter((find) => find.kind === span.kind)
        .reduce((sum, find) => sum + Math.max(0, Math.min(find.end, span.end) - Math.max(find.start, span.start)), 0);
      if (covered >= 0.9 * (span.end - span.start)) of(span.kind).hits += 1;
      else {
        of(span.kind).misses += 1;
        problems.push(`missed ${span.kind}: ${text}`);
      }
    }
    for (const find of found) {
      if (spans.some((span) => span.start < find.end && find.start < span.end)) continue;
      of(find.kind).falseFinds += 1;
      problems.push(`false ${find.kind} (${find.reason}): ${text.slice(find.start, find.end)} in ${text}`);
    }
  }
  return { figures, problems };
}
