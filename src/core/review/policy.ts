import { AnonymizerError } from '../errors.ts';
import { KINDS, type Kind } from '../detect/detection.ts';
import type { FillSettings } from '../mask/mask-plan.ts';
import { isStrongEnough, WEAK_FILL_RULES, type WeakFillRule } from '../mask/strength.ts';
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
  /**
   * Masks over found text become multiples of this long, in thicknesses of the mask, so that their length does not tell what
   * they cover; 1..12, or 0 to leave them as long as the text.
   */
  readonly lengthBucket: number;
  readonly fill: FillStyle;
  readonly shape: Shape;
}

/**
 * Format of an exported picture; `source` keeps JPEG, PNG, WebP and TIFF, makes JPEG of HEIC (PNG where it has alpha), and PNG of everything else.
 * Animations stay animations: GIF, PNG or WebP as they were, unless PNG or WebP is asked for. Pages stay a TIFF.
 */
export const OUTPUT_FORMATS = ['source', 'jpeg', 'png', 'webp', 'avif'] as const;
/** Format choice of the policy. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Everything that decides what happens to a batch, as one versioned document. */
export interface Policy {
  readonly version: 1;
  readonly kinds: Readonly<Record<Kind, KindPolicy>>;
  readonly detection: {
    /** Looks at every picture in two views, as one search: finds more, and takes about twice as long. */
    readonly thorough: boolean;
  };
  /** Where fills that can be undone in part are allowed, for kinds and for single regions. */
  readonly weakFills: WeakFillRule;
  readonly settings: FillSettings;
  readonly output: {
    readonly format: OutputFormat;
    /** Encoder quality for JPEG, WebP and AVIF, 0.5..1. */
    readonly quality: number;
    /** File name without extension. `{n}` is the running number, `{name}` the source's name (an explicit choice). */
    readonly namePattern: string;
  };
}

/**
 * The default: irreversible solid fill. Thresholds are calibrated confidences and favour recall: a face is masked where more
 * than about one find in four of its score is a face, and shown for a decision down to about one in ten. Found text is tight
 * around its letters, so it grows by a share of its height instead of by a factor. Masks are as long
 * as what they cover: one size for all names would cover several times as much of a photo, so that is a choice (`hidingBucket`).
 */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  kinds: {
    face: { enabled: true, maskThreshold: 0.28, reviewThreshold: 0.09, maskScale: 1.3, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'ellipse' },
    head: { enabled: false, maskThreshold: 0.95, reviewThreshold: 0.2, maskScale: 1.1, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'ellipse' },
    person: { enabled: false, maskThreshold: 0.4, reviewThreshold: 0.12, maskScale: 1.05, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    vehicle: { enabled: false, maskThreshold: 0.3, reviewThreshold: 0.1, maskScale: 1.05, maskMargin: 0, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    'licence-plate': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.2, maskScale: 1, maskMargin: 0.65, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    'qr-code': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.25, maskScale: 1, maskMargin: 0.2, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    'personal-text': { enabled: false, maskThreshold: 0.5, reviewThreshold: 0.3, maskScale: 1, maskMargin: 0.3, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
    text: { enabled: false, maskThreshold: 0.4, reviewThreshold: 0.3, maskScale: 1, maskMargin: 0.3, lengthBucket: 0, fill: 'solid', shape: 'rectangle' },
  },
  detection: { thorough: false },
  weakFills: 'not-on-text',
  settings: { solidColor: { r: 24, g: 26, b: 28 }, pixelateBlocks: 6, softness: 0.5 },
  output: { format: 'source', quality: 0.92, namePattern: 'anonymised-{n}' },
};

/**
 * From which confidence faces are masked and shown in a thorough search: where a missed face costs more than false ones. At .08
 * about nine finds in ten of that very score are no face, and over public pictures fewer than three a picture.
 */
const THOROUGH_FACE = { maskThreshold: 0.08, reviewThreshold: 0.05 };

/** Default of one kind; the thorough search brings its own thresholds for faces. */
function defaultKind(kind: Kind, thorough: boolean): KindPolicy {
  const own = DEFAULT_POLICY.kinds[kind];
  return thorough && kind === 'face' ? { ...own, ...THOROUGH_FACE } : own;
}

/**
 * Switches the thorough search on or off, with its thresholds for faces. Thresholds that a person chose stay.
 * @param thorough - what it becomes
 */
export function searchThoroughly(policy: Policy, thorough: boolean): Policy {
  const before = defaultKind('face', policy.detection.thorough);
  const { maskThreshold, reviewThreshold } = defaultKind('face', thorough);
  const { face } = policy.kinds;
  const untouched = face.maskThreshold === before.maskThreshold && face.reviewThreshold === before.reviewThreshold;
  const kinds = untouched ? { ...policy.kinds, face: { ...face, maskThreshold, reviewThreshold } } : policy.kinds;
  return { ...policy, kinds, detection: { thorough } };
}

/**
 * Checks an untrusted document against the policy's form; fields that are missing take their defaults.
 * @param untrusted - parsed JSON from a file or a link
 * @throws AnonymizerError `policy/invalid` for an unknown field, a wrong type or a value out of range; `policy/weak-fill` for
 *   a kind whose fill is weaker than `weakFills` allows
 */
export function parsePolicy(untrusted: unknown): Policy {
  const root = record(untrusted, ['version', 'kinds', 'detection', 'weakFills', 'settings', 'output']);
  if (root['version'] !== 1) throw new AnonymizerError('policy/invalid');
  const kindsIn = record(root['kinds'] ?? {}, KINDS);
  const settingsIn = record(root['settings'] ?? {}, ['solidColor', 'pixelateBlocks', 'softness']);
  const outputIn = record(root['output'] ?? {}, ['format', 'quality', 'namePattern']);
  const detectionIn = record(root['detection'] ?? {}, ['thorough']);
  const d = DEFAULT_POLICY;
  const thorough = flag(detectionIn['thorough'] ?? d.detection.thorough);
  const kinds = Object.fromEntries(
    KINDS.map((kind) => [kind, parseKind(kindsIn[kind] ?? {}, defaultKind(kind, thorough))]),
  ) as Record<Kind, KindPolicy>;
  const weakFills = oneOf(root['weakFills'] ?? d.weakFills, WEAK_FILL_RULES);
  if (KINDS.some((kind) => !isStrongEnough(kinds[kind].fill, kind, weakFills))) throw new AnonymizerError('policy/weak-fill');
  const colorIn = record(settingsIn['solidColor'] ?? d.settings.solidColor, ['r', 'g', 'b']);
  return {
    version: 1,
    kinds,
    detection: { thorough },
    weakFills,
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
  const k = record(untrusted, ['enabled', 'maskThreshold', 'reviewThreshold', 'maskScale', 'maskMargin', 'lengthBucket', 'fill', 'shape']);
  const enabled = flag(k['enabled'] ?? d.enabled);
  const maskThreshold = inRange(k['maskThreshold'] ?? d.maskThreshold, 0, 1);
  return {
    enabled,
    maskThreshold,
    reviewThreshold: inRange(k['reviewThreshold'] ?? Math.min(d.reviewThreshold, maskThreshold), 0, maskThreshold),
    maskScale: inRange(k['maskScale'] ?? d.maskScale, 1, 3),
    maskMargin: inRange(k['maskMargin'] ?? d.maskMargin, 0, 2),
    lengthBucket: bucket(k['lengthBucket'] ?? d.lengthBucket),
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

/** Less than one thickness would be finer than letters. */
function bucket(untrusted: unknown): number {
  return untrusted === 0 ? 0 : inRange(untrusted, 1, 12);
}

function flag(untrusted: unknown): boolean {
  if (typeof untrusted !== 'boolean') throw new AnonymizerError('policy/invalid');
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
