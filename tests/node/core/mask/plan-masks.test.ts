import { hidingBucket } from '../../../../src/core/mask/length-bucket.ts';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { maskBox, planMasks } from '../../../../src/core/mask/plan-masks.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';

const INSPECTION = { size: { width: 300, height: 400 }, storedSize: { width: 400, height: 300 }, orientation: 6, blocks: { width: 16, height: 8, margin: 2 } } as const;

const decision = (part: Partial<Decision>): Decision => ({
  id: 'a',
  kind: 'face',
  origin: 'detector',
  score: 0.9,
  box: sourceBox(100, 100, 50, 60),
  shape: 'ellipse',
  state: 'accepted',
  decidedBy: 'policy',
  fill: null,
  ...part,
});

describe('planMasks', () => {
  it('takes accepted decisions only, in their order', () => {
    const decisions = [decision({ id: 'a' }), decision({ id: 'b', state: 'pending' }), decision({ id: 'c', state: 'rejected' }), decision({ id: 'd' })];
    expect(planMasks(decisions, DEFAULT_POLICY, INSPECTION).regions.map((region) => region.id)).toEqual(['a', 'd']);
  });

  it('grows found regions about their centre and masks drawn ones as drawn', () => {
    const decisions = [decision({ id: 'a' }), decision({ id: 'b', origin: 'recheck' }), decision({ id: 'c', origin: 'person' })];
    const policy = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskScale: 2 } } };
    const boxes = planMasks(decisions, policy, INSPECTION).regions.map((region) => region.box);
    expect(boxes).toEqual([sourceBox(75, 70, 100, 120), sourceBox(75, 70, 100, 120), sourceBox(100, 100, 50, 60)]);
  });

  it('prefers the style of the region to that of the policy, and keeps the shape', () => {
    const plan = planMasks([decision({ fill: 'soft', shape: 'rectangle' }), decision({ id: 'b' })], DEFAULT_POLICY, INSPECTION);
    expect(plan.regions.map(({ fill, shape }) => [fill, shape])).toEqual([['soft', 'rectangle'], ['solid', 'ellipse']]);
  });

  it('refuses an accepted region whose own fill is weaker than its kind may have, and puts no other in its place', () => {
    const weak = decision({ kind: 'licence-plate', fill: 'pixelate' });
    expect(() => planMasks([decision({ id: 'b' }), weak], DEFAULT_POLICY, INSPECTION)).toThrow(new AnonymizerError('plan/weak-fill', { regions: 1 }));
    expect(planMasks([{ ...weak, state: 'rejected' }], DEFAULT_POLICY, INSPECTION).regions).toEqual([]);
    expect(planMasks([weak], { ...DEFAULT_POLICY, weakFills: 'anywhere' }, INSPECTION).regions[0]?.fill).toBe('pixelate');
    const face = decision({ fill: 'pixelate' });
    expect(planMasks([face], DEFAULT_POLICY, INSPECTION).regions[0]?.fill).toBe('pixelate');
    expect(() => planMasks([face], { ...DEFAULT_POLICY, weakFills: 'nowhere' }, INSPECTION)).toThrow(new AnonymizerError('plan/weak-fill', { regions: 1 }));
  });

  it('gives personal details of different lengths one length where the policy hides it, and leaves drawn ones as drawn', () => {
    const { kinds } = DEFAULT_POLICY;
    const hiding = { ...DEFAULT_POLICY, kinds: { ...kinds, 'personal-text': { ...kinds['personal-text'], lengthBucket: hidingBucket('personal-text') } } };
    const masks = (policy: Policy): number =>
      new Set([30, 60, 90].map((width) => JSON.stringify(planMasks([decision({ kind: 'personal-text', box: sourceBox(40, 100, width, 12) })], policy, INSPECTION).regions[0]?.box))).size;
    expect([masks(hiding), masks(DEFAULT_POLICY)]).toEqual([1, 3]);
    const drawn = decision({ kind: 'personal-text', origin: 'person', box: sourceBox(40, 100, 30, 12) });
    expect(planMasks([drawn], hiding, INSPECTION).regions[0]?.box).toEqual(drawn.box);
  });

  it('brings the size, the turned grid and the strengths', () => {
    expect(planMasks([], DEFAULT_POLICY, INSPECTION)).toEqual({
      size: { width: 300, height: 400 },
      grid: { cellWidth: 8, cellHeight: 16, originX: -4, originY: 0, margin: 2 },
      regions: [],
      settings: DEFAULT_POLICY.settings,
    });
  });
});

describe('maskBox', () => {
  it('is the hull after the snap to the blocks', () => {
    const plan = planMasks([decision({ origin: 'person' })], DEFAULT_POLICY, INSPECTION);
    const [region] = plan.regions;
    expect(region && maskBox(region, plan)).toEqual({ left: 98, top: 94, width: 60, height: 68 });
  });
});
