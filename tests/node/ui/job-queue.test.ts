import { describe, expect, it } from 'vitest';
import { KINDS, type Kind } from '../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/policy/policy.ts';
import type { EnginePort } from '../../../src/ui/engine-port.ts';
import { JobQueue, SEARCH_FLOOR, searchPolicy, type QueueEvent } from '../../../src/ui/job-queue.ts';
import { createWorkspaceStore, type WorkspaceStore } from '../../../src/ui/workspace-store.ts';
import { detectionOutcome, heldOutcome, releasedOutcome } from './outcomes.ts';

const cancelled = { status: 'failed', error: { code: 'engine/cancelled', message: '', facts: {} } } as const;
const truncated = { status: 'failed', error: { code: 'input/truncated', message: 'cut', facts: {} } } as const;

/** An engine that takes orders: `bad` files are refused, `slow` ones wait until they are aborted, `held` ones are held. */
class ScriptedEngine implements EnginePort {
  readonly calls: string[] = [];
  warm: Awaited<ReturnType<EnginePort['warmUp']>> = { status: 'ok', value: { threads: 1, detectors: [] } };
  warmUp: EnginePort['warmUp'] = () => Promise.resolve(this.warm);
  inspect: EnginePort['inspect'] = () => Promise.resolve(truncated);
  display: EnginePort['display'] = () => Promise.resolve(truncated);
  preview: EnginePort['preview'] = () => Promise.resolve({ status: 'ok', value: [] });
  rest: EnginePort['rest'] = () => Promise.resolve(true);
  forget: EnginePort['forget'] = (id) => {
    this.calls.push(`forget ${id}`);
  };
  readonly searched: string[] = [];
  detect: EnginePort['detect'] = async (job, policy, options) => {
    const kind = await job.file.text();
    const asked = KINDS.filter((name) => policy.kinds[name].enabled);
    this.searched.push(`${kind} ${asked.join(' ')}`);
    this.calls.push(`detect ${kind}`);
    if (kind === 'bad') return truncated;
    if (kind === 'slow') await aborted(options?.signal);
    if (options?.signal?.aborted === true) return cancelled;
    return { status: 'ok', value: detectionOutcome(asked.map((name) => ({ kind: name, score: 0.9, box: sourceBox(0, 0, 9, 9), detector: 'test' })), asked) };
  };
  exportPicture: EnginePort['exportPicture'] = async (job, request, options) => {
    const kind = await job.file.text();
    this.calls.push(`export ${kind} ${request.decisions.length}`);
    if (kind === 'stuck') await aborted(options?.signal);
    if (options?.signal?.aborted === true) return cancelled;
    return { status: 'ok', value: kind === 'held' ? heldOutcome([]) : releasedOutcome() };
  };
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve());
  });
}

interface Bench {
  readonly engine: ScriptedEngine;
  readonly store: WorkspaceStore;
  readonly queue: JobQueue;
  readonly events: QueueEvent[];
  readonly opened: { count: number };
}

const withKinds = (...enabled: readonly Kind[]): Policy => ({
  ...DEFAULT_POLICY,
  kinds: Object.fromEntries(KINDS.map((kind) => [kind, { ...DEFAULT_POLICY.kinds[kind], enabled: enabled.includes(kind) }])) as Policy['kinds'],
});
const onlyFaces = withKinds('face');
const withPlates = withKinds('face', 'licence-plate');

function bench(policy: Policy = onlyFaces): Bench {
  const engine = new ScriptedEngine();
  const store = createWorkspaceStore();
  store.dispatch({ type: 'policy-changed', policy, gesture: 'set-up' });
  const events: QueueEvent[] = [];
  const opened = { count: 0 };
  let ids = 0;
  const queue = new JobQueue(engine, store, {
    newId: () => `job-${(ids += 1)}`, now: () => 0, timestamp: () => '2026-01-01T00:00:00.000Z', toThumb: () => '',
    onOpened: () => (opened.count += 1), announce: (event) => events.push(event),
  });
  return { engine, store, queue, events, opened };
}
const add = ({ queue }: Bench, ...kinds: readonly string[]): readonly string[] => queue.add(kinds.map((kind) => ({ file: new Blob([kind]), name: `${kind}.jpg`, folder: '' })));
const stages = ({ store }: Bench): readonly string[] => store.getState().jobs.map((job) => job.stage);

/** Resolves when the workspace fulfils a condition. */
function until({ store }: Bench, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.api.subscribe(check);
    function check(): void {
      if (!condition()) return;
      stop();
      resolve();
    }
    check();
  });
}
const idle = (on: Bench): Promise<void> => until(on, () => stages(on).every((stage) => stage !== 'waiting' && stage !== 'detecting'));

describe('search', () => {
  it('goes on after a refused file, and says what was refused', async () => {
    const on = bench();
    add(on, 'good', 'bad', 'fine');
    await idle(on);
    expect(stages(on)).toEqual(['review', 'failed', 'review']);
    expect(on.store.getState().jobs[1]?.error?.code).toBe('input/truncated');
    expect(on.events.filter((event) => event.type === 'refused').map((event) => event.job.name)).toEqual(['bad.jpg']);
  });

  it('starts the engine before a file counts as opened', async () => {
    const on = bench();
    const order: string[] = [];
    on.engine.warmUp = () => {
      order.push(`warm ${on.opened.count}`);
      return Promise.resolve(on.engine.warm);
    };
    add(on, 'good');
    await idle(on);
    expect(order).toEqual(['warm 0']);
    expect(on.opened.count).toBe(1);
  });

  it('fails every file with the engine’s own reason when it can’t start', async () => {
    const on = bench();
    on.engine.warm = { status: 'failed', error: { code: 'model/integrity', message: 'x', facts: {} } };
    add(on, 'good', 'fine');
    await idle(on);
    expect(on.store.getState().jobs.map((job) => job.error?.code)).toEqual(['model/integrity', 'model/integrity']);
    expect(on.engine.calls).toEqual([]);
  });

  it('cancels the running file and goes on with the next', async () => {
    const on = bench();
    const [slow = ''] = add(on, 'slow', 'good');
    await until(on, () => stages(on)[0] === 'detecting');
    on.queue.cancel(slow);
    await idle(on);
    expect(stages(on)).toEqual(['cancelled', 'review']);
  });

  it('cancels all, and takes a cancelled file up again', async () => {
    const on = bench();
    const [, good = ''] = add(on, 'slow', 'good');
    await until(on, () => stages(on)[0] === 'detecting');
    on.queue.cancelAll();
    expect(stages(on)).toEqual(['cancelled', 'cancelled']);
    on.queue.retry(good);
    await idle(on);
    expect(stages(on)).toEqual(['cancelled', 'review']);
  });

  it('forgets a closed file in the engine', async () => {
    const on = bench();
    const [id = ''] = add(on, 'good');
    await idle(on);
    on.queue.remove(id);
    expect(on.engine.calls.at(-1)).toBe(`forget ${id}`);
    expect(on.store.getState().jobs).toEqual([]);
  });

  it('takes up all again that can come to something, and not what is refused', async () => {
    const on = bench();
    add(on, 'slow', 'good', 'bad', 'good');
    await until(on, () => stages(on)[0] === 'detecting');
    on.queue.cancelAll();
    const [, second = '', third = ''] = on.store.getState().jobs.map(({ id }) => id);
    on.queue.retry(second);
    on.queue.retry(third);
    await idle(on);
    on.queue.cancel(on.store.getState().jobs[0]!.id);
    expect(stages(on)).toEqual(['cancelled', 'review', 'failed', 'cancelled']);
    on.queue.retryAll();
    await until(on, () => stages(on)[0] === 'detecting');
    expect(stages(on).slice(1)).toEqual(['review', 'failed', 'waiting']);
    on.queue.cancelAll();
    await idle(on);
  });

  it('closes all, and keeps none of them back to be opened again', async () => {
    const on = bench();
    const ids = add(on, 'good', 'good');
    await idle(on);
    for (const id of ids) on.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    on.queue.removeAll();
    expect(on.store.getState()).toMatchObject({ jobs: [], closed: null, currentId: null });
    expect(on.engine.calls.filter((call) => call.startsWith('forget'))).toEqual(ids.map((id) => `forget ${id}`));
  });

  it('searches down to the floor, so that a threshold can be lowered later, and only for what is asked and missing', () => {
    const search = { kinds: ['face' as const], detectors: [], smallestHeight: 10, scales: [1], inferences: 1 };
    expect(searchPolicy(withPlates, null).kinds.face).toMatchObject({ enabled: true, reviewThreshold: SEARCH_FLOOR });
    expect(KINDS.filter((kind) => searchPolicy(withPlates, null).kinds[kind].enabled)).toEqual(['face', 'licence-plate']);
    expect(KINDS.filter((kind) => searchPolicy(withPlates, search).kinds[kind].enabled)).toEqual(['licence-plate']);
  });

  it('searches a video for what is missing as the policy says, and for what was searched for no less closely than before', () => {
    const search = { kinds: ['face' as const], detectors: [], smallestHeight: 10, scales: [1], inferences: 1, video: [{ kind: 'face' as const, everyNth: 4, holdSeconds: 3 }] };
    const asked = (policy: Policy, everyNth: number, holdSeconds: number): unknown => {
      const { video, kinds } = searchPolicy({ ...policy, video: { ...policy.video, everyNth, holdSeconds } }, search);
      return [KINDS.filter((kind) => kinds[kind].enabled), video.everyNth, video.holdSeconds];
    };
    expect(asked(onlyFaces, 1, 2)).toEqual([['face'], 1, 3]);
    expect(asked(onlyFaces, 6, 5)).toEqual([['face'], 4, 5]);
    expect(asked(withPlates, 6, 1)).toEqual([['licence-plate'], 6, 1]);
  });

  it('searches again for a kind that is switched on later, and keeps what was decided', async () => {
    const on = bench(onlyFaces);
    const [id = ''] = add(on, 'good');
    await idle(on);
    on.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    on.store.dispatch({ type: 'policy-changed', policy: withPlates, gesture: 'x' });
    expect(stages(on)).toEqual(['waiting']);
    await idle(on);
    const job = on.store.getState().jobs[0]!;
    expect(job.search?.kinds).toEqual(['face', 'licence-plate']);
    expect(job.session?.decisions.map(({ id: region, kind, state }) => [region, kind, state])).toEqual([
      ['r1', 'face', 'rejected'], ['r2', 'licence-plate', 'accepted'],
    ]);
    expect(on.engine.searched).toEqual(['good face', 'good licence-plate']);
  });

  it('doesn’t search again for a kind that is switched off and on', async () => {
    const on = bench(onlyFaces);
    add(on, 'good');
    await idle(on);
    for (const policy of [withPlates, onlyFaces]) on.store.dispatch({ type: 'policy-changed', policy, gesture: 'x' });
    await idle(on);
    on.store.dispatch({ type: 'policy-changed', policy: { ...onlyFaces, kinds: { ...onlyFaces.kinds, face: { ...onlyFaces.kinds.face, enabled: false } } }, gesture: 'y' });
    on.store.dispatch({ type: 'policy-changed', policy: onlyFaces, gesture: 'z' });
    await idle(on);
    expect(stages(on)).toEqual(['review']);
    expect(on.engine.searched.filter((call) => call === 'good face')).toHaveLength(1);
  });
});

describe('export', () => {
  it('never reaches the engine while something is missing, whoever asks for it', async () => {
    const on = bench();
    const [id] = add(on, 'good');
    await idle(on);
    on.store.dispatch({ type: 'policy-changed', policy: { ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, secondReviewer: true } }, gesture: 'x' });
    await on.queue.export([id!]);
    expect(on.engine.calls.filter((call) => call.startsWith('export'))).toEqual([]);
    expect(on.store.getState().jobs[0]?.exported).toMatchObject({ status: 'failed', error: { code: 'plan/undecided' } });
  });


  it('names files by their running number and goes on after a held one', async () => {
    const on = bench();
    const ids = add(on, 'good', 'bad', 'held', 'fine');
    await idle(on);
    await on.queue.export(ids.filter((_, index) => index !== 1));
    expect(on.store.getState().jobs.map(({ exported }) => (exported.status === 'released' ? exported.name : exported.status))).toEqual(['anonymised-0001.png', 'none', 'held', 'anonymised-0003.png']);
  });

  it('never uses one name twice in a folder', async () => {
    const on = bench();
    on.store.dispatch({ type: 'policy-changed', policy: { ...onlyFaces, output: { ...DEFAULT_POLICY.output, namePattern: 'holiday' } }, gesture: 'x' });
    const ids = add(on, 'good', 'fine');
    await idle(on);
    await on.queue.export(ids);
    expect(on.store.getState().jobs.map(({ exported }) => (exported.status === 'released' ? exported.name : ''))).toEqual(['holiday.png', 'holiday-2.png']);
  });

  it('throws a result away whose decisions changed while it was made', async () => {
    const on = bench();
    const [id = ''] = add(on, 'good');
    await idle(on);
    const done = on.queue.export([id]);
    on.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    await done;
    expect(on.store.getState().jobs[0]?.exported.status).toBe('none');
  });

  it('stops when it is cancelled and keeps what is finished', async () => {
    const on = bench();
    const ids = add(on, 'good', 'stuck', 'fine');
    await idle(on);
    const done = on.queue.export(ids);
    await until(on, () => on.store.getState().jobs[1]?.exported.status === 'running');
    on.queue.cancelExport();
    await done;
    expect(on.store.getState().jobs.map(({ exported }) => exported.status)).toEqual(['released', 'none', 'none']);
    expect(on.engine.calls.some((call) => call.startsWith('export fine'))).toBe(false);
  });
});
