import { parseArgs } from 'node:util';
import type { TimeSpan } from '../../src/core/audio/time-span.ts';
import { KINDS } from '../../src/core/detect/detection.ts';
import { WEAK_FILL_RULES, type WeakFillRule } from '../../src/core/mask/strength.ts';
import { SIDECARS, type Sidecar, type SoundChoice } from '../../src/core/policy/policy.ts';
import { PRESET_IDS } from '../../src/core/policy/presets.ts';
import { FILL_STYLES, type FillStyle } from '../../src/core/review/decision.ts';

/** What the runner was asked to do. */
export interface RunnerArguments {
  readonly inputs: readonly string[];
  readonly out: string | null;
  readonly kinds: readonly string[] | null;
  readonly fill: FillStyle | null;
  readonly weakFills: WeakFillRule | null;
  /** Id of a preset, or a file. */
  readonly policyFile: string | null;
  readonly threshold: number | null;
  /** Looks at every picture and frame in two views; left out means no. */
  readonly thorough?: boolean;
  /** Masks what would wait for a person; left out means no. */
  readonly maskDoubtful?: boolean;
  readonly regionsFile: string | null;
  readonly names: string | null;
  readonly detectOnly: boolean;
  /** Writes records beside outputs, or none; `null` leaves it to the policy. */
  readonly records: boolean | null;
  /** Writes a report as PDF beside each output; left out means no. */
  readonly report?: boolean;
  /** List of regions beside outputs; left out leaves it to the policy. */
  readonly sidecar?: Sidecar;
  /** What happens to the sound of videos; left out leaves it to the policy. */
  readonly audio?: SoundChoice;
  /** Seconds of each video whose sound is silenced; left out for none. */
  readonly muted?: readonly TimeSpan[];
  /** Counts files in folders that are no pictures or videos as failures; left out means no. */
  readonly strict?: boolean;
  /** Prints the policy of the run and ends; left out means no. */
  readonly printPolicy?: boolean;
  readonly reportFile: string | null;
}

/** Parts to silence follow it. */
const MUTE = 'mute:';

/** Told to the person when the command line can't be understood. */
export class UsageError extends Error {}

export const USAGE = `Usage: cloakroom anonymise <files or folders…> --out <dir> [options]

Pictures (JPEG, PNG, WebP, GIF, BMP, AVIF, HEIC, TIFF) and videos (MP4, MOV, MKV, WebM). While it works on a video, it tells frames,
pace and time left: on a terminal every few seconds, elsewhere at every tenth.

  --out <dir>          where masked pictures and videos go; folders inside the inputs are kept
  --kinds face         what to look for (${KINDS.join(', ')})
  --fill solid         solid, soft, or pixelate (pixelate can be undone in part)
  --weak-fills RULE    where pixelate is allowed: nowhere, not-on-text (the default) or anywhere
  --threshold 0.28     mask what is found with at least this confidence, 0 to 1
  --mask-doubtful      mask what would wait for a decision, too, each kind from its own confidence; without it, what is doubtful
                       is left clear in the output, and counted
  --thorough           search in two views as one, in videos every frame closely: finds more faces, masks more that is none,
                       takes about twice as long, longer for videos
  --policy NAME        a preset (${PRESET_IDS.join(', ')}) or a policy file;
                       options override it, unless it is locked
  --print-policy       print the policy that the options come to, as JSON, and end
  --names "{name}"     file names without extension: {n} running number, {name} the source's name
  --regions file.json  mask these areas without a search, on every frame of a video, solid or as --fill says; what the second look
                       at the output finds besides is masked, too:
                       { "<input as in the report>": [ { "left", "top", "width", "height", "shape"? } ] }, or "*" for every input
  --records            write an export record beside each output, whatever the policy says; --no-records writes none
  --report             write a report for people beside each output, as PDF with pictures of the output
  --sidecar json       list the regions beside each output: json, csv or none
  --audio drop         sound of videos: keep, drop, voice (voices are changed), or mute:12-15.5,1:20-1:25 (kept but for these
                       parts, in seconds or minutes and seconds); where neither this nor the policy says, a video with sound is refused
  --detect-only        look, write no picture or video
  --json report.json   write the report there
  --strict             exit 1 where a folder holds a file that is no picture or video, too

Exit: 0 all done, 1 some refused or failed, 2 the command line or the policy is wrong, 130 interrupted (what was
done stays, and the report names it). Files in a folder that are no pictures or videos are counted and reported; they fail
a run only with --strict, where they are named themselves, or where their name ends like a picture's or a video's.`;

/**
 * Reads the command line.
 * @param argv - without node and script
 * @throws UsageError
 */
export function readArguments(argv: readonly string[]): RunnerArguments {
  const { values, positionals } = parse(argv);
  const [command, ...inputs] = positionals;
  if (command !== 'anonymise' && command !== 'anonymize') throw new UsageError('The command is "anonymise".');
  const printPolicy = values['print-policy'] === true;
  if (inputs.length === 0 && !printPolicy) throw new UsageError('Name at least one file or folder.');
  const detectOnly = values['detect-only'] === true;
  if ((values.out ?? '') === '' && !detectOnly && !printPolicy) throw new UsageError('Say where pictures and videos go with --out.');
  const kinds = values.kinds?.split(',').map((kind) => kind.trim()) ?? null;
  if (kinds?.some((kind) => !(KINDS as readonly string[]).includes(kind)) === true) {
    throw new UsageError(`--kinds takes ${KINDS.join(', ')}.`);
  }
  if (values.records === true && values['no-records'] === true) throw new UsageError('Use --records or --no-records, not both.');
  if (values.policy === '') throw new UsageError('--policy takes a preset or a file.');
  const sidecar = oneOf('--sidecar', values.sidecar, SIDECARS);
  const muted = values.audio?.startsWith(MUTE) === true ? readSpans(values.audio.slice(MUTE.length)) : null;
  const audio = muted === null ? oneOf<SoundChoice>('--audio', values.audio, ['keep', 'drop', 'voice'], ' or mute:12-15.5,1:20-1:25') : 'keep';
  // An empty text would count as 0, and everything would be masked.
  if (values.threshold !== undefined && values['mask-doubtful'] === true) throw new UsageError('Use --threshold or --mask-doubtful, not both.');
  const threshold = values.threshold === undefined ? null : Number(values.threshold.trim() || 'none');
  if (threshold !== null && !(threshold >= 0 && threshold <= 1)) throw new UsageError('--threshold takes a number from 0 to 1.');
  return {
    inputs,
    out: values.out ?? null,
    kinds,
    fill: oneOf('--fill', values.fill, FILL_STYLES),
    weakFills: oneOf('--weak-fills', values['weak-fills'], WEAK_FILL_RULES),
    policyFile: values.policy ?? null,
    threshold,
    ...(values.thorough === true ? { thorough: true } : {}),
    ...(values['mask-doubtful'] === true ? { maskDoubtful: true } : {}),
    regionsFile: values.regions ?? null,
    names: values.names ?? null,
    detectOnly,
    records: values['no-records'] === true ? false : (values.records ?? null),
    ...(values.report === true ? { report: true } : {}),
    ...(sidecar === null ? {} : { sidecar }),
    ...(audio === null ? {} : { audio }),
    ...(muted === null ? {} : { muted }),
    ...(values.strict === true ? { strict: true } : {}),
    ...(printPolicy ? { printPolicy } : {}),
    reportFile: values.json ?? null,
  };
}

function oneOf<T extends string>(option: string, given: string | undefined, values: readonly T[], more = ''): T | null {
  if (given === undefined) return null;
  const found = values.find((value) => value === given);
  if (found === undefined) throw new UsageError(`${option} takes ${values.join(', ')}${more}.`);
  return found;
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
        'no-records': { type: 'boolean' },
        report: { type: 'boolean' },
        sidecar: { type: 'string' },
        audio: { type: 'string' },
        strict: { type: 'boolean' },
        'print-policy': { type: 'boolean' },
        'detect-only': { type: 'boolean' },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    // What follows the first sentence is advice on how the parser reads, which is no help here.
    throw new UsageError(error instanceof Error ? error.message.replace(/\. To specify .*$/su, '.') : 'The command line can’t be read.');
  }
}

/** @throws UsageError for anything but parts of the form a-b, in order, apart */
function readSpans(text: string): TimeSpan[] {
  const spans = text.split(',').map((part): TimeSpan => {
    const [from, to, ...more] = part.split('-').map(readSeconds);
    if (from === undefined || to === undefined || more.length > 0 || !(to > from)) throw new UsageError('--audio mute: takes parts such as 12-15.5,1:20-1:25.');
    return { from, to };
  });
  if (spans.some(({ from }, index) => index > 0 && from <= (spans[index - 1]?.to ?? 0))) throw new UsageError('--audio mute: takes parts in order that do not touch.');
  return spans;
}

/** Seconds of `75.5` and of `1:15.5`; not a number for anything else. */
function readSeconds(text: string): number {
  const parts = /^(?:(?<hours>\d+):(?=\d+:))?(?:(?<minutes>\d+):)?(?<seconds>\d+(?:\.\d+)?)$/u.exec(text.trim())?.groups;
  return parts === undefined ? Number.NaN : Number(parts['hours'] ?? 0) * 3600 + Number(parts['minutes'] ?? 0) * 60 + Number(parts['seconds']);
}
