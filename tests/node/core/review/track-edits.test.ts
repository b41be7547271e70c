import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { corners, hullOf, sourceBox, type Box, type Point, type Turned } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import { shownConfidence, type Decision } from '../../../../src/core/review/decision.ts';
import { canJoin } from '../../../../src/core/review/track-edits.ts';
import { review, startReview, type ReviewEdit, type ReviewSession } from '../../../../src/core/review/review-session.ts';
import { boxAt, clearestFrame, hasKeyOn, type Path } from '../../../../src/core/track/path.ts';

function policyWith(maskThreshold: number): Policy {
  return { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskThreshold, reviewThreshold: 0.2 } } };
}

const policy = policyWith(0.5);
const SIZE = { width: 400, height: 300 };
const box = (left: number, width = 20): Box<'source'> => sourceBox(left, 10, width, 30);
const way = (first: number, last: number, left = 0): Path => ({
  first, last,
  keys: [{ frame: first, box: box(left), score: 0.6 }, { frame: last, box: box(left + 2 * (last - first)), score: 0.9 }],
  found: [{ first, last }],
});
const find = (score: number, path: Path, more: Partial<Detection> = {}): Detection => ({ kind: 'face', score, box: path.keys[0]!.box, path, detector: 'test', ...more });
const start = (...finds: readonly Detection[]): ReviewSession => startReview(finds, policy, [SIZE]);

let at = 0;
function edit(session: ReviewSession, change: ReviewEdit): ReviewSession {
  at += 1;
  return review(session, { type: 'edit', edit: change, at });
}
const undo = (session: ReviewSession): ReviewSession => review(session, { type: 'undo' });
const redo = (session: ReviewSession): ReviewSession => review(session, { type: 'redo' });
const ids = (session: ReviewSession): readonly string[] => session.decisions.map(({ id }) => id);
const get = (session: ReviewSession, id: string): Decision => session.decisions.find((decision) => decision.id === id)!;
const followed = (session: ReviewSession, next: Policy): ReviewSession => review(session, { type: 'apply-policy', policy: next });

/** Whether a point lies in a turned box, or on its edge. */
function isWithin({ x, y }: Point, { box: { left, top, width, height }, angle = 0 }: Turned<'source'>): boolean {
  const [dx, dy] = [x - left - width / 2, y - top - height / 2];
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return Math.abs(dx * cos + dy * sin) <= width / 2 + 1e-6 && Math.abs(dy * cos - dx * sin) <= height / 2 + 1e-6;
}

describe('cutting a track', () => {
  const session = start(find(0.4, way(10, 29)));

  it('makes two of it that together are where the whole was, and selects the second', () => {
    const cut = edit(session, { type: 'split-track', id: 'r1', frame: 18 });
    expect(ids(cut)).toEqual(['r1', 't1']);
    expect(cut.selected).toEqual(['t1']);
    for (let frame = 8; frame < 32; frame += 1) {
      expect(boxAt(get(cut, 'r1'), frame), `first part on ${frame}`).toEqual(frame < 18 ? boxAt(get(session, 'r1'), frame) : null);
      expect(boxAt(get(cut, 't1'), frame), `second part on ${frame}`).toEqual(frame < 18 ? null : boxAt(get(session, 'r1'), frame));
    }
  });

  it('shows each part with its own confidence', () => {
    const keys = [[10, 0.6], [15, 0.9], [20, 0.5], [29, 0.7]].map(([frame, score]) => ({ frame: frame!, score: score!, box: box(0) }));
    const cut = edit(start(find(0.9, { ...way(10, 29), keys })), { type: 'split-track', id: 'r1', frame: 18 });
    expect(['r1', 't1'].map((id) => shownConfidence(get(cut, id)))).toEqual([0.9, 0.7]);
    expect(shownConfidence({ score: 0.3 })).toBe(0.3);
    expect(shownConfidence({ score: null, path: way(10, 29) })).toBeNull();
  });

  it('keeps what was decided about the whole in both parts', () => {
    const decided = edit(edit(session, { type: 'decide', ids: ['r1'], state: 'rejected', reason: 'consent' }), { type: 'set-fill', ids: ['r1'], fill: 'soft' });
    const cut = edit(decided, { type: 'split-track', id: 'r1', frame: 18 });
    for (const id of ['r1', 't1']) expect(get(cut, id)).toMatchObject({ state: 'rejected', reason: 'consent', fill: 'soft', origin: 'detector', score: 0.4 });
  });

  it('leaves an undecided one undecided, and is not taken back by another policy', () => {
    const cut = edit(session, { type: 'split-track', id: 'r1', frame: 18 });
    expect(cut.decisions.map(({ state }) => state)).toEqual(['pending', 'pending']);
    const later = followed(followed(cut, policyWith(0.3)), policy);
    expect(later.decisions.map(({ id, path }) => [id, path?.first, path?.last])).toEqual([['r1', 10, 17], ['t1', 18, 29]]);
    expect(followed(cut, DEFAULT_POLICY).decisions).toHaveLength(2);
  });

  it('does nothing where a part would have no frame', () => {
    for (const frame of [0, 10, 30]) expect(edit(session, { type: 'split-track', id: 'r1', frame }).past).toEqual([]);
    expect(edit(session, { type: 'split-track', id: 'unknown', frame: 18 })).toEqual(session);
  });

  it('is one step of undo, and no id is given twice', () => {
    const cut = edit(session, { type: 'split-track', id: 'r1', frame: 18 });
    expect(undo(cut).decisions).toEqual(session.decisions);
    expect(redo(undo(cut)).decisions).toEqual(cut.decisions);
    expect(ids(edit(undo(cut), { type: 'split-track', id: 'r1', frame: 18 }))).toEqual(['r1', 't2']);
  });

  it('lets a part be kept clear instead of deleted, because it was found', () => {
    const cut = edit(session, { type: 'split-track', id: 'r1', frame: 18 });
    expect(get(edit(cut, { type: 'remove', ids: ['t1'] }), 't1')).toMatchObject({ state: 'rejected' });
  });
});

describe('joining tracks', () => {
  const apart = start(find(0.9, way(0, 9)), find(0.4, way(20, 29, 100)), find(0.8, way(5, 6), { kind: 'licence-plate' }));

  it('makes one of them that is masked where any was, with the id of the first named', () => {
    const joined = edit(apart, { type: 'join-tracks', ids: ['r2', 'r1'] });
    expect(ids(joined)).toEqual(['r2']);
    expect(get(joined, 'r2')).toMatchObject({ state: 'accepted', decidedBy: 'policy', shapedBy: 'person', score: 0.9, path: { first: 0, last: 29 }, joined: ['r1'] });
    expect(joined.selected).toEqual(['r2']);
  });

  it('is undecided where any was and none was masked, and kept clear where all were', () => {
    const clear = edit(apart, { type: 'decide', ids: ['r1'], state: 'rejected' });
    expect(get(edit(clear, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1').state).toBe('pending');
    const both = edit(clear, { type: 'decide', ids: ['r2'], state: 'rejected' });
    expect(get(edit(both, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1').state).toBe('rejected');
  });

  it('does not bring back what was joined away: not with another policy, with more finds, or with a new zone', () => {
    const joined = edit(apart, { type: 'join-tracks', ids: ['r1', 'r2'] });
    const later = followed(followed(joined, policyWith(0.3)), policy);
    expect(ids(later)).toEqual(['r1']);
    expect(ids(review(later, { type: 'found-more', detections: [find(0.7, way(40, 49))] }))).toEqual(['r1', 'r4']);
    expect(ids(edit(later, { type: 'add', box: box(300), shape: 'rectangle', zone: 'ignore' }))).toEqual(['r1', 'p1']);
    expect(ids(edit(later, { type: 'remove', ids: ['r1'] }))).toEqual(['r1']);
  });

  it('brings them back with undo', () => {
    const joined = edit(apart, { type: 'join-tracks', ids: ['r1', 'r2'] });
    expect(undo(joined).decisions).toEqual(apart.decisions);
    expect(ids(followed(undo(joined), policyWith(0.3)))).toEqual(['r1', 'r2']);
  });

  it('puts a cut track together again', () => {
    const cut = edit(apart, { type: 'split-track', id: 'r1', frame: 4 });
    const whole = edit(cut, { type: 'join-tracks', ids: ['t1', 'r1'] });
    expect(ids(whole)).toEqual(['r2', 't1']);
    for (let frame = 0; frame < 10; frame += 1) expect(boxAt(get(whole, 't1'), frame)).toEqual(boxAt(get(apart, 'r1'), frame));
    expect(ids(followed(whole, policyWith(0.3)))).toEqual(['r2', 't1']);
  });

  it('stays a found one where a drawn one is joined to it, so that its mask still grows', () => {
    const drawn = edit(apart, { type: 'add', box: box(50), shape: 'ellipse', path: way(10, 19) });
    const joined = edit(drawn, { type: 'join-tracks', ids: ['p1', 'r1'] });
    expect(get(joined, 'r1')).toMatchObject({ origin: 'detector', path: { first: 0, last: 19 } });
    expect(ids(joined)).not.toContain('p1');
  });

  it('makes an area what it is joined to, and joins no two that were named differently', () => {
    const two = [box(50), box(90)].reduce((session, at) => edit(session, { type: 'add', box: at, shape: 'rectangle', path: way(20, 29) }), apart);
    expect(edit(two, { type: 'join-tracks', ids: ['p1', 'p2'] }).decisions.at(-1)).toMatchObject({ id: 'p1', kind: 'area' });
    const plate = edit(two, { type: 'set-kind', id: 'p2', kind: 'licence-plate' });
    const joined = edit(plate, { type: 'join-tracks', ids: ['p1', 'p2'] });
    expect(get(joined, 'p2').kind).toBe('licence-plate');
    expect(ids(joined)).not.toContain('p1');
    expect(edit(plate, { type: 'join-tracks', ids: ['r1', 'p1', 'p2'] }).decisions).toBe(plate.decisions);
    expect(canJoin(plate.decisions.filter(({ id }) => ['r1', 'p2'].includes(id)))).toBe(false);
  });

  it('takes the shape that covers more, and the policy’s fill, where they differ', () => {
    const other = edit(edit(apart, { type: 'set-shape', ids: ['r2'], shape: 'rectangle' }), { type: 'set-fill', ids: ['r2'], fill: 'soft' });
    expect(get(edit(other, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1')).toMatchObject({ shape: 'rectangle', fill: null });
  });

  it('is a rectangle where two are on one frame, because an ellipse around both would leave out their corners', () => {
    const together = start(find(0.9, way(0, 12)), find(0.9, way(12, 20, 200)));
    expect(get(edit(together, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1').shape).toBe('rectangle');
    expect(get(edit(apart, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1').shape).toBe('ellipse');
  });

  it('covers turned ones by their hulls', () => {
    const turned = start(find(0.9, way(0, 9), { angle: 30 }), find(0.9, way(20, 29), { angle: -40 }));
    const joined = get(edit(turned, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1');
    expect(joined.angle).toBeUndefined();
    expect(joined.shape).toBe('rectangle');
    expect(boxAt(joined, 0)).toEqual(hullOf({ box: box(0), angle: 30 }));
  });

  it('refuses one alone, other kinds, zones, outlines drawn by hand, and regions without a way', () => {
    const drawn = edit(apart, { type: 'add', box: box(50), shape: 'polygon', outline: { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }] }, path: way(10, 19) });
    for (const named of [['r1'], ['r1', 'r1'], ['r1', 'r3'], ['r1', 'p1'], ['r1', 'unknown']]) expect(edit(drawn, { type: 'join-tracks', ids: named }).decisions).toBe(drawn.decisions);
  });

  it('covers, on every frame, whatever any part covered there', () => {
    const path = fc.record({ first: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 20 }), left: fc.integer({ min: 0, max: 200 }) });
    fc.assert(
      fc.property(fc.array(path, { minLength: 2, maxLength: 4 }), (paths) => {
        const session = start(...paths.map(({ first, length, left }) => find(0.9, way(first, first + length, left))));
        const joined = edit(session, { type: 'join-tracks', ids: ids(session) });
        const whole = get(joined, 'r1');
        for (let frame = 0; frame < 42; frame += 1) {
          for (const part of session.decisions) {
            const [inner, outer] = [boxAt(part, frame), boxAt(whole, frame)];
            if (inner === null) continue;
            expect(outer, `frame ${frame}`).not.toBeNull();
            expect(outer!.left).toBeLessThanOrEqual(inner.left + 1e-9);
            expect(outer!.left + outer!.width).toBeGreaterThanOrEqual(inner.left + inner.width - 1e-9);
          }
        }
      }),
    );
  });

  it('uncovers no corner of any part on any frame, however the parts are turned', () => {
    const number = fc.integer({ min: 5, max: 300 });
    const turned = fc.record({ first: fc.nat(20), length: fc.integer({ min: 1, max: 20 }), boxes: fc.tuple(fc.tuple(number, number, number, number), fc.tuple(number, number, number, number)), angle: fc.constantFrom(0, 45, -30) });
    fc.assert(
      fc.property(fc.array(turned, { minLength: 2, maxLength: 4 }), (parts) => {
        const session = start(...parts.map(({ first, length, boxes: [from, to], angle }) => {
          const path: Path = { first, last: first + length, keys: [{ frame: first, box: sourceBox(...from) }, { frame: first + length, box: sourceBox(...to) }] };
          return find(0.9, path, angle === 0 ? {} : { angle });
        }));
        const whole = get(edit(session, { type: 'join-tracks', ids: ids(session) }), 'r1');
        for (const { path, angle = 0, box: own } of session.decisions) {
          for (let frame = path!.first; frame <= path!.last; frame += 1) {
            const inner = boxAt({ box: own, path: path! }, frame)!;
            const outer = boxAt(whole, frame)!;
            if (whole.shape === 'ellipse') {
              // No larger ellipse was asked for: it is the part's own.
              expect(whole.angle ?? 0).toBe(angle);
              for (const name of ['left', 'top', 'width', 'height'] as const) expect(outer[name]).toBeCloseTo(inner[name], 6);
            }
            for (const corner of corners({ box: inner, angle })) expect(isWithin(corner, { ...whole, box: outer }), `frame ${frame}`).toBe(true);
          }
        }
      }),
    );
  });

  it('keeps the turn that all have where no two are on one frame', () => {
    const alike = start(find(0.9, way(0, 9), { angle: 45 }), find(0.9, way(20, 29), { angle: 45 }));
    expect(get(edit(alike, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1')).toMatchObject({ angle: 45, shape: 'ellipse', box: box(0) });
  });
});

describe('where a part of a track is seen best', () => {
  const keys = [{ frame: 10, box: box(0), score: 0.6 }, { frame: 14, box: box(9), score: 0.9 }, { frame: 20, box: box(20), score: 0.7 }];
  const session = start(find(0.9, { first: 0, last: 39, keys, found: [{ first: 10, last: 20 }] }, { box: box(9) }));
  const best = (after: ReviewSession, id = 'r1'): number => clearestFrame(get(after, id));
  const trimmed = (first: number, last: number): number => best(edit(session, { type: 'set-range', id: 'r1', first, last, gesture: 'g' }));

  it('is on the surest find that is left in it, not on its first frame', () => {
    const cut = edit(session, { type: 'split-track', id: 'r1', frame: 12 });
    expect([best(session), best(cut), best(cut, 't1')]).toEqual([14, 10, 14]);
    const late = edit(session, { type: 'split-track', id: 'r1', frame: 16 });
    expect([best(late), best(late, 't1')]).toEqual([14, 20]);
    expect([trimmed(4, 39), trimmed(0, 12), trimmed(15, 30)]).toEqual([14, 10, 20]);
  });

  it('is on a frame on which it was found where no sure find is left', () => {
    expect([trimmed(15, 18), trimmed(17, 19)]).toEqual([15, 17]);
    const plain = start(find(0.9, { first: 0, last: 39, keys: keys.map(({ frame, box: there }) => ({ frame, box: there })), found: [{ first: 10, last: 20 }] }));
    expect(best(edit(plain, { type: 'set-range', id: 'r1', first: 4, last: 39, gesture: 'g' }))).toBe(10);
  });

  it('is where it was found also where it stands still', () => {
    const still = start(find(0.9, { first: 0, last: 39, keys: keys.map((key) => ({ ...key, box: box(0) })), found: [{ first: 10, last: 20 }] }));
    expect(best(edit(still, { type: 'set-range', id: 'r1', first: 4, last: 39, gesture: 'g' }))).toBe(14);
  });

  it('is somewhere where it is only held everywhere', () => {
    expect(trimmed(25, 39)).toBe(25);
  });
});

describe('keys put by hand', () => {
  const session = start(find(0.4, way(10, 30)));

  it('move the box of one frame, and keep those beyond the next keys', () => {
    const moved = edit(session, { type: 'set-key', id: 'r1', frame: 20, box: box(200), gesture: 'g' });
    expect(boxAt(get(moved, 'r1'), 20)).toEqual(box(200));
    expect(boxAt(get(moved, 'r1'), 10)).toEqual(box(0));
    expect(get(moved, 'r1').path?.keys.find(({ frame }) => frame === 20)).toEqual({ frame: 20, box: box(200), byHand: true, before: { found: true } });
    expect(hasKeyOn(get(moved, 'r1'), 20)).toBe(true);
  });

  it('are one step of undo for one drag', () => {
    const dragged = edit(edit(session, { type: 'set-key', id: 'r1', frame: 20, box: box(100), gesture: 'g' }), { type: 'set-key', id: 'r1', frame: 20, box: box(200), gesture: 'g' });
    expect(dragged.past).toHaveLength(1);
    expect(undo(dragged).decisions).toEqual(session.decisions);
  });

  it('can be put where the box is already, once', () => {
    const here = boxAt(get(session, 'r1'), 20)!;
    const put = edit(session, { type: 'set-key', id: 'r1', frame: 20, box: here, gesture: 'g' });
    expect(get(put, 'r1').path?.keys).toHaveLength(3);
    expect(edit(put, { type: 'set-key', id: 'r1', frame: 20, box: here, gesture: 'h' }).decisions).toBe(put.decisions);
  });

  it('go again, but never the last one', () => {
    const put = edit(session, { type: 'set-key', id: 'r1', frame: 20, box: box(200), gesture: 'g' });
    const without = edit(put, { type: 'remove-key', id: 'r1', frame: 20 });
    expect(boxAt(get(without, 'r1'), 20)).toEqual(boxAt(get(session, 'r1'), 20));
    expect(edit(session, { type: 'remove-key', id: 'r1', frame: 15 }).decisions).toBe(session.decisions);
    const drawn = edit(session, { type: 'add', box: box(5), shape: 'ellipse', path: { first: 0, last: 9, keys: [{ frame: 3, box: box(5) }] } });
    expect(edit(drawn, { type: 'remove-key', id: 'p1', frame: 3 }).decisions).toBe(drawn.decisions);
  });

  it('give the find back when they go, with its box, its score and where it is seen best, also after they were stored', () => {
    const whole = get(session, 'r1');
    for (const frame of [10, 20, 30]) {
      const put = edit(session, { type: 'set-key', id: 'r1', frame, box: box(200), gesture: 'g' });
      const stored: ReviewSession = { ...put, decisions: structuredClone(put.decisions.map((decision) => ({ ...decision, box: { ...decision.box } }))) };
      for (const before of [put, stored]) {
        const back = get(edit(before, { type: 'remove-key', id: 'r1', frame }), 'r1');
        expect([back.path, back.box, clearestFrame(back)], `frame ${String(frame)}`).toEqual([whole.path, whole.box, clearestFrame(whole)]);
      }
      expect(clearestFrame(get(put, 'r1'))).toBe(10);
    }
  });

  it('of what a person drew stand in for no other key of theirs', () => {
    const path = { first: 0, last: 9, keys: [{ frame: 3, box: box(5) }, { frame: 6, box: box(9) }] };
    const drawn = edit(session, { type: 'add', box: box(5), shape: 'ellipse', path });
    const put = edit(drawn, { type: 'set-key', id: 'p1', frame: 3, box: box(200), gesture: 'g' });
    expect(get(edit(put, { type: 'remove-key', id: 'p1', frame: 3 }), 'p1').path?.keys).toEqual([path.keys[1]]);
  });

  it('stand upright with what they stand in for where they are joined to what is turned otherwise', () => {
    const two = start(find(0.9, way(0, 9), { angle: 30 }), find(0.8, way(20, 29, 100)));
    const joined = edit(edit(two, { type: 'set-key', id: 'r1', frame: 9, box: box(200), gesture: 'g' }), { type: 'join-tracks', ids: ['r1', 'r2'] });
    const back = edit(joined, { type: 'remove-key', id: 'r1', frame: 9 });
    expect(boxAt(get(back, 'r1'), 9)).toEqual(hullOf({ box: boxAt(get(two, 'r1'), 9)!, angle: 30 }));
  });

  it('are what a move puts where it is asked to, while an animation’s whole way moves', () => {
    const common = { ids: ['r1'], dx: 50, dy: 0, gesture: 'g', frame: 20, within: SIZE };
    const whole = edit(session, { type: 'move', ...common });
    expect(boxAt(get(whole, 'r1'), 10)).toEqual(box(50));
    const keyed = edit(session, { type: 'move', ...common, asKey: true });
    expect(boxAt(get(keyed, 'r1'), 10)).toEqual(box(0));
    expect(boxAt(get(keyed, 'r1'), 20)).toEqual({ ...box(20), left: 70 });
  });
});

describe('a region that a person shaped', () => {
  const shapes: Readonly<Record<string, (session: ReviewSession) => ReviewSession>> = {
    'was cut': (session) => edit(session, { type: 'split-track', id: 'r1', frame: 18 }),
    'was joined': (session) => edit(session, { type: 'join-tracks', ids: ['r1', 'r2'] }),
    'was trimmed': (session) => edit(session, { type: 'set-range', id: 'r1', first: 12, last: 25, gesture: 'g' }),
    'was made longer': (session) => edit(session, { type: 'set-range', id: 'r1', first: 2, last: 35, gesture: 'g' }),
    'got a key': (session) => edit(session, { type: 'set-key', id: 'r1', frame: 20, box: box(200), gesture: 'g' }),
    'was moved on one frame': (session) => edit(session, { type: 'move', ids: ['r1'], dx: 50, dy: 0, gesture: 'g', frame: 20, within: SIZE, asKey: true }),
    'lost a key': (session) => edit(session, { type: 'remove-key', id: 'r1', frame: 29 }),
  };
  const two = (score: number): ReviewSession => start(find(score, way(10, 29)), find(score, way(40, 49)));

  it.each(Object.keys(shapes))('that %s keeps what was decided and by whom, and keeps its shape with every policy, zone and search', (how) => {
    const shape = shapes[how]!;
    for (const [score, state] of [[0.9, 'accepted'], [0.4, 'pending']] as const) {
      const made = shape(two(score));
      const mine = made.decisions.filter(({ shapedBy }) => shapedBy === 'person');
      expect(mine.length).toBeGreaterThan(0);
      for (const part of mine) expect(part).toMatchObject({ state, decidedBy: 'policy' });
      const kept = (session: ReviewSession): readonly Decision[] => mine.map(({ id }) => get(session, id));
      const off: Policy = { ...policy, kinds: { ...policy.kinds, face: { ...policy.kinds.face, enabled: false } } };
      for (const next of [policyWith(0.99), policyWith(0.3), { ...policyWith(0.99), kinds: { ...policy.kinds, face: { ...policy.kinds.face, maskThreshold: 0.99, reviewThreshold: 0.98 } } }, off]) {
        expect(kept(followed(made, next))).toEqual(mine);
        expect(kept(followed(followed(made, next), policy))).toEqual(mine);
      }
      expect(kept(review(made, { type: 'found-more', detections: [find(0.7, way(10, 29))] }))).toEqual(mine);
      expect(kept(edit(made, { type: 'add', box: sourceBox(0, 0, 400, 300), shape: 'rectangle', zone: 'ignore' }))).toEqual(mine);
      expect(undo(made).decisions).toEqual(two(score).decisions);
    }
  });

  it.each(Object.keys(shapes))('that %s stays decided by hand where it was', (how) => {
    const decided = edit(edit(two(0.9), { type: 'decide', ids: ['r1', 'r2'], state: 'rejected' }), { type: 'decide', ids: ['r1', 'r2'], state: 'accepted' });
    const mine = shapes[how]!(decided).decisions.filter(({ shapedBy }) => shapedBy === 'person');
    for (const part of mine) expect(part).toMatchObject({ state: 'accepted', decidedBy: 'person' });
  });

  it('is masked where it was kept clear and its way changes, and stays clear where it is only cut or joined', () => {
    const clear = edit(two(0.9), { type: 'decide', ids: ['r1', 'r2'], state: 'rejected' });
    for (const [how, shape] of Object.entries(shapes)) {
      const isSameWay = how === 'was cut' || how === 'was joined';
      expect(get(shape(clear), 'r1'), how).toMatchObject({ state: isSameWay ? 'rejected' : 'accepted', decidedBy: 'person' });
    }
  });

  it('is decided by hand as a whole where the part was that its state comes from', () => {
    const one = edit(edit(two(0.9), { type: 'decide', ids: ['r2'], state: 'rejected' }), { type: 'decide', ids: ['r2'], state: 'accepted' });
    expect(get(edit(one, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1')).toMatchObject({ state: 'accepted', decidedBy: 'person' });
    const other = edit(two(0.9), { type: 'decide', ids: ['r2'], state: 'rejected' });
    expect(get(edit(other, { type: 'join-tracks', ids: ['r1', 'r2'] }), 'r1')).toMatchObject({ state: 'accepted', decidedBy: 'policy' });
  });

  it('is decided like any other afterwards', () => {
    const made = shapes['got a key']!(two(0.4));
    expect(get(edit(made, { type: 'decide', ids: ['r1'], state: 'rejected' }), 'r1')).toMatchObject({ state: 'rejected', decidedBy: 'person', shapedBy: 'person' });
    expect(edit(made, { type: 'decide-pending', state: 'accepted' }).decisions.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });

  it('makes a zone of the policy the person’s, which another policy does not take away', () => {
    const zoned: Policy = { ...policy, zones: [{ effect: 'ignore', shape: 'rectangle', left: 0, top: 0, width: 0.5, height: 0.5 }] };
    const still = startReview([], zoned, [SIZE]);
    const moving: ReviewSession = { ...still, decisions: still.decisions.map((zone) => ({ ...zone, path: way(0, 29) })) };
    const trimmed = edit(moving, { type: 'set-range', id: moving.decisions[0]!.id, first: 0, last: 9, gesture: 'g' });
    expect(followed(trimmed, { ...policy, zones: [] }).decisions).toHaveLength(1);
  });
});

describe('masking whole frames', () => {
  it('puts a solid mask over the picture on those frames and no others', () => {
    const masked = edit(start(), { type: 'mask-frames', spans: [{ first: 4, last: 7 }], mutes: [] });
    expect(masked.decisions).toHaveLength(1);
    expect(masked.decisions[0]).toMatchObject({ id: 'p1', kind: 'area', origin: 'person', state: 'accepted', fill: 'solid', shape: 'rectangle' });
    expect([3, 4, 7, 8].map((frame) => boxAt(masked.decisions[0]!, frame))).toEqual([null, sourceBox(0, 0, 400, 300), sourceBox(0, 0, 400, 300), null]);
    const none = edit(start(), { type: 'mask-frames', spans: [{ first: 7, last: 4 }], mutes: [{ from: 0, to: 1 }] });
    expect([none.decisions, none.muted, none.past]).toEqual([[], [], []]);
  });

  it('masks and mutes several parts in one step, which is taken back and done again as one', () => {
    const before = edit(start(), { type: 'mute', from: 3, to: 4 });
    const masked = edit(before, { type: 'mask-frames', spans: [{ first: 0, last: 3 }, { first: 8, last: 29 }], mutes: [{ from: 0, to: 0.4 }, { from: 0.8, to: 3 }] });
    expect(masked.decisions.map(({ path }) => [path?.first, path?.last])).toEqual([[0, 3], [8, 29]]);
    expect(masked.selected).toEqual(masked.decisions.map(({ id }) => id));
    expect(masked.muted).toEqual([{ from: 0, to: 0.4 }, { from: 0.8, to: 4 }]);
    expect(undo(masked)).toMatchObject({ decisions: [], muted: [{ from: 3, to: 4 }] });
    expect(redo(undo(masked))).toMatchObject({ decisions: masked.decisions, muted: masked.muted });
  });
});

describe('muted parts', () => {
  it('are taken back and done again like decisions, in the order of work', () => {
    const muted = edit(start(find(0.9, way(0, 9))), { type: 'mute', from: 1, to: 3 });
    const decided = edit(muted, { type: 'decide', ids: ['r1'], state: 'rejected' });
    const open = edit(decided, { type: 'unmute', from: 2, to: 5 });
    expect(open.muted).toEqual([{ from: 1, to: 2 }]);
    expect(undo(open)).toMatchObject({ muted: [{ from: 1, to: 3 }], decisions: [{ state: 'rejected' }] });
    expect(undo(undo(open))).toMatchObject({ muted: [{ from: 1, to: 3 }], decisions: [{ state: 'accepted' }] });
    expect(undo(undo(undo(open))).muted).toEqual([]);
    expect(redo(redo(redo(undo(undo(undo(open))))))).toMatchObject({ muted: [{ from: 1, to: 2 }], decisions: [{ state: 'rejected' }] });
  });

  it('leave the selection alone when they are taken back', () => {
    const selected = review(edit(start(find(0.9, way(0, 9))), { type: 'mute', from: 1, to: 3 }), { type: 'select', ids: ['r1'] });
    expect(undo(selected).selected).toEqual(['r1']);
  });

  it('stay with another policy, and are no step where nothing changes', () => {
    const muted = edit(start(find(0.9, way(0, 9))), { type: 'mute', from: 1, to: 3 });
    expect(followed(muted, policyWith(0.95)).muted).toEqual(muted.muted);
    expect(edit(muted, { type: 'mute', from: 1, to: 2 }).past).toHaveLength(1);
  });
});
