import { readFile } from 'node:fs/promises';
import { readPolicy, type PolicyReading } from '../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY, searchThoroughly, type Policy } from '../../src/core/policy/policy.ts';
import { readPolicyText } from '../../src/core/policy/policy-file.ts';
import { presetPolicy } from '../../src/core/policy/presets.ts';
import { isStrongEnough } from '../../src/core/mask/strength.ts';
import { UsageError, type RunnerArguments } from './arguments.ts';
import { problemLine } from './problem-sentences.ts';

/** The policy can't be used as asked for; told without the list of options, which would not help. */
export class PolicyRefusal extends UsageError {}

/** The policy of a run. */
export interface RunPolicy {
  readonly policy: Policy;
  /** Version of the document where it is an older one. */
  readonly migratedFrom: 1 | 2 | null;
}

/**
 * The policy that a run follows: the default, a preset or a file, with the options of the command line laid over it.
 * @param options - of the command line
 * @throws PolicyRefusal with one line per problem for a document that is not valid; for options over a locked policy; for a run
 *   that would let out what the policy wants a person for
 */
export async function choosePolicy(options: RunnerArguments): Promise<RunPolicy> {
  const base = await basePolicy(options.policyFile);
  const overriding = overridingOptions(options);
  if (base.policy.locked && overriding.length > 0) {
    throw new PolicyRefusal(`This policy is locked, so ${overriding.join(', ')} can’t be used with it.`);
  }
  const policy = accepted(readPolicy(override(base.policy, options))).policy;
  const letsOut = !options.detectOnly && options.printPolicy !== true;
  if (letsOut && policy.review.secondReviewer) {
    throw new PolicyRefusal('This policy asks for a second reviewer: open the pictures in the app, where two people sign the review off. --detect-only still works here.');
  }
  if (letsOut && options.regionsFile !== null && (policy.review.reasonFor === 'drawn' || policy.review.reasonFor === 'both') && policy.review.reasons.length > 0) {
    throw new PolicyRefusal('This policy asks for a reason for every region that is drawn, and --regions has none: draw them in the app.');
  }
  if (letsOut && options.regionsFile !== null && options.fill !== null && !isStrongEnough(options.fill, 'area', policy.weakFills)) {
    throw new PolicyRefusal(`Nobody says what is in the areas of --regions, so --fill ${options.fill} is allowed there only with --weak-fills anywhere.`);
  }
  return { policy, migratedFrom: base.migratedFrom };
}

async function basePolicy(source: string | null): Promise<RunPolicy> {
  if (source === null) return { policy: DEFAULT_POLICY, migratedFrom: null };
  const preset = presetPolicy(source);
  if (preset !== null) return { policy: preset, migratedFrom: null };
  const text = await readFile(source, 'utf8').catch(() => null);
  if (text === null) throw new PolicyRefusal(`"${source}" is no preset, and can’t be read as a file.`);
  return accepted(readPolicyText(text));
}

function accepted(reading: PolicyReading): RunPolicy {
  if (reading.status === 'ok') return { policy: reading.policy, migratedFrom: reading.migratedFrom };
  throw new PolicyRefusal(['The policy is not valid.', ...reading.problems.map(problemLine)].join('\n'));
}

/** Options that would change what a policy says, as they are written on the command line. */
function overridingOptions(options: RunnerArguments): string[] {
  const given: readonly (readonly [string, boolean])[] = [
    ['--kinds', options.kinds !== null],
    ['--fill', options.fill !== null],
    ['--weak-fills', options.weakFills !== null],
    ['--threshold', options.threshold !== null],
    ['--mask-doubtful', options.maskDoubtful === true],
    ['--thorough', options.thorough === true],
    ['--names', options.names !== null],
    ['--records', options.records === true],
    ['--no-records', options.records === false],
    ['--sidecar', (options.sidecar ?? null) !== null],
    ['--audio', options.audio !== undefined],
    // Regions from a file take the place of the search that the policy asks for.
    ['--regions', options.regionsFile !== null],
  ];
  return given.filter(([, isGiven]) => isGiven).map(([name]) => name);
}

function override(given: Policy, options: RunnerArguments): Policy {
  const base = options.thorough === true ? searchThoroughly(given, true) : given;
  const kinds = Object.fromEntries(
    Object.entries(base.kinds).map(([name, kind]) => {
      const maskThreshold = options.threshold ?? (options.maskDoubtful === true ? kind.reviewThreshold : kind.maskThreshold);
      const enabled = options.kinds === null ? kind.enabled : options.kinds.includes(name);
      // Kinds that are not looked for keep a fill that the policy allows.
      const fill = enabled ? (options.fill ?? kind.fill) : kind.fill;
      return [name, { ...kind, enabled, fill, maskThreshold, reviewThreshold: Math.min(kind.reviewThreshold, maskThreshold) }];
    }),
  ) as Policy['kinds'];
  const { output } = base;
  return {
    ...base,
    kinds,
    weakFills: options.weakFills ?? base.weakFills,
    audio: { sound: options.audio ?? base.audio.sound },
    output: {
      ...output,
      namePattern: options.names ?? output.namePattern,
      records: options.records ?? output.records,
      sidecar: options.sidecar ?? output.sidecar,
    },
  };
}
