import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { planRegion } from '../../../../src/core/mask/plan-masks.ts';
import { pathOnPage } from '../../../../src/core/track/link-frames.ts';
import { boxAt, type Path } from '../../../../src/core/track/path.ts';
import { review, startReview, type ReviewAction, type ReviewEdit, type ReviewSession } from '../../../../src/core/review/review-session.ts';

function policyWith(change: Partial<Policy['kinds']['face']>): Policy {
  return { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskThreshold: 0.5, reviewThreshold: 0.2, ...change } } };
}

const policy = policyWith({});
const SIZE = { width: 400, height: 300 };
const find = (score: number, left = 0): Detection => ({ kind: 'face', score, box: sourceBox(left, 10, 20, 30), detector: 'test' });
const start = (): ReviewSession => startReview([find(0.9), find(0.4, 50), find(0.1, 90)], policy, [SIZE]);
const states = (session: ReviewSession): readonly string[] => session.decisions.map((d) => `${d.id} ${d.state} ${d.decidedBy}`);

let at = 0;
function edit(session: ReviewSession, change: ReviewEdit): ReviewSession {
  at += 1;
  return review(session, { type: 'edit', edit: change, at });
}
const undo = (session: ReviewSession): ReviewSession => review(session, { type: 'undo' });
const redo = (session: ReviewSession): ReviewSession => review(session, { type: 'redo' });

describe('first decisions', () => {
  it('masks at the mask threshold, asks at the review threshold and leaves the rest out', () => {
    expect(states(start())).toEqual(['r1 accepted policy', 'r2 pending policy']);
  });

  it('decides nothing for a kind that is switched off', () => {
    expect(startReview([find(0.9)], policyWith({ enabled: false }), [SIZE]).decisions).toEqual([]);
  });
});

describe('the kind of a drawn region', () => {
  it('can be chosen, drops a fill of its own, and goes along when the region is doubled', () => {
    const box = sourceBox(1, 2, 3, 4);
    const drawn = edit(edit(start(), { type: 'add', box, shape: 'rectangle' }), { type: 'set-fill', ids: ['p1'], fill: 'pixelate' });
    const named = edit(drawn, { type: 'set-kind', id: 'p1', kind: 'text' });
    expect(named.decisions.at(-1)).toMatchObject({ id: 'p1', kind: 'text', fill: null, state: 'accepted' });
    expect(edit(named, { type: 'duplicate', frame: 0, id: 'p1', box }).decisions.at(-1)).toMatchObject({ id: 'p2', kind: 'text' });
    expect(undo(named).decisions.at(-1)).toMatchObject({ kind: 'area', fill: 'pixelate' });
  });

  it('can be said to be a face, which it then is masked as, and an area again', () => {
    const drawn = edit(start(), { type: 'add', box: sourceBox(1, 2, 3, 4), shape: 'rectangle' });
    const soft = policyWith({ fill: 'soft' });
    const fillOf = (session: ReviewSession): string | undefined => session.decisions.slice(-1).map((decision) => planRegion(decision, soft).fill)[0];
    const face = edit(drawn, { type: 'set-kind', id: 'p1', kind: 'face' });
    expect([fillOf(drawn), fillOf(face), fillOf(edit(face, { type: 'set-kind', id: 'p1', kind: 'area' }))]).toEqual(['solid', 'soft', 'solid']);
  });

  it('loses a weak fill of its own under a policy that allows none over what nobody named', () => {
    const anywhere: Policy = { ...policyWith({}), weakFills: 'anywhere' };
    const drawn = edit(review(start(), { type: 'apply-policy', policy: anywhere }), { type: 'add', box: sourceBox(1, 2, 3, 4), shape: 'rectangle' });
    const weak = edit(drawn, { type: 'set-fill', ids: ['p1'], fill: 'pixelate' });
    expect(weak.decisions.at(-1)).toMatchObject({ kind: 'area', fill: 'pixelate' });
    expect(review(weak, { type: 'apply-policy', policy: policyWith({}) }).decisions.at(-1)).toMatchObject({ kind: 'area', fill: null });
  });

  it('is not a person’s to change for a find', () => {
    const session = start();
    expect(edit(session, { type: 'set-kind', id: 'r1', kind: 'text' }).decisions).toBe(session.decisions);
  });
});

describe('further finds', () => {
  it('are added behind those before, and what a person decided stays', () => {
    const before = edit(start(), { type: 'decide', ids: ['r2'], state: 'rejected' });
    const after = review(before, { type: 'found-more', detections: [find(0.8, 200), find(0.1, 300)] });
    expect(states(after)).toEqual(['r1 accepted policy', 'r2 rejected person', 'r4 accepted policy']);
    expect(states(undo(after))).toEqual(['r1 accepted policy', 'r2 pending policy', 'r4 accepted policy']);
  });
});

describe('edits', () => {
  it('records who decided', () => {
    expect(states(edit(start(), { type: 'decide', ids: ['r2'], state: 'rejected' }))).toEqual(['r1 accepted policy', 'r2 rejected person']);
  });

  it('decides all pending regions and leaves decided ones to the policy', () => {
    expect(states(edit(start(), { type: 'decide-pending', state: 'accepted' }))).toEqual(['r1 accepted policy', 'r2 accepted person']);
  });

  it('adds a drawn region as accepted, without a score, and selects it', () => {
    const session = edit(start(), { type: 'add', box: sourceBox(1, 2, 3, 4), shape: 'rectangle' });
    expect(session.decisions.at(-1)).toEqual({
      id: 'p1', kind: 'area', origin: 'person', score: null, box: sourceBox(1, 2, 3, 4), shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: null,
    });
    expect(session.selected).toEqual(['p1']);
  });

  it('never gives an id twice, also after undo', () => {
    const added = edit(start(), { type: 'add', box: sourceBox(1, 2, 3, 4), shape: 'ellipse' });
    const again = edit(undo(added), { type: 'add', box: sourceBox(5, 6, 7, 8), shape: 'ellipse' });
    expect(again.decisions.at(-1)?.id).not.toBe(added.decisions.at(-1)?.id);
  });

  it('accepts a region that a person moves', () => {
    const session = edit(start(), { type: 'set-box', frame: 0, id: 'r2', box: sourceBox(60, 10, 20, 30), gesture: 'g' });
    expect(session.decisions[1]).toMatchObject({ state: 'accepted', decidedBy: 'person', box: sourceBox(60, 10, 20, 30) });
  });

  it('keeps a found region clear instead of deleting it, so that the re-check knows about it', () => {
    expect(states(edit(start(), { type: 'remove', ids: ['r1'] }))).toEqual(['r1 rejected person', 'r2 pending policy']);
  });

  it('deletes a drawn region', () => {
    const added = edit(start(), { type: 'add', box: sourceBox(1, 2, 3, 4), shape: 'ellipse' });
    const removed = edit(added, { type: 'remove', ids: ['p1'] });
    expect(removed.decisions.map((d) => d.id)).toEqual(['r1', 'r2']);
    expect(removed.selected).toEqual([]);
  });

  it('gives a copy the outline and fill of its model', () => {
    const filled = edit(edit(start(), { type: 'set-fill', ids: ['r1'], fill: 'soft' }), { type: 'set-shape', ids: ['r1'], shape: 'rectangle' });
    expect(edit(filled, { type: 'duplicate', frame: 0, id: 'r1', box: sourceBox(9, 9, 20, 30) }).decisions.at(-1)).toMatchObject({ fill: 'soft', shape: 'rectangle', origin: 'person' });
  });

  it('returns the same decisions and no step of undo when nothing changes', () => {
    const session = start();
    expect(edit(session, { type: 'set-fill', ids: ['r1'], fill: null }).past).toEqual([]);
    expect(edit(session, { type: 'decide', ids: ['unknown'], state: 'accepted' }).decisions).toBe(session.decisions);
  });
});

describe('regions of an animation', () => {
  const first = sourceBox(0, 10, 20, 30);
  const last = sourceBox(40, 10, 40, 60);
  const way: Path = { first: 1, last: 6, keys: [{ frame: 2, box: first }, { frame: 4, box: last }] };
  const animated = (): ReviewSession => startReview([{ ...find(0.9), box: first, path: way }, { ...find(0.4, 50), path: pathOnPage(3, sourceBox(50, 10, 20, 30)) }], policy, [SIZE]);
  const at = (session: ReviewSession, id: string, frame: number): unknown => boxAt(session.decisions.find((d) => d.id === id)!, frame);

  it('take the way of their find along', () => {
    expect(animated().decisions[0]).toMatchObject({ box: first, path: way });
  });

  it('move on their whole way with the box that is moved on one frame, in one step of undo', () => {
    let session = animated();
    for (const left of [21, 22, 25]) session = edit(session, { type: 'set-box', frame: 3, id: 'r1', box: sourceBox(left, 10, 30, 45), gesture: 'drag' });
    expect([2, 3, 4, 6].map((frame) => at(session, 'r1', frame))).toEqual([sourceBox(5, 10, 20, 30), sourceBox(25, 10, 30, 45), sourceBox(45, 10, 40, 60), sourceBox(45, 10, 40, 60)]);
    expect(session.decisions[0]).toMatchObject({ state: 'accepted', decidedBy: 'person', path: { first: 1, last: 6 } });
    expect(undo(session).decisions[0]).toMatchObject({ box: first, path: way, decidedBy: 'policy' });
    expect(at(redo(undo(session)), 'r1', 4)).toEqual(sourceBox(45, 10, 40, 60));
  });

  it('stay where they are when the box is put where it is, or moved on a frame that they are not on', () => {
    const session = animated();
    expect(edit(session, { type: 'set-box', frame: 3, id: 'r1', box: sourceBox(20, 10, 30, 45), gesture: 'g' }).decisions).toBe(session.decisions);
    expect(edit(session, { type: 'set-box', frame: 0, id: 'r1', box: sourceBox(1, 1, 1, 1), gesture: 'g' }).decisions).toBe(session.decisions);
  });

  it('get more frames or fewer, and their shape is then a person’s', () => {
    const session = edit(animated(), { type: 'set-range', id: 'r1', first: 3, last: 9, gesture: 'range' });
    expect(session.decisions[0]).toMatchObject({ path: { first: 3, last: 9 }, state: 'accepted', decidedBy: 'policy', shapedBy: 'person', box: sourceBox(20, 10, 30, 45) });
    expect([2, 3, 9, 10].map((frame) => at(session, 'r1', frame))).toEqual([null, sourceBox(20, 10, 30, 45), last, null]);
    expect(undo(session).decisions[0]).toMatchObject({ path: way, decidedBy: 'policy' });
    const twice = edit(session, { type: 'set-range', id: 'r1', first: 3, last: 8, gesture: 'range' });
    expect(undo(twice).decisions[0]).toMatchObject({ path: way });
  });

  it('get their keys back where an end is dragged past its goal and back, as one step of undo', () => {
    const before = animated();
    const drag = (frames: readonly number[]): ReviewSession => frames.reduce((session, end) => edit(session, { type: 'set-range', id: 'r1', first: 1, last: end, gesture: 'drag' }), before);
    for (const frames of [[5, 3, 1, 4], [2, 9, 8], [4, 1, 1, 3]]) {
      const dragged = drag(frames);
      expect(dragged.decisions).toEqual(drag(frames.slice(-1)).decisions);
      expect(dragged.past).toHaveLength(1);
      expect(undo(dragged).decisions).toBe(before.decisions);
    }
  });

  it('are as they were, with nothing to take back, where an end is dragged back to where it was', () => {
    const before = edit(animated(), { type: 'add', box: first, shape: 'ellipse', path: { first: 0, last: 7, keys: [{ frame: 3, box: first }] } });
    const there = edit(before, { type: 'set-range', id: 'r1', first: 1, last: 2, gesture: 'drag' });
    const back = edit(there, { type: 'set-range', id: 'r1', first: 1, last: 6, gesture: 'drag' });
    expect(back.decisions).toBe(before.decisions);
    expect(back.past).toEqual(before.past);
    const on = edit(back, { type: 'set-range', id: 'r1', first: 1, last: 3, gesture: 'drag' });
    expect(undo(on).decisions).toBe(before.decisions);
    expect(edit(on, { type: 'set-range', id: 'r1', first: 1, last: 3, gesture: 'drag' }).decisions).toBe(on.decisions);
  });

  it('keep their frames where nothing is asked that there is', () => {
    const session = animated();
    expect(edit(session, { type: 'set-range', id: 'r1', first: 1, last: 6, gesture: 'g' }).decisions).toBe(session.decisions);
    expect(edit(session, { type: 'set-range', id: 'r1', first: 5, last: 4, gesture: 'g' }).decisions).toBe(session.decisions);
    const still = start();
    expect(edit(still, { type: 'set-range', id: 'r1', first: 0, last: 1, gesture: 'g' }).decisions).toBe(still.decisions);
  });

  it('are drawn with a way', () => {
    const drawn = edit(animated(), { type: 'add', box: first, shape: 'ellipse', path: { first: 0, last: 7, keys: [{ frame: 3, box: first }] } });
    expect(drawn.decisions.at(-1)).toMatchObject({ id: 'p1', origin: 'person', path: { first: 0, last: 7 } });
    expect(edit(start(), { type: 'add', box: first, shape: 'ellipse' }).decisions.at(-1)).not.toHaveProperty('path');
  });

  it('are doubled with their way, beside it on every frame', () => {
    const copied = edit(animated(), { type: 'duplicate', id: 'r1', frame: 3, box: sourceBox(30, 25, 30, 45) });
    expect([2, 3, 4].map((frame) => at(copied, 'p1', frame))).toEqual([sourceBox(10, 25, 20, 30), sourceBox(30, 25, 30, 45), sourceBox(50, 25, 40, 60)]);
    expect(at(copied, 'r1', 3)).toEqual(sourceBox(20, 10, 30, 45));
  });

  it('are doubled on their own frames, also while another is shown', () => {
    const copied = edit(animated(), { type: 'duplicate', id: 'r2', frame: 0, box: sourceBox(60, 20, 20, 30) });
    expect([2, 3, 4].map((frame) => at(copied, 'p1', frame))).toEqual([null, sourceBox(60, 20, 20, 30), null]);
  });

  it('come from the second look with their way', () => {
    const held = review(animated(), { type: 'hold', survivors: [{ ...find(0.8), path: pathOnPage(5, first) }] });
    expect(held.decisions.at(-1)).toMatchObject({ origin: 'recheck', state: 'pending', path: { first: 5, last: 5 } });
  });
});

describe('undo and redo', () => {
  it('takes a drag back in one step and keeps two drags apart', () => {
    let session = start();
    for (const left of [1, 2, 3]) session = edit(session, { type: 'set-box', frame: 0, id: 'r1', box: sourceBox(left, 0, 20, 30), gesture: 'first' });
    session = edit(session, { type: 'set-box', frame: 0, id: 'r1', box: sourceBox(9, 0, 20, 30), gesture: 'second' });
    expect(undo(session).decisions[0]?.box.left).toBe(3);
    expect(undo(undo(session)).decisions[0]?.box).toEqual(sourceBox(0, 10, 20, 30));
  });

  it('drops the way forward once something else is done', () => {
    const undone = undo(edit(start(), { type: 'decide', ids: ['r2'], state: 'accepted' }));
    expect(redo(edit(undone, { type: 'decide', ids: ['r1'], state: 'rejected' })).decisions[1]?.state).toBe('pending');
  });

  it('selects what came back', () => {
    const removed = edit(edit(start(), { type: 'add', box: sourceBox(1, 2, 3, 4), shape: 'ellipse' }), { type: 'remove', ids: ['p1'] });
    expect(undo(removed).selected).toEqual(['p1']);
  });

  it('does nothing at either end', () => {
    const session = start();
    expect(undo(session)).toBe(session);
    expect(redo(session)).toBe(session);
  });

  it('brings back every state on the way, and goes forward to the end again', () => {
    const anyEdit: fc.Arbitrary<ReviewEdit> = fc.oneof(
      fc.record({ type: fc.constant('decide' as const), ids: fc.subarray(['r1', 'r2', 'p1']), state: fc.constantFrom('accepted' as const, 'rejected' as const, 'pending' as const) }),
      fc.record({ type: fc.constant('add' as const), box: fc.constant(sourceBox(1, 1, 9, 9)), shape: fc.constantFrom('ellipse' as const, 'rectangle' as const) }),
      fc.record({ type: fc.constant('remove' as const), ids: fc.subarray(['r1', 'r2', 'p1', 'p2']) }),
      fc.record({ type: fc.constant('set-box' as const), frame: fc.constant(0), id: fc.constantFrom('r1', 'p1'), box: fc.integer({ min: 0, max: 50 }).map((x) => sourceBox(x, 0, 8, 8)), gesture: fc.constantFrom('a', 'b') }),
      fc.record({ type: fc.constant('set-fill' as const), ids: fc.subarray(['r1', 'r2']), fill: fc.constantFrom('soft' as const, null) }),
      fc.record({ type: fc.constant('decide-pending' as const), state: fc.constantFrom('accepted' as const, 'rejected' as const) }),
    );
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), (edits) => {
        const first = start();
        const last = edits.reduce(edit, first);
        let session = last;
        for (let steps = last.past.length; steps > 0; steps -= 1) session = undo(session);
        expect(session.decisions).toEqual(first.decisions);
        for (let steps = session.future.length; steps > 0; steps -= 1) session = redo(session);
        expect(session.decisions).toEqual(last.decisions);
      }),
    );
  });
});

describe('policy changes', () => {
  const apply = (session: ReviewSession, next: Policy): ReviewSession => review(session, { type: 'apply-policy', policy: next } satisfies ReviewAction);

  it('decides again by the new thresholds, lower ones too', () => {
    expect(states(apply(start(), policyWith({ maskThreshold: 0.3, reviewThreshold: 0.1 })))).toEqual(['r1 accepted policy', 'r2 accepted policy', 'r3 pending policy']);
  });

  it('leaves what a person decided', () => {
    const decided = edit(start(), { type: 'decide', ids: ['r1'], state: 'rejected' });
    expect(states(apply(decided, policyWith({ maskThreshold: 0.3 })))).toEqual(['r1 rejected person', 'r2 accepted policy']);
    expect(states(apply(decided, policyWith({ enabled: false })))).toEqual(['r1 rejected person']);
  });

  it('gives found regions the new outline unless a person chose one', () => {
    const chosen = edit(edit(start(), { type: 'decide', ids: ['r2'], state: 'accepted' }), { type: 'add', box: sourceBox(0, 0, 5, 5), shape: 'ellipse' });
    expect(apply(chosen, policyWith({ shape: 'rectangle' })).decisions.map((d) => d.shape)).toEqual(['rectangle', 'rectangle', 'ellipse']);
  });

  it('reaches the history, so that undo does not bring an old threshold back', () => {
    const decided = edit(start(), { type: 'decide', ids: ['r1'], state: 'rejected' });
    expect(states(undo(apply(decided, policyWith({ maskThreshold: 0.3 }))))).toEqual(['r1 accepted policy', 'r2 accepted policy']);
  });
});

describe('held files', () => {
  it('turns survivors into undecided regions that undo does not take away', () => {
    const decided = edit(start(), { type: 'decide', ids: ['r2'], state: 'rejected' });
    const held = review(decided, { type: 'hold', survivors: [find(0.7, 200)] });
    expect(held.decisions.at(-1)).toMatchObject({ origin: 'recheck', state: 'pending', box: sourceBox(200, 10, 20, 30) });
    expect(undo(held).decisions.at(-1)).toMatchObject({ origin: 'recheck' });
  });
});
