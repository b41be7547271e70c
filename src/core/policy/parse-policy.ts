import { AnonymizerError, type ErrorCode } from '../errors.ts';
import { KINDS, type Kind } from '../detect/detection.ts';
import { migrateFirst, migrateSecond } from './migrate-policy.ts';
import { DEFAULT_POLICY, defaultKind, type KindPolicy, type Policy } from './policy.ts';
import { POLICY_FORM, POLICY_VERSION, READ_VERSIONS } from './policy-form.ts';
import { ProblemList, type PolicyProblem } from './policy-problem.ts';
import { checkRules } from './policy-rules.ts';
import { isSection, ownField, readForm } from './read-form.ts';

/** What became of an untrusted policy document. */
export type PolicyReading =
  | {
      readonly status: 'ok';
      readonly policy: Policy;
      /** Version of the document where it is an older one: the policy is its translation. */
      readonly migratedFrom: 1 | 2 | null;
    }
  | {
      readonly status: 'refused';
      /** At least one, at most 20, in the order in which they were found. */
      readonly problems: readonly PolicyProblem[];
    };

/**
 * Checks an untrusted document against the policy's form and translates older versions. Fields that are missing take their
 * defaults; a mask threshold below the default review threshold takes that down with it.
 * @param untrusted - parsed JSON from a file or a link, of any size
 */
export function readPolicy(untrusted: unknown): PolicyReading {
  if (!isSection(untrusted)) return refusedAs('', 'not-a-policy');
  const version = ownField(untrusted, 'version');
  if (version === undefined) return refusedAs('version', 'not-a-policy');
  if (typeof version === 'number' && Number.isInteger(version) && version > POLICY_VERSION) return refusedAs('version', 'too-new');
  if (version !== 1 && version !== 2 && version !== POLICY_VERSION) return refusedAs('version', 'not-one-of');

  const problems = new ProblemList();
  const second = version === 1 ? migrateFirst(untrusted, problems) : untrusted;
  const document = version === POLICY_VERSION ? untrusted : migrateSecond(second, problems);
  const read = readForm(POLICY_FORM, document, policyDefaults(ownField(ownField(document, 'detection'), 'thorough') === true), '', problems);
  // The form has a field for each of the type's, and whatever does not fit it became a problem.
  const policy = withLoweredReview(read as Policy, document);
  checkRules(policy, problems);
  return problems.all.length > 0 ? { status: 'refused', problems: problems.all } : { status: 'ok', policy, migratedFrom: version === POLICY_VERSION ? null : version };
}

/**
 * What missing fields are read as.
 * @param thorough - whether the search is thorough, which brings its own thresholds
 */
export function policyDefaults(thorough: boolean): Policy {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, defaultKind(kind, thorough)])) as Record<Kind, KindPolicy>;
  return { ...DEFAULT_POLICY, kinds };
}

/**
 * Checks an untrusted document as {@link readPolicy} does, for callers that need no list of problems.
 * @param untrusted - parsed JSON from a file or a link
 * @throws AnonymizerError `policy/too-new` for a version that is not known yet; `policy/weak-fill` where nothing is wrong but a kind's fill,
 *   which is weaker than `weakFills` allows; `policy/invalid` for anything else
 */
export function parsePolicy(untrusted: unknown): Policy {
  const reading = readPolicy(untrusted);
  if (reading.status === 'ok') return reading.policy;
  throw new AnonymizerError(codeOf(reading.problems));
}

function codeOf(problems: readonly PolicyProblem[]): ErrorCode {
  if (problems.every(({ problem }) => problem === 'too-new')) return 'policy/too-new';
  return problems.every(({ problem }) => problem === 'weak-fill') ? 'policy/weak-fill' : 'policy/invalid';
}

function refusedAs(path: string, problem: 'not-a-policy' | 'too-new' | 'not-one-of'): PolicyReading {
  return { status: 'refused', problems: [{ path, problem, allowed: { type: 'values', values: READ_VERSIONS } }] };
}

/** Where only a mask threshold is given, finds are never asked about that are masked anyway. */
function withLoweredReview(policy: Policy, document: unknown): Policy {
  const kinds = Object.fromEntries(
    KINDS.map((kind) => {
      const own = policy.kinds[kind];
      const isGiven = ownField(ownField(ownField(document, 'kinds'), kind), 'reviewThreshold') !== undefined;
      return [kind, isGiven ? own : { ...own, reviewThreshold: Math.min(own.reviewThreshold, own.maskThreshold) }];
    }),
  ) as Record<Kind, KindPolicy>;
  return { ...policy, kinds };
}
