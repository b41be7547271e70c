import type { Finder } from './finder.ts';
import type { TextMode } from './text/scan-text.ts';

/** What personal data in text can be. The order decides between finds that are alike in everything else. */
export const PERSONAL_DATA_KINDS = [
  'email',
  'iban',
  'payment-card',
  'national-id',
  'travel-document',
  'credential',
  'phone',
  'date-of-birth',
  'ip-address',
  'mac-address',
  'vehicle-id',
  'licence-plate',
  'coordinates',
  'postal-address',
  'person-name',
  'url',
  'handle',
] as const;

/** Kind of personal data in text. */
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** One stretch of text that is taken for personal data. */
export interface PersonalDataSpan {
  readonly kind: PersonalDataKind;
  /** First UTF-16 code unit in the given text. */
  readonly start: number;
  /** One past the last code unit. */
  readonly end: number;
  /** How sure the rule is, 0..1. Set by hand per rule, not a measured share. */
  readonly score: number;
  /** Why, in plain words. Never holds the text itself, so it may go to records. */
  readonly reason: string;
  /** Country the rule is for, ISO 3166-1 alpha-2; `null` where there is none. */
  readonly country: string | null;
}

/** What to look for and how. */
export interface PersonalDataOptions {
  /** Kinds to look for; all when left out. Kinds that are not asked for cost nothing, as far as their finder serves no other. */
  readonly kinds?: readonly PersonalDataKind[];
  /** Countries to expect, ISO 3166-1 alpha-2. Their rules score higher and the others lower; none is switched off. */
  readonly countries?: readonly string[];
  /** Lowest score to report, 0..1. */
  readonly minimumScore?: number;
  /** Where the text comes from; `plain` when left out. */
  readonly mode?: TextMode;
  /** Finders to run besides the built-in ones, such as a term list or the finds of a network. */
  readonly finders?: readonly Finder[];
}

/** Lowest score reported when nothing else is asked for: one good reason, or two weak ones. */
export const DEFAULT_MINIMUM_SCORE = 0.5;

/** Lowest score for a search that would rather hide too much: one weak reason, such as a capitalised word that stands in no list. */
export const HIGH_RECALL_MINIMUM_SCORE = 0.3;
