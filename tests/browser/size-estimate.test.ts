import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { DEFAULT_POLICY, type SoundChoice, type VideoOutput, type VideoQuality } from '../../src/core/policy/policy.ts';
import { estimateVideo } from '../../src/engine/export/estimate-video.ts';
import { exportVideo } from '../../src/engine/export/video.ts';
import { Stopwatch } from '../../src/engine/stopwatch.ts';
import { boundDecoders } from '../../src/engine/video/bounded-decoder.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { clip, steady, type ClipSettings } from './clips.ts';
import { trackWorkers } from './tracked-workers.ts';

const TIMEOUT_MS = 240_000;
/** By how many times an estimate may miss. */
const MOST_OFF = 1.6;
/** Decoded pictures that may be open at once. */
const MOST_OPEN = 8;
const wanted = (): boolean => true;

const native = { VideoFrame, VideoDecoder };
const frames = new Set<VideoFrame>();
let [mostOpen, decoded] = [0, 0];
const isOpen = (frame: VideoFrame): boolean => frame.format !== null;
function note(frame: VideoFrame): void {
  frames.add(frame);
  mostOpen = Math.max(mostOpen, [...frames].filter(isOpen).length);
}

beforeEach(() => {
  frames.clear();
  [mostOpen, decoded] = [0, 0];
  globalThis.VideoFrame = new Proxy(native.VideoFrame, {
    construct: (made, args) => {
      const frame = Reflect.construct(made, args) as VideoFrame;
      note(frame);
      return frame;
    },
  });
  globalThis.VideoDecoder = new Proxy(native.VideoDecoder, {
    construct: (made, [{ output, error }]: [VideoDecoderInit]) => {
      const shown = (frame: VideoFrame): void => {
        decoded += 1;
        note(frame);
        output(frame);
      };
      const decoder: VideoDecoder = Reflect.construct(made, [{ output: shown, error }]);
      return decoder;
    },
  });
  boundDecoders();
});
afterEach(() => {
  Object.assign(globalThis, native);
});

/** Numbers that look random and are the same in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** Much detail, and all of it moves. */
const busy: ClipSettings['draw'] = (context, index) => {
  const { width, height } = context.canvas;
  const random = noise(7);
  for (let at = 0; at < 900; at += 1) {
    context.fillStyle = `hsl(${String(random() * 360)} 60% ${String(30 + random() * 50)}%)`;
    context.fillRect((random() * width + index * (random() * 8 - 4) + 2 * width) % width, (random() * height + index * (random() * 4 - 2) + 2 * height) % height, 4 + random() * 20, 4 + random() * 20);
  }
};

/** The same detail, and nothing moves. */
const still: ClipSettings['draw'] = (context) => busy(context, 0);

/** Still first, and busy in the last third. */
const late: ClipSettings['draw'] = (context, index) => busy(context, Math.max(0, index - 80));

async function made(draw: ClipSettings['draw'], change: Partial<ClipSettings> = {}): Promise<File> {
  const file = await clip({ format: 'mp4', codec: 'avc', width: 320, height: 180, times: steady(120, 25), draw, ...change });
  frames.clear();
  [mostOpen, decoded] = [0, 0];
  return file;
}

interface Settings {
  readonly format: VideoOutput;
  readonly quality: VideoQuality;
  readonly sound: SoundChoice;
}

async function exportedBytes(file: File, { format, quality, sound }: Settings): Promise<number> {
  const inspection = await inspectVideo(file, 'mp4');
  const policy = { ...DEFAULT_POLICY, audio: { sound }, video: { ...DEFAULT_POLICY.video, format, quality } };
  const search = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };
  const outcome = await exportVideo({ file, inspection, output: null }, { decisions: [], policy, search, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED }, [], new Stopwatch(() => undefined));
  if (outcome.status !== 'released') throw new Error(JSON.stringify(outcome));
  return outcome.bytes.size;
}

/** The estimate as a share of what comes out. */
async function shareOfReal(file: File, settings: Settings): Promise<number> {
  const inspection = await inspectVideo(file, 'mp4');
  const estimate = await estimateVideo({ file, inspection }, { ...settings, mutes: false }, wanted);
  return estimate / (await exportedBytes(file, settings));
}

describe('the estimate of a video’s size', () => {
  it.each([
    ['busy', 'mp4', 'high', busy], ['busy', 'mp4', 'small', busy], ['busy', 'webm', 'medium', busy],
    ['still', 'mp4', 'high', still], ['still', 'webm', 'medium', still],
    ['busy at last', 'mp4', 'medium', late],
  ] as const)('is near what comes out of a clip that is %s, as %s of quality %s', async (_name, format, quality, draw) => {
    const share = await shareOfReal(await made(draw), { format, quality, sound: 'drop' });
    expect(share).toBeGreaterThan(1 / MOST_OFF);
    expect(share).toBeLessThan(MOST_OFF);
  }, TIMEOUT_MS);

  it('falls with the quality', async () => {
    const file = await made(still);
    const inspection = await inspectVideo(file, 'mp4');
    const [high = 0, medium = 0, small = 0] = await Promise.all((['high', 'medium', 'small'] as const).map((quality) => estimateVideo({ file, inspection }, { format: 'webm', quality, sound: 'drop', mutes: false }, wanted)));
    expect(high / medium).toBeGreaterThan(1.05);
    expect(medium / small).toBeGreaterThan(1.05);
  }, TIMEOUT_MS);

  it('counts sound that is kept, byte for byte', async () => {
    const file = await made(still, { sound: true });
    const inspection = await inspectVideo(file, 'mp4');
    const estimate = (sound: SoundChoice): Promise<number> => estimateVideo({ file, inspection }, { format: 'mp4', quality: 'small', sound, mutes: false }, wanted);
    const kept = (await estimate('keep')) - (await estimate('drop'));
    const real = (await exportedBytes(file, { format: 'mp4', quality: 'small', sound: 'keep' })) - (await exportedBytes(file, { format: 'mp4', quality: 'small', sound: 'drop' }));
    expect(kept / real).toBeGreaterThan(0.9);
    expect(kept / real).toBeLessThan(1.1);
  }, TIMEOUT_MS);

  it('encodes few frames, holds few, and closes all of them', async () => {
    const file = await made(busy);
    await estimateVideo({ file, inspection: await inspectVideo(file, 'mp4') }, { format: 'source', quality: 'high', sound: 'drop', mutes: false }, wanted);
    expect(decoded).toBeGreaterThanOrEqual(36);
    // Of each place those between the frame that can be decoded by itself and the place as well: half a second at most, and what the decoder had begun.
    expect(decoded).toBeLessThan(36 + 3 * (13 + 4));
    expect([...frames].filter(isOpen)).toHaveLength(0);
    expect(mostOpen).toBeLessThanOrEqual(MOST_OPEN);
  }, TIMEOUT_MS);

  it('ends with the next frame once nobody wants it, and closes what was open', async () => {
    const file = await made(busy);
    const inspection = await inspectVideo(file, 'mp4');
    for (const looks of [0, 1, 10, 20]) {
      [mostOpen, decoded] = [0, 0];
      let left = looks;
      const asked = estimateVideo({ file, inspection }, { format: 'source', quality: 'high', sound: 'drop', mutes: false }, () => (left -= 1) >= 0);
      await expect(asked).rejects.toMatchObject({ code: 'engine/cancelled' });
      expect(decoded).toBeLessThanOrEqual(looks + 4);
      expect([...frames].filter(isOpen)).toHaveLength(0);
    }
  }, TIMEOUT_MS);

  it('comes from the engine, whose worker stays when one is given up', async () => {
    const job = { id: 'v1', file: await made(busy) };
    const { workers, restore } = trackWorkers();
    const engine = new EngineClient({ idleMs: 600_000, models: false });
    const question = { format: 'mp4', quality: 'medium', sound: 'drop', mutes: false } as const;
    try {
      expect(await engine.inspect(job)).toMatchObject({ status: 'ok' });
      const leaving = new AbortController();
      const given = engine.estimateSize(job, question, { signal: leaving.signal });
      leaving.abort();
      expect(await given).toMatchObject({ status: 'failed', error: { code: 'engine/cancelled' } });
      const result = await engine.estimateSize(job, question);
      expect(result).toMatchObject({ status: 'ok', value: expect.any(Number) });
      const picture = await (await fetch('/samples/on-the-stairs.jpg')).blob();
      expect(await engine.estimateSize({ id: 'p1', file: picture }, question)).toEqual({ status: 'ok', value: null });
      expect(workers.map(({ ended }) => ended)).toEqual([false]);
    } finally {
      engine.dispose();
      restore();
    }
  }, TIMEOUT_MS);
});
