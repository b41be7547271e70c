import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, RETENTIONS } from '../../../../src/core/policy/policy.ts';
import { DECISION_STATES, FILL_STYLES, REGION_KINDS, SHAPES, ZONE_EFFECTS } from '../../../../src/core/review/decision.ts';
import { MAX_VIDEO_FRAMES } from '../../../../src/core/limits.ts';
import { countRegions, keepFile, keepSession, readStoredFile, readStoredSession, type StoredFile } from '../../../../src/core/review/stored-file.ts';

const CANARY = 'Quintessa Canary 4711';
const box = sourceBox(-0.5, 10, 20.25, 30);
const path = { first: 0, last: 9, keys: [{ frame: 2, box, score: 0.5 }, { frame: 7, box, byHand: true as const, before: { box: sourceBox(1, 2, 3, 4), score: 0.25, found: true as const } }], found: [{ first: 2, last: 4 }, { first: 7, last: 7 }] };

/** Every field that a record may have, each with a value. */
const FULL: StoredFile = {
  version: 1,
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  session: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  place: 3,
  print: { salt: 'ab'.repeat(16), sizeBytes: 12_345, digest: 'cd'.repeat(16) },
  size: { width: 640, height: 480 },
  frames: 10,
  search: { kinds: ['face'], detectors: [{ name: 'face-rfb320', version: '1.0.0', sha256: 'e'.repeat(64) }], smallestHeight: 10, scales: [1, 0.5], thorough: true, video: [{ kind: 'face', everyNth: 2, holdSeconds: 1.25 }], inferences: 4 },
  detections: [
    { kind: 'face', score: 0.5, box, angle: -12, path, detector: 'face-rfb320' },
    { kind: 'face', score: 0.4, box, path, detector: 'face-rfb320' },
  ],
  decisions: [
    { id: 'r1', kind: 'face', origin: 'detector', score: 0.5, box, angle: -12, path, shape: 'ellipse', state: 'rejected', decidedBy: 'person', fill: null, reason: 'public-role', joined: ['r2'] },
    { id: 't3', kind: 'face', origin: 'detector', score: 0.5, box, path, shape: 'ellipse', state: 'pending', decidedBy: 'policy', shapedBy: 'person', fill: null },
    { id: 'p1', kind: 'text', origin: 'person', score: null, box, shape: 'polygon', outline: { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }] }, state: 'accepted', decidedBy: 'person', fill: 'soft' },
    { id: 'p2', kind: 'text', origin: 'person', score: null, box, shape: 'brush', outline: { type: 'brush', radiusX: 0.1, radiusY: 0.2, strokes: [[{ x: 0, y: 0.5 }]] }, state: 'pending', decidedBy: 'policy', fill: null },
    { id: 'p3', kind: 'area', origin: 'person', score: null, box, shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: null },
    { id: 'z1', kind: 'area', origin: 'person', score: null, box, shape: 'rectangle', zone: 'ignore', state: 'accepted', decidedBy: 'policy', fill: null },
  ],
  nextNumber: 4,
  muted: [{ from: 0, to: 1.5 }, { from: 2, to: 3.25 }],
  sound: 'voice',
  policy: DEFAULT_POLICY,
  retention: '7d',
  reviewer: '0123456789abcdef',
  signedOffBy: 'fedcba9876543210',
  saved: false,
};

/** Every text of a value with where it stands; list places are left out. */
function textsOf(value: unknown, at = ''): (readonly [string, string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (Array.isArray(value)) return value.flatMap((entry) => textsOf(entry, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => textsOf(field, at === '' ? name : `${at}.${name}`));
}

/** What each text of a record may be: a word of a fixed list, or an id. Whoever adds a text has to say here what it can hold. */
const TEXTS: Readonly<Record<string, readonly string[] | RegExp>> = {
  id: /^[0-9a-f-]{36}$/u,
  session: /^[0-9a-f-]{36}$/u,
  'print.salt': /^[0-9a-f]{32}$/u,
  'print.digest': /^[0-9a-f]{32}$/u,
  'search.kinds[]': KINDS,
  'search.video[].kind': KINDS,
  'search.detectors[].name': /^[a-z0-9.-]{1,64}$/u,
  'search.detectors[].version': /^[0-9A-Za-z.+-]{1,64}$/u,
  'search.detectors[].sha256': /^[0-9a-f]{64}$/u,
  'detections[].kind': KINDS,
  'detections[].detector': /^[a-z0-9.-]{1,64}$/u,
  'decisions[].id': /^[rpstz][0-9]+$/u,
  'decisions[].joined[]': /^r[0-9]+$/u,
  sound: ['keep', 'drop', 'voice'],
  'decisions[].kind': REGION_KINDS,
  'decisions[].origin': ['detector', 'person', 'recheck'],
  'decisions[].shape': SHAPES,
  'decisions[].outline.type': ['polygon', 'brush'],
  'decisions[].zone': ZONE_EFFECTS,
  'decisions[].state': DECISION_STATES,
  'decisions[].decidedBy': ['policy', 'person'],
  'decisions[].shapedBy': ['person'],
  'decisions[].fill': FILL_STYLES,
  'decisions[].reason': /^[a-z0-9-]{1,40}$/u,
  retention: RETENTIONS,
  reviewer: /^[0-9a-f]{16}$/u,
  signedOffBy: /^[0-9a-f]{16}$/u,
};

/** The same value with a canary in every object, as a field that no form has. */
function poisoned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== 'object' || value === null) return value;
  return { name: CANARY, text: CANARY, thumb: CANARY, ...Object.fromEntries(Object.entries(value).map(([name, field]) => [name, name === 'policy' ? field : poisoned(field)])) };
}

describe('what is kept of the work on a file', () => {
  it('comes back as it was', () => {
    expect(readStoredFile(structuredClone(keepFile(FULL)))).toEqual({ status: 'ok', value: FULL });
  });

  it('comes back where it was kept before frames were counted, and videos had sound to choose about', () => {
    const { frames: _, muted: __, sound: ___, ...earlier } = FULL;
    expect(readStoredFile(structuredClone(keepFile(earlier)))).toEqual({ status: 'ok', value: earlier });
  });

  it('comes back from the last frames of the longest video, with a key on each of hundreds of thousands', () => {
    const last = MAX_VIDEO_FRAMES - 1;
    const keys = Array.from({ length: 200_001 }, (_, index) => ({ frame: last - 200_000 + index, box }));
    const ending: StoredFile = { ...FULL, detections: FULL.detections.map((find) => ({ ...find, path: { first: 0, last, keys, found: [{ first: last, last }] } })) };
    expect(readStoredFile(keepFile(ending)).status).toBe('ok');
    expect(keepFile({ ...FULL, detections: FULL.detections.map((find) => ({ ...find, path: { ...path, last: last + 1 } })) })).toBeNull();
  });

  it('has only texts that are ids or words of a list, apart from the policy that a person wrote', () => {
    const texts = textsOf({ ...keepFile(FULL), policy: null });
    expect(texts.length).toBeGreaterThan(20);
    for (const [at, text] of texts) {
      const allowed = TEXTS[at];
      expect(allowed, at).toBeDefined();
      expect(allowed instanceof RegExp ? allowed.test(text) : allowed?.includes(text), at).toBe(true);
    }
  });

  it('has no place for a name, a text or a picture, wherever they are put', () => {
    const kept = keepFile(poisoned(FULL) as StoredFile);
    expect(kept).toEqual(FULL);
    expect(JSON.stringify(kept)).not.toContain('Canary');
  });

  it('leaves out why a find counts as personal', () => {
    const [find] = FULL.detections;
    expect(JSON.stringify(keepFile({ ...FULL, detections: [{ ...find!, reason: CANARY }] }))).not.toContain('Canary');
  });

  it.each([
    ['a detector', { detections: [{ ...FULL.detections[0]!, detector: CANARY }] }],
    ['a reason', { decisions: [{ ...FULL.decisions[0]!, reason: CANARY }] }],
    ['a region', { decisions: [{ ...FULL.decisions[0]!, id: CANARY }] }],
  ])('is nothing where a text stands in the place of the id of %s', (_, change) => {
    expect(keepFile({ ...FULL, ...change })).toBeNull();
  });

  it('leaves a reviewer out who is no id', () => {
    expect(keepFile({ ...FULL, reviewer: CANARY, signedOffBy: CANARY })).toMatchObject({ reviewer: null, signedOffBy: null });
  });
});

describe('reading what is stored', () => {
  it.each([
    ['a strange field', { ...FULL, more: 1 }],
    ['a strange field deep inside', { ...FULL, decisions: [{ ...FULL.decisions[0], more: 1 }] }],
    ['a missing field', { ...FULL, print: undefined }],
    ['a number that is none', { ...FULL, size: { width: Number.NaN, height: 1 } }],
    ['a score above 1', { ...FULL, detections: [{ ...FULL.detections[0], score: 1.5 }] }],
    ['a decision about a find that is not there', { ...FULL, detections: [] }],
    ['two decisions with one id', { ...FULL, decisions: [FULL.decisions[2], FULL.decisions[2]] }],
    ['a drawn region past the next number', { ...FULL, nextNumber: 2 }],
    ['a find that was joined to another and is one of its own as well', { ...FULL, decisions: [...FULL.decisions, { ...FULL.decisions[0], id: 'r2', joined: undefined }] }],
    ['a joined find that is not there', { ...FULL, decisions: [{ ...FULL.decisions[0], joined: ['r3'] }] }],
    ['a part of a track past the next number', { ...FULL, decisions: [{ ...FULL.decisions[1], id: 't4' }] }],
    ['no frame at all', { ...FULL, frames: 0 }],
    ['muted parts that touch', { ...FULL, muted: [{ from: 0, to: 1 }, { from: 1, to: 2 }] }],
    ['muted parts out of order', { ...FULL, muted: [{ from: 3, to: 4 }, { from: 1, to: 2 }] }],
    ['a sound that nobody chose', { ...FULL, sound: 'ask' }],
    ['found frames outside a track', { ...FULL, detections: [{ ...FULL.detections[0], path: { ...path, found: [{ first: 8, last: 12 }] } }] }],
    ['a key that stands in for another and is nobody’s', { ...FULL, detections: [{ ...FULL.detections[0], path: { ...path, keys: [{ frame: 2, box, before: { found: true } }] } }, FULL.detections[1]] }],
    ['a strange field in what a key stands in for', { ...FULL, detections: [{ ...FULL.detections[0], path: { ...path, keys: [{ frame: 2, box, byHand: true, before: { box, byHand: true } }] } }, FULL.detections[1]] }],
    ['a polygon without its outline', { ...FULL, decisions: [{ ...FULL.decisions[2], outline: undefined }] }],
    ['frames out of order', { ...FULL, detections: [{ ...FULL.detections[0], path: { ...path, keys: path.keys.toReversed() } }] }],
    ['a policy that is none', { ...FULL, policy: { version: 2, kinds: 3 } }],
    ['an older version', { ...FULL, version: 0 }],
    ['no object', 'text'],
    ['nothing', null],
  ])('refuses %s', (_, untrusted) => {
    expect(readStoredFile(untrusted)).toEqual({ status: 'damaged' });
  });

  it('says of a later version that it is one, whatever else is in it', () => {
    expect(readStoredFile({ version: 2, anything: 'else' })).toEqual({ status: 'too-new' });
    expect(readStoredSession({ version: 99 })).toEqual({ status: 'too-new' });
  });

  it('reads a session back', () => {
    const session = { version: 1, id: FULL.session, touchedAt: 1_700_000_000_000, policy: DEFAULT_POLICY } as const;
    expect(readStoredSession(structuredClone(keepSession(session)))).toEqual({ status: 'ok', value: session });
    expect(readStoredSession({ ...session, touchedAt: Infinity })).toEqual({ status: 'damaged' });
  });

  it('takes anything without a fault', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(FULL)), (value, name) => {
        const reading = readStoredFile({ ...FULL, [name]: value });
        expect(['ok', 'damaged', 'too-new']).toContain(reading.status);
        expect(readStoredSession(value).status).not.toBe('ok');
      }),
    );
  });

  it('counts regions that a person decided about and those that wait, and no zones', () => {
    expect(countRegions(FULL)).toEqual({ decided: 3, pending: 2 });
    expect(countRegions({ ...FULL, decisions: FULL.decisions.map((decision) => ({ ...decision, decidedBy: 'policy' })) })).toEqual({ decided: 0, pending: 2 });
  });
});
