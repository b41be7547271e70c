import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { spawnWorker, type EngineWorker } from '../../src/ui/engine-worker.ts';
import { NO_OUTPUTS } from '../../src/ui/output-folder.ts';

// A start compiles the runtime; the machine that tests may be a slow one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let engine: EngineWorker;

beforeEach(async () => {
  const started = await spawnWorker({ startMs: 30_000, loadAhead: false, models: false, outputs: NO_OUTPUTS }, 1);
  if (started.status === 'failed') throw new Error(started.error.code);
  engine = started.value;
});

afterEach(() => {
  engine.unwatch();
  engine.worker.terminate();
});

/** A sign of life that came once something was done. */
function signOf(act: () => void): Promise<void> {
  return new Promise((resolve) => {
    engine.onSign(resolve);
    act();
  });
}

it('answers pings on a channel of its own, each of them', async () => {
  for (let round = 0; round < 3; round += 1) await signOf(engine.ping);
});

it('gives a sign of life with every answer to a call', async () => {
  await signOf(() => void engine.remote.forget('nothing'));
});

it('answers a ping while it waits for something else', async () => {
  // A lock that the page holds: the call is not answered before it is let go, and the ping is.
  let release = (): void => undefined;
  await new Promise<void>((granted) => {
    void navigator.locks.request('engine-worker-test', () => {
      granted();
      return new Promise<void>((resolve) => (release = resolve));
    });
  });
  let answered = false;
  const waiting = engine.remote.stayAlive('engine-worker-test').then(() => (answered = true));
  await signOf(engine.ping);
  expect(answered).toBe(false);
  release();
  await waiting;
  expect(answered).toBe(true);
});
