import type { PersonalDataKind } from './personal-data.ts';
import type { ScanText } from './text/scan-text.ts';

/** A find in folded text, before overlaps are resolved. */
export interface Candidate {
  readonly kind: PersonalDataKind;
  /** First unit, in folded text. */
  readonly start: number;
  /** One past the last unit, in folded text. */
  readonly end: number;
  /** 0..1. */
  readonly score: number;
  /** Plain words; never the matched text. */
  readonly reason: string;
  /** ISO 3166-1 alpha-2, or `null`. */
  readonly country: string | null;
}

/** Takes a find. */
export type Report = (candidate: Candidate) => void;

/**
 * Something that finds personal data in text. A finder does work in proportion to the text: it reaches a fixed distance from each
 * position or stops where the next anchor stands, and it reports overlaps as it likes.
 */
export interface Finder {
  /** Short name for figures and tests. */
  readonly name: string;
  /** Every kind it can report. */
  readonly kinds: readonly PersonalDataKind[];
  /** Reports everything it finds, with any score. */
  readonly find: (scan: ScanText, report: Report) => void;
}
