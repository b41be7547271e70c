import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import type { Decision } from '../../src/core/review/decision.ts';
import type { Detector } from '../../src/engine/detect/detector.ts';
import { searchVideo } from '../../src/engine/detect/search-video.ts';
import { exportVideo } from '../../src/engine/export/video.ts';
import { SourceCache } from '../../src/engine/source-cache.ts';
import { Stopwatch } from '../../src/engine/stopwatch.ts';
import { boundDecoders } from '../../src/engine/video/bounded-decoder.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { VideoFrames } from '../../src/engine/video/video-frames.ts';
import { clip, steady } from './clips.ts';

const TIMEOUT_MS = 120_000;
const FRAMES = 90;
/** Decoded pictures that may be open at once: some wait for the encoder, some were decoded ahead, one is being masked. */
const MOST_OPEN = 8;

/** Every picture that was decoded or made. */
const frames = new Set<VideoFrame>();
let mostOpen = 0;
const isOpen = (frame: VideoFrame): boolean => frame.format !== null;
function note(frame: VideoFrame): void {
  frames.add(frame);
  mostOpen = Math.max(mostOpen, [...frames].filter(isOpen).length);
}

const native = { VideoFrame, VideoDecoder, VideoEncoder };
/** Pictures after which every decoder is taken away, as browsers do in tabs that nobody looks at. */
let reclaimedAfter = Infinity;
let reclaimed = 0;
/** The picture of each decoder that it leaves out without a word. */
let leftOut = Infinity;

/** A decoder that is gone after some pictures. */
function decoderFor(made: typeof VideoDecoder, { output, error }: VideoDecoderInit): VideoDecoder {
  let [left, until] = [reclaimedAfter, leftOut];
  const decoder: VideoDecoder = Reflect.construct(made, [{
    error,
    output: (frame: VideoFrame) => {
      note(frame);
      left -= 1;
      until -= 1;
      if (until === -1) {
        frame.close();
        return;
      }
      if (left >= 0) {
        output(frame);
        return;
      }
      frame.close();
      if (decoder.state === 'closed') return;
      reclaimed += 1;
      decoder.close();
      error(new DOMException('Codec reclaimed due to inactivity.', 'QuotaExceededError'));
    },
  }]);
  return decoder;
}

/** Milliseconds that the encoder takes for each picture at least. */
let lateMs = 0;

/** An encoder that is slower than everything else, and says so. */
function slowed(encoder: VideoEncoder): VideoEncoder {
  const encode = encoder.encode.bind(encoder);
  const flush = encoder.flush.bind(encoder);
  let [waiting, last] = [0, Promise.resolve()];
  // Its own word on its queue is not the one that counts here.
  encoder.addEventListener('dequeue', (event) => {
    if (event.isTrusted) event.stopImmediatePropagation();
  });
  Object.defineProperty(encoder, 'encodeQueueSize', { get: () => waiting });
  encoder.encode = (frame, options) => {
    const copy = frame.clone();
    note(copy);
    waiting += 1;
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, lateMs))).then(() => {
      encode(copy, options);
      copy.close();
      waiting -= 1;
      encoder.dispatchEvent(new Event('dequeue'));
    });
  };
  encoder.flush = () => last.then(flush);
  return encoder;
}

beforeEach(() => {
  frames.clear();
  mostOpen = 0;
  // In place of classes of our own, which the browser's own pictures would not be instances of.
  globalThis.VideoFrame = new Proxy(native.VideoFrame, {
    construct: (made, args) => {
      const frame = Reflect.construct(made, args) as VideoFrame;
      note(frame);
      return frame;
    },
  });
  globalThis.VideoDecoder = new Proxy(native.VideoDecoder, {
    construct: (made, [init]: [VideoDecoderInit]) => decoderFor(made, init),
  });
  globalThis.VideoEncoder = new Proxy(native.VideoEncoder, {
    construct: (made, args) => {
      const encoder = Reflect.construct(made, args) as VideoEncoder;
      return lateMs === 0 ? encoder : slowed(encoder);
    },
  });
  boundDecoders();
});
afterEach(() => {
  Object.assign(globalThis, native);
});

/** A clip, of which nothing was decoded yet. */
async function madeClip(): Promise<File> {
  const file = await clip({
    format: 'mp4', codec: 'avc', width: 320, height: 180, times: steady(FRAMES, 30),
    draw: (context, index) => {
      context.fillStyle = `hsl(${String(index * 4)} 60% 50%)`;
      context.fillRect(0, 0, 320, 180);
    },
  });
  frames.clear();
  mostOpen = 0;
  return file;
}

async function exportClip(): Promise<string> {
  const file = await madeClip();
  const inspection = await inspectVideo(file, 'mp4');
  const box = sourceBox(40, 40, 60, 60);
  const decisions: Decision[] = [{ id: 'r1', kind: 'face', origin: 'person', score: null, box, path: { first: 0, last: FRAMES - 1, keys: [{ frame: 0, box }] }, shape: 'ellipse', state: 'accepted', decidedBy: 'person', fill: null }];
  const search = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };
  const request = { decisions, policy: DEFAULT_POLICY, search, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED };
  const outcome = await exportVideo({ file, inspection, output: null }, request, [], new Stopwatch(() => undefined));
  return outcome.status;
}

describe('pictures of a video', () => {
  it('are all closed, and few are open at once', async () => {
    expect(await exportClip()).toBe('released');
    expect(frames.size).toBeGreaterThan(3 * FRAMES);
    expect([...frames].filter(isOpen)).toHaveLength(0);
    expect(mostOpen).toBeLessThanOrEqual(MOST_OPEN);
  }, TIMEOUT_MS);

  it('do not pile up before an encoder that is slow', async () => {
    lateMs = 10;
    try {
      expect(await exportClip()).toBe('released');
      expect([...frames].filter(isOpen)).toHaveLength(0);
      expect(mostOpen).toBeLessThanOrEqual(MOST_OPEN);
    } finally {
      lateMs = 0;
    }
  }, TIMEOUT_MS);

  it('are all there where the browser takes decoders away', async () => {
    // More than lie between two frames that can be decoded by themselves, or else nothing could go on.
    reclaimedAfter = 70;
    try {
      expect(await exportClip()).toBe('released');
      expect(reclaimed).toBeGreaterThanOrEqual(2);
      expect([...frames].filter(isOpen)).toHaveLength(0);
    } finally {
      reclaimedAfter = Infinity;
    }
  }, TIMEOUT_MS);

  it.each([
    { name: 'and the decoder ends there', at: FRAMES - 1, reclaimed: Infinity },
    { name: 'and the decoder goes on', at: 5, reclaimed: Infinity },
    { name: 'and the browser takes the decoder away later', at: 5, reclaimed: 70 },
    { name: 'and the browser takes the decoder away at once', at: 66, reclaimed: 70 },
  ])('are refused where one is left out, $name', async ({ at, reclaimed: after }) => {
    [leftOut, reclaimedAfter] = [at, after];
    try {
      await expect(exportClip()).rejects.toMatchObject({ code: 'input/corrupt' });
      expect([...frames].filter(isOpen)).toHaveLength(0);
    } finally {
      [leftOut, reclaimedAfter] = [Infinity, Infinity];
    }
  }, TIMEOUT_MS);

  it('are refused where it never leaves one alone', async () => {
    reclaimedAfter = 0;
    try {
      await expect(exportClip()).rejects.toMatchObject({ code: 'engine/memory' });
      expect([...frames].filter(isOpen)).toHaveLength(0);
    } finally {
      reclaimedAfter = Infinity;
    }
  }, TIMEOUT_MS);
});

describe('pictures that are only looked at', () => {
  const expectClosed = (): void => {
    expect([...frames].filter(isOpen)).toHaveLength(0);
    expect(mostOpen).toBeLessThanOrEqual(MOST_OPEN);
  };

  it('are all closed by a search', async () => {
    const file = await madeClip();
    const reader = new VideoFrames(file);
    const video = { durations: Array.from({ length: FRAMES }, () => 1000 / 30), read: (index: number) => reader.read(index) };
    let searched = 0;
    const finder: Detector = {
      name: 'counts', version: '1', models: [], kinds: ['face'], smallestHeight: 12,
      detect: () => {
        searched += 1;
        return Promise.resolve({ detections: [], scales: [], inferences: 0 });
      },
    };
    await searchVideo(video, [finder], { scoreThresholds: { face: 0.1 }, view: 'first' }, DEFAULT_POLICY, new Stopwatch(() => undefined));
    expect(searched).toBe(FRAMES);
    expect(frames.size).toBeGreaterThanOrEqual(FRAMES);
    await reader.close();
    expectClosed();
  }, TIMEOUT_MS);

  it('are all closed on the timeline, wherever people go', async () => {
    const reader = new VideoFrames(await madeClip());
    for (const index of [0, 1, 2, 50, 51, 10, FRAMES - 1, 40, 0, 3]) {
      const { data } = await reader.read(index);
      // No more than the reader may have decoded ahead.
      expect(data.length).toBe(320 * 180 * 4);
      expect([...frames].filter(isOpen).length).toBeLessThanOrEqual(MOST_OPEN);
    }
    // In the middle of what is decoded ahead.
    await reader.close();
    expectClosed();
  }, TIMEOUT_MS);

  it('are all closed where another file is opened, a decoder is taken away, or a picture is missing', async () => {
    const file = await madeClip();
    const job = { id: 'v1', file };
    const cache = new SourceCache();
    await cache.pixels(job, 5);
    await cache.pixels({ id: 'v2', file }, 7);
    cache.forget('v2');
    await vi.waitFor(expectClosed);
    reclaimedAfter = 70;
    try {
      const reader = new VideoFrames(file);
      for (let index = 0; index < FRAMES; index += 1) await reader.read(index);
      await reader.close();
      expect(reclaimed).toBeGreaterThan(0);
      expectClosed();
      [reclaimedAfter, leftOut] = [Infinity, 5];
      const faulty = new VideoFrames(file);
      await expect((async () => {
        for (let index = 0; index < FRAMES; index += 1) await faulty.read(index);
      })()).rejects.toMatchObject({ code: 'input/corrupt' });
      await faulty.close();
      expectClosed();
    } finally {
      [reclaimedAfter, leftOut] = [Infinity, Infinity];
    }
  }, TIMEOUT_MS);
});
