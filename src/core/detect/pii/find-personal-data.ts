import { FINDERS } from './registry.ts';
import type { Candidate } from './finder.ts';
import { DEFAULT_MINIMUM_SCORE, PERSONAL_DATA_KINDS, type PersonalDataOptions, type PersonalDataSpan } from './personal-data.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { ALPHANUMERIC, isClass } from './text/characters.ts';
import { type FoldedText, foldForMatching } from './text/fold.ts';
import { ScanText } from './text/scan-text.ts';

/**
 * Finds personal data in text by rules: patterns, checksums, context words and name lists. Pure; work grows in proportion to the text.
 *
 * Spans are disjoint, in text order, and in UTF-16 units of the given text: overlaps are resolved as `resolveOverlaps` says, after finds
 * below the minimum score are gone.
 *
 * Not found: names that are in no list and have neither a title, a label nor a second capitalised word beside them; names in scripts
 * without case, unless labelled; places, organisations and job titles on their own; addresses without a street word, a postcode or a
 * label; numbers of countries without a rule, unless labelled; dates of birth without a word that says so; data spelt out in words;
 * look-alike letters of another script used to hide a word; anything split over more than one line, except addresses, machine-readable
 * zones and labels that stand above their value. In recognised text also: all-capital words glued together that no list can take apart.
 *
 * @param text - any string
 * @param options - what to look for and how
 */
export function findPersonalData(text: string, options: PersonalDataOptions = {}): PersonalDataSpan[] {
  return findWithSteps(text, options).spans;
}

/** Spans and the work it took to find them. */
export interface CountedFinds {
  readonly spans: PersonalDataSpan[];
  /** Characters and words looked at by all finders. */
  readonly steps: number;
}

/**
 * {@link findPersonalData} with its work counted, so that linear growth can be tested without a clock.
 * @param text - any string
 * @param options - what to look for and how
 */
export function findWithSteps(text: string, options: PersonalDataOptions = {}): CountedFinds {
  const kinds = new Set(options.kinds ?? PERSONAL_DATA_KINDS);
  const minimum = options.minimumScore ?? DEFAULT_MINIMUM_SCORE;
  const folded = foldForMatching(text);
  const scan = new ScanText(folded.text, options.mode ?? 'plain', options.countries ?? []);
  const candidates: Candidate[] = [];
  for (const finder of [...FINDERS, ...(options.finders ?? [])]) {
    if (!finder.kinds.some((kind) => kinds.has(kind))) continue;
    finder.find(scan, (candidate) => {
      if (candidate.score >= minimum && candidate.end > candidate.start && kinds.has(candidate.kind)) candidates.push(candidate);
    });
  }
  const spans = resolveOverlaps(candidates).flatMap((candidate) => toSpan(folded, candidate));
  return { spans, steps: scan.steps };
}

/** Trims what a cut left over at the edges of a find, and goes back to the source's own indices. */
function toSpan(folded: FoldedText, candidate: Candidate): PersonalDataSpan[] {
  let { start, end } = candidate;
  while (start < end && !isWorthKeeping(folded.text, start)) start += 1;
  while (end > start && !isWorthKeeping(folded.text, end - 1)) end -= 1;
  if (start >= end) return [];
  const { kind, score, reason, country } = candidate;
  return [{ kind, ...folded.toSource(start, end), score, reason, country }];
}

function isWorthKeeping(text: string, at: number): boolean {
  return isClass(text.charCodeAt(at), ALPHANUMERIC) || '+(@<>)_=-[]:*#/%.'.includes(text.charAt(at)) || text.charCodeAt(at) > 0x7f;
}
