import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../src/core/errors.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import type { JobInput, OnProgress } from '../../src/protocol/engine-api.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { EnginePool } from '../../src/ui/engine-pool.ts';
import { photo, smallPhoto } from './pictures.ts';
import { trackWorkers, type TrackedWorker } from './tracked-workers.ts';

/** A start compiles the runtime, in two workers at once here; the machine that tests may be a slow one. */
const TIMEOUT_MS = 180_000;

let picture: Blob;
let small: Blob;
let pool: EnginePool;
let workers: readonly TrackedWorker[];
let restore: () => void;

const job = (file: Blob, id: string): JobInput => ({ id, file });
const codeOf = (result: Result<unknown>): string => (result.status === 'ok' ? 'ok' : result.error.code);

/** The value of a call that must have worked. */
function valueOf<T>(result: Result<T>): T {
  if (result.status === 'failed') expect.unreachable(result.error.code);
  return result.value;
}

/** Calls back once, while the engine is searching. */
function inMidSearch(act: () => void): OnProgress {
  let done = false;
  return ({ stage, fraction }) => {
    if (done || stage !== 'detect' || fraction === 0 || fraction === 1) return;
    done = true;
    act();
  };
}

/** A promise and the way to keep it. */
function promised(): { readonly promise: Promise<void>; readonly keep: () => void } {
  let keep = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}

beforeAll(async () => {
  picture = await photo();
  small = await smallPhoto();
});

beforeEach(() => {
  ({ workers, restore } = trackWorkers());
  pool = new EnginePool({
    workers: 2,
    threads: 1,
    threadsAlone: 1,
    makeClient: (role, maxThreads) => new EngineClient({ maxThreads, models: role === 'search' }),
  });
});

afterEach(() => {
  pool.dispose();
  restore();
});

describe('EnginePool', { timeout: TIMEOUT_MS }, () => {
  it('searches two files at once, and finds in each what one engine finds', async () => {
    const inSearch = [promised(), promised()] as const;
    // Each search is held in its middle until the other has got there too: one after the other, neither would end.
    const searches = inSearch.map(({ keep }, index) => pool.detect(job(picture, `job-${index}`), DEFAULT_POLICY, { onProgress: inMidSearch(keep) }));
    await Promise.all(inSearch.map(({ promise }) => promise));
    expect(workers).toHaveLength(2);
    const [first, second] = (await Promise.all(searches)).map((result) => valueOf(result).detections);
    expect(first!.length).toBeGreaterThanOrEqual(3);
    expect(second).toEqual(first);
  });

  it('shows another file while every worker searches', async () => {
    const order: string[] = [];
    const shown = promised();
    let asked = false;
    const show = (): void => {
      if (asked) return;
      asked = true;
      void pool.display(job(small, 'shown'), 1e6, 0).then((result) => {
        order.push(`display ${codeOf(result)}`);
        shown.keep();
      });
    };
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const searches = ids.map((id) => pool.detect(job(picture, id), DEFAULT_POLICY, { onProgress: inMidSearch(show) }).then((result) => order.push(`detect ${codeOf(result)}`)));
    await Promise.all([...searches, shown.promise]);
    expect(order.toSorted()).toEqual([...ids.map(() => 'detect ok'), 'display ok']);
    expect(order.at(-1)).toBe('detect ok');
    // Answered by a worker that searches nothing.
    expect(workers.map(({ name }) => name)).toEqual(['cloakroom-engine', 'cloakroom-engine', 'cloakroom-front']);
  });

  it('leaves one search alone when the other’s worker dies', async () => {
    let killed = 0;
    const dying = pool.detect(job(picture, 'a'), DEFAULT_POLICY, { onProgress: inMidSearch(() => ((killed += 1), workers[0]!.kill())) });
    const living = pool.detect(job(picture, 'b'), DEFAULT_POLICY);
    expect((await Promise.all([dying, living])).map(codeOf)).toEqual(['ok', 'ok']);
    // The dead one's file was taken up by a third worker; the other one worked on.
    expect([killed, workers.map(({ ended }) => ended)]).toEqual([1, [true, false, false]]);
  });

  it('cancels one search and leaves the other alone', async () => {
    const abort = new AbortController();
    const cancelled = pool.detect(job(picture, 'a'), DEFAULT_POLICY, { signal: abort.signal, onProgress: inMidSearch(() => abort.abort()) });
    const kept = pool.detect(job(picture, 'b'), DEFAULT_POLICY);
    expect((await Promise.all([cancelled, kept])).map(codeOf)).toEqual(['engine/cancelled', 'ok']);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('rests only when no file is at work', async () => {
    const search = pool.detect(job(small, 'a'), DEFAULT_POLICY);
    expect(await pool.rest()).toBe(false);
    expect(codeOf(await search)).toBe('ok');
    expect(await pool.rest()).toBe(true);
    await vi.waitFor(() => expect(workers.filter(({ ended }) => !ended)).toHaveLength(0));
  });

  it('lists the detectors without waiting for searches', async () => {
    const order: string[] = [];
    const searches = ['a', 'b', 'c'].map((id) => pool.detect(job(small, id), DEFAULT_POLICY).then(() => order.push(id)));
    const listed = pool.detectors().then((list) => {
      order.push('list');
      return valueOf(list).shipped.length;
    });
    expect(await listed).toBeGreaterThan(0);
    await Promise.all(searches);
    expect(order).toHaveLength(4);
    expect(order.at(-1)).not.toBe('list');
  });
});

describe('crops', { timeout: TIMEOUT_MS }, () => {
  it('are square JPEGs with nothing of the source’s metadata, in the order of the regions', async () => {
    const regions = [sourceBox(411, 352, 203, 248), sourceBox(1471, 196, 221, 246)].map((box) => ({ frame: 0, box }));
    const crops = valueOf(await pool.crops(job(picture, 'a'), [...regions, regions[0]!], 96));
    expect(crops).toHaveLength(3);
    for (const bytes of crops) {
      expect([...bytes.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
      // The browser writes the profile of its canvas, and nothing of the source's.
      expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/Exif|http|Photoshop/u);
      const bitmap = await createImageBitmap(new Blob([bytes]));
      expect([bitmap.width, bitmap.height]).toEqual([96, 96]);
      bitmap.close();
    }
    expect(crops[2]).toEqual(crops[0]);
    expect(crops[1]).not.toEqual(crops[0]);
  });

  it('show the box in their middle, and grey where the picture ends', async () => {
    const canvas = new OffscreenCanvas(100, 100);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#00f';
    context.fillRect(0, 0, 100, 100);
    context.fillStyle = '#f00';
    context.fillRect(0, 40, 20, 20);
    const file = await canvas.convertToBlob({ type: 'image/png' });
    const crops = valueOf(await pool.crops(job(file, 'a'), [{ frame: 0, box: sourceBox(0, 40, 20, 20) }, { frame: 0, box: sourceBox(500, 500, 9, 9) }], 64));
    const pixel = async (index: number, x: number, y: number): Promise<readonly string[]> => {
      const bitmap = await createImageBitmap(new Blob([crops[index]!]));
      const on = new OffscreenCanvas(64, 64).getContext('2d')!;
      on.drawImage(bitmap, 0, 0);
      return [...on.getImageData(x, y, 1, 1).data.slice(0, 3)].map((value) => (value > 200 ? 'full' : value < 55 ? 'none' : 'half'));
    };
    expect(await pixel(0, 32, 32)).toEqual(['full', 'none', 'none']);
    expect(await pixel(0, 60, 32)).toEqual(['none', 'none', 'full']);
    expect(await pixel(0, 3, 32)).toEqual(['half', 'half', 'half']);
    expect(await pixel(1, 32, 32)).toEqual(['half', 'half', 'half']);
  });

  it('fail for what the file is', async () => {
    const crops = await pool.crops(job(new Blob(['no picture']), 'a'), [{ frame: 0, box: sourceBox(0, 0, 9, 9) }], 64);
    expect(codeOf(crops)).toBe('input/unsupported');
  });
});
