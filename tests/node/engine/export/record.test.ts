import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Outline } from '../../../../src/core/geometry/outline.ts';
import { applyPlan } from '../../../../src/core/mask/apply-plan.ts';
import { planMasks } from '../../../../src/core/mask/plan-masks.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { countRemoved, recordRegions } from '../../../../src/engine/export/record.ts';

const SIZE = { width: 60, height: 40 };
const BOX = sourceBox(10, 10, 20, 10);
const decision = (part: Partial<Decision>): Decision => ({
  id: 'p1', kind: 'face', origin: 'person', score: null, box: BOX, shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: null, ...part,
});

function recorded(decisions: readonly Decision[], policy: Policy = DEFAULT_POLICY) {
  const plan = planMasks(decisions, policy, { size: SIZE, storedSize: SIZE, orientation: 1, blocks: null });
  const applied = applyPlan(new Uint8ClampedArray(SIZE.width * SIZE.height * 4), plan);
  return recordRegions({ decisions }, { plans: [plan], hulls: [applied] }, { format: 'png', blocks: null });
}

describe('recordRegions', () => {
  it('writes down a drawn outline in short, and the reason', () => {
    const outline: Outline = { type: 'brush', radiusX: 0.1234567, radiusY: 0.000001, strokes: [[{ x: 1 / 3, y: 2 / 3 }]] };
    const [region] = recorded([decision({ shape: 'brush', outline, reason: 'missed' })]);
    expect(region).toMatchObject({ shape: 'brush', reason: 'missed', outline: { type: 'brush', radiusX: 0.12346, radiusY: 0.00001, strokes: [[{ x: 0.33333, y: 0.66667 }]] } });
    expect(region).not.toHaveProperty('zone');
    const points = [{ x: 0, y: 0 }, { x: 1 / 7, y: 1 }, { x: 1, y: 0.5 }];
    expect(recorded([decision({ shape: 'polygon', outline: { type: 'polygon', points } })])[0]?.outline).toEqual({ type: 'polygon', points: [{ x: 0, y: 0 }, { x: 0.14286, y: 1 }, { x: 1, y: 0.5 }] });
  });

  it('writes an area down as an area, solid where faces are soft', () => {
    const { kinds } = DEFAULT_POLICY;
    const soft: Policy = { ...DEFAULT_POLICY, kinds: { ...kinds, face: { ...kinds.face, fill: 'soft' } } };
    expect(recorded([decision({ kind: 'area' }), decision({ id: 'p2' })], soft)).toMatchObject([
      { kind: 'area', maskBox: BOX, fill: 'solid', irreversible: true }, { kind: 'face', fill: 'soft' },
    ]);
  });

  it('leaves out what is not there', () => {
    const [region] = recorded([decision({})]);
    for (const name of ['outline', 'zone', 'reason']) expect(region).not.toHaveProperty(name);
    expect(region).toMatchObject({ maskBox: BOX, fill: 'solid', irreversible: true });
  });

  it('writes down zones that mask nothing without a mask', () => {
    for (const zone of ['ignore', 'search'] as const) {
      expect(recorded([decision({ zone })])[0]).toMatchObject({ zone, box: BOX, maskBox: null, fill: null, irreversible: null, leak: null });
    }
  });

  it('gives every zone that masks what is outside the one mask that they have together', () => {
    const zones = recorded([decision({ id: 'z1', zone: 'mask-outside' }), decision({ id: 'z2', zone: 'mask-outside', box: sourceBox(40, 10, 5, 5) }), decision({ id: 'r1' })]);
    for (const zone of zones.slice(0, 2)) expect(zone).toMatchObject({ zone: 'mask-outside', maskBox: sourceBox(0, 0, 60, 40), fill: 'solid', irreversible: true, leak: null });
    expect(zones[2]).toMatchObject({ maskBox: BOX });
  });

  it('tells that what is outside a zone can be read through a weak fill', () => {
    const [zone] = recorded([decision({ zone: 'mask-outside', fill: 'pixelate' })], { ...DEFAULT_POLICY, weakFills: 'anywhere' });
    expect(zone).toMatchObject({ irreversible: false, leak: 1 });
  });
});

describe('countRemoved', () => {
  const metadata = [
    { kind: 'exif', name: 'APP1 Exif', sizeBytes: 200, value: null },
    { kind: 'exif', name: 'resolution in EXIF', sizeBytes: 0, value: '300 × 300 dpi', keeps: 'resolution' },
    { kind: 'time', name: 'DateTimeOriginal', sizeBytes: 0, value: '2024:05:06 07:08:09', keeps: 'capture-time' },
    { kind: 'time', name: 'DateTimeDigitized', sizeBytes: 0, value: '2024:05:06 07:08:09' },
    { kind: 'other', name: 'pHYs', sizeBytes: 21, value: null, keeps: 'resolution' },
  ] as const;
  const counted = (kept: readonly ('resolution' | 'capture-time')[]): readonly string[] =>
    countRemoved({ metadata }, kept).map(({ kind, count, sizeBytes }) => `${kind} ${String(count)} ${String(sizeBytes)}`);

  it('counts everything where nothing is kept', () => {
    expect(counted([])).toEqual(['exif 2 200', 'time 2 0', 'other 1 21']);
  });

  it('does not count what is in the output', () => {
    expect(counted(['resolution'])).toEqual(['exif 1 200', 'time 2 0']);
    expect(counted(['capture-time'])).toEqual(['exif 2 200', 'time 1 0', 'other 1 21']);
    expect(counted(['resolution', 'capture-time'])).toEqual(['exif 1 200', 'time 1 0']);
  });
});
