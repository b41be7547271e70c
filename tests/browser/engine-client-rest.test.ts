import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { trackWorkers, type TrackedWorker } from './tracked-workers.ts';

const TIMEOUT_MS = 120_000;

let workers: readonly TrackedWorker[];
let restore: () => void;
let client: EngineClient;

beforeEach(() => {
  ({ workers, restore } = trackWorkers());
});

afterEach(() => {
  client.dispose();
  restore();
});

describe('EngineClient at rest', { timeout: TIMEOUT_MS }, () => {
  it('starts no worker before it may', async () => {
    let allow = (): void => undefined;
    const allowed = new Promise<void>((resolve) => {
      allow = resolve;
    });
    const mayStart = vi.fn(() => allowed);
    client = new EngineClient({ mayStart });
    const warm = client.warmUp();
    await vi.waitFor(() => expect(mayStart).toHaveBeenCalledTimes(1));
    expect(workers).toHaveLength(0);
    allow();
    expect((await warm).status).toBe('ok');
    expect(workers).toHaveLength(1);
  });

  it('gets ready before it rests, and starts again with the next call', async () => {
    client = new EngineClient();
    const warm = client.warmUp();
    expect(await client.rest()).toBe(true);
    expect((await warm).status).toBe('ok');
    expect(client.isAwake).toBe(false);
    expect((await client.warmUp()).status).toBe('ok');
    await expect.poll(() => workers.filter(({ ended }) => !ended)).toHaveLength(1);
  });

  it('goes on while a file is at work', async () => {
    client = new EngineClient();
    const file = client.inspect({ id: 'job', file: new Blob(['no picture']) });
    expect(await client.rest()).toBe(false);
    expect(await file).toMatchObject({ status: 'failed', error: { code: 'input/unsupported' } });
    await expect.poll(() => client.rest()).toBe(true);
    await expect.poll(() => workers.filter(({ ended }) => !ended)).toHaveLength(0);
  });

  it('takes another number of threads with its next worker', async () => {
    client = new EngineClient({ maxThreads: 1 });
    expect(await client.warmUp()).toMatchObject({ status: 'ok', value: { threads: 1 } });
    client.limitThreads(1);
    expect(client.isAwake).toBe(true);
    client.limitThreads(2);
    expect(client.isAwake).toBe(false);
    expect(await client.warmUp()).toMatchObject({ status: 'ok', value: { threads: Math.min(2, navigator.hardwareConcurrency) } });
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });
});
