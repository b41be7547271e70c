import { AnonymizerError } from '../errors.ts';
import { KINDS, type Kind } from '../detect/detection.ts';
import { isStrongEnough, WEAK_FILL_RULES } from '../mask/strength.ts';
import { BOX_SHAPES, FILL_STYLES } from '../review/decision.ts';
import { DEFAULT_POLICY, defaultKind, OUTPUT_FORMATS, type KindPolicy, type Policy } from './policy.ts';

/**
 * Checks an untrusted document against the policy's form; fields that are missing take their defaults.
 * @param untrusted - parsed JSON from a file or a link
 * @throws AnonymizerError `policy/invalid` for an unknown field, a wrong type or a value out of range; `policy/weak-fill` for
 *   a kind whose fill is weaker than `weakFills` allows
 */
export function parsePolicy(untrusted: unknown): Policy {
  const root = record(untrusted, Object.keys(DEFAULT_POLICY));
  if (root['version'] !== 2) throw new AnonymizerError('policy/invalid');
  const kindsIn = record(root['kinds'] ?? {}, KINDS);
  const settingsIn = record(root['settings'] ?? {}, ['solidColor', 'pixelateBlocks', 'softness']);
  const outputIn = record(root['output'] ?? {}, Object.keys(DEFAULT_POLICY.output));
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
    ...d,
    kinds,
    detection: { thorough },
    weakFills,
    settings: {
      solidColor: { r: byte(colorIn['r']), g: byte(colorIn['g']), b: byte(colorIn['b']) },
      pixelateBlocks: Math.round(inRange(settingsIn['pixelateBlocks'] ?? d.settings.pixelateBlocks, 2, 16)),
      softness: inRange(settingsIn['softness'] ?? d.settings.softness, 0, 1),
    },
    output: {
      ...d.output,
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
    shape: oneOf(k['shape'] ?? d.shape, BOX_SHAPES),
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
