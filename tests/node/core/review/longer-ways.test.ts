import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import { review, startReview, type ReviewEdit, type ReviewSession } from '../../../../src/core/review/review-session.ts';
import { boxAt, clearestFrame, hasKeyOn, type Path } from '../../../../src/core/track/path.ts';

const SIZE = { width: 400, height: 300 };
const box = (left: number): Box<'source'> => sourceBox(left, 10, 20, 30);
/** Seen on frames 20 to 30, and held as far as is said; held boxes lie 5 pixels to the left. */
const seen = (first: number, last: number, kept: readonly number[] = []): Path => ({
  first, last,
  keys: [first, 20, 30, last].filter((frame, index, all) => frame !== all[index - 1] && !kept.includes(frame)).map((frame) => (frame >= 20 && frame <= 30 ? { frame, box: box(frame), score: 0.9 } : { frame, box: box(frame - 5) })),
  found: [{ first: 20, last: 30 }],
});
const find = (path: Path): Detection => ({ kind: 'face', score: 0.9, box: box(20), path, detector: 'test' });
const longer = [{ index: 0, path: seen(2, 48) }];

let at = 0;
const start = (path = seen(15, 35)): ReviewSession => startReview([find(path)], DEFAULT_POLICY, [SIZE]);
const edit = (session: ReviewSession, change: ReviewEdit): ReviewSession => review(session, { type: 'edit', edit: change, at: (at += 1) });
const held = (session: ReviewSession): ReviewSession => review(session, { type: 'found-more', detections: [], longer });
const ends = (session: ReviewSession): readonly unknown[] => session.decisions.map(({ id, state, decidedBy, path }) => [id, state, decidedBy, path?.first, path?.last]);

describe('what is held longer by a further search', () => {
  it('goes on at both ends, with all that it was in between', () => {
    const before = start();
    const after = held(before);
    expect(ends(after)).toEqual([['r1', 'accepted', 'policy', 2, 48]]);
    expect(after.detections[0]?.path).toEqual(after.decisions[0]?.path);
    const [was, is] = [before.decisions[0]!, after.decisions[0]!];
    for (let frame = 15; frame <= 35; frame += 1) expect(boxAt(is, frame), String(frame)).toEqual(boxAt(was, frame));
    expect([2, 14, 36, 48].map((frame) => boxAt(is, frame)?.left)).toEqual([-3, expect.closeTo(20 - (23 * 6) / 18, 6), expect.closeTo(30 + (13 * 6) / 18, 6), 43]);
    expect([19, 20, 30, 31].map((frame) => hasKeyOn(is, frame))).toEqual([false, true, true, false]);
    expect(clearestFrame(is)).toBe(20);
  });

  it('stays where it was before its ends where those have no key of their own', () => {
    const was = start(seen(15, 35, [15, 35])).decisions[0]!;
    const is = held(start(seen(15, 35, [15, 35]))).decisions[0]!;
    for (const frame of [15, 17, 33, 35]) expect(boxAt(is, frame)).toEqual(boxAt(was, frame));
    expect(hasKeyOn(is, 15)).toBe(false);
  });

  it('keeps what a person decided, in every step of undo', () => {
    const session = held(edit(start(), { type: 'decide', ids: ['r1'], state: 'rejected' }));
    expect(ends(session)).toEqual([['r1', 'rejected', 'person', 2, 48]]);
    expect(ends(review(session, { type: 'undo' }))).toEqual([['r1', 'accepted', 'policy', 2, 48]]);
  });

  it('goes on as a person moved it', () => {
    const moved = held(edit(start(), { type: 'set-box', id: 'r1', box: box(120), gesture: 'drag', frame: 20 }));
    expect([2, 48].map((frame) => boxAt(moved.decisions[0]!, frame)?.left)).toEqual([97, 143]);
  });

  it('ends where a person said so, and goes on at the other end', () => {
    expect(ends(held(edit(start(), { type: 'set-range', id: 'r1', first: 18, last: 35, gesture: 'drag' })))).toEqual([['r1', 'accepted', 'policy', 18, 48]]);
  });

  it('goes on at the outer ends of what was cut in two', () => {
    expect(ends(held(edit(start(), { type: 'split-track', id: 'r1', frame: 25 })))).toEqual([['r1', 'accepted', 'policy', 2, 24], ['t1', 'accepted', 'policy', 25, 48]]);
  });

  it('leaves other things alone', () => {
    const two = startReview([find(seen(15, 35)), find({ ...seen(15, 35), keys: [{ frame: 20, box: box(200) }] })], DEFAULT_POLICY, [SIZE]);
    expect(ends(held(two)).map((end) => (end as unknown[]).slice(3))).toEqual([[2, 48], [15, 35]]);
    const drawn = edit(start(), { type: 'add', box: box(10), shape: 'rectangle', path: seen(15, 35) });
    expect(ends(held(drawn)).at(-1)).toEqual(['p1', 'accepted', 'person', 15, 35]);
  });
});
