import { parseArgs } from 'node:util';
import { KINDS } from '../../src/core/detect/detection.ts';
import { WEAK_FILL_RULES } from '../../src/core/mask/strength.ts';
import { FILL_STYLES } from '../../src/core/review/decision.ts';

/** What the runner was asked to do. */
export interface RunnerArguments {
  readonly inputs: readonly string[];
  readonly out: string | null;
  readonly kinds: readonly string[] | null;
  readonly fill: string | null;
  readonly weakFills: string | null;
  readonly policyFile: string | null;
  readonly threshold: number | null;
  /** Looks at every picture in two views; left out means no. */
  readonly thorough?: boolean;
  /** Masks what would wait for a person; left out means no. */
  readonly maskDoubtful?: boolean;
  readonly regionsFile: string | null;
  readonly names: string | null;
  readonly detectOnly: boolean;
  readonly records: boolean;
  readonly reportFile: string | null;
}

/** Told to the person when the command line can't be understood. */
export class UsageError extends Error {}

export const USAGE = `Usage: cloakroom anonymise <files or folders…> --out <dir> [options]

  --out <dir>          where masked pictures go; folders inside the inputs are kept
  --kinds face         what to look for (${KINDS.join(', ')})
  --fill solid         solid, soft, or pixelate (pixelate can be undone in part)
  --weak-fills RULE    where pixelate is allowed: nowhere, not-on-text (the default) or anywhere
  --threshold 0.28     mask what is found with at least this confidence, 0 to 1
  --mask-doubtful      mask what would wait for a decision, too, each kind from its own confidence
  --thorough           search in two views as one: finds more faces, masks more that is none, takes about twice as long
  --policy file.json   a policy document; the options above override it
  --names "{name}"     file names without extension: {n} running number, {name} the source's name
  --regions file.json  mask these regions instead of looking for any:
                       { "<input as in the report>": [ { "left", "top", "width", "height", "shape"? } ] }, or "*" for every input
  --records            write an export record beside each picture
  --detect-only        look, write no picture
  --json report.json   write the report there

Exit: 0 all done, 1 some refused or failed, 2 the command line is wrong.`;

/**
 * Reads the command line.
 * @param argv - without node and script
 * @throws UsageError
 */
export function readArguments(argv: readonly string[]): RunnerArguments {
  const { values, positionals } = parse(argv);
  const [command, ...inputs] = positionals;
  if (command !== 'anonymise' && command !== 'anonymize') throw new UsageError('The command is "anonymise".');
  if (inputs.length === 0) throw new UsageError('Name at least one file or folder.');
  const detectOnly = values['detect-only'] === true;
  if ((values.out ?? '') === '' && !detectOnly) throw new UsageError('Say where the pictures go with --out.');
  const kinds = values.kinds?.split(',').map((kind) => kind.trim()) ?? null;
  if (kinds?.some((kind) => !(KINDS as readonly string[]).includes(kind)) === true) {
    throw new UsageError(`--kinds takes ${KINDS.join(', ')}.`);
  }
  if (values.fill !== undefined && !(FILL_STYLES as readonly string[]).includes(values.fill)) {
    throw new UsageError(`--fill takes ${FILL_STYLES.join(', ')}.`);
  }
  if (values['weak-fills'] !== undefined && !(WEAK_FILL_RULES as readonly string[]).includes(values['weak-fills'])) {
    throw new UsageError(`--weak-fills takes ${WEAK_FILL_RULES.join(', ')}.`);
  }
  // An empty text would count as 0, and everything would be masked.
  if (values.threshold !== undefined && values['mask-doubtful'] === true) throw new UsageError('Use --threshold or --mask-doubtful, not both.');
  const threshold = values.threshold === undefined ? null : Number(values.threshold.trim() || 'none');
  if (threshold !== null && !(threshold >= 0 && threshold <= 1)) throw new UsageError('--threshold takes a number from 0 to 1.');
  return {
    inputs,
    out: values.out ?? null,
    kinds,
    fill: values.fill ?? null,
    weakFills: values['weak-fills'] ?? null,
    policyFile: values.policy ?? null,
    threshold,
    ...(values.thorough === true ? { thorough: true } : {}),
    ...(values['mask-doubtful'] === true ? { maskDoubtful: true } : {}),
    regionsFile: values.regions ?? null,
    names: values.names ?? null,
    detectOnly,
    records: values.records === true,
    reportFile: values.json ?? null,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        kinds: { type: 'string' },
        fill: { type: 'string' },
        'weak-fills': { type: 'string' },
        policy: { type: 'string' },
        threshold: { type: 'string' },
        thorough: { type: 'boolean' },
        'mask-doubtful': { type: 'boolean' },
        regions: { type: 'string' },
        names: { type: 'string' },
        records: { type: 'boolean' },
        'detect-only': { type: 'boolean' },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The command line can’t be read.');
  }
}
