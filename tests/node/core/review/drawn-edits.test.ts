import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Outline } from '../../../../src/core/geometry/outline.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { review, startReview, type DrawnRegion, type ReviewEdit, type ReviewSession } from '../../../../src/core/review/review-session.ts';

const size = { width: 200, height: 100 };
const outline: Outline = { type: 'brush', radiusX: 0.5, radiusY: 0.5, strokes: [[{ x: 0.5, y: 0.5 }]] };
const edit = (session: ReviewSession, change: ReviewEdit): ReviewSession => review(session, { type: 'edit', edit: change, at: session.past.length + 1 });
const drawn = (region: Partial<DrawnRegion> = {}): ReviewSession =>
  edit(startReview([], DEFAULT_POLICY, [size]), { type: 'add', box: sourceBox(10, 10, 20, 20), shape: 'rectangle', ...region });

describe('edits of drawn regions', () => {
  it('makes a drawn mask a zone, and a mask again', () => {
    const zone = edit(drawn(), { type: 'set-zone', id: 'p1', zone: 'search' });
    expect(zone.decisions[0]).toMatchObject({ zone: 'search', state: 'accepted' });
    const mask = edit(zone, { type: 'set-zone', id: 'p1', zone: null });
    expect(mask.decisions[0]).not.toHaveProperty('zone');
    expect(review(mask, { type: 'undo' }).decisions[0]).toMatchObject({ zone: 'search' });
  });

  it('never makes a zone of what was found', () => {
    const found = startReview([{ kind: 'face', box: sourceBox(10, 10, 20, 20), score: 0.9, detector: 'test' }], DEFAULT_POLICY, [size]);
    expect(edit(found, { type: 'set-zone', id: 'r1', zone: 'ignore' })).toMatchObject({ decisions: found.decisions, past: [] });
  });

  it('takes a brushed region on frames along when a stroke makes it larger', () => {
    const box = sourceBox(10, 10, 20, 20);
    const session = drawn({ shape: 'brush', outline, path: { first: 0, last: 4, keys: [{ frame: 0, box }, { frame: 4, box: sourceBox(50, 10, 20, 20) }] } });
    const longer: Outline = { ...outline, radiusX: 0.25, strokes: [[{ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.5 }]] };
    const extended = edit(session, { type: 'set-outline', id: 'p1', box: sourceBox(10, 10, 40, 20), outline: longer, gesture: 'stroke-1', frame: 0, within: size });
    expect(extended.decisions[0]).toMatchObject({ outline: longer, box: sourceBox(10, 10, 40, 20) });
    expect(extended.decisions[0]?.path?.keys[1]?.box).toEqual(sourceBox(50, 10, 40, 20));
  });

  it('takes several copies back in one step', () => {
    const two = edit(drawn(), { type: 'add', box: sourceBox(60, 10, 20, 20), shape: 'ellipse' });
    const copied = (['p1', 'p2'] as const).reduce<ReviewSession>(
      (session, id) => edit(session, { type: 'duplicate', id, box: sourceBox(100, 50, 20, 20), frame: 0, gesture: 'duplicate-1' }), two,
    );
    expect(copied.decisions).toHaveLength(4);
    expect(review(copied, { type: 'undo' }).decisions).toHaveLength(2);
  });
});

describe('drawing on', () => {
  it('masks a region again that was kept clear', () => {
    const outline: Outline = { type: 'brush', radiusX: 0.1, radiusY: 0.1, strokes: [[{ x: 0.5, y: 0.5 }]] };
    const painted = edit(startReview([], DEFAULT_POLICY, [size]), { type: 'add', box: sourceBox(10, 10, 20, 20), shape: 'brush', outline });
    const clear = edit(painted, { type: 'decide', ids: ['p1'], state: 'rejected' });
    const more = edit(clear, { type: 'set-outline', id: 'p1', box: sourceBox(10, 10, 30, 20), outline, gesture: 'g', frame: 0 });
    expect(more.decisions[0]).toMatchObject({ state: 'accepted', box: sourceBox(10, 10, 30, 20) });
  });
});
