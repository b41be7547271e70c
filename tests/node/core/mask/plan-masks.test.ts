import { hidingBucket } from '../../../../src/core/mask/length-bucket.ts';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { maskBox, planMasks, planRegion } from '../../../../src/core/mask/plan-masks.ts';
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

  it('fills an area with one colour as it was drawn, whatever the policy says of faces, and refuses a fill for it that text may not have', () => {
    const soft: Policy = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, fill: 'soft', maskScale: 3, maskMargin: 1 } } };
    const area = decision({ kind: 'area', origin: 'person', score: null });
    expect(planMasks([area, decision({ id: 'b' })], soft, INSPECTION).regions.map(({ kind, fill }) => [kind, fill])).toEqual([['area', 'solid'], ['face', 'soft']]);
    for (const origin of ['person', 'detector'] as const) expect(planRegion({ ...area, origin }, soft).box).toEqual(area.box);
    expect(planMasks([{ ...area, fill: 'soft' }], DEFAULT_POLICY, INSPECTION).regions[0]?.fill).toBe('soft');
    const weak: Decision = { ...area, fill: 'pixelate' };
    expect(() => planMasks([weak], DEFAULT_POLICY, INSPECTION)).toThrow(new AnonymizerError('plan/weak-fill', { regions: 1 }));
    expect(planMasks([weak], { ...DEFAULT_POLICY, weakFills: 'anywhere' }, INSPECTION).regions[0]?.fill).toBe('pixelate');
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

describe('planMasks with outlines and zones', () => {
  const outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }] } as const;
  const zone = (part: Partial<Decision>): Decision => decision({ origin: 'person', score: null, shape: 'rectangle', zone: 'mask-outside', ...part });

  it('takes an outline along, and leaves none behind where there is none', () => {
    const [drawn, found] = planMasks([decision({ shape: 'polygon', outline, origin: 'person' }), decision({ id: 'b' })], DEFAULT_POLICY, INSPECTION).regions;
    expect(drawn).toEqual({ id: 'a', kind: 'face', shape: 'polygon', box: sourceBox(100, 100, 50, 60), outline, fill: 'solid' });
    expect(found).not.toHaveProperty('outline');
  });

  it('makes no region of an ignored or a searched area', () => {
    expect(planMasks([zone({ zone: 'ignore' }), zone({ id: 'b', zone: 'search' })], DEFAULT_POLICY, INSPECTION).regions).toEqual([]);
  });

  it('makes one inverse region, as drawn and below all others, of what is to be masked outside', () => {
    const one = planMasks([decision({ id: 'r' }), zone({ id: 'z1', shape: 'polygon', outline, angle: 5 })], DEFAULT_POLICY, INSPECTION).regions;
    expect(one.map(({ id }) => id)).toEqual(['z1', 'r']);
    expect(one[0]).toEqual({ id: 'z1', kind: 'face', shape: 'polygon', box: sourceBox(100, 100, 50, 60), angle: 5, outline, fill: 'solid', inverse: true });
    const more = planMasks([zone({ id: 'z1' }), zone({ id: 'z2', box: sourceBox(0, 0, 9, 9) }), zone({ id: 'z3', state: 'rejected' })], DEFAULT_POLICY, INSPECTION).regions;
    expect(more).toEqual([{ id: 'z1', kind: 'face', shape: 'rectangle', box: sourceBox(100, 100, 50, 60), fill: 'solid', inverse: true, alsoClear: [{ shape: 'rectangle', box: sourceBox(0, 0, 9, 9) }] }]);
  });

  it('masks outside in the zones’ own fill, solid where none is chosen or they disagree', () => {
    const kinds = { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, fill: 'soft' as const } };
    const fillOf = (...fills: readonly Decision['fill'][]) => planMasks(fills.map((fill, index) => zone({ id: `z${String(index)}`, fill })), { ...DEFAULT_POLICY, kinds }, INSPECTION).regions[0]?.fill;
    expect([fillOf(null), fillOf('soft'), fillOf('soft', 'soft'), fillOf('soft', null), fillOf('soft', 'solid')]).toEqual(['solid', 'soft', 'soft', 'solid', 'solid']);
  });

  it('refuses a weak fill outside a zone where text may not have one, because text may lie there', () => {
    expect(() => planMasks([zone({ fill: 'pixelate' })], DEFAULT_POLICY, INSPECTION)).toThrow(new AnonymizerError('plan/weak-fill', { regions: 1 }));
    expect(planMasks([zone({ fill: 'pixelate' })], { ...DEFAULT_POLICY, weakFills: 'anywhere' }, INSPECTION).regions[0]?.fill).toBe('pixelate');
  });

  it('tells the area of a zone as it is drawn', () => {
    expect(planRegion(zone({ zone: 'ignore' }), DEFAULT_POLICY)).toEqual({ id: 'a', kind: 'face', shape: 'rectangle', box: sourceBox(100, 100, 50, 60), fill: 'solid' });
  });
});

describe('maskBox', () => {
  it('is the hull after the snap to the blocks', () => {
    const plan = planMasks([decision({ origin: 'person' })], DEFAULT_POLICY, INSPECTION);
    const [region] = plan.regions;
    expect(region && maskBox(region, plan)).toEqual({ left: 98, top: 94, width: 60, height: 68 });
  });
});
