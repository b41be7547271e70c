import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DECISION_STATES, REGION_KINDS, type Decision, type DecisionState, type RegionKind } from '../../../../src/core/review/decision.ts';
import { byFile, GALLERY_ORDERS, galleryItems, itemKey, keyRange } from '../../../../src/core/review/gallery.ts';

const thresholds = Object.fromEntries(KINDS.map((kind) => [kind, 0.5])) as Record<Kind, number>;
const all = { state: null, kind: null };
const region = (id: string, state: DecisionState, score: number | null, kind: RegionKind = 'face'): Decision => ({
  id, kind, origin: score === null ? 'person' : 'detector', score, box: sourceBox(0, 0, 10, 10), shape: 'ellipse', state, decidedBy: 'policy', fill: null,
});
const names = (items: readonly { readonly job: string; readonly decision: Decision }[]): readonly string[] => items.map(itemKey);

describe('galleryItems', () => {
  const files = [
    { id: 'a', decisions: [region('1', 'accepted', 0.9), region('2', 'pending', 0.2), region('3', 'rejected', 0.1)] },
    { id: 'b', decisions: [region('1', 'pending', 0.45), region('2', 'accepted', 0.6), region('3', 'accepted', null), region('4', 'rejected', 0.4, 'head')] },
  ];

  it('puts what is undecided first, the nearest to the threshold before the rest, and drawings after the least certain masks', () => {
    expect(names(galleryItems(files, all, 'uncertain', thresholds))).toEqual(['b/1', 'a/2', 'b/2', 'a/1', 'b/3', 'b/4', 'a/3']);
  });

  it('orders by confidence, by kind and by file', () => {
    expect(names(galleryItems(files, all, 'confidence', thresholds)).slice(0, 3)).toEqual(['b/3', 'a/1', 'b/2']);
    expect(names(galleryItems(files, all, 'kind', thresholds)).at(-1)).toBe('b/4');
    expect(names(galleryItems(files, all, 'file', thresholds))).toEqual(['a/2', 'a/1', 'a/3', 'b/1', 'b/2', 'b/3', 'b/4']);
  });

  it('narrows to a state and a kind, and leaves zones out', () => {
    const zone: Decision = { ...region('z1', 'accepted', null), zone: 'ignore' };
    expect(names(galleryItems([{ id: 'a', decisions: [zone, region('1', 'pending', 0.3)] }], all, 'file', thresholds))).toEqual(['a/1']);
    expect(names(galleryItems(files, { state: 'rejected', kind: 'head' }, 'file', thresholds))).toEqual(['b/4']);
    expect(galleryItems(files, { state: 'pending', kind: 'head' }, 'file', thresholds)).toEqual([]);
    const area = { id: 'c', decisions: [region('1', 'accepted', null, 'area'), region('2', 'accepted', 0.9)] };
    expect(names(galleryItems([...files, area], { state: null, kind: 'area' }, 'file', thresholds))).toEqual(['c/1']);
    expect(names(galleryItems([area, ...files], all, 'kind', thresholds)).at(-1)).toBe('c/1');
  });

  it('shows every region once in every order', () => {
    const decisions = fc.array(fc.record({ state: fc.constantFrom(...DECISION_STATES), score: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), kind: fc.constantFrom(...REGION_KINDS) }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(decisions, { maxLength: 4 }), fc.constantFrom(...GALLERY_ORDERS), (lists, order) => {
        const many = lists.map((list, file) => ({ id: `f${String(file)}`, decisions: list.map(({ state, score, kind }, index) => region(String(index), state, score, kind)) }));
        const shown = names(galleryItems(many, all, order, thresholds));
        expect([...shown].sort()).toEqual(many.flatMap(({ id, decisions: list }) => list.map((decision) => `${id}/${decision.id}`)).sort());
      }),
    );
  });
});

describe('byFile', () => {
  it('gathers the regions of each file', () => {
    const items = [{ job: 'b', decision: region('2', 'pending', 0.3) }, { job: 'a', decision: region('1', 'pending', 0.3) }, { job: 'b', decision: region('1', 'pending', 0.3) }];
    expect(byFile(items)).toEqual([{ id: 'b', ids: ['2', '1'] }, { id: 'a', ids: ['1'] }]);
  });
});

describe('keyRange', () => {
  it('takes everything between two keys in either direction, and the second alone where the first is gone', () => {
    expect(keyRange(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(keyRange(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(keyRange(['a', 'b'], 'gone', 'b')).toEqual(['b']);
  });
});
