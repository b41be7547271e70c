import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/core/errors.ts';
import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import { decideByPolicy } from '../../src/core/review/decide-by-policy.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { DetectionOutcome, EngineApi, ExportOutcome } from '../../src/protocol/engine-api.ts';
import { smallPhoto } from './pictures.ts';

const TIMEOUT_MS = 240_000;
/** Fewer calls than this would mean that the engine asks for what it needs by ways that are not watched. */
const LEAST_CALLS = 12;
/** Elements from which on an array counts as one that memory may not suffice for. */
const LARGE = 50_000;

let engine: EngineApi;
let file: Blob;
let found: DetectionOutcome;
let expected: string;

/** Counts what the engine asks the browser for, and has one of these calls fail. */
const platform = { asked: 0, failAt: Infinity, undo: [] as (() => void)[] };

function ask(): void {
  platform.asked += 1;
  if (platform.asked === platform.failAt) throw new RangeError('Array buffer allocation failed');
}

/** Puts something else in the place of a method, until the end of the test. */
function replace<T extends object, K extends keyof T>(owner: T, name: K, by: T[K]): void {
  const former = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, writable: true, value: by });
  platform.undo.push(() => {
    if (former === undefined) Reflect.deleteProperty(owner, name);
    else Object.defineProperty(owner, name, former);
  });
}

function watch<T extends object>(owner: T, name: keyof T & string): void {
  const former = owner[name] as (...given: unknown[]) => unknown;
  replace(owner, name, function (this: unknown, ...given: unknown[]) {
    ask();
    return Reflect.apply(former, this, given);
  } as T[keyof T & string]);
}

/** From here on everything counts: canvases and their pixels, decoding, encoding, hashing, reading the file, and large arrays. */
function watchPlatform(failAt: number): void {
  platform.asked = 0;
  platform.failAt = failAt;
  watch(OffscreenCanvas.prototype, 'getContext');
  watch(OffscreenCanvas.prototype, 'convertToBlob');
  for (const name of ['drawImage', 'getImageData', 'putImageData'] as const) watch(OffscreenCanvasRenderingContext2D.prototype, name);
  watch(globalThis, 'createImageBitmap');
  watch(SubtleCrypto.prototype, 'digest');
  watch(Blob.prototype, 'arrayBuffer');
  for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Float32Array'] as const) {
    replace(globalThis, name, new Proxy<object>(globalThis[name], {
      construct: (target, given: unknown[], self) => {
        if (typeof given[0] === 'number' && given[0] >= LARGE) ask();
        return Reflect.construct<unknown[], object>(target as new (...all: unknown[]) => object, given, self as new (...all: unknown[]) => object);
      },
    }) as never);
  }
}

function unwatch(): void {
  for (const undo of platform.undo.splice(0).reverse()) undo();
}

const detect = (): Promise<Result<DetectionOutcome>> => engine.detect({ id: `job-${String(Math.random())}`, file }, DEFAULT_POLICY, () => undefined);
const exportIt = (): Promise<Result<ExportOutcome>> =>
  engine.exportPicture(
    { id: `job-${String(Math.random())}`, file },
    { decisions: decideByPolicy(found.detections, DEFAULT_POLICY), policy: DEFAULT_POLICY, search: found.search, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED },
    () => undefined,
    'output',
  );
const detections = (result: Result<DetectionOutcome>): string => (result.status === 'ok' ? JSON.stringify(result.value.detections) : result.error.code);
const released = (result: Result<ExportOutcome>): string =>
  result.status === 'failed' ? result.error.code : result.value.status === 'released' ? result.value.record.output.sha256 : result.value.reason;

beforeAll(async () => {
  engine = createEngine();
  file = await smallPhoto();
  await engine.start({ maxThreads: 1 });
  const result = await detect();
  if (result.status === 'failed') expect.unreachable(result.error.code);
  found = result.value;
  expected = released(await exportIt());
  expect(expected).toMatch(/^[0-9a-f]{64}$/);
}, TIMEOUT_MS);

afterEach(unwatch);

/** Has every call that a stage makes fail, one at a time. */
async function breakEverywhere<T>(run: () => Promise<Result<T>>, tell: (result: Result<T>) => string): Promise<{ readonly ends: readonly string[]; readonly whole: string }> {
  watchPlatform(Infinity);
  const whole = tell(await run());
  const total = platform.asked;
  unwatch();
  expect(total).toBeGreaterThanOrEqual(LEAST_CALLS);
  const ends: string[] = [];
  for (let call = 1; call <= total; call += 1) {
    watchPlatform(call);
    ends.push(tell(await run()));
    unwatch();
  }
  return { ends, whole };
}

describe('an engine that the browser refuses something', { timeout: TIMEOUT_MS }, () => {
  it('ends a search with an error, never with fewer finds, and the next search is whole', async () => {
    const { ends, whole } = await breakEverywhere(detect, detections);
    expect(whole).toBe(JSON.stringify(found.detections));
    // What could be done without is not missed: then all is found.
    expect(ends.filter((end) => end !== whole && !/^(engine|input)\//u.test(end))).toEqual([]);
    expect(ends.filter((end) => end === 'engine/memory').length).toBeGreaterThanOrEqual(ends.length / 2);
    expect(detections(await detect())).toBe(whole);
  });

  it('ends an export with an error or holds it, never gives out another file, and the next export is as ever', async () => {
    const { ends, whole } = await breakEverywhere(exportIt, released);
    expect(whole).toBe(expected);
    expect(ends.filter((end) => end !== whole && !/^(engine|input|export|structure|mask|survivor)/u.test(end))).toEqual([]);
    expect(ends.filter((end) => end === 'engine/memory').length).toBeGreaterThanOrEqual(ends.length / 2);
    expect(released(await exportIt())).toBe(expected);
  });
});
