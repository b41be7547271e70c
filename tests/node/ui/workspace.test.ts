import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/policy/policy.ts';
import type { DetectionOutcome } from '../../../src/protocol/engine-api.ts';
import { undecidedCount } from '../../../src/ui/workspace/job.ts';
import { missingFor, unsavedCount } from '../../../src/ui/workspace/readiness.ts';
import { workspace } from '../../../src/ui/workspace/workspace.ts';
import { canTravel, EMPTY_WORKSPACE, neighbour, type Workspace, type WorkspaceAction } from '../../../src/ui/workspace/workspace-state.ts';
import { detectionOutcome, heldOutcome, releasedOutcome } from './outcomes.ts';

const face = (score: number): Detection => ({ kind: 'face', score, box: sourceBox(0, 0, 10, 10), detector: 'test' });
const outcome = (...scores: readonly number[]): DetectionOutcome => detectionOutcome(scores.map(face));
const run = (state: Workspace, ...actions: readonly WorkspaceAction[]): Workspace => actions.reduce(workspace, state);
const file = new Blob(['x']);
const policy: Policy = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskThreshold: 0.5, reviewThreshold: 0.2 } } };

function twoFiles(): Workspace {
  return run(
    { ...EMPTY_WORKSPACE, policy },
    { type: 'files-added', files: [{ id: 'a', file, name: 'a.jpg', folder: '' }, { id: 'b', file, name: 'b.jpg', folder: '' }] },
    { type: 'detected', id: 'a', outcome: outcome(0.9, 0.3) },
    { type: 'detected', id: 'b', outcome: outcome(0.3) },
  );
}
/** Everything that waits is decided, in one step. */
const all = (of: Workspace, decision: 'accepted' | 'rejected'): Workspace =>
  run(of, { type: 'regions-decided', state: decision, regions: of.jobs.map(({ id, session }) => ({ id, ids: session?.decisions.filter(({ state: now }) => now === 'pending').map((region) => region.id) ?? [] })) });
const state = (of: Workspace, id: string, region: number): string | undefined => of.jobs.find((job) => job.id === id)?.session?.decisions[region]?.state;
const exported = (of: Workspace, id: string): string | undefined => of.jobs.find((job) => job.id === id)?.exported.status;

describe('queue', () => {
  it('shows the first file that is added and stays there when more come', () => {
    const more = run(twoFiles(), { type: 'files-added', files: [{ id: 'c', file, name: 'c.jpg', folder: '' }] });
    expect(more.currentId).toBe('a');
  });

  it('shows the next file when the shown one is closed, and none after the last', () => {
    const one = run(twoFiles(), { type: 'job-removed', id: 'a' });
    expect(one.currentId).toBe('b');
    expect(run(one, { type: 'job-removed', id: 'b' }).currentId).toBeNull();
  });

  it('puts a file back that was closed with unsaved decisions, in its place and with its own policy', () => {
    const own = { ...policy, settings: { ...policy.settings, thorough: true } };
    const before = run(all(twoFiles(), 'rejected'), { type: 'policy-changed', id: 'a', policy: own, gesture: 'g' }, { type: 'export-queued', ids: ['a'] });
    const closed = run(before, { type: 'job-removed', id: 'a' });
    expect([closed.jobs.map(({ id }) => id), closed.closed?.job.id, closed.ownPolicies]).toEqual([['b'], 'a', {}]);
    const back = run(closed, { type: 'job-put-back' });
    expect([back.jobs.map(({ id }) => id), back.currentId, back.closed, state(back, 'a', 1), exported(back, 'a')]).toEqual([['a', 'b'], 'a', null, 'rejected', 'none']);
    expect(back.ownPolicies['a']).toEqual(own);
    expect(run(back, { type: 'undo' }, { type: 'undo' }).ownPolicies).toEqual({});
    expect(run(back, { type: 'job-put-back' })).toBe(back);
  });

  it('passes over what was set for a file that is closed meanwhile: undo has nothing to do there', () => {
    const own = { ...policy, settings: { ...policy.settings, softness: 0.9 } };
    const set = run(twoFiles(), { type: 'policy-changed', id: 'a', policy: own, gesture: 'g' });
    const closed = run(set, { type: 'job-removed', id: 'a' });
    expect([canTravel(set, 'past'), canTravel(closed, 'past')]).toEqual([true, false]);
    expect(run(closed, { type: 'undo' })).toBe(closed);
    // A step before it that still changes something is reached through it.
    const softer = { ...policy, settings: { ...policy.settings, softness: 0.1 } };
    const both = run(twoFiles(), { type: 'policy-changed', policy: softer, gesture: 'all' }, { type: 'policy-changed', id: 'a', policy: own, gesture: 'g' }, { type: 'job-removed', id: 'a' }, { type: 'undo' });
    expect([both.policy, canTravel(both, 'past'), canTravel(both, 'future')]).toEqual([policy, false, true]);
    expect(run(both, { type: 'redo' }).policy).toEqual(softer);
  });

  it('takes a file back under the policy that has come into force meanwhile', () => {
    const closed = run(all(twoFiles(), 'rejected'), { type: 'job-removed', id: 'a' }, { type: 'policy-changed', policy: { ...policy, kinds: { ...policy.kinds, face: { ...policy.kinds.face, maskThreshold: 0.95 } } }, gesture: 'g' });
    expect(state(run(closed, { type: 'job-put-back' }), 'a', 0)).toBe('pending');
  });

  it('has nothing to put back where a person decided nothing, or all of it is saved', () => {
    expect(run(twoFiles(), { type: 'job-removed', id: 'a' }).closed).toBeNull();
    const saved = run(all(twoFiles(), 'rejected'), { type: 'export-ended', id: 'a', outcome: releasedOutcome(), name: 'x' }, { type: 'saved', ids: ['a'] });
    expect(run(saved, { type: 'job-removed', id: 'a' }).closed).toBeNull();
    expect(run(all(twoFiles(), 'rejected'), { type: 'job-removed', id: 'a' }, { type: 'closed-forgotten' }).closed).toBeNull();
  });

  it('keeps a finished file when a late cancel arrives', () => {
    expect(run(twoFiles(), { type: 'job-cancelled', id: 'a' }).jobs[0]?.stage).toBe('review');
  });

  it('lets a refused file stand and goes on', () => {
    const refused = run(twoFiles(), { type: 'job-failed', id: 'a', error: { code: 'input/truncated', message: 'x', facts: {} } });
    expect(refused.jobs.map((job) => job.stage)).toEqual(['failed', 'review']);
    expect(run(refused, { type: 'job-retried', id: 'a' }).jobs[0]?.stage).toBe('waiting');
  });

  it('goes round to the neighbour that counts', () => {
    expect(neighbour(twoFiles(), 1, () => true)).toBe('b');
    expect(neighbour(run(twoFiles(), { type: 'job-selected', id: 'b' }), 1, () => true)).toBe('a');
    expect(neighbour(twoFiles(), 1, () => false)).toBeNull();
  });
});

describe('undo over files and policy', () => {
  const worked = (): Workspace =>
    run(
      twoFiles(),
      { type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r2'], state: 'accepted' } },
      { type: 'job-selected', id: 'b' },
      { type: 'region-edited', id: 'b', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } },
      { type: 'policy-changed', policy: { ...policy, settings: { ...policy.settings, softness: 1 } }, gesture: 'softness-1' },
    );

  it('takes changes back in the order they were made, and shows the file', () => {
    const one = run(worked(), { type: 'undo' });
    expect(one.policy.settings.softness).toBe(policy.settings.softness);
    const two = run(one, { type: 'undo' });
    expect([state(two, 'b', 0), two.currentId]).toEqual(['pending', 'b']);
    const three = run(two, { type: 'undo' });
    expect([state(three, 'a', 1), three.currentId]).toEqual(['pending', 'a']);
    expect(canTravel(three, 'past')).toBe(false);
  });

  it('goes forward in the same order', () => {
    const back = run(worked(), { type: 'undo' }, { type: 'undo' }, { type: 'undo' });
    const one = run(back, { type: 'redo' });
    expect([state(one, 'a', 1), state(one, 'b', 0)]).toEqual(['accepted', 'pending']);
    const all = run(one, { type: 'redo' }, { type: 'redo' });
    expect([state(all, 'b', 0), all.policy.settings.softness]).toEqual(['rejected', 1]);
    expect(canTravel(all, 'future')).toBe(false);
  });

  it('drops every way forward once something new is done', () => {
    const back = run(worked(), { type: 'undo' }, { type: 'undo' });
    const fresh = run(back, { type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    expect(canTravel(fresh, 'future')).toBe(false);
  });

  it('doesn’t put away a policy that was chosen while no file was open, before the first or after the last', () => {
    const chosen = { ...policy, name: 'Chosen' };
    const files: WorkspaceAction = { type: 'files-added', files: [{ id: 'c', file, name: 'c.jpg', folder: '' }] };
    const first = run(EMPTY_WORKSPACE, { type: 'policy-changed', policy: chosen, gesture: 'g' }, files);
    expect([canTravel(first, 'past'), run(first, { type: 'undo' }).policy]).toEqual([false, chosen]);
    const closed = run(worked(), { type: 'job-removed', id: 'a' }, { type: 'job-removed', id: 'b' });
    const again = run(closed, { type: 'policy-changed', policy: chosen, gesture: 'g' }, files);
    expect([canTravel(again, 'past'), run(again, { type: 'undo' }).policy]).toEqual([false, chosen]);
    expect(canTravel(run(again, { type: 'policy-changed', policy, gesture: 'g' }), 'past')).toBe(true);
  });

  it('takes one drag of a slider back in one step', () => {
    const drag = [0.6, 0.7, 0.8].map((softness): WorkspaceAction => ({ type: 'policy-changed', policy: { ...policy, settings: { ...policy.settings, softness } }, gesture: 'softness-7' }));
    expect(run(run(twoFiles(), ...drag), { type: 'undo' }).policy).toBe(policy);
  });
});

describe('export', () => {
  const released = (): Workspace => run(all(twoFiles(), 'accepted'), { type: 'export-ended', id: 'a', outcome: releasedOutcome(), name: 'n.jpg' });

  it('decides all pending regions of all files', () => {
    const decided = all(twoFiles(), 'rejected');
    expect(decided.jobs.map(undecidedCount)).toEqual([0, 0]);
  });

  it('drops a finished file when a decision or the policy changes, so that a stale one is never saved', () => {
    expect(exported(released(), 'a')).toBe('released');
    expect(exported(run(released(), { type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } }), 'a')).toBe('none');
    expect(exported(run(released(), { type: 'policy-changed', policy: { ...policy }, gesture: 'x' }), 'a')).toBe('none');
    expect(exported(run(released(), { type: 'undo' }), 'a')).toBe('none');
  });

  it('keeps a finished file while only the selection changes', () => {
    expect(exported(run(released(), { type: 'regions-selected', id: 'a', ids: ['r1'] }), 'a')).toBe('released');
  });

  it('turns the survivors of a held file into regions to decide', () => {
    const held = run(released(), { type: 'export-ended', id: 'b', outcome: heldOutcome([face(0.6)]), name: 'n.jpg' });
    expect(exported(held, 'b')).toBe('held');
    expect(held.jobs[1]?.session?.decisions.at(-1)).toMatchObject({ origin: 'recheck', state: 'pending' });
    const decided = run(held, { type: 'region-edited', id: 'b', edit: { type: 'decide', ids: held.jobs[1]?.session?.decisions.map((d) => d.id) ?? [], state: 'accepted' } });
    expect(exported(decided, 'b')).toBe('held');
  });

  it('counts work that would be lost', () => {
    expect(unsavedCount(twoFiles())).toBe(2);
    const saved = run(released(), { type: 'saved', ids: ['a', 'b'] });
    expect(unsavedCount(saved)).toBe(1);
  });

  it('puts files back when an export is cancelled, and leaves finished ones', () => {
    const cancelled = run(released(), { type: 'export-queued', ids: ['b'] }, { type: 'exports-cancelled' });
    expect(cancelled.jobs.map((job) => job.exported.status)).toEqual(['released', 'none']);
  });
});

describe('thorough search', () => {
  const at = (left: number, score: number): Detection => ({ ...face(score), box: sourceBox(left, 0, 10, 10) });
  const change = (of: Workspace, thorough: boolean): Workspace => run(of, { type: 'policy-changed', policy: { ...of.policy, detection: { thorough } }, gesture: String(thorough) });

  it('searches what was searched in one view once more, and not what was searched in both', () => {
    const waiting = change(twoFiles(), true);
    expect(waiting.jobs.map((job) => job.stage)).toEqual(['waiting', 'waiting']);
    const more = detectionOutcome([at(0, 0.9), at(50, 0.6)]);
    const searched = run(waiting, { type: 'detected', id: 'a', outcome: { ...more, search: { ...more.search, thorough: true } } });
    expect(searched.jobs[0]?.stage).toBe('review');
    expect(change(change(searched, false), true).jobs.map((job) => job.stage)).toEqual(['review', 'waiting']);
  });

  it('adds what is new and nothing twice', () => {
    const waiting = change(run({ ...EMPTY_WORKSPACE, policy }, { type: 'files-added', files: [{ id: 'a', file, name: 'a.jpg', folder: '' }] }, { type: 'detected', id: 'a', outcome: outcome(0.9) }), true);
    const more = detectionOutcome([at(1, 0.8), at(50, 0.6)]);
    const { decisions } = run(waiting, { type: 'detected', id: 'a', outcome: { ...more, search: { ...more.search, thorough: true } } }).jobs[0]!.session!;
    expect(decisions.map(({ box }) => box.left)).toEqual([0, 50]);
  });
});

describe('a further search of an animation', () => {
  const on = (left: number, ...frames: readonly number[]): Detection => {
    const box = sourceBox(left, 0, 10, 10);
    return { ...face(0.8), box, path: { first: frames[0]!, last: frames.at(-1)!, keys: frames.map((frame) => ({ frame, box })) } };
  };
  const after = (...more: readonly Detection[]): readonly unknown[] => {
    const { decisions } = run(
      { ...EMPTY_WORKSPACE, policy },
      { type: 'files-added', files: [{ id: 'a', file, name: 'a.gif', folder: '' }] },
      { type: 'detected', id: 'a', outcome: detectionOutcome([on(0, 2, 3, 4)]) },
      { type: 'detected', id: 'a', outcome: detectionOutcome(more) },
    ).jobs[0]!.session!;
    return decisions.map(({ box, path }) => [box.left, path!.first, path!.last]);
  };

  it('adds nothing that was found on these frames before', () => {
    expect(after(on(1, 3), on(0, 2, 4))).toEqual([[0, 2, 4]]);
  });

  it('adds what is on other frames at the same place, and what goes on there', () => {
    expect(after(on(0, 7, 8))).toEqual([[0, 2, 4], [0, 7, 8]]);
    expect(after(on(0, 2, 3, 4, 5))).toEqual([[0, 2, 4], [0, 2, 5]]);
  });

  it('adds what is elsewhere on the same frames', () => {
    expect(after(on(50, 2, 3))).toEqual([[0, 2, 4], [50, 2, 3]]);
  });
});

describe('a video that was searched', () => {
  const box = sourceBox(0, 0, 10, 10);
  const searched = (everyNth: number, holdSeconds: number): DetectionOutcome => {
    const found = { first: 100, last: 150 };
    const path = { first: 100 - 10 * holdSeconds, last: 150 + 10 * holdSeconds, keys: [{ frame: 100, box, score: 0.9 }], found: [found] };
    const outcome = detectionOutcome([{ ...face(0.9), path }], ['face']);
    return { ...outcome, search: { ...outcome.search, video: [{ kind: 'face', everyNth, holdSeconds }] } };
  };
  const asks = (of: Workspace, everyNth: number, holdSeconds: number): Workspace => {
    const faces = Object.fromEntries(Object.entries(of.policy.kinds).map(([kind, own]) => [kind, { ...own, enabled: kind === 'face' }])) as Policy['kinds'];
    return run(of, { type: 'policy-changed', policy: { ...of.policy, kinds: faces, video: { ...of.policy.video, everyNth, holdSeconds } }, gesture: `${everyNth} ${holdSeconds}` });
  };
  const film = (): Workspace => run(asks({ ...EMPTY_WORKSPACE, policy }, 2, 1), { type: 'files-added', files: [{ id: 'a', file, name: 'a.mp4', folder: '' }] });
  const ways = (of: Workspace): readonly unknown[] => of.jobs[0]!.session!.decisions.map(({ state: decision, path }) => [decision, path?.first, path?.last]);
  const stage = (of: Workspace): string | undefined => of.jobs[0]?.stage;

  it('is searched again where masks are to be held longer or more frames searched, and not for less', () => {
    const before = run(film(), { type: 'detected', id: 'a', outcome: searched(2, 1) });
    expect(stage(before)).toBe('review');
    expect([asks(before, 2, 5), asks(before, 1, 1), asks(before, 3, 0.5), asks(asks(before, 2, 5), 2, 1)].map(stage)).toEqual(['waiting', 'waiting', 'review', 'review']);
  });

  it('is searched again at once where more was asked for while it was searched', () => {
    const during = asks(run(film(), { type: 'detect-started', id: 'a' }), 2, 5);
    expect(stage(run(during, { type: 'detected', id: 'a', outcome: searched(2, 1) }))).toBe('waiting');
    expect(stage(run(during, { type: 'detected', id: 'a', outcome: searched(2, 5) }))).toBe('review');
  });

  it('has its masks held longer then, with what was decided and without a second region', () => {
    const before = run(film(), { type: 'detected', id: 'a', outcome: searched(2, 1) });
    const again = (of: Workspace): Workspace => run(asks(of, 2, 5), { type: 'detected', id: 'a', outcome: searched(2, 5) });
    expect([ways(before), ways(again(before))]).toEqual([[['accepted', 90, 160]], [['accepted', 50, 200]]]);
    const rejected = run(before, { type: 'region-edited', id: 'a', edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    expect(ways(again(rejected))).toEqual([['rejected', 50, 200]]);
    expect(again(rejected).jobs[0]?.search?.video).toEqual([{ kind: 'face', everyNth: 2, holdSeconds: 5 }]);
  });
});

describe('decisions over many files', () => {
  const pendingIn = (state: Workspace): readonly number[] => state.jobs.map(undecidedCount);

  it('are one step of undo, however many files they touch', () => {
    const before = twoFiles();
    const regions = before.jobs.map((job) => ({ id: job.id, ids: job.session?.decisions.map(({ id }) => id) ?? [] }));
    const decided = run(before, { type: 'regions-decided', regions, state: 'rejected', reason: 'consent' });
    expect(decided.jobs.flatMap((job) => job.session?.decisions.map(({ state, reason }) => [state, reason]) ?? [])).toEqual(expect.arrayContaining([['rejected', 'consent']]));
    expect(pendingIn(decided)).toEqual([0, 0]);
    expect(pendingIn(run(decided, { type: 'undo' }))).toEqual(pendingIn(before));
    expect(pendingIn(run(run(decided, { type: 'undo' }), { type: 'redo' }))).toEqual([0, 0]);
  });
});

describe('a policy for one file', () => {
  const off = { ...policy, kinds: { ...policy.kinds, face: { ...policy.kinds.face, enabled: false } } };
  const counts = (state: Workspace): readonly (number | undefined)[] => state.jobs.map((job) => job.session?.decisions.length);

  it('leaves the others alone, can be taken back, spread to all and dropped', () => {
    const before = twoFiles();
    const own = run(before, { type: 'policy-changed', policy: off, gesture: 'x', id: 'a' });
    expect(counts(own)[0]).toBe(0);
    expect(counts(own)[1]).toBe(counts(before)[1]);
    expect(counts(run(own, { type: 'undo' }))).toEqual(counts(before));
    expect(counts(run(own, { type: 'own-policy-spread', id: 'a' }))).toEqual([0, 0]);
    expect(counts(run(own, { type: 'own-policy-dropped', id: 'a' }))).toEqual(counts(before));
  });

  it('goes with its file', () => {
    const own = run(twoFiles(), { type: 'policy-changed', policy: off, gesture: 'x', id: 'a' });
    expect(run(own, { type: 'job-removed', id: 'a' }).ownPolicies).toEqual({});
  });
});

describe('a locked policy', () => {
  it('can’t be changed while files are open, and can with none open', () => {
    const locked = { ...policy, locked: true };
    const open = run(twoFiles(), { type: 'policy-changed', policy: locked, gesture: 'lock' });
    expect(run(open, { type: 'policy-changed', policy, gesture: 'x' }).policy).toBe(locked);
    expect(run(open, { type: 'policy-changed', policy, gesture: 'x', id: 'a' }).ownPolicies).toEqual({});
    expect(run(open, { type: 'undo' }).policy).toBe(locked);
    expect(canTravel(open, 'past')).toBe(false);
    const empty = run(open, { type: 'job-removed', id: 'a' }, { type: 'job-removed', id: 'b' });
    expect(run(empty, { type: 'policy-changed', policy, gesture: 'x' }).policy).toBe(policy);
  });
});

describe('four eyes', () => {
  const strict = { ...policy, review: { ...policy.review, secondReviewer: true } };
  const reviewed = (): Workspace =>
    run(all(run(twoFiles(), { type: 'policy-changed', policy: strict, gesture: 'x' }), 'accepted'), { type: 'reviewer-named', reviewer: 'aaaa' }, { type: 'reviewed', ids: ['a', 'b'] });
  const missing = (state: Workspace): readonly (string | null)[] => state.jobs.map((job) => missingFor(state, job));

  it('wait for someone else’s word, which covers the file as it is', () => {
    expect(missing(reviewed())).toEqual(['sign-off', 'sign-off']);
    expect(missing(run(reviewed(), { type: 'signed-off', ids: ['a', 'b'] }))).toEqual(['sign-off', 'sign-off']);
    const signed = run(reviewed(), { type: 'reviewer-named', reviewer: 'bbbb' }, { type: 'signed-off', ids: ['a'] });
    expect(missing(signed)).toEqual([null, 'sign-off']);
  });

  it('lapse with the next decision, whoever made it: both are asked again', () => {
    const signed = run(reviewed(), { type: 'reviewer-named', reviewer: 'bbbb' }, { type: 'signed-off', ids: ['a', 'b'] });
    const ids = signed.jobs[0]?.session?.decisions.map(({ id }) => id) ?? [];
    const changed = run(signed, { type: 'region-edited', id: 'a', edit: { type: 'decide', ids, state: 'rejected' } });
    expect(missing(changed)).toEqual(['sign-off', null]);
    expect(changed.jobs[0]?.reviewer).toBeNull();
    expect(missing(run(changed, { type: 'signed-off', ids: ['a'] }))).toEqual(['sign-off', null]);
    const again = run(changed, { type: 'reviewed', ids: ['a'] });
    expect(missing(run(again, { type: 'signed-off', ids: ['a'] }))).toEqual(['sign-off', null]);
    expect(missing(run(again, { type: 'reviewer-named', reviewer: 'aaaa' }, { type: 'signed-off', ids: ['a'] }))).toEqual([null, null]);
  });

  it('lapse with undo as well', () => {
    const signed = run(reviewed(), { type: 'reviewer-named', reviewer: 'bbbb' }, { type: 'signed-off', ids: ['a', 'b'] });
    const undone = run(signed, { type: 'undo' });
    expect(undone.jobs.map(({ reviewer }) => reviewer)).toEqual([null, null]);
    expect(missing(undone)).toEqual(['decisions', 'decisions']);
  });
});

describe('reasons', () => {
  it('are asked for where the policy says so', () => {
    const asking = { ...policy, review: { ...policy.review, reasonFor: 'kept-clear' as const } };
    const rejected = all(run(twoFiles(), { type: 'policy-changed', policy: asking, gesture: 'x' }), 'rejected');
    expect(rejected.jobs.map((job) => missingFor(rejected, job))).toEqual(['reasons', 'reasons']);
    const ids = rejected.jobs[0]?.session?.decisions.map(({ id }) => id) ?? [];
    const reasoned = run(rejected, { type: 'region-edited', id: 'a', edit: { type: 'set-reason', ids, reason: 'consent' } });
    expect(reasoned.jobs.map((job) => missingFor(reasoned, job))).toEqual([null, 'reasons']);
    const unknown = run(rejected, { type: 'region-edited', id: 'a', edit: { type: 'set-reason', ids, reason: 'no-such-reason' } });
    expect(missingFor(unknown, unknown.jobs[0]!)).toBe('reasons');
  });
});

describe('a file held for its format', () => {
  it('is held no longer once another format is asked for, and stays held by a find', () => {
    const heldFor = (reason: 'structure' | 'survivor'): Workspace => {
      const decided = all(twoFiles(), 'accepted');
      return { ...decided, jobs: decided.jobs.map((job) => ({ ...job, exported: { status: 'held', outcome: { status: 'held', reason, survivors: [], findings: [], timings: {} } } })) };
    };
    const png = { ...policy, output: { ...policy.output, format: 'png' as const } };
    expect(exported(run(heldFor('structure'), { type: 'policy-changed', policy: png, gesture: 'x' }), 'a')).toBe('none');
    expect(exported(run(heldFor('structure'), { type: 'policy-changed', policy: { ...policy, name: 'x' }, gesture: 'x' }), 'a')).toBe('held');
    expect(exported(run(heldFor('survivor'), { type: 'policy-changed', policy: png, gesture: 'x' }), 'a')).toBe('held');
  });
});

describe('what an earlier visit left', () => {
  const size = { width: 100, height: 100 };
  const inspection = outcome().inspection;
  const kept = { search: outcome().search, detections: [face(0.9)], decisions: [], nextNumber: 1, reviewer: null, signedOffBy: null, policy: null, common: policy };
  const restored = (start: Policy, before: Workspace = EMPTY_WORKSPACE): Workspace =>
    run({ ...before, policy: start }, { type: 'files-added', files: [{ id: 'a', file, name: 'a.jpg', folder: '' }] }, { type: 'restored', id: 'a', inspection: { ...inspection, size }, kept } as unknown as WorkspaceAction);

  it('brings its policy back where nobody chose another one', () => {
    expect(restored(DEFAULT_POLICY).policy).toBe(policy);
  });

  it('does not put away the standard where somebody chose it before the files came', () => {
    const chosen = run(EMPTY_WORKSPACE, { type: 'policy-changed', policy, gesture: 'a' }, { type: 'policy-changed', policy: DEFAULT_POLICY, gesture: 'b' });
    expect(restored(DEFAULT_POLICY, chosen).policy).toBe(DEFAULT_POLICY);
  });

  it('does not put a locked policy away, for all files or for its own', () => {
    const locked = { ...DEFAULT_POLICY, name: 'House rules', locked: true, review: { ...DEFAULT_POLICY.review, secondReviewer: true } };
    const state = restored(locked);
    expect(state.policy).toBe(locked);
    expect(state.ownPolicies).toEqual({});
    expect(state.jobs[0]?.session?.policy).toBe(locked);
  });
});
