import { AnonymizerError } from '../errors.ts';
import { KINDS, type Kind } from '../detect/detection.ts';
import type { FillSettings } from '../mask/mask-plan.ts';
import { FILL_STYLES, SHAPES, type FillStyle, type Shape } from './decision.ts';

/** What is done with one kind. */
export interface KindPolicy {
  readonly enabled: boolean;
  /** Finds with at least this score are masked without asking, 0..1. */
  readonly maskThreshold: number;
  /** Finds with at least this score, but below `maskThreshold`, are shown for a decision, 0..1. */
  readonly reviewThreshold: number;
  /** Factor by which a found box is enlarged about its centre before masking, 1..3. */
  readonly maskScale: number;
  /** Added on every side of a found box after `maskScale`, as a share of its shorter side, 0..2. */
  readonly maskMargin: number;
  readonly fill: FillStyle;
  readonly shape: Shape;
}

/** Format of an exported picture; `source` keeps JPEG, PNG and WebP and makes PNG of everything else. */
export const OUTPUT_FORMATS = ['source', 'jpeg', 'png', 'webp'] as const;
/** Format choice of the policy. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Everything that decides what happens to a batch, as one versioned document. */
export interface Policy {
  readonly version: 1;
  readonly kinds: Readonly<Record<Kind, KindPolicy>>;
  readonly settings: FillSettings;
  readonly output: {
    readonly format: OutputFormat;
    /** Encoder quality for JPEG and WebP, 0.5..1. */
    readonly quality: number;
    /** File name without extension. `{n}` is the running number, `{name}` the source's name (an explicit choice). */
    readonly namePattern: string;
  };
}

/**
 * The default: irreversible solid fill. Thresholds are calibrated confidences and favour recall: a face is masked where more
 * than about one find in four of its score is a face, and shown for a decision down to one in eight. Found text is tight
 * around its letters, so it grows by a share of its height instead of by a factor.
 */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  kinds: {
    face: { enabled: true, maskThreshold: 0.28, reviewThreshold: 0.12, maskScale: 1.3, maskMargin: 0, fill: 'solid', shape: 'ellipse' },
    head: { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.2, maskScale: 1.1, maskMargin: 0, fill: 'solid', shape: 'ellipse' },
    person: { enabled: false, maskThreshold: 0.3, reviewThreshold: 0.2, maskScale: 1.05, maskMargin: 0, fill: 'solid', shape: 'rectangle' },
    vehicle: { enabled: false, maskThreshold: 0.3, reviewThreshold: 0.2, maskScale: 1.05, maskMargin: 0, fill: 'solid', shape: 'rectangle' },
    'licence-plate': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.2, maskScale: 1, maskMargin: 0.65, fill: 'solid', shape: 'rectangle' },
    'qr-code': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.3, maskScale: 1.1, maskMargin: 0, fill: 'solid', shape: 'rectangle' },
    'personal-text': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.3, maskScale: 1, maskMargin: 0.3, fill: 'solid', shape: 'rectangle' },
    text: { enabled: false, maskThreshold: 0.4, reviewThreshold: 0.3, maskScale: 1, maskMargin: 0.3, fill: 'solid', shape: 'rectangle' },
  },
  settings: { solidColor: { r: 24, g: 26, b: 28 }, pixelateBlocks: 6, softness: 0.5 },
  output: { format: 'source', quality: 0.92, namePattern: 'anonymised-{n}' },
};

/**
 * Checks an untrusted document against the policy's form; fields that are missing take their defaults.
 * @param untrusted - parsed JSON from a file or a link
 * @throws AnonymizerError `policy/invalid` for an unknown field, a wrong type or a value out of range
 */
export function parsePolicy(untrusted: unknown): Policy {
  const root = record(untrusted, ['version', 'kinds', 'settings', 'output']);
  if (root['version'] !== 1) throw new AnonymizerError('policy/invalid');
  const kindsIn = record(root['kinds'] ?? {}, KINDS);
  const settingsIn = record(root['settings'] ?? {}, ['solidColor', 'pixelateBlocks', 'softness']);
  const outputIn = record(root['output'] ?? {}, ['format', 'quality', 'namePattern']);
  const d = DEFAULT_POLICY;
  const kinds = Object.fromEntries(
    KINDS.map((kind) => [kind, parseKind(kindsIn[kind] ?? {}, d.kinds[kind])]),
  ) as Record<Kind, KindPolicy>;
  const colorIn = record(settingsIn['solidColor'] ?? d.settings.solidColor, ['r', 'g', 'b']);
  return {
    version: 1,
    kinds,
    settings: {
      solidColor: { r: byte(colorIn['r']), g: byte(colorIn['g']), b: byte(colorIn['b']) },
      pixelateBlocks: Math.round(inRange(settingsIn['pixelateBlocks'] ?? d.settings.pixelateBlocks, 2, 16)),
      softness: inRange(settingsIn['softness'] ?? d.settings.softness, 0, 1),
    },
    output: {
      format: oneOf(outputIn['format'] ?? d.output.format, OUTPUT_FORMATS),
      quality: inRange(outputIn['quality'] ?? d.output.quality, 0.5, 1),
      namePattern: pattern(outputIn['namePattern'] ?? d.output.namePattern),
    },
  };
}

function parseKind(untrusted: unknown, d: KindPolicy): KindPolicy {
  const k = record(untrusted, ['enabled', 'maskThreshold', 'reviewThreshold', 'maskScale', 'maskMargin', 'fill', 'shape']);
  const enabled = k['enabled'] ?? d.enabled;
  if (typeof enabled !== 'boolean') throw new AnonymizerError('policy/invalid');
  const maskThreshold = inRange(k['maskThreshold'] ?? d.maskThreshold, 0, 1);
  return {
    enabled,
    maskThreshold,
    reviewThreshold: inRange(k['reviewThreshold'] ?? Math.min(d.reviewThreshold, maskThreshold), 0, maskThreshold),
    maskScale: inRange(k['maskScale'] ?? d.maskScale, 1, 3),
    maskMargin: inRange(k['maskMargin'] ?? d.maskMargin, 0, 2),
    fill: oneOf(k['fill'] ?? d.fill, FILL_STYLES),
    shape: oneOf(k['shape'] ?? d.shape, SHAPES),
  };
}

function record(untrusted: unknown, allowed: readonly string[]): Record<string, unknown> {
  if (typeof untrusted !== 'object' || untrusted === null || Array.isArray(untrusted)) throw new AnonymizerError('policy/invalid');
  if (Object.keys(untrusted).some((key) => !allowed.includes(key))) throw new AnonymizerError('policy/invalid');
  return untrusted as Record<string, unknown>;
}

function inRange(untrusted: unknown, low: number, high: number): number {
  if (typeof untrusted !== 'number' || !(untrusted >= low && untrusted <= high)) throw new AnonymizerError('policy/invalid');
  return untrusted;
}

function byte(untrusted: unknown): number {
  return Math.round(inRange(untrusted, 0, 255));
}

function oneOf<T extends string>(untrusted: unknown, values: readonly T[]): T {
  const found = values.find((value) => value === untrusted);
  if (found === undefined) throw new AnonymizerError('policy/invalid');
  return found;
}

function pattern(untrusted: unknown): string {
  if (typeof untrusted !== 'string' || untrusted.length === 0 || untrusted.length > 120) throw new AnonymizerError('policy/invalid');
  return untrusted;
}
