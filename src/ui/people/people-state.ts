import type { PeopleOfBatch } from './person-groups.ts';
import type { PersonRule } from './person-rules.ts';

/** What is shown of a grouping: keys of faces, never what they were compared by. */
export interface PeopleState extends PeopleOfBatch {
  /** Whether faces are being compared, or were, and are to be in files that are searched later. */
  readonly on: boolean;
  /** Whether the person has read what is computed and agreed to it, since the page was loaded. */
  readonly agreed: boolean;
  /** How many files are done; `null` while nothing is being compared. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Whether there are groups to be shown. */
  readonly grouped: boolean;
  /** Faces too small or blurred to be told apart, and those of files that couldn't be read again. */
  readonly unclear: readonly string[];
  /** Faces that wait for a person because they may be one of those who were chosen. */
  readonly asked: readonly string[];
  /** Files that couldn't be read again. */
  readonly failed: number;
  /** How many corrections of the groups can be taken back. */
  readonly corrections: number;
  /** In the order in which they were made. */
  readonly rules: readonly PersonRule[];
}

/** Nothing compared. */
export const NO_PEOPLE: PeopleState = {
  on: false, agreed: false, progress: null, grouped: false, people: [], once: [], unclear: [], asked: [], failed: 0, corrections: 0, rules: [],
};

/** What came of a wish about a person. */
export interface PersonOutcome {
  /** Files in which the wish is fulfilled for any face. */
  readonly files: number;
  /** Uncertain faces that wait for a person. */
  readonly asked: number;
  /** Faces that a person decided otherwise before; they were left as they are. */
  readonly left: number;
}
