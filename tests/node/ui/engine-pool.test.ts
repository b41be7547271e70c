import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/ui/failed-call.ts';
import type { Result } from '../../../src/core/errors.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy/policy.ts';
import type { DetectorList, JobId, JobInput } from '../../../src/protocol/engine-api.ts';
import { EnginePool, type PoolClient } from '../../../src/ui/engine-pool.ts';
import { detectionOutcome } from './outcomes.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const DETECTORS: DetectorList = { shipped: [], packs: [], damaged: [] };

/** A client whose background calls last until they are told to end. Notes every call as `name job`. */
class SlowClient implements PoolClient {
  readonly calls: string[] = [];
  readonly name: string;
  threads: number;
  isAwake = false;
  #open: { readonly id: JobId; readonly end: (result: Result<never> | 'ok') => void }[] = [];
  readonly #sizes: ReadonlyMap<JobId, number>;

  constructor(name: string, threads: number, sizes: ReadonlyMap<JobId, number>) {
    this.name = name;
    this.threads = threads;
    this.#sizes = sizes;
  }
  get isBusy(): boolean {
    return this.#open.length > 0;
  }
  /** Ends the call for a job as it would have ended. */
  finish(id: JobId): void {
    this.#open.find((call) => call.id === id)?.end('ok');
  }
  limitThreads: PoolClient['limitThreads'] = (threads) => {
    this.threads = threads;
  };
  warmUp: PoolClient['warmUp'] = () => this.#note('warmUp', '', { threads: this.threads, detectors: [] });
  inspect: PoolClient['inspect'] = ({ id }) => {
    const { inspection } = detectionOutcome([]);
    return this.#note('inspect', id, { ...inspection, size: { width: this.#sizes.get(id) ?? 1, height: 1 } });
  };
  detect: PoolClient['detect'] = ({ id }, _policy, options) => this.#last('detect', id, options?.signal, detectionOutcome([]));
  exportPicture: PoolClient['exportPicture'] = ({ id }, _request, options) => this.#last('export', id, options?.signal, null as never);
  crops: PoolClient['crops'] = ({ id }) => this.#note('crops', id, []);
  soundPeaks: PoolClient['soundPeaks'] = ({ id }) => this.#note('soundPeaks', id, null);
  estimateSize: PoolClient['estimateSize'] = ({ id }) => this.#note('estimateSize', id, null);
  describeFaces: PoolClient['describeFaces'] = ({ id }) => this.#note('describe', id, []);
  display: PoolClient['display'] = ({ id }) => this.#note('display', id, { bitmap: null as never, scale: 1, size: { width: this.#sizes.get(id) ?? 1, height: 1 } });
  preview: PoolClient['preview'] = ({ id }) => this.#note('preview', id, []);
  detectors: PoolClient['detectors'] = () => this.#note('detectors', '', DETECTORS);
  addPack: PoolClient['addPack'] = () => this.#note('addPack', '', DETECTORS);
  removePack: PoolClient['removePack'] = () => this.#note('removePack', '', DETECTORS);
  usePack: PoolClient['usePack'] = () => this.#note('usePack', '', DETECTORS);
  forget: PoolClient['forget'] = (id) => void this.calls.push(`forget ${id}`);
  rest: PoolClient['rest'] = () => {
    if (this.isBusy) return Promise.resolve(false);
    this.isAwake = false;
    return Promise.resolve(true);
  };
  dispose: PoolClient['dispose'] = () => {
    for (const { end } of [...this.#open]) end(failed('engine/cancelled'));
  };
  #note<T>(call: string, id: JobId, value: T): Promise<Result<T>> {
    this.isAwake = true;
    this.calls.push(`${call} ${id}`.trim());
    return Promise.resolve({ status: 'ok', value });
  }
  #last<T>(call: string, id: JobId, signal: AbortSignal | undefined, value: T): Promise<Result<T>> {
    void this.#note(call, id, value);
    return new Promise((resolve) => {
      const open = {
        id,
        end: (result: Result<never> | 'ok') => {
          this.#open = this.#open.filter((other) => other !== open);
          resolve(result === 'ok' ? { status: 'ok', value } : result);
        },
      };
      this.#open.push(open);
      signal?.addEventListener('abort', () => open.end(failed('engine/cancelled')));
    });
  }
}

/** A pool of slow clients. */
function bench(workers = 2, sizes: Readonly<Record<JobId, number>> = {}): { pool: EnginePool; clients: readonly SlowClient[]; front: SlowClient; detect: (id: JobId, signal?: AbortSignal) => Promise<string> } {
  const made: SlowClient[] = [];
  const pool = new EnginePool({
    workers, threads: 1, threadsAlone: 2,
    makeClient: (role, threads) => {
      const client = new SlowClient(`${role}-${made.length}`, threads, new Map(Object.entries(sizes)));
      made.push(client);
      return client;
    },
  });
  const front = made.find(({ name }) => name.startsWith('front'))!;
  const detect = async (id: JobId, signal?: AbortSignal): Promise<string> => {
    const result = await pool.detect(job(id), DEFAULT_POLICY, signal === undefined ? {} : { signal });
    return result.status === 'ok' ? 'ok' : result.error.code;
  };
  return { pool, clients: made.filter((client) => client !== front), front, detect };
}

const job = (id: JobId): JobInput => ({ id, file: new Blob([id]) });
const detected = ({ calls }: SlowClient): readonly string[] => calls.filter((call) => call.startsWith('detect '));

describe('background calls', () => {
  it('run one to a worker, and the next in line takes the first that is free', async () => {
    const { clients: [one, two], detect } = bench();
    const ends = ['a', 'b', 'c'].map((id) => detect(id));
    await settled();
    expect([detected(one!), detected(two!)]).toEqual([['detect a'], ['detect b']]);
    two!.finish('b');
    await settled();
    expect([detected(one!), detected(two!)]).toEqual([['detect a'], ['detect b', 'detect c']]);
    one!.finish('a');
    two!.finish('c');
    expect(await Promise.all(ends)).toEqual(['ok', 'ok', 'ok']);
  });

  it('go to the worker that has the picture', async () => {
    const { pool, clients: [one, two], detect } = bench();
    const ends = [detect('a'), detect('b')];
    await settled();
    one!.finish('a');
    two!.finish('b');
    await Promise.all(ends);
    await pool.crops(job('b'), [], 96);
    await pool.crops(job('a'), [], 96);
    expect([one!.calls.at(-1), two!.calls.at(-1)]).toEqual(['crops a', 'crops b']);
  });

  it('take all cores alone, and their share of them together', async () => {
    const { clients: [one, two], detect } = bench();
    void detect('a');
    await settled();
    expect(one!.threads).toBe(2);
    one!.finish('a');
    await settled();
    void detect('b');
    void detect('c');
    await settled();
    expect([one!.threads, two!.threads]).toEqual([1, 1]);
  });

  it('end alone when one is cancelled, whether it waits or runs', async () => {
    const { clients: [one, two], detect } = bench();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const ends = [detect('a', running.signal), detect('b'), detect('c', waiting.signal)];
    await settled();
    waiting.abort();
    running.abort();
    await settled();
    two!.finish('b');
    expect(await Promise.all(ends)).toEqual(['engine/cancelled', 'ok', 'engine/cancelled']);
    expect([...detected(one!), ...detected(two!)]).toEqual(['detect a', 'detect b']);
    expect(await detect('d', AbortSignal.abort())).toBe('engine/cancelled');
  });

  it('end as cancelled when the pool is disposed of', async () => {
    const { pool, detect } = bench();
    const ends = ['a', 'b', 'c'].map((id) => detect(id));
    await settled();
    pool.dispose();
    expect(await Promise.all(ends)).toEqual(['engine/cancelled', 'engine/cancelled', 'engine/cancelled']);
    expect(await detect('d')).toBe('engine/cancelled');
  });
});

describe('large pictures', () => {
  it('are never at work in two workers at once', async () => {
    const { clients: [one, two], detect } = bench(2, { a: 100e6, b: 100e6 });
    const ends = [detect('a'), detect('b')];
    await settled();
    expect([detected(one!), detected(two!)]).toEqual([['detect a'], []]);
    one!.finish('a');
    await settled();
    expect(detected(two!)).toEqual(['detect b']);
    two!.finish('b');
    expect(await Promise.all(ends)).toEqual(['ok', 'ok']);
  });

  it('drive pictures out that idle workers keep', async () => {
    const { clients: [one, two], detect } = bench(2, { a: 100e6, b: 100e6, c: 1e6 });
    const ends = [detect('a'), detect('b')];
    await settled();
    one!.finish('a');
    await settled();
    expect(one!.calls.at(-1)).toBe('forget a');
    two!.finish('b');
    await Promise.all(ends);
    void detect('c');
    await settled();
    expect(two!.calls).not.toContain('forget b');
  });

  it('are measured once', async () => {
    const { pool, clients: [one], detect } = bench(1);
    const end = detect('a');
    await settled();
    one!.finish('a');
    await end;
    await pool.crops(job('a'), [], 96);
    expect(one!.calls).toEqual(['inspect a', 'detect a', 'crops a']);
  });

  it('are shown by the worker that searches them, instead of being decoded twice', async () => {
    const { pool, clients: [one], front, detect } = bench(2, { a: 100e6, b: 1e6 });
    void detect('a');
    void detect('b');
    await settled();
    await pool.display(job('a'), 1, 0);
    await pool.display(job('b'), 1, 0);
    expect([one!.calls.at(-1), front.calls]).toEqual(['display a', ['display b']]);
  });
});

describe('what a person waits for', () => {
  it('goes to a worker that shows pictures only while all others search, and stays there', async () => {
    const { pool, clients, front, detect } = bench();
    void detect('a');
    void detect('b');
    await settled();
    await pool.display(job('c'), 1, 0);
    await pool.preview(job('c'), [], DEFAULT_POLICY, 0);
    expect(front.calls).toEqual(['display c', 'preview c']);
    expect(clients.flatMap(({ calls }) => calls).filter((call) => call.endsWith(' c'))).toEqual([]);
  });

  it('goes to the worker that has the picture, and starts none for it', async () => {
    const { pool, clients: [one, two], front, detect } = bench();
    const ends = [detect('a'), detect('b')];
    await settled();
    one!.finish('a');
    two!.finish('b');
    await Promise.all(ends);
    await pool.display(job('b'), 1, 0);
    await pool.preview(job('a'), [], DEFAULT_POLICY, 0);
    expect([one!.calls.at(-1), two!.calls.at(-1), front.isAwake]).toEqual(['preview a', 'display b', false]);
  });

  it('is followed by the search of the same file in the same worker', async () => {
    const { pool, clients: [one, two], front, detect } = bench();
    await pool.warmUp(['face']);
    await pool.display(job('a'), 1, 0);
    void detect('a');
    await settled();
    expect([detected(one!), two!.isAwake, front.isAwake]).toEqual([['detect a'], false, false]);
  });
});

describe('changes of the detectors', () => {
  it('wait for searches that run, and hold up those that wait', async () => {
    const { pool, clients: [one, two], detect } = bench();
    void detect('a');
    void detect('b');
    void detect('c');
    await settled();
    const changed = pool.usePack('00', ['face']).then(() => 'changed');
    one!.finish('a');
    await settled();
    expect(one!.calls).toEqual(['inspect a', 'detect a']);
    two!.finish('b');
    expect(await changed).toBe('changed');
    await settled();
    expect([...one!.calls, ...two!.calls].slice(2)).toEqual(expect.arrayContaining(['usePack', 'detect c']));
    expect(one!.calls.indexOf('usePack')).toBe(2);
  });
});

describe('rest and forget', () => {
  it('rests only when no worker has a file', async () => {
    const { pool, clients: [one], detect } = bench();
    void detect('a');
    expect(await pool.rest()).toBe(false);
    await settled();
    expect(await pool.rest()).toBe(false);
    one!.finish('a');
    await settled();
    expect(await pool.rest()).toBe(true);
    expect(one!.isAwake).toBe(false);
  });

  it('forgets a job in every worker', () => {
    const { pool, clients, front } = bench();
    pool.forget('a');
    expect([...clients, front].map(({ calls }) => calls)).toEqual([['forget a'], ['forget a'], ['forget a']]);
  });
});
