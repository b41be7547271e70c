import type { Kind } from '../detect/detection.ts';
import { KINDS } from '../detect/detection.ts';
import { policyDefaults } from './parse-policy.ts';
import type { KindPolicy, Policy, PolicyReason } from './policy.ts';

/** Presets by law or purpose, in the order in which they are offered. */
export const PRESET_IDS = ['gdpr', 'ccpa', 'pipeda', 'lgpd', 'publish', 'evidence', 'dataset'] as const;
/** Id of a preset. */
export type PresetId = (typeof PRESET_IDS)[number];

/** A policy to start from. Why it is as it is stands in the interface's words. */
export interface Preset {
  readonly id: PresetId;
  readonly policy: Policy;
}

const NOT_A_MATCH: PolicyReason = { id: 'not-a-match', label: 'Not what it was taken for' };
const CONSENT: PolicyReason = { id: 'consent', label: 'The person agreed' };
const PUBLIC_ROLE: PolicyReason = { id: 'public-role', label: 'Public role at a public event' };
const MISSED: PolicyReason = { id: 'missed', label: 'The search missed it' };
const CONTEXT: PolicyReason = { id: 'context', label: 'Tells who it is by its surroundings' };
const SUBJECT: PolicyReason = { id: 'subject', label: 'The person who the request is about' };
const RELEVANT: PolicyReason = { id: 'relevant', label: 'Needed to show what happened' };
const THIRD_PARTY: PolicyReason = { id: 'third-party', label: 'A person who is not concerned' };

/** What commonly says who somebody is in a photo: the face, the head where no face was found, plates, codes, and text that reads as personal. */
const IDENTIFYING: readonly Kind[] = ['face', 'head', 'licence-plate', 'qr-code', 'personal-text'];

/** What sets one preset apart from the others. */
interface Choice {
  readonly name: string;
  readonly thorough: boolean;
  readonly kinds: readonly Kind[];
  readonly each?: Partial<KindPolicy>;
  readonly keep?: Policy['metadata']['keep'];
  readonly review: Policy['review'];
  readonly retention: Policy['retention']['unfinished'];
  readonly output: Partial<Policy['output']>;
}

/** Weak fills are allowed in none of them, zones are nobody's but the camera's, and no name comes from the source. */
function preset(id: PresetId, choice: Choice): Preset {
  const defaults = policyDefaults(choice.thorough);
  const kinds = Object.fromEntries(
    KINDS.map((kind) => [kind, { ...defaults.kinds[kind], enabled: choice.kinds.includes(kind), ...(choice.kinds.includes(kind) ? choice.each : {}) }]),
  ) as Record<Kind, KindPolicy>;
  return {
    id,
    policy: {
      ...defaults,
      name: choice.name,
      kinds,
      detection: { thorough: choice.thorough },
      weakFills: 'nowhere',
      metadata: { keep: choice.keep ?? [] },
      review: choice.review,
      retention: { unfinished: choice.retention },
      output: { ...defaults.output, ...choice.output },
    },
  };
}

/** Reviews under privacy law: what stays clear has a reason, and nobody's face is measured to group people. */
const ACCOUNTABLE: Policy['review'] = {
  reasons: [NOT_A_MATCH, CONSENT, PUBLIC_ROLE, MISSED, CONTEXT],
  reasonFor: 'kept-clear',
  secondReviewer: false,
  groupPeople: false,
};

/** All presets, each a whole and valid policy, in the order in which they are offered. */
export const PRESETS: readonly Preset[] = [
  preset('gdpr', { name: 'GDPR', thorough: true, kinds: IDENTIFYING, review: ACCOUNTABLE, retention: '7d', output: {} }),
  preset('ccpa', { name: 'CCPA/CPRA', thorough: true, kinds: IDENTIFYING, review: { ...ACCOUNTABLE, reasonFor: 'never' }, retention: '7d', output: {} }),
  preset('pipeda', { name: 'PIPEDA', thorough: true, kinds: IDENTIFYING, review: ACCOUNTABLE, retention: '7d', output: {} }),
  preset('lgpd', { name: 'LGPD', thorough: true, kinds: IDENTIFYING, review: ACCOUNTABLE, retention: '7d', output: {} }),
  preset('publish', {
    name: 'Publish',
    thorough: false,
    kinds: ['face', 'licence-plate', 'qr-code'],
    each: { fill: 'soft' },
    review: { reasons: [NOT_A_MATCH, CONSENT, PUBLIC_ROLE, MISSED, CONTEXT], reasonFor: 'never', secondReviewer: false, groupPeople: true },
    retention: '7d',
    output: { namePattern: 'photo-{n}', records: false },
  }),
  preset('evidence', {
    name: 'Evidence',
    thorough: true,
    kinds: IDENTIFYING,
    keep: ['capture-time'],
    review: { reasons: [NOT_A_MATCH, SUBJECT, RELEVANT, CONSENT, THIRD_PARTY, MISSED, CONTEXT], reasonFor: 'both', secondReviewer: true, groupPeople: false },
    retention: '30d',
    output: { format: 'png', namePattern: 'exhibit-{n}' },
  }),
  preset('dataset', {
    name: 'Dataset',
    thorough: true,
    kinds: ['face', 'head', 'licence-plate'],
    each: { fill: 'soft' },
    review: { reasons: [NOT_A_MATCH, CONSENT, MISSED, CONTEXT], reasonFor: 'never', secondReviewer: false, groupPeople: false },
    retention: '14d',
    output: { quality: 0.95, namePattern: 'image-{n}', sidecar: 'json' },
  }),
];

/**
 * A preset's policy.
 * @param id - untrusted, such as from a command line
 * @returns `null` where there is no such preset
 */
export function presetPolicy(id: string): Policy | null {
  return PRESETS.find((candidate) => candidate.id === id)?.policy ?? null;
}
