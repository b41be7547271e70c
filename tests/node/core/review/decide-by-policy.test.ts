import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { proposeHeads } from '../../../../src/core/detect/objects/propose-heads.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { decideByPolicy, isSureFind } from '../../../../src/core/review/decide-by-policy.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { DEFAULT_POLICY, type KindPolicy, type Policy } from '../../../../src/core/policy/policy.ts';

const found = (score: number): Detection => ({ kind: 'face', score, box: sourceBox(score, 2, 3, 4), detector: 'test' });
const policyWith = (face: Partial<KindPolicy>): Policy => ({ ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, ...face } } });
const policy = policyWith({ maskThreshold: 0.5, reviewThreshold: 0.25 });

describe('isSureFind', () => {
  const sure = (score: number | null, origin: 'detector' | 'person' | 'recheck' = 'detector') =>
    isSureFind({ id: 'a', kind: 'face', origin, score, box: sourceBox(0, 0, 9, 9), shape: 'ellipse', state: 'pending', decidedBy: 'person', fill: null }, DEFAULT_POLICY);
  const { maskThreshold } = DEFAULT_POLICY.kinds.face;

  it('is what the policy masks by itself, whoever made it wait', () => {
    expect([sure(maskThreshold), sure(maskThreshold - 0.01), sure(null), sure(0.99, 'person'), sure(0.99, 'recheck')]).toEqual([true, false, false, false, false]);
  });
});

describe('decideByPolicy', () => {
  it('masks at the mask threshold, asks at the review threshold, and leaves out what is below', () => {
    expect(decideByPolicy([found(0.5), found(0.4999), found(0.25), found(0.2499)], policy).map(({ id, state }) => [id, state])).toEqual([
      ['r1', 'accepted'],
      ['r2', 'pending'],
      ['r3', 'pending'],
    ]);
  });

  it('asks about a head only where no face that counts was found', () => {
    const person = sourceBox(100, 100, 100, 250);
    const [head] = proposeHeads([{ score: 1, box: person }], { width: 900, height: 900 });
    const detections: Detection[] = [
      { ...found(0.3), box: sourceBox(133, 120, 34, 40) },
      { kind: 'head', score: 0.6, box: head!.box, detector: 'test' },
      { kind: 'head', score: 0.6, box: { ...head!.box, left: 600 }, detector: 'test' },
    ];
    const withHeads = (face: Partial<KindPolicy>): Policy => {
      const { kinds } = policyWith(face);
      return { ...policy, kinds: { ...kinds, head: { ...kinds.head, enabled: true, reviewThreshold: 0.2, maskThreshold: 0.9 } } };
    };
    const ids = (face: Partial<KindPolicy>): readonly string[] => decideByPolicy(detections, withHeads(face)).map(({ id }) => id);
    expect(ids({ reviewThreshold: 0.2 })).toEqual(['r1', 'r3']);
    expect(ids({ reviewThreshold: 0.4 })).toEqual(['r2', 'r3']);
    expect(ids({ enabled: false })).toEqual(['r2', 'r3']);
  });

  describe('over frames', () => {
    const { kinds } = policy;
    const looking: Policy = { ...policy, kinds: { ...kinds, head: { ...kinds.head, enabled: true, reviewThreshold: 0.2, maskThreshold: 0.9 } } };
    const [head] = proposeHeads([{ score: 1, box: sourceBox(100, 100, 100, 250) }], { width: 900, height: 900 });
    const face = sourceBox(133, 120, 34, 40);
    const over = (kind: Detection['kind'], box: Detection['box'], frames: readonly number[]): Detection => ({
      kind, score: 0.6, box, detector: 'test', path: { first: frames[0]!, last: frames.at(-1)!, keys: frames.map((frame) => ({ frame, box })) },
    });
    const kindsOf = (...finds: readonly Detection[]): readonly string[] => decideByPolicy(finds, looking).map(({ kind }) => kind);

    it('drops a head whose face is there on every frame of the head', () => {
      expect(kindsOf(over('face', face, [2, 3, 4]), over('head', head!.box, [2, 3, 4]))).toEqual(['face']);
      expect(kindsOf(over('face', face, [0, 9]), over('head', head!.box, [2, 3]))).toEqual(['face']);
    });

    it('keeps a head whose face is on other frames', () => {
      expect(kindsOf(over('face', face, [0, 1]), over('head', head!.box, [2, 3]))).toEqual(['face', 'head']);
    });

    it('keeps the head of a person who turns away', () => {
      expect(kindsOf(over('face', face, [0, 1, 2]), over('head', head!.box, [1, 2, 3, 4]))).toEqual(['face', 'head']);
    });

    it('keeps a head that was seen between frames with a face, and those without', () => {
      const long: Detection = { ...over('head', head!.box, [0, 600]), path: { first: 0, last: 630, keys: over('head', head!.box, [0, 600]).path!.keys, found: [{ first: 0, last: 600 }] } };
      const [begin, end] = [over('face', face, [0, 60]), over('face', face, [540, 630])];
      expect(kindsOf(begin, end, long)).toEqual(['face', 'face', 'head']);
      expect(kindsOf(over('face', face, [0, 299]), over('face', face, [300, 600]), long)).toEqual(['face', 'face']);
      expect(kindsOf(over('face', face, [0, 299]), over('face', face, [301, 600]), long)).toEqual(['face', 'face', 'head']);
      const bridged = { ...long, path: { ...long.path!, found: [{ first: 0, last: 60 }, { first: 540, last: 600 }] } };
      expect(kindsOf(begin, end, bridged)).toEqual(['face', 'face', 'head']);
    });

    it('keeps a head whose face goes elsewhere between two of the head’s keys', () => {
      const away = sourceBox(700, 120, 34, 40);
      const leaving: Detection = { ...over('face', face, [0, 9]), path: { first: 0, last: 9, keys: [face, away, face].map((box, index) => ({ frame: [0, 5, 9][index]!, box })) } };
      expect(kindsOf(leaving, { ...over('head', head!.box, [0, 9]), path: { ...over('head', head!.box, [0, 9]).path!, found: [{ first: 0, last: 9 }] } })).toEqual(['face', 'head']);
    });

    it('compares boxes as they are on that frame', () => {
      const away = sourceBox(700, 120, 34, 40);
      const passing: Detection = { ...over('face', away, [0, 4]), path: { first: 0, last: 4, keys: [{ frame: 0, box: away }, { frame: 4, box: face }] } };
      expect(kindsOf(passing, over('head', head!.box, [4]))).toEqual(['face']);
      expect(kindsOf(passing, over('head', head!.box, [0]))).toEqual(['face', 'head']);
    });

    it('takes the way of a find along', () => {
      const find = over('face', face, [1, 2]);
      expect(decideByPolicy([find], looking)[0]!.path).toBe(find.path);
      expect(decideByPolicy([found(0.9)], policy)[0]).not.toHaveProperty('path');
    });
  });

  describe('with zones', () => {
    const zone = (effect: 'ignore' | 'search', left: number, width: number): Decision => ({
      id: 'z1', kind: 'face', origin: 'person', score: null, box: sourceBox(left, 0, width, 900), shape: 'rectangle', zone: effect, state: 'accepted', decidedBy: 'person', fill: null,
    });
    const at = (kind: Detection['kind'], left: number, top: number, width: number, height: number, score = 0.6): Detection => ({ kind, score, box: sourceBox(left, top, width, height), detector: 'test' });
    const finds = [at('face', 10, 10, 20, 20), at('face', 210, 10, 20, 20)];
    const ids = (zones: readonly Decision[]) => decideByPolicy(finds, policy, zones).map(({ id }) => id);

    it('leaves out what they leave alone, and keeps the numbers of the others', () => {
      expect([ids([]), ids([zone('ignore', 0, 100)]), ids([zone('search', 0, 100)])]).toEqual([['r1', 'r2'], ['r2'], ['r1']]);
    });

    it('asks about a head whose face is left alone, and about text whose plate is', () => {
      const [head] = proposeHeads([{ score: 1, box: sourceBox(100, 100, 100, 250) }], { width: 900, height: 900 });
      const { kinds } = policy;
      const looking: Policy = { ...policy, kinds: { ...kinds, head: { ...kinds.head, enabled: true, reviewThreshold: 0.2 }, 'licence-plate': { ...kinds['licence-plate'], enabled: true, reviewThreshold: 0.2 }, 'personal-text': { ...kinds['personal-text'], enabled: true, reviewThreshold: 0.2 } } };
      const people: Detection[] = [at('face', 133, 120, 34, 40), { kind: 'head', score: 0.6, box: head!.box, detector: 'test' }];
      expect(decideByPolicy(people, looking, []).map(({ kind }) => kind)).toEqual(['face']);
      expect(decideByPolicy(people, looking, [{ ...zone('ignore', 0, 0), box: sourceBox(133, 125, 34, 30) }]).map(({ kind }) => kind)).toEqual(['head']);
      const car = [at('licence-plate', 100, 100, 60, 20, 0.9), at('personal-text', 98, 100, 40, 20)];
      expect(decideByPolicy(car, looking, []).map(({ kind }) => kind)).toEqual(['licence-plate']);
      expect(decideByPolicy(car, looking, [zone('ignore', 125, 100)]).map(({ kind }) => kind)).toEqual(['personal-text']);
    });
  });

  it('leaves out the text of a plate, unless it would be masked without a word and the plate would not', () => {
    const { kinds } = policy;
    const reading: Policy = { ...policy, kinds: { ...kinds, 'licence-plate': { ...kinds['licence-plate'], enabled: true, reviewThreshold: 0.2, maskThreshold: 0.7 }, 'personal-text': { ...kinds['personal-text'], enabled: true, reviewThreshold: 0.2, maskThreshold: 0.5 } } };
    const at = (kind: Detection['kind'], score: number): Detection => ({ kind, score, box: sourceBox(10, 10, 60, 20), detector: 'test' });
    const states = (plate: number, text: number) => decideByPolicy([at('licence-plate', plate), at('personal-text', text)], reading).map(({ kind, state }) => [kind, state]);
    expect(states(0.6, 0.55)).toEqual([['licence-plate', 'pending'], ['personal-text', 'accepted']]);
    expect(states(0.7, 0.55)).toEqual([['licence-plate', 'accepted']]);
    expect(states(0.6, 0.45)).toEqual([['licence-plate', 'pending']]);
  });

  it('takes the turn of a find along', () => {
    expect(decideByPolicy([{ ...found(0.9), angle: 12 }], policy)[0]).toMatchObject({ angle: 12 });
    expect(decideByPolicy([found(0.9)], policy)[0]).not.toHaveProperty('angle');
  });

  it('numbers by the order of finds, so that an id does not move when the threshold does', () => {
    const detections = [found(0.3), found(0.9)];
    expect(decideByPolicy(detections, policyWith({ maskThreshold: 0.5, reviewThreshold: 0.4 })).map(({ id }) => id)).toEqual(['r2']);
    expect(decideByPolicy(detections, policy).map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  it('keeps find and score, takes the kind’s shape, and leaves the fill to the policy', () => {
    expect(decideByPolicy([found(0.9)], policyWith({ shape: 'rectangle' }))).toEqual([
      {
        id: 'r1', kind: 'face', origin: 'detector', score: 0.9, box: sourceBox(0.9, 2, 3, 4),
        shape: 'rectangle', state: 'accepted', decidedBy: 'policy', fill: null,
      },
    ]);
  });

  it('decides nothing for a kind that is switched off', () => {
    expect(decideByPolicy([found(1)], policyWith({ enabled: false }))).toEqual([]);
  });

  it('never rejects, and never leaves out what reaches the review threshold', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(score), score, score, (scores, a, b) => {
        const thresholds = { maskThreshold: Math.max(a, b), reviewThreshold: Math.min(a, b) };
        const decisions = decideByPolicy(scores.map(found), policyWith(thresholds));
        expect(decisions.map((decision) => decision.score)).toEqual(scores.filter((s) => s >= thresholds.reviewThreshold));
        for (const decision of decisions) {
          expect(decision.state).toBe((decision.score ?? 0) >= thresholds.maskThreshold ? 'accepted' : 'pending');
        }
      }),
    );
  });
});
