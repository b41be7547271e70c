import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/core/errors.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy/policy.ts';
import type { ExportOutcome, ExportRequest, JobInput, OnProgress } from '../../../src/protocol/engine-api.ts';
import { EngineClient } from '../../../src/ui/engine-client.ts';
import { EnginePool } from '../../../src/ui/engine-pool.ts';
import type { EngineWorker } from '../../../src/ui/engine-worker.ts';
import { SilenceWatch, silenceLimitMs, TICK_MS } from '../../../src/ui/silence-watch.ts';
import { failed } from '../../../src/ui/failed-call.ts';
import { NO_OUTPUTS, type OutputPlace } from '../../../src/ui/output-folder.ts';
import { detectionOutcome, heldOutcome, releasedOutcome } from './outcomes.ts';

/** A worker as the client sees it, its engine in the hands of the test. */
class FakeWorker {
  /** What the engine does with a file: `answer`; `stuck`, which nothing can make answer; `wait` for something that takes its time, and answer pings. */
  state: 'answer' | 'stuck' | 'wait' = 'answer';
  isEnded = false;
  pings = 0;
  onProgress: OnProgress = () => undefined;
  #heard: (() => void) | null = null;
  #died: (() => void) | null = null;
  #release: () => void = () => undefined;

  /** Names under which it was to write. */
  readonly outputs: string[] = [];
  /** What each export comes to. */
  outcomes: Result<ExportOutcome>[] = [];

  /** Ends what it waits for. */
  finish(): void {
    this.#heard?.();
    this.#release();
  }

  /** Ends without being asked to. */
  die(): void {
    this.#died?.();
  }

  get engine(): EngineWorker {
    const inspect = (): Promise<unknown> => Promise.resolve({ status: 'ok', value: detectionOutcome([]).inspection });
    const detect = async (_job: JobInput, _policy: unknown, onProgress: OnProgress): Promise<unknown> => {
      this.onProgress = onProgress;
      if (this.state !== 'answer') await new Promise<void>((resolve) => (this.#release = resolve));
      return { status: 'ok', value: detectionOutcome([]) };
    };
    const exportPicture = (_job: JobInput, _request: unknown, _onProgress: unknown, output: string): Promise<unknown> => {
      this.outputs.push(output);
      return Promise.resolve(this.outcomes.shift());
    };
    return {
      worker: { terminate: () => (this.isEnded = true) },
      // A proxy's release is found under a symbol.
      remote: new Proxy({ inspect, detect, exportPicture }, { get: (methods, name) => (typeof name === 'symbol' ? () => undefined : methods[name as keyof typeof methods]) }),
      info: { threads: 1, detectors: [] },
      onDeath: (died: (() => void) | null) => (this.#died = died),
      unwatch: () => undefined,
      ping: () => {
        this.pings += 1;
        if (this.state !== 'stuck') this.#heard?.();
      },
      onSign: (heard: (() => void) | null) => (this.#heard = heard),
    } as unknown as EngineWorker;
  }
}

const { workers, states } = vi.hoisted(() => ({ workers: [] as FakeWorker[], states: [] as FakeWorker['state'][] }));
vi.mock('../../../src/ui/engine-worker.ts', () => ({
  spawnWorker: () => {
    const worker = new FakeWorker();
    worker.state = states.shift() ?? 'answer';
    workers.push(worker);
    return Promise.resolve({ status: 'ok', value: worker.engine });
  },
}));

const LIMIT = Math.ceil(silenceLimitMs() / TICK_MS) * TICK_MS;
const job = (id: string): JobInput => ({ id, file: new Blob([id]) });
const codeOf = (result: Result<unknown>): string => (result.status === 'ok' ? 'ok' : result.error.code);

/** How a call ended, or `running`. */
function follow(call: Promise<Result<unknown>>): { code: string } {
  const end = { code: 'running' };
  void call.then((result) => (end.code = codeOf(result)));
  return end;
}

beforeEach(() => {
  vi.useFakeTimers();
  workers.length = 0;
  states.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

describe('an export', () => {
  it('writes under a name of its own, and takes away just that where it comes to nothing', async () => {
    let begun = 0;
    const dropped: string[] = [];
    const outputs: OutputPlace = { ...NO_OUTPUTS, begin: (id) => `${id}-${(begun += 1)}`, drop: (name) => dropped.push(name) };
    const client = new EngineClient({ outputs });
    await client.inspect(job('a'));
    const [worker] = workers;
    worker!.outcomes = [{ status: 'ok', value: releasedOutcome() }, { status: 'ok', value: heldOutcome([]) }, failed('export/encode')];
    for (const _ of [1, 2, 3]) await client.exportPicture(job('a'), {} as ExportRequest);
    expect([worker!.outputs, dropped]).toEqual([['a-1', 'a-2', 'a-3'], ['a-2', 'a-3']]);
  });
});

describe('a worker that is stuck', () => {
  it('is ended after a long silence, and its call tried once more on a fresh one', async () => {
    states.push('stuck');
    const end = follow(new EngineClient().detect(job('a'), DEFAULT_POLICY));
    await vi.advanceTimersByTimeAsync(LIMIT - 1);
    expect([end.code, workers.map(({ isEnded }) => isEnded)]).toEqual(['running', [false]]);
    await vi.advanceTimersByTimeAsync(1);
    expect([end.code, workers.map(({ isEnded }) => isEnded)]).toEqual(['ok', [true, false]]);
  });

  it('fails its call like a crash the second time, and the next call gets a fresh one', async () => {
    states.push('stuck', 'stuck');
    const client = new EngineClient();
    const [first, second] = [follow(client.detect(job('a'), DEFAULT_POLICY)), follow(client.detect(job('b'), DEFAULT_POLICY))];
    await vi.advanceTimersByTimeAsync(2 * LIMIT);
    expect([first.code, second.code]).toEqual(['engine/crashed', 'ok']);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, true, false]);
  });

  it('is sent one ping and no more', async () => {
    states.push('stuck');
    void new EngineClient().detect(job('a'), DEFAULT_POLICY);
    await vi.advanceTimersByTimeAsync(LIMIT - 1);
    expect(workers[0]!.pings).toBe(1);
  });

  it('lets the other files of a batch go on, and its lane take the next', async () => {
    states.push('stuck', 'answer', 'stuck');
    const pool = new EnginePool({ workers: 2, threads: 1, threadsAlone: 1, makeClient: () => new EngineClient() });
    const ends = ['a', 'b', 'c', 'd'].map((id) => follow(pool.detect(job(id), DEFAULT_POLICY)));
    await vi.advanceTimersByTimeAsync(0);
    expect(ends.map(({ code }) => code)).toEqual(['running', 'ok', 'ok', 'ok']);
    await vi.advanceTimersByTimeAsync(2 * LIMIT);
    expect(ends.map(({ code }) => code)).toEqual(['engine/crashed', 'ok', 'ok', 'ok']);
    expect(codeOf(await pool.detect(job('e'), DEFAULT_POLICY))).toBe('ok');
  });

  it('is given less time over a small picture than over a large one', async () => {
    states.push('stuck');
    const end = follow(new EngineClient().detect(job('a'), DEFAULT_POLICY, { pixels: 1_000_000 }));
    await vi.advanceTimersByTimeAsync(Math.ceil(silenceLimitMs(1_000_000) / TICK_MS) * TICK_MS);
    expect(end.code).toBe('ok');
    expect(silenceLimitMs(1_000_000)).toBeLessThan(silenceLimitMs());
    expect(silenceLimitMs(0)).toBeGreaterThanOrEqual(180_000);
  });

  it('gives its picture’s size to the worker that searches it', async () => {
    states.push('stuck');
    const pool = new EnginePool({ workers: 1, threads: 1, threadsAlone: 1, makeClient: () => new EngineClient() });
    const end = follow(pool.detect(job('a'), DEFAULT_POLICY));
    const { width, height } = detectionOutcome([]).inspection.size;
    await vi.advanceTimersByTimeAsync(Math.ceil(silenceLimitMs(width * height) / TICK_MS) * TICK_MS);
    expect(end.code).toBe('ok');
    expect(workers).toHaveLength(2);
  });
});

describe('a worker that takes its time', () => {
  it('is left alone while it answers pings', async () => {
    states.push('wait');
    const end = follow(new EngineClient().detect(job('a'), DEFAULT_POLICY));
    await vi.advanceTimersByTimeAsync(5 * LIMIT);
    expect(end.code).toBe('running');
    workers[0]!.finish();
    await vi.advanceTimersByTimeAsync(0);
    expect([end.code, workers.length]).toEqual(['ok', 1]);
  });

  it('is left alone while it tells of progress, even if it comes round to no ping', async () => {
    states.push('stuck');
    const end = follow(new EngineClient().detect(job('a'), DEFAULT_POLICY));
    for (let step = 0; step < 4; step += 1) {
      await vi.advanceTimersByTimeAsync(LIMIT - TICK_MS);
      workers[0]!.onProgress({ stage: 'detect', fraction: step / 4 });
    }
    expect([end.code, workers.length]).toEqual(['running', 1]);
  });

  it('is no longer pinged once its call is done or cancelled', async () => {
    states.push('answer', 'wait');
    const client = new EngineClient({ idleMs: 100 * LIMIT });
    await client.detect(job('a'), DEFAULT_POLICY);
    await vi.advanceTimersByTimeAsync(LIMIT);
    expect(workers[0]!.pings).toBe(0);
    const abort = new AbortController();
    const other = new EngineClient();
    const end = follow(other.detect(job('a'), DEFAULT_POLICY, { signal: abort.signal }));
    await vi.advanceTimersByTimeAsync(TICK_MS);
    abort.abort();
    await vi.advanceTimersByTimeAsync(LIMIT);
    expect([end.code, workers[1]!.pings, workers[1]!.isEnded]).toEqual(['engine/cancelled', 1, true]);
  });
});

describe('a worker that died', () => {
  it('has its call tried again on a fresh one, and is not heard of again', async () => {
    states.push('wait');
    const end = follow(new EngineClient().detect(job('a'), DEFAULT_POLICY));
    await vi.advanceTimersByTimeAsync(0);
    workers[0]!.die();
    await vi.advanceTimersByTimeAsync(0);
    expect([end.code, workers.map(({ isEnded }) => isEnded)]).toEqual(['ok', [true, false]]);
    workers[0]!.finish();
    workers[1]!.die();
    expect(end.code).toBe('ok');
  });
});

describe('what calls brought', () => {
  /** Runs calls and keeps nothing of what they brought but weak references. */
  async function weaklyHeld(client: EngineClient): Promise<readonly WeakRef<object>[]> {
    const held: WeakRef<object>[] = [];
    for (let call = 0; call < 20; call += 1) {
      const result = await client.detect(job(String(call)), DEFAULT_POLICY);
      if (result.status === 'ok') held.push(new WeakRef(result.value));
    }
    return held;
  }

  it('is not kept while the worker lives on, nor after it was ended', async () => {
    vi.useRealTimers();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const client = new EngineClient({ idleMs: 1e6 });
    const held = await weaklyHeld(client);
    const kept = async (): Promise<number> => {
      // A weak reference that was made or read in a turn of the loop holds until the turn ends.
      await new Promise((resolve) => setImmediate(resolve));
      collect();
      return held.filter((reference) => reference.deref() !== undefined).length;
    };
    expect(held).toHaveLength(20);
    expect(await kept()).toBeLessThanOrEqual(1);
    client.dispose();
    expect(await kept()).toBeLessThanOrEqual(1);
  });
});

describe('SilenceWatch', () => {
  it('counts only time in which the page itself ran', async () => {
    let silent = false;
    const watch = new SilenceWatch({ ping: () => undefined, onSign: () => undefined }, 3 * TICK_MS);
    void watch.silence.then(() => (silent = true));
    await vi.advanceTimersByTimeAsync(2 * TICK_MS);
    // The machine sleeps for a day: the clock goes on, and one look is overdue.
    vi.setSystemTime(Date.now() + 86_400_000);
    await vi.advanceTimersByTimeAsync(TICK_MS - 1);
    expect(silent).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(silent).toBe(true);
  });

  it('says nothing after it was stopped', async () => {
    let silent = false;
    const watch = new SilenceWatch({ ping: () => undefined, onSign: () => undefined }, TICK_MS);
    void watch.silence.then(() => (silent = true));
    watch.stop();
    await vi.advanceTimersByTimeAsync(10 * TICK_MS);
    expect(silent).toBe(false);
  });
});
