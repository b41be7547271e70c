import fc from 'fast-check';
import { KINDS, type Kind } from '../../src/core/detect/detection.ts';
import { isStrongEnough, WEAK_FILL_RULES, type WeakFillRule } from '../../src/core/mask/strength.ts';
import { KEPT_METADATA, OUTPUT_FORMATS, REASON_RULES, RETENTIONS, SOUND_RULES, VIDEO_OUTPUTS, VIDEO_QUALITIES, SIDECARS, type KindPolicy, type Policy, type PolicyReason, type PolicyZone } from '../../src/core/policy/policy.ts';
import { BOX_SHAPES, FILL_STYLES, ZONE_EFFECTS } from '../../src/core/review/decision.ts';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** One line of any script, in whole characters. */
const lines = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).map((grapheme) => Array.from(grapheme)[0]!), { minLength, maxLength })
    .map((characters) => characters.join('').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '.'));

/** Kinds with any setting that a rule on weak fills allows. */
function kindPolicies(kind: Kind, rule: WeakFillRule): fc.Arbitrary<KindPolicy> {
  return fc
    .record({
      enabled: fc.boolean(),
      maskThreshold: between(0, 1),
      reviewThreshold: between(0, 1),
      maskScale: between(1, 3),
      maskMargin: between(0, 2),
      lengthBucket: fc.oneof(fc.constant(0), between(1, 12)),
      fill: fc.constantFrom(...FILL_STYLES.filter((fill) => isStrongEnough(fill, kind, rule))),
      shape: fc.constantFrom(...BOX_SHAPES),
    })
    .map((settings) => ({ ...settings, reviewThreshold: Math.min(settings.maskThreshold, settings.reviewThreshold) }));
}

/** Zones inside the picture. */
export const policyZones: fc.Arbitrary<PolicyZone> = fc
  .record({
    effect: fc.constantFrom(...ZONE_EFFECTS),
    shape: fc.constantFrom(...BOX_SHAPES),
    left: between(0, 0.999),
    top: between(0, 0.999),
    width: between(0, 1),
    height: between(0, 1),
  })
  .map(({ width, height, ...zone }) => ({
    ...zone,
    width: Math.max(0.0001, width * (1 - zone.left)),
    height: Math.max(0.0001, height * (1 - zone.top)),
  }));

/** Reasons with ids that differ. */
export const policyReasons: fc.Arbitrary<PolicyReason[]> = fc.uniqueArray(
  fc.record({ id: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'z', '0', '1', '9', '-'), minLength: 1, maxLength: 40 }), label: lines(1, 80) }),
  { maxLength: 20, selector: ({ id }) => id },
);

/** Every valid policy. */
export const policies: fc.Arbitrary<Policy> = fc.constantFrom(...WEAK_FILL_RULES).chain((weakFills) =>
  fc.record<Policy>({
    version: fc.constant(3),
    name: lines(0, 80),
    locked: fc.boolean(),
    kinds: fc.record(Object.fromEntries(KINDS.map((kind) => [kind, kindPolicies(kind, weakFills)])) as Record<Kind, fc.Arbitrary<KindPolicy>>),
    detection: fc.record({ thorough: fc.boolean() }),
    weakFills: fc.constant(weakFills),
    settings: fc.record({
      solidColor: fc.record({ r: fc.integer({ min: 0, max: 255 }), g: fc.integer({ min: 0, max: 255 }), b: fc.integer({ min: 0, max: 255 }) }),
      pixelateBlocks: fc.integer({ min: 2, max: 16 }),
      softness: between(0, 1),
    }),
    zones: fc.array(policyZones, { maxLength: 20 }),
    metadata: fc.record({ keep: fc.subarray([...KEPT_METADATA]) }),
    review: fc.record({ reasons: policyReasons, reasonFor: fc.constantFrom(...REASON_RULES), secondReviewer: fc.boolean(), groupPeople: fc.boolean() }),
    retention: fc.record({ unfinished: fc.constantFrom(...RETENTIONS) }),
    audio: fc.record({ sound: fc.constantFrom(...SOUND_RULES) }),
    video: fc.record({ everyNth: fc.integer({ min: 1, max: 12 }), holdSeconds: fc.double({ min: 0, max: 10, noNaN: true }).map((value) => value + 0), format: fc.constantFrom(...VIDEO_OUTPUTS), quality: fc.constantFrom(...VIDEO_QUALITIES) }),
    document: fc.constant({}),
    table: fc.constant({}),
    output: fc.record({
      format: fc.constantFrom(...OUTPUT_FORMATS),
      quality: between(0.5, 1),
      namePattern: lines(1, 120),
      records: fc.boolean(),
      sidecar: fc.constantFrom(...SIDECARS),
    }),
  }, { noNullPrototype: true }),
);
