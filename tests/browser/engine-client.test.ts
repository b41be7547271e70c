import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import manifest from '../../models/manifest.json';
import type { Result } from '../../src/core/errors.ts';
import { iou } from '../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { JobInput, OnProgress } from '../../src/protocol/engine-api.ts';
import { EngineClient, type ClientSettings } from '../../src/ui/engine-client.ts';
import { FACES, headerBomb, photo, PHOTO, smallPhoto } from './pictures.ts';
import { trackWorkers, type TrackedWorker } from './tracked-workers.ts';

/** A start compiles the runtime; the machine that tests may be a slow one. */
const TIMEOUT_MS = 120_000;

let picture: Blob;
let small: Blob;
let client: EngineClient;
let workers: readonly TrackedWorker[];
let restore: () => void;

const job = (file: Blob, id = 'job'): JobInput => ({ id, file });
const use = (settings: Partial<ClientSettings>): void => {
  client.dispose();
  client = new EngineClient(settings);
};

/** The value of a call that must have worked. */
function valueOf<T>(result: Result<T>): T {
  if (result.status === 'failed') expect.unreachable(result.error.code);
  return result.value;
}
/** How a call ended. */
const codeOf = (result: Result<unknown>): string => (result.status === 'ok' ? 'ok' : result.error.code);

/** Calls back while the engine is searching: the first levels are done and more are to come. */
const inMidSearch =
  (act: () => void): OnProgress =>
  ({ stage, fraction }) => {
    if (stage === 'detect' && fraction > 0 && fraction < 1) act();
  };

/** Locks of engines that the page waits to see die. */
async function watchedLocks(): Promise<readonly string[]> {
  const { pending = [] } = await navigator.locks.query();
  return pending.flatMap(({ name }) => (name?.startsWith('cloakroom-engine-') === true ? [name] : []));
}

/** Waits until the page watches an engine that it did not watch before. */
function watched(before: readonly string[]): Promise<readonly string[]> {
  return vi.waitFor(
    async () => {
      const names = await watchedLocks();
      expect(names.filter((name) => !before.includes(name))).toHaveLength(1);
      return names;
    },
    { timeout: TIMEOUT_MS, interval: 5 },
  );
}

beforeAll(async () => {
  picture = await photo();
  small = await smallPhoto();
});

beforeEach(() => {
  ({ workers, restore } = trackWorkers());
  client = new EngineClient();
});

afterEach(() => {
  client.dispose();
  restore();
});

describe('EngineClient', { timeout: TIMEOUT_MS }, () => {
  it('says after the warm-up what it runs on', async () => {
    const info = valueOf(await client.warmUp());
    const [model] = manifest.models;
    expect(info.detectors).toEqual([{ name: model!.name, version: model!.version, sha256: model!.sha256 }]);
    expect(crossOriginIsolated).toBe(true);
    expect(info.threads).toBe(Math.min(4, navigator.hardwareConcurrency));
    expect(workers.map(({ name }) => name)).toEqual(['cloakroom-engine']);
  });

  it('finds the people on a photo, and reports how it went', async () => {
    const stages = new Set<string>();
    const outcome = valueOf(await client.detect(job(picture), DEFAULT_POLICY, { onProgress: ({ stage }) => stages.add(stage) }));
    for (const face of FACES) {
      const matches = outcome.detections.filter(({ box, score }) => iou(box, face) >= 0.5 && score >= DEFAULT_POLICY.kinds.face.maskThreshold);
      expect(matches).toHaveLength(1);
    }
    const scores = outcome.detections.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.at(-1)).toBeGreaterThanOrEqual(DEFAULT_POLICY.kinds.face.reviewThreshold);
    expect(outcome.inspection).toMatchObject({ format: 'jpeg', size: PHOTO });
    expect(outcome.search).toMatchObject({ kinds: ['face'], scales: [1, 0.5, 0.25, 0.125, 0.0625] });
    expect([...stages]).toEqual(['load', 'decode', 'detect']);
  });

  it('gives the same finds for the same picture again, on the same engine and on a fresh one', async () => {
    const boxes = async (): Promise<unknown> => valueOf(await client.detect(job(small), DEFAULT_POLICY)).detections;
    const first = await boxes();
    client.forget('job');
    expect(await boxes()).toEqual(first);
    use({});
    expect(await boxes()).toEqual(first);
  });

  it('looks for nothing where the kind is switched off', async () => {
    const off: Policy = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, enabled: false } } };
    const { detections, search } = valueOf(await client.detect(job(small), off));
    expect(detections).toEqual([]);
    expect(JSON.parse(JSON.stringify(search))).toEqual({ kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 });
  });

  it('scales the picture down for the screen', async () => {
    const { bitmap, scale, size } = valueOf(await client.display(job(picture), 700_000, 0));
    expect([bitmap.width, bitmap.height, scale]).toEqual([960, 640, 0.5]);
    expect(size).toEqual(PHOTO);
    bitmap.close();
  });

  it('lets what a person waits for go before searches that wait', async () => {
    const order: string[] = [];
    const note = (name: string) => (result: Result<unknown>) => order.push(`${name} ${codeOf(result)}`);
    await Promise.all([
      client.detect(job(small, 'a'), DEFAULT_POLICY).then(note('detect a')),
      client.detect(job(small, 'b'), DEFAULT_POLICY).then(note('detect b')),
      client.detect(job(small, 'c'), DEFAULT_POLICY).then(note('detect c')),
      client.display(job(small, 'd'), 1e6, 0).then(note('display d')),
      client.preview(job(small, 'd'), [], DEFAULT_POLICY, 0).then(note('preview d')),
    ]);
    expect(order).toEqual(['detect a ok', 'display d ok', 'preview d ok', 'detect b ok', 'detect c ok']);
    expect(workers).toHaveLength(1);
  });

  it('fails a call whose arguments can’t be sent, and no other', async () => {
    const policy = { ...DEFAULT_POLICY, hook: () => 0 };
    expect(codeOf(await client.detect(job(small), policy))).toBe('engine/internal');
    expect(codeOf(await client.inspect(job(small)))).toBe('ok');
  });
});

describe('cancelling', { timeout: TIMEOUT_MS }, () => {
  it('ends a search in its middle without an answer of the worker, and the next call gets a fresh one', async () => {
    const controller = new AbortController();
    const fractions: number[] = [];
    const abort = inMidSearch(() => controller.abort());
    const result = await client.detect(job(picture), DEFAULT_POLICY, {
      signal: controller.signal,
      onProgress: (progress) => {
        fractions.push(progress.fraction);
        abort(progress);
      },
    });
    expect(codeOf(result)).toBe('engine/cancelled');
    // The worker would have gone on to the last level; it was ended instead of waited for.
    await vi.waitFor(() => expect(workers.map(({ ended }) => ended)).toEqual([true]));
    expect(codeOf(await client.detect(job(small), DEFAULT_POLICY))).toBe('ok');
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('takes a call out of the queue and leaves the running one alone', async () => {
    const controller = new AbortController();
    const running = client.detect(job(small, 'a'), DEFAULT_POLICY);
    const waiting = client.detect(job(small, 'b'), DEFAULT_POLICY, { signal: controller.signal });
    controller.abort();
    expect(codeOf(await waiting)).toBe('engine/cancelled');
    expect(codeOf(await running)).toBe('ok');
    expect(workers).toHaveLength(1);
  });

  it('starts nothing for a call that is cancelled already', async () => {
    expect(codeOf(await client.inspect(job(small), { signal: AbortSignal.abort() }))).toBe('engine/cancelled');
    expect(workers).toEqual([]);
  });

  it('ends all calls when it is disposed of', async () => {
    const calls = [client.detect(job(small, 'a'), DEFAULT_POLICY), client.detect(job(small, 'b'), DEFAULT_POLICY)];
    client.dispose();
    expect((await Promise.all(calls)).map(codeOf)).toEqual(['engine/cancelled', 'engine/cancelled']);
    expect(codeOf(await client.inspect(job(small)))).toBe('engine/cancelled');
  });
});

describe('when the worker dies', { timeout: TIMEOUT_MS }, () => {
  it('runs the call once more on a fresh worker', async () => {
    let kills = 0;
    const result = await client.detect(job(small), DEFAULT_POLICY, {
      onProgress: inMidSearch(() => {
        if (kills > 0) return;
        kills += 1;
        workers[0]!.kill();
      }),
    });
    expect(valueOf(result).detections.length).toBeGreaterThanOrEqual(3);
    expect([kills, workers.length]).toEqual([1, 2]);
  });

  it('gives up after the second death, and the next call works', async () => {
    const result = await client.detect(job(small), DEFAULT_POLICY, { onProgress: inMidSearch(() => workers.at(-1)!.kill()) });
    expect(codeOf(result)).toBe('engine/crashed');
    expect(workers).toHaveLength(2);
    expect(codeOf(await client.detect(job(small), DEFAULT_POLICY))).toBe('ok');
    expect(workers).toHaveLength(3);
  });

  it('notices a death in the middle of the start, and starts again', async () => {
    // No start ends by its limit here, so only the death itself can have been noticed.
    use({ startMs: 2 ** 31 - 1, maxThreads: 1 });
    const before = await watchedLocks();
    const warm = client.warmUp();
    await watched(before);
    workers[0]!.kill();
    expect(codeOf(await warm)).toBe('ok');
    expect(workers).toHaveLength(2);
    expect(codeOf(await client.inspect(job(small)))).toBe('ok');
  });

  it('gives a start up after its second death, and the next call starts afresh', async () => {
    use({ startMs: 2 ** 31 - 1, maxThreads: 1 });
    let before = await watchedLocks();
    const warm = client.warmUp();
    for (const count of [1, 2]) {
      await vi.waitFor(() => expect(workers).toHaveLength(count));
      before = await watched(before);
      workers.at(-1)!.kill();
    }
    expect(codeOf(await warm)).toBe('engine/crashed');
    expect(codeOf(await client.inspect(job(small)))).toBe('ok');
  });

  it('notices a death between two calls', async () => {
    valueOf(await client.warmUp());
    workers[0]!.kill();
    expect(codeOf(await client.inspect(job(small)))).toBe('ok');
    expect(workers).toHaveLength(2);
  });
});

describe('the idle stop', { timeout: TIMEOUT_MS }, () => {
  it('ends the worker, and the next call starts another', async () => {
    use({ idleMs: 1 });
    expect(codeOf(await client.inspect(job(small)))).toBe('ok');
    await vi.waitFor(() => expect(workers.map(({ ended }) => ended)).toEqual([true]), TIMEOUT_MS);
    expect(codeOf(await client.detect(job(small), DEFAULT_POLICY))).toBe('ok');
    expect(workers).toHaveLength(2);
  });
});

describe('bad input', { timeout: TIMEOUT_MS }, () => {
  it('is refused for what it is, and the good file behind it works', async () => {
    const bytes = await picture.arrayBuffer();
    const files: readonly (readonly [Blob, string])[] = [
      [new Blob([]), 'input/empty'],
      [new Blob(['to do: canary\n'.repeat(40)], { type: 'image/jpeg' }), 'input/unsupported'],
      [new Blob([bytes.slice(0, bytes.byteLength / 2)]), 'input/truncated'],
      [headerBomb(), 'input/too-large'],
      [picture, 'ok'],
    ];
    const results = await Promise.all(files.map(([file], i) => client.detect(job(file, `job-${i}`), DEFAULT_POLICY)));
    expect(results.map(codeOf)).toEqual(files.map(([, code]) => code));
    expect(JSON.stringify(results.slice(0, -1))).not.toContain('canary');
    expect(workers).toHaveLength(1);
  });
});
