import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { groupForReview, nextPending, numberRegions, placeOf } from '../../../../src/core/review/review-names.ts';

const region = (id: string, score: number | null, state: Decision['state']): Decision => ({
  id, kind: 'face', origin: score === null ? 'person' : 'detector', score, box: sourceBox(0, 0, 10, 10), shape: 'ellipse', state, decidedBy: 'policy', fill: null,
});
const decisions = [region('a', 0.9, 'accepted'), region('b', 0.3, 'pending'), region('c', 0.6, 'accepted'), region('d', 0.4, 'pending'), region('e', null, 'accepted'), region('f', 0.2, 'rejected')];

describe('numberRegions', () => {
  it('numbers regions in their order, whatever their state', () => {
    expect(numberRegions(decisions).get('d')).toEqual({ kind: 'face', number: 4, total: 6 });
  });
});

describe('groupForReview', () => {
  it('puts the likeliest undecided first and the least certain masked first', () => {
    const groups = groupForReview(decisions);
    expect(groups.pending.map((d) => d.id)).toEqual(['d', 'b']);
    expect(groups.accepted.map((d) => d.id)).toEqual(['c', 'a', 'e']);
    expect(groups.rejected.map((d) => d.id)).toEqual(['f']);
  });
});

describe('nextPending', () => {
  it('goes round in both directions', () => {
    expect(nextPending(decisions, null, 1)).toBe('d');
    expect(nextPending(decisions, 'd', 1)).toBe('b');
    expect(nextPending(decisions, 'b', 1)).toBe('d');
    expect(nextPending(decisions, 'd', -1)).toBe('b');
    expect(nextPending(decisions, null, -1)).toBe('b');
  });

  it('starts over from a region that is decided', () => {
    expect(nextPending(decisions, 'a', 1)).toBe('d');
  });

  it('is null once everything is decided', () => {
    expect(nextPending(decisions.filter((d) => d.state !== 'pending'), null, 1)).toBeNull();
  });
});

describe('placeOf', () => {
  it('names the third of the picture that holds the centre', () => {
    const at = (left: number, top: number): string => placeOf({ box: sourceBox(left, top, 10, 10) }, { width: 90, height: 90 });
    expect(at(0, 0)).toBe('upper-left');
    expect(at(40, 40)).toBe('centre');
    expect(at(0, 80)).toBe('lower-left');
    expect(at(80, 40)).toBe('right');
  });

  it('stays inside for a region that reaches past the edges', () => {
    expect(placeOf({ box: sourceBox(-30, 200, 10, 10) }, { width: 90, height: 90 })).toBe('lower-left');
  });
});
