import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/core/errors.ts';
import { sourceBox } from '../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/policy/policy.ts';
import type { DetectionOutcome, Progress } from '../../../src/protocol/engine-api.ts';
import type { EnginePort } from '../../../src/ui/engine-port.ts';
import { failed } from '../../../src/ui/failed-call.ts';
import { JobQueue } from '../../../src/ui/job-queue.ts';
import { createWorkspaceStore, type WorkspaceStore } from '../../../src/ui/workspace-store.ts';
import { detectionOutcome, releasedOutcome } from './outcomes.ts';

const FACE = { kind: 'face', score: 0.9, box: sourceBox(0, 0, 9, 9), detector: 'test' } as const;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An engine with several lanes, whose searches and exports last until they are told to end. Calls are `search id`, `export id`, `crops id`. */
class SteeredEngine implements EnginePort {
  readonly lanes: number;
  /** In the order in which they began. */
  readonly begun: string[] = [];
  /** Begun and not ended. */
  readonly open = new Map<string, { end: () => void; fail: () => void; report: (progress: Progress) => void }>();
  /** Whether files are videos. */
  hasVideos = false;
  /** Ends a search at once by throwing, as no engine should. */
  throws: string | null = null;
  constructor(lanes: number) {
    this.lanes = lanes;
  }
  warmUp: EnginePort['warmUp'] = () => Promise.resolve({ status: 'ok', value: { threads: 1, detectors: [] } });
  inspect: EnginePort['inspect'] = () => Promise.resolve(failed('input/undecodable'));
  display: EnginePort['display'] = () => Promise.resolve(failed('input/undecodable'));
  preview: EnginePort['preview'] = () => Promise.resolve(failed('input/undecodable'));
  rest: EnginePort['rest'] = () => Promise.resolve(true);
  forget: EnginePort['forget'] = () => undefined;
  detect: EnginePort['detect'] = ({ id }, policy, options) => {
    if (this.throws === id) throw new TypeError('broken');
    const outcome = this.hasVideos ? videoOutcome(policy) : detectionOutcome([FACE], policy.kinds.face.enabled ? ['face'] : []);
    return this.#last(`search ${id}`, options, policy.detection.thorough ? { ...outcome, search: { ...outcome.search, thorough: true } } : outcome);
  };
  exportPicture: EnginePort['exportPicture'] = ({ id }, _request, options) => this.#last(`export ${id}`, options, releasedOutcome());
  crops: NonNullable<EnginePort['crops']> = ({ id }, regions, side) => {
    this.begun.push(`crops ${id} ${regions.length} ${side}`);
    return Promise.resolve({ status: 'ok', value: regions.map(({ box }) => new Uint8Array([box.left])) });
  };
  /** Lets some calls end, one after the other, each once it has begun. */
  async end(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await settled();
      this.open.get(name)!.end();
    }
    await settled();
  }
  #last<T>(name: string, options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } | undefined, value: T): Promise<Result<T>> {
    this.begun.push(name);
    return new Promise((resolve) => {
      const close = (result: Result<T>): void => {
        this.open.delete(name);
        resolve(result);
      };
      this.open.set(name, { end: () => close({ status: 'ok', value }), fail: () => close(failed('export/encode')), report: (progress) => options?.onProgress?.(progress) });
      options?.signal?.addEventListener('abort', () => close(failed('engine/cancelled')));
    });
  }
}

function videoOutcome({ video: { everyNth, holdSeconds } }: Policy): DetectionOutcome {
  const { inspection, search, ...rest } = detectionOutcome([FACE], ['face']);
  return { ...rest, inspection: { ...inspection, format: 'mp4', sequence: { kind: 'video', durations: [40], codec: 'avc', sound: null } }, search: { ...search, video: [{ kind: 'face', everyNth, holdSeconds }] } };
}

interface Bench {
  readonly engine: SteeredEngine;
  readonly store: WorkspaceStore;
  readonly queue: JobQueue;
  readonly clock: { now: number };
}

const onlyFaces = { ...DEFAULT_POLICY, kinds: Object.fromEntries(Object.entries(DEFAULT_POLICY.kinds).map(([kind, own]) => [kind, { ...own, enabled: kind === 'face' }])) as typeof DEFAULT_POLICY.kinds };

function bench(lanes: number): Bench {
  const engine = new SteeredEngine(lanes);
  const store = createWorkspaceStore();
  store.dispatch({ type: 'policy-changed', policy: onlyFaces, gesture: 'set-up' });
  const clock = { now: 0 };
  let ids = 0;
  const queue = new JobQueue(engine, store, {
    newId: () => `j${(ids += 1)}`, now: () => clock.now, timestamp: () => '2026-01-01T00:00:00.000Z', toThumb: () => '', onOpened: () => undefined, announce: () => undefined,
  });
  return { engine, store, queue, clock };
}
async function add({ queue }: Bench, count: number): Promise<readonly string[]> {
  const ids = queue.add(Array.from({ length: count }, (_, index) => ({ file: new Blob(['x']), name: `${index}.jpg`, folder: '' })));
  await settled();
  return ids;
}
const states = ({ store }: Bench): readonly string[] => store.getState().jobs.map(({ stage, exported }) => (exported.status === 'none' ? stage : exported.status));
const running = ({ engine }: Bench): readonly string[] => [...engine.open.keys()].sort();

/** Files that are searched and decided. */
async function reviewed(on: Bench, count: number): Promise<readonly string[]> {
  const ids = await add(on, count);
  await on.engine.end(...ids.map((id) => `search ${id}`));
  on.engine.begun.length = 0;
  return ids;
}

const move = ({ store }: Bench, id: string): void => store.dispatch({ type: 'region-edited', id, edit: { type: 'set-box', id: 'r1', box: sourceBox(3, 0, 9, 9), gesture: 'drag', frame: 0 } });

describe('lanes', () => {
  it('search as many files at once as the engine has lanes, in their order', async () => {
    const on = bench(2);
    await add(on, 4);
    expect(running(on)).toEqual(['search j1', 'search j2']);
    await on.engine.end('search j2');
    expect(running(on)).toEqual(['search j1', 'search j3']);
    await on.engine.end('search j1', 'search j3', 'search j4');
    expect(states(on)).toEqual(['review', 'review', 'review', 'review']);
  });

  it('take the file first that the person looks at', async () => {
    const on = bench(1);
    const ids = await add(on, 4);
    on.store.dispatch({ type: 'job-selected', id: ids[3]! });
    await on.engine.end('search j1');
    expect(running(on)).toEqual(['search j4']);
    await on.engine.end('search j4');
    expect(running(on)).toEqual(['search j2']);
  });

  it('cancel one of two running files, and the next takes its lane', async () => {
    const on = bench(2);
    const ids = await add(on, 3);
    on.queue.cancel(ids[0]!);
    await settled();
    expect(states(on)).toEqual(['cancelled', 'detecting', 'detecting']);
    on.queue.retry(ids[0]!);
    await on.engine.end('search j2', 'search j3', 'search j1');
    expect(states(on)).toEqual(['review', 'review', 'review']);
  });

  it('cancel all running files at once', async () => {
    const on = bench(3);
    await add(on, 5);
    on.queue.cancelAll();
    await settled();
    expect(states(on)).toEqual(Array.from({ length: 5 }, () => 'cancelled'));
    expect(running(on)).toEqual([]);
  });

  it('fail only the file whose search throws, and go on', async () => {
    const on = bench(1);
    on.engine.throws = 'j1';
    await add(on, 2);
    await on.engine.end('search j2');
    expect(states(on)).toEqual(['failed', 'review']);
    expect(on.store.getState().jobs[0]?.error?.code).toBe('engine/internal');
  });

  it('stop a closed file, and give its lane away', async () => {
    const on = bench(1);
    const ids = await add(on, 2);
    on.queue.remove(ids[0]!);
    await settled();
    expect(running(on)).toEqual(['search j2']);
    expect(states(on)).toEqual(['detecting']);
  });
});

describe('a pause', () => {
  it('lets running files end and begins no other until it is over', async () => {
    const on = bench(2);
    await add(on, 4);
    on.queue.pause();
    await on.engine.end('search j1', 'search j2');
    expect(states(on)).toEqual(['review', 'review', 'waiting', 'waiting']);
    on.queue.resume();
    await settled();
    expect(running(on)).toEqual(['search j3', 'search j4']);
  });

  it('holds files up that are opened meanwhile, and still exports', async () => {
    const on = bench(1);
    const ids = await reviewed(on, 1);
    on.queue.pause();
    await add(on, 1);
    expect(running(on)).toEqual([]);
    const done = on.queue.export(ids);
    await on.engine.end('export j1');
    await done;
    expect(states(on)).toEqual(['released', 'waiting']);
  });

  it('does not make files look slower', async () => {
    const on = bench(1);
    await add(on, 3);
    on.clock.now = 4000;
    on.queue.pause();
    await on.engine.end('search j1');
    on.clock.now = 900_000;
    expect(on.queue.secondsLeft()).toBe(8);
    on.queue.resume();
    await settled();
    on.clock.now += 1000;
    expect(on.queue.secondsLeft()).toBe(7);
  });
});

describe('a video that is searched again', () => {
  const hold = ({ store }: Bench, holdSeconds: number): void => {
    const { policy } = store.getState();
    store.dispatch({ type: 'policy-changed', policy: { ...policy, video: { ...policy.video, holdSeconds } }, gesture: 'hold' });
  };

  it('begins anew where its masks are to be held longer still, and not where they are not', async () => {
    const on = bench(1);
    on.engine.hasVideos = true;
    const [id = ''] = await reviewed(on, 1);
    for (const seconds of [2, 3, 5, 4]) {
      hold(on, seconds);
      await settled();
    }
    expect([on.engine.begun.filter((call) => call.startsWith('search')), running(on), states(on)]).toEqual([[`search ${id}`, `search ${id}`, `search ${id}`], [`search ${id}`], ['detecting']]);
    await on.engine.end(`search ${id}`);
    expect([states(on), on.store.getState().jobs[0]?.search?.video]).toEqual([['review'], [{ kind: 'face', everyNth: 1, holdSeconds: 5 }]]);
  });
});

describe('time left', () => {
  it('counts what runs side by side once', async () => {
    const on = bench(2);
    await add(on, 6);
    on.clock.now = 4000;
    await on.engine.end('search j1', 'search j2');
    // Four files of four seconds on two lanes.
    expect(on.queue.secondsLeft()).toBe(8);
  });

  it('forgets how fast a search in one view was once one in two views is finished', async () => {
    const on = bench(1);
    await add(on, 2);
    for (const id of ['j1', 'j2']) {
      on.clock.now += 4000;
      await on.engine.end(`search ${id}`);
    }
    const { policy } = on.store.getState();
    on.store.dispatch({ type: 'policy-changed', policy: { ...policy, detection: { ...policy.detection, thorough: true } }, gesture: 'g' });
    await add(on, 3);
    const [first = ''] = running(on);
    on.clock.now += 9000;
    await on.engine.end(first);
    const left = on.store.getState().jobs.filter(({ stage }) => stage === 'waiting' || stage === 'detecting').length;
    expect(left).toBeGreaterThan(0);
    expect(on.queue.secondsLeft()).toBe(9 * left);
  });
});

describe('exports', () => {
  it('go before searches, but searches still get their turn', async () => {
    const on = bench(1);
    const ids = await reviewed(on, 10);
    on.queue.pause();
    await add(on, 3);
    const done = on.queue.export(ids);
    await settled();
    on.queue.resume();
    for (let step = 0; step < 13; step += 1) await on.engine.end(running(on)[0]!);
    await done;
    const order = on.engine.begun.filter((call) => !call.startsWith('crops')).map((call) => call.split(' ')[0]);
    expect(order).toHaveLength(13);
    expect(order.filter((call) => call === 'export')).toHaveLength(10);
    expect(order.indexOf('search')).toBeGreaterThan(1);
    expect(order.indexOf('search')).toBeLessThan(8);
  });

  it('run side by side, and give no name twice', async () => {
    const on = bench(2);
    on.store.dispatch({ type: 'policy-changed', policy: { ...onlyFaces, output: { ...onlyFaces.output, namePattern: 'holiday' } }, gesture: 'x' });
    const ids = await reviewed(on, 3);
    const done = on.queue.export(ids);
    await settled();
    expect(running(on)).toEqual(['export j1', 'export j2']);
    await on.engine.end('export j2', 'export j1', 'export j3');
    await done;
    const names = on.store.getState().jobs.map(({ exported }) => (exported.status === 'released' ? exported.name : ''));
    expect(new Set(names)).toEqual(new Set(['holiday.png', 'holiday-2.png', 'holiday-3.png']));
  });

  it('that are asked for while others run come after them, and none comes twice', async () => {
    const on = bench(1);
    const [first = '', second = '', third = ''] = await reviewed(on, 3);
    const ends: string[] = [];
    const one = on.queue.export([first, second]).then(() => ends.push('one'));
    const two = on.queue.export([second, third, first]).then(() => ends.push('two'));
    await on.engine.end('export j1', 'export j2');
    expect(ends).toEqual(['one']);
    await on.engine.end('export j3');
    await Promise.all([one, two]);
    expect(on.engine.begun).toEqual(['export j1', 'export j2', 'export j3']);
    expect(states(on)).toEqual(['released', 'released', 'released']);
  });

  it('are cancelled together, those that wait and those that run', async () => {
    const on = bench(2);
    const ids = await reviewed(on, 4);
    const done = on.queue.export(ids);
    await on.engine.end('export j1');
    on.queue.cancelExport();
    await done;
    expect(states(on)).toEqual(['released', 'review', 'review', 'review']);
    expect(running(on)).toEqual([]);
  });

  it('leave a file out that was changed while it waited', async () => {
    const on = bench(1);
    const [first = '', second = ''] = await reviewed(on, 2);
    const done = on.queue.export([first, second]);
    await settled();
    on.store.dispatch({ type: 'region-edited', id: second, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    await on.engine.end('export j1');
    await done;
    expect(states(on)).toEqual(['released', 'review']);
    expect(on.engine.begun).toEqual(['export j1']);
  });

  it('take a file once more that was changed while it was exported, after the first has ended', async () => {
    const on = bench(2);
    const [id = ''] = await reviewed(on, 1);
    const first = on.queue.export([id]);
    await settled();
    on.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    const second = on.queue.export([id]);
    await settled();
    expect(on.engine.begun).toEqual(['export j1']);
    await on.engine.end('export j1', 'export j1');
    await Promise.all([first, second]);
    expect(on.engine.begun).toEqual(['export j1', 'export j1']);
    expect(states(on)).toEqual(['released']);
  });
});

describe('an export that fails after its file was changed', () => {
  it('is forgotten, and the one that waits for its end goes on', async () => {
    const on = bench(1);
    const [id = ''] = await reviewed(on, 1);
    const old = on.queue.export([id]);
    await settled();
    on.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
    const again = on.queue.export([id]);
    on.engine.open.get(`export ${id}`)!.fail();
    await settled();
    expect([states(on), running(on)]).toEqual([['running'], [`export ${id}`]]);
    await on.engine.end(`export ${id}`);
    await Promise.all([old, again]);
    expect(states(on)).toEqual(['released']);
  });

  it('is told where nothing was changed', async () => {
    const on = bench(1);
    const [id = ''] = await reviewed(on, 1);
    const done = on.queue.export([id]);
    await settled();
    on.engine.open.get(`export ${id}`)!.fail();
    await done;
    expect(states(on)).toEqual(['failed']);
  });
});

describe('progress', () => {
  it('is told ten times a second, and at the end of each stage', async () => {
    const on = bench(1);
    await add(on, 1);
    const told: number[] = [];
    on.store.api.subscribe(({ jobs }) => told.push(jobs[0]?.progress?.fraction ?? -1));
    const { report } = on.engine.open.get('search j1')!;
    for (let step = 0; step <= 100; step += 1) {
      on.clock.now = step * 10;
      report({ stage: 'detect', fraction: step / 100 });
    }
    expect(told).toHaveLength(11);
    expect(told.at(-1)).toBe(1);
    report({ stage: 'decode', fraction: 0 });
    expect(told.at(-1)).toBe(0);
  });
});

describe('small pictures', () => {
  it('are made after the search, and kept until the file is closed', async () => {
    const on = bench(1);
    const [id = ''] = await add(on, 1);
    await on.engine.end('search j1');
    expect(on.engine.begun).toEqual(['search j1', 'crops j1 1 96']);
    expect([...on.queue.crops.get(id).keys()]).toEqual(['r1']);
    on.queue.remove(id);
    expect(on.queue.crops.get(id).size).toBe(0);
  });

  it('are made on demand for what is missing, or was moved, and not twice', async () => {
    const on = bench(1);
    const [id = ''] = await reviewed(on, 1);
    on.queue.ensureCrops(id);
    await settled();
    expect(on.engine.begun).toEqual([]);
    move(on, id);
    on.queue.ensureCrops(id);
    on.queue.ensureCrops(id);
    await settled();
    expect(on.engine.begun).toEqual(['crops j1 1 96']);
    expect([...on.queue.crops.get(id).get('r1')!]).toEqual([3]);
  });

  it('are not made a second time beside the search that makes them', async () => {
    const on = bench(2);
    const [id = ''] = await add(on, 1);
    const { crops } = on.engine;
    on.engine.crops = async (...asked) => {
      const made = await crops(...asked);
      await settled();
      return made;
    };
    await on.engine.end('search j1');
    on.queue.ensureCrops(id);
    await settled();
    await settled();
    expect(on.engine.begun).toEqual(['search j1', 'crops j1 1 96']);
  });

  it('wait for searches', async () => {
    const on = bench(1);
    const [id = ''] = await reviewed(on, 1);
    move(on, id);
    await add(on, 2);
    on.queue.ensureCrops(id);
    await on.engine.end('search j2');
    expect(on.engine.begun.filter((call) => !call.startsWith('crops j2'))).toEqual(['search j2', 'search j3']);
    await on.engine.end('search j3');
    expect(on.engine.begun.at(-1)).toBe('crops j1 1 96');
  });
});

describe('a thousand files', () => {
  it('go through with their results in order', async () => {
    const on = bench(4);
    const ids = await add(on, 1000);
    while (on.engine.open.size > 0) await on.engine.end(...on.engine.open.keys());
    expect(states(on).every((state) => state === 'review')).toBe(true);
    expect(on.engine.begun.filter((call) => call.startsWith('search'))).toEqual(ids.map((id) => `search ${id}`));
  }, 60_000);
});
