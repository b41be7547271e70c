import { describe, expect, it } from 'vitest';
import { sortSecondLook } from '../../../../src/core/export/recheck.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import type { ReviewEdit } from '../../../../src/core/review/review-session.ts';
import { detectionOutcome } from '../outcomes.ts';
import { Bench, NOT_ALLOWED } from './bench.ts';

const { reviewThreshold, maskThreshold } = DEFAULT_POLICY.kinds.face;

describe('comparing faces', () => {
  it('computes nothing before a person starts it', async () => {
    const bench = new Bench();
    bench.search('a', 'anna anna');
    await bench.settled();
    expect(bench.engine.calls).toEqual([]);
    expect(bench.grouping.api.getState().on).toBe(false);
  });

  it('groups the same person over files, the largest group first, and keeps the others apart', async () => {
    const bench = new Bench();
    await bench.group({ a: 'ben anna', b: 'anna -', c: 'cleo ben anna' });
    const { people, once, unclear, progress } = bench.grouping.api.getState();
    expect(people).toEqual([{ number: 1, faces: ['a/r2', 'b/r1', 'c/r3'] }, { number: 2, faces: ['a/r1', 'c/r2'] }]);
    expect([once, unclear, progress]).toEqual([['c/r1'], ['b/r2'], null]);
    expect(bench.events).toEqual([{ type: 'grouped', people: 2, faces: 6 }]);
  });

  it('describes a face once, and again where its box was moved', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben' });
    bench.byHand('a', 'r1', 'rejected');
    await bench.settled();
    expect(bench.engine.calls).toHaveLength(1);
    bench.store.dispatch({ type: 'region-edited', id: 'a', edit: { type: 'set-box', id: 'r1', box: { ...bench.decisions('a')[0]!.box, top: 5 }, gesture: 'g', frame: 0 } });
    await bench.settled();
    expect(bench.engine.calls.slice(1).map(({ faces }) => faces.map(({ box }) => box.top))).toEqual([[5]]);
  });

  it('takes in a file that is searched later, and people keep their numbers', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna ben ben' });
    bench.search('b', 'ben ben ben cleo cleo');
    await bench.settled();
    expect(bench.grouping.api.getState().people.map(({ number, faces }) => [number, faces.length])).toEqual([[2, 5], [1, 2], [3, 2]]);
  });

  it('goes on after a file that can’t be read, and says so', async () => {
    const bench = new Bench();
    await bench.group({ a: '! anna', b: 'anna anna' });
    const { people, unclear, failed } = bench.grouping.api.getState();
    expect([people.length, unclear, failed]).toEqual([1, ['a/r1', 'a/r2'], 1]);
    expect(bench.engine.calls).toHaveLength(2);
  });
});

describe('forgetting', () => {
  it('drops the faces of a file that is closed', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna', b: 'anna ben' });
    bench.store.dispatch({ type: 'job-removed', id: 'a' });
    await bench.settled();
    const { people, once } = bench.grouping.api.getState();
    expect([people, once]).toEqual([[], ['b/r1', 'b/r2']]);
  });

  it('ends and forgets everything when the last file closes', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna' });
    bench.store.dispatch({ type: 'job-removed', id: 'a' });
    expect(bench.grouping.api.getState()).toMatchObject({ on: false, people: [], once: [], rules: [], agreed: true });
    bench.search('b', 'anna anna');
    await bench.settled();
    expect(bench.engine.calls).toHaveLength(1);
  });

  it('ends when the policy no longer allows it, and leaves out files whose own policy does not', async () => {
    const bench = new Bench();
    bench.search('a', 'anna anna');
    bench.search('b', 'anna anna');
    bench.store.dispatch({ type: 'policy-changed', policy: NOT_ALLOWED, gesture: 'g', id: 'b' });
    bench.grouping.start();
    await bench.settled();
    expect(bench.engine.calls.map(({ id }) => id)).toEqual(['a']);
    bench.store.dispatch({ type: 'policy-changed', policy: NOT_ALLOWED, gesture: 'g' });
    expect(bench.grouping.api.getState()).toMatchObject({ on: false, people: [] });
  });

  it('drops what comes for a file that was closed meanwhile', async () => {
    const bench = new Bench();
    let open = (): void => undefined;
    bench.engine.gate = new Promise((resolve) => (open = resolve));
    await bench.group({ a: 'anna anna', b: 'anna ben' });
    bench.store.dispatch({ type: 'job-removed', id: 'a' });
    expect(bench.engine.calls[0]?.signal?.aborted).toBe(true);
    open();
    await bench.settled();
    expect(bench.grouping.api.getState()).toMatchObject({ people: [], once: ['b/r1', 'b/r2'] });
  });

  it('computes everything anew after it was switched off', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna' });
    bench.grouping.stop();
    bench.grouping.start();
    await bench.settled();
    expect(bench.engine.calls).toHaveLength(2);
  });

  it('drops what comes for a file that was not to be compared meanwhile, and asks again once it may', async () => {
    const bench = new Bench();
    let open = (): void => undefined;
    bench.engine.gate = new Promise((resolve) => (open = resolve));
    await bench.group({ a: 'anna anna', b: 'ben' });
    bench.store.dispatch({ type: 'policy-changed', policy: NOT_ALLOWED, gesture: 'g', id: 'a' });
    bench.store.dispatch({ type: 'own-policy-dropped', id: 'a' });
    open();
    await bench.settled();
    expect(bench.engine.calls.map(({ id }) => id)).toEqual(['a', 'a', 'b']);
    expect(bench.grouping.api.getState()).toMatchObject({ failed: 0, unclear: [], once: ['b/r1'] });
  });

  it('aborts and shows nothing when it is cancelled, and can be started again', async () => {
    const bench = new Bench();
    let open = (): void => undefined;
    bench.engine.gate = new Promise((resolve) => (open = resolve));
    await bench.group({ a: 'anna anna' });
    expect(bench.grouping.api.getState().progress).toEqual({ done: 0, total: 1 });
    bench.grouping.stop();
    expect(bench.engine.calls[0]?.signal?.aborted).toBe(true);
    open();
    await bench.settled();
    expect(bench.grouping.api.getState()).toMatchObject({ on: false, people: [], progress: null });
    bench.grouping.start();
    await bench.settled();
    expect(bench.people()).toEqual([['a/r1', 'a/r2']]);
  });
});

describe('keeping a person clear', () => {
  it('clears the person in every file, has uncertain faces wait, and leaves the others', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna anna? -' });
    expect(await bench.grouping.decide(1, 'clear', 'consent')).toEqual({ files: 2, asked: 1, left: 0 });
    expect([bench.states('a'), bench.states('b')]).toEqual(['cm', 'c?m']);
    expect(bench.decisions('a')[0]).toMatchObject({ decidedBy: 'person', reason: 'consent' });
    expect(bench.grouping.api.getState().asked).toEqual(['b/r2']);
  });

  it('is one step of undo over all files, and of redo', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna anna?' });
    await bench.grouping.decide(1, 'clear', null);
    bench.store.dispatch({ type: 'undo' });
    expect([bench.states('a'), bench.states('b')]).toEqual(['mm', 'mm']);
    bench.store.dispatch({ type: 'redo' });
    expect([bench.states('a'), bench.states('b')]).toEqual(['cm', 'c?']);
  });

  it('leaves what was masked by hand, and says how much', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna anna? anna', b: 'anna' });
    bench.byHand('a', 'r4', 'rejected');
    bench.byHand('a', 'r2', 'rejected');
    bench.byHand('a', 'r2', 'accepted');
    bench.byHand('a', 'r3', 'rejected');
    bench.byHand('a', 'r3', 'accepted');
    expect(await bench.grouping.decide(1, 'clear', null)).toEqual({ files: 2, asked: 0, left: 2 });
    expect([bench.states('a'), bench.states('b')]).toEqual(['cmmc', 'c']);
  });

  it('takes in faces whose way over the frames was shaped by hand, which decided nothing about them', async () => {
    const bench = new Bench();
    bench.engine.files.set('a', 'anna anna anna ben');
    bench.store.dispatch({ type: 'files-added', files: [{ id: 'a', file: new Blob(['a']), name: 'a.mp4', folder: '' }] });
    const finds = [0, 100, 200, 300].map((left) => {
      const box = sourceBox(left, 0, 64, 64);
      return { kind: 'face' as const, score: 0.95, box, path: { first: 0, last: 20, keys: [{ frame: 0, box }, { frame: 20, box }] }, detector: 'test' };
    });
    bench.store.dispatch({ type: 'detected', id: 'a', outcome: detectionOutcome(finds) });
    const shape = (edit: ReviewEdit): void => bench.store.dispatch({ type: 'region-edited', id: 'a', edit });
    shape({ type: 'set-range', id: 'r1', first: 0, last: 12, gesture: 'a' });
    shape({ type: 'split-track', id: 'r2', frame: 10 });
    shape({ type: 'set-key', id: 'r3', frame: 5, box: sourceBox(201, 0, 64, 64), gesture: 'b' });
    bench.grouping.start();
    await bench.settled();
    const { number } = bench.grouping.api.getState().people.find(({ faces }) => faces.includes('a/r1'))!;
    expect(await bench.grouping.decide(number, 'clear', null)).toEqual({ files: 1, asked: 0, left: 0 });
    expect(bench.decisions('a').map(({ id, state }) => `${id} ${state}`)).toEqual(['r1 rejected', 'r2 rejected', 'r3 rejected', 'r4 accepted', 't1 rejected']);
  });

  it('changes what an earlier wish about the person did', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna', b: 'anna' });
    await bench.grouping.decide(1, 'mask', null);
    expect(await bench.grouping.decide(1, 'clear', null)).toEqual({ files: 2, asked: 0, left: 0 });
    expect(await bench.grouping.decide(1, 'mask', null)).toEqual({ files: 2, asked: 0, left: 0 });
    expect([bench.states('a'), bench.states('b')]).toEqual(['m', 'm']);
  });

  it('makes decisions that the look at the finished picture takes for a person’s', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna' });
    await bench.grouping.decide(1, 'clear', null);
    const decisions = bench.decisions('a');
    const find = (index: number) => ({ kind: 'face' as const, score: 0.97, box: decisions[index]!.box, detector: 'test' });
    const look = sortSecondLook([find(0), find(1)], [], decisions, bench.store.getState().policy);
    expect([look.explained, look.survivors.map(({ box }) => box.left)]).toEqual([1, [100]]);
  });
});

describe('masking everyone else', () => {
  it('masks the others, has uncertain faces wait, and leaves the person and what is kept clear otherwise', async () => {
    const bench = new Bench();
    bench.search('low', 'ben cleo', (reviewThreshold + maskThreshold) / 2);
    await bench.group({ a: 'anna ben', b: 'anna anna? dora' });
    bench.byHand('b', 'r3', 'rejected');
    const before = bench.states('low');
    const outcome = await bench.grouping.decide(bench.grouping.api.getState().people.find(({ faces }) => faces.includes('a/r1'))!.number, 'mask-others', null);
    expect(before).toBe('??');
    expect([bench.states('low'), bench.states('a'), bench.states('b')]).toEqual(['mm', 'mm', 'm?c']);
    expect(outcome).toEqual({ files: 2, asked: 1, left: 1 });
  });
});

describe('files that are searched later', () => {
  it('follow no rule any more once a face of the person was said to be someone else’s', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna' });
    await bench.grouping.decide(1, 'clear', 'consent');
    bench.grouping.notThisPerson(['b/r1']);
    bench.search('c', 'anna anna?');
    await bench.settled();
    expect(bench.states('c')).toBe('mm');
  });

  it('follow the rule, and what is uncertain in them waits', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna' });
    await bench.grouping.decide(1, 'clear', 'consent');
    bench.search('c', 'ben anna anna? -');
    await bench.settled();
    expect(bench.states('c')).toBe('mc?m');
    expect(bench.decisions('c')[1]?.reason).toBe('consent');
    expect(bench.events.at(-1)).toEqual({ type: 'asked-later', asked: 1 });
  });

  it('are masked until they were compared', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna' });
    await bench.grouping.decide(1, 'clear', null);
    bench.engine.gate = new Promise(() => undefined);
    bench.search('c', 'anna');
    await bench.settled();
    expect(bench.states('c')).toBe('m');
  });

  it('go back with the step of the rule, and what was decided by hand since stays', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna', b: 'anna' });
    await bench.grouping.decide(1, 'clear', null);
    bench.search('c', 'ben anna');
    bench.byHand('c', 'r1', 'rejected');
    await bench.settled();
    expect(bench.states('c')).toBe('cc');
    bench.store.dispatch({ type: 'undo' });
    expect([bench.states('a'), bench.states('c')]).toEqual(['c', 'mc']);
    bench.store.dispatch({ type: 'undo' });
    expect([bench.states('a'), bench.states('b'), bench.states('c')]).toEqual(['m', 'm', 'mm']);
    bench.store.dispatch({ type: 'redo' });
    bench.store.dispatch({ type: 'redo' });
    expect([bench.states('a'), bench.states('b'), bench.states('c')]).toEqual(['c', 'c', 'cc']);
  });

  it('are left alone once the rule was undone, and follow it when it is redone', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna', b: 'anna' });
    await bench.grouping.decide(1, 'clear', null);
    bench.store.dispatch({ type: 'undo' });
    bench.search('c', 'anna anna?');
    await bench.settled();
    expect(bench.states('c')).toBe('mm');
    bench.store.dispatch({ type: 'redo' });
    await bench.settled();
    expect([bench.states('a'), bench.states('c')]).toEqual(['c', 'c?']);
  });

  it('are left alone once the person is masked', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna', b: 'anna' });
    await bench.grouping.decide(1, 'clear', null);
    await bench.grouping.decide(1, 'mask', null);
    bench.search('c', 'anna');
    await bench.settled();
    expect(bench.states('c')).toBe('m');
  });

  it('keep the way forward open after an undo', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna ben', b: 'anna' });
    await bench.grouping.decide(1, 'clear', null);
    bench.byHand('a', 'r2', 'rejected');
    bench.store.dispatch({ type: 'undo' });
    bench.search('c', 'anna');
    await bench.settled();
    expect([bench.states('a'), bench.states('c')]).toEqual(['cm', 'c']);
    bench.store.dispatch({ type: 'redo' });
    expect([bench.states('a'), bench.states('c')]).toEqual(['cc', 'c']);
  });
});

describe('correcting groups', () => {
  it('joins two people, keeps them joined when more files come, and takes it back', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna ben', b: 'ben' });
    bench.grouping.same(['a/r1', 'a/r3']);
    expect(bench.people()).toEqual([['a/r1', 'a/r2', 'a/r3', 'b/r1']]);
    bench.search('c', 'ben');
    await bench.settled();
    expect(bench.people()).toEqual([['a/r1', 'a/r2', 'a/r3', 'b/r1', 'c/r1']]);
    bench.grouping.takeBackCorrection();
    expect(bench.people()).toEqual([['a/r3', 'b/r1', 'c/r1'], ['a/r1', 'a/r2']]);
  });

  it('takes faces out of a group', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna anna' });
    bench.grouping.notThisPerson(['a/r2']);
    expect([bench.people(), bench.grouping.api.getState().once]).toEqual([[['a/r1', 'a/r3']], ['a/r2']]);
  });

  it('moves a face to another person as one correction', async () => {
    const bench = new Bench();
    await bench.group({ a: 'anna anna anna ben ben' });
    bench.grouping.move(['a/r2'], ['a/r4', 'a/r5']);
    expect(bench.people()).toEqual([['a/r2', 'a/r4', 'a/r5'], ['a/r1', 'a/r3']]);
    bench.grouping.takeBackCorrection();
    expect(bench.people()).toEqual([['a/r1', 'a/r2', 'a/r3'], ['a/r4', 'a/r5']]);
  });
});
