import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { decideInStep, type DecideEdit } from '../../../../src/core/review/decide-in-step.ts';
import { review, startReview, type ReviewSession } from '../../../../src/core/review/review-session.ts';

const detections = [0, 1, 2].map((index): Detection => ({ kind: 'face', score: 0.95, box: sourceBox(index * 50, 0, 30, 30), detector: 'test' }));
const start = startReview(detections, DEFAULT_POLICY, [{ width: 200, height: 50 }]);
const decide = (state: DecideEdit['state'], ...ids: string[]): DecideEdit => ({ type: 'decide', ids, state });
const states = (session: ReviewSession) => session.decisions.map(({ state }) => state);
const undo = (session: ReviewSession) => review(session, { type: 'undo' });
const redo = (session: ReviewSession) => review(session, { type: 'redo' });

describe('several decisions in one step', () => {
  it('are undone and redone together', () => {
    const done = decideInStep(start, [decide('rejected', 'r1'), decide('pending', 'r2')], 7);
    expect(states(done)).toEqual(['rejected', 'pending', 'accepted']);
    expect(done.past.map(({ at }) => at)).toEqual([7]);
    expect(states(undo(done))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(states(redo(undo(done)))).toEqual(states(done));
  });

  it('close the way forward', () => {
    const undone = undo(review(start, { type: 'edit', edit: decide('rejected', 'r3'), at: 1 }));
    expect(decideInStep(undone, [decide('rejected', 'r1')], 2).future).toEqual([]);
  });

  it('are the same session where nothing changes', () => {
    expect(decideInStep(start, [decide('rejected', 'r9')], 7)).toBe(start);
  });
});

describe('decisions that join an earlier step', () => {
  const later = review(review(start, { type: 'edit', edit: decide('rejected', 'r3'), at: 8 }), { type: 'edit', edit: decide('accepted', 'r3'), at: 9 });

  it('lie before what was done since, which stays as it is', () => {
    const joined = decideInStep(later, [decide('rejected', 'r1')], 5);
    expect(joined.past.map(({ at }) => at)).toEqual([5, 8, 9]);
    expect(states(joined)).toEqual(['rejected', 'accepted', 'accepted']);
    expect(states(undo(joined))).toEqual(['rejected', 'accepted', 'rejected']);
    expect(states(undo(undo(joined)))).toEqual(['rejected', 'accepted', 'accepted']);
    expect(states(undo(undo(undo(joined))))).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('reach what can be redone', () => {
    const joined = decideInStep(undo(undo(later)), [decide('rejected', 'r1')], 5);
    expect(states(redo(joined))).toEqual(['rejected', 'accepted', 'rejected']);
  });

  it('become part of the step where the picture has it already', () => {
    const first = decideInStep(start, [decide('rejected', 'r1')], 5);
    const joined = decideInStep(first, [decide('pending', 'r2')], 5);
    expect(joined.past.map(({ at }) => at)).toEqual([5]);
    expect(states(undo(joined))).toEqual(['accepted', 'accepted', 'accepted']);
  });
});
