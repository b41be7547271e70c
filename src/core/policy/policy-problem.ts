/**
 * What can be wrong with a policy document. `not-a-policy`: no JSON object with a version. `too-new`: made by a later Cloakroom.
 * `too-large`: more text than any policy has. `missing`: a field that has no default. `wrong-form`: a text with characters that
 * don't belong in it. `too-many`: a list that is too long. `duplicate`: what must differ does not. `weak-fill`: a fill that can be
 * undone in part, where `weakFills` does not allow it.
 */
export const POLICY_PROBLEM_KINDS = [
  'not-a-policy', 'too-new', 'too-large', 'unknown-field', 'missing', 'wrong-type', 'wrong-form', 'out-of-range', 'not-one-of', 'too-many', 'duplicate', 'weak-fill',
] as const;
/** What is wrong with one field of a policy document. */
export type PolicyProblemKind = (typeof POLICY_PROBLEM_KINDS)[number];

/** What a field takes. */
export type Allowed =
  | { readonly type: 'flag' }
  /** `from` to `to`, both included; `orZero` also 0. */
  | { readonly type: 'number'; readonly from: number; readonly to: number; readonly whole: boolean; readonly orZero: boolean }
  | { readonly type: 'values'; readonly values: readonly (string | number)[] }
  /** A text of `from` to `to` characters. */
  | { readonly type: 'text'; readonly from: number; readonly to: number }
  /** A list of at most `most` entries, or a document of at most `most` characters. */
  | { readonly type: 'count'; readonly most: number }
  | { readonly type: 'fields'; readonly fields: readonly string[] };

/** One problem of a policy document. */
export interface PolicyProblem {
  /** Where: `kinds.face.maskThreshold`, `zones[2].left`; empty for the document itself. Names of fields that look like no field are left out as `…`. */
  readonly path: string;
  readonly problem: PolicyProblemKind;
  /** What would have been right, where that can be said. */
  readonly allowed?: Allowed;
}

/** Most problems told at once: nobody mends more before trying again. */
export const MAX_PROBLEMS = 20;

/** Problems in the order in which they were found; those beyond {@link MAX_PROBLEMS} are dropped. */
export class ProblemList {
  readonly #problems: PolicyProblem[] = [];

  /** All problems so far. */
  get all(): readonly PolicyProblem[] {
    return this.#problems;
  }

  /** Whether further problems are dropped. */
  get isFull(): boolean {
    return this.#problems.length >= MAX_PROBLEMS;
  }

  /**
   * Notes a problem.
   * @param path - of the field
   * @param problem - what is wrong with it
   * @param allowed - what would have been right
   */
  add(path: string, problem: PolicyProblemKind, allowed?: Allowed): void {
    if (!this.isFull) this.#problems.push({ path, problem, ...(allowed === undefined ? {} : { allowed }) });
  }

  /**
   * Whether a field, all of its parts and the sections that it lies in are without a problem so far, so that it can be compared with others.
   * @param path - of the field
   */
  isSound(path: string): boolean {
    const within = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
    return !this.#problems.some((problem) => within(path, problem.path) || within(problem.path, path));
  }
}

/** What a name of a field can look like; anything else comes from a foreign or hostile document and is not repeated. */
const FIELD_NAME = /^[\w$-]{1,40}$/;

/**
 * Path of a field.
 * @param path - of what it lies in
 * @param name - of the field, untrusted
 */
export function fieldPath(path: string, name: string): string {
  const shown = FIELD_NAME.test(name) ? name : '…';
  return path === '' ? shown : `${path}.${shown}`;
}
