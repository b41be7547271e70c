import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VideoSampleSink, type VideoSample } from 'mediabunny';
import { FrameDecoder, type OpenVideo } from '../../../../src/engine/video/open-video.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A video whose decoder gives its first frame only when it is told to. */
function stuck(end: () => Promise<IteratorResult<VideoSample, void>>) {
  let answer: (sample: VideoSample) => void = () => undefined;
  const next = new Promise<IteratorResult<VideoSample, void>>((resolve) => {
    answer = (value) => {
      resolve({ value, done: false });
    };
  });
  const samples = { next: () => next, return: vi.fn(end) };
  vi.spyOn(VideoSampleSink.prototype, 'samples').mockReturnValue(samples as unknown as AsyncGenerator<VideoSample, void, unknown>);
  return { samples, answer, video: { video: {}, frames: [{ timestamp: 0, duration: 1 }] } as unknown as OpenVideo };
}

vi.mock('mediabunny', () => ({ Logging: {}, LogLevel: {}, CustomVideoDecoder: Object, VideoSampleSink: class { samples(): void { throw new Error('not played'); } } }));

async function giveUp(video: OpenVideo): Promise<unknown> {
  const read = new FrameDecoder(video).read(0).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(200_000);
  return read;
}

describe('a decoder that never answers', () => {
  it('is ended, even where that fails or never ends', async () => {
    for (const end of [() => Promise.reject(new Error('fails too')), () => new Promise<never>(() => undefined)]) {
      const { samples, video } = stuck(end);
      expect(await giveUp(video)).toMatchObject({ code: 'input/video-codec' });
      expect(samples.return).toHaveBeenCalledOnce();
      vi.restoreAllMocks();
    }
  });

  it('has its frame closed that comes too late', async () => {
    const { answer, video } = stuck(() => Promise.resolve({ value: undefined, done: true }));
    expect(await giveUp(video)).toMatchObject({ code: 'input/video-codec' });
    const close = vi.fn();
    answer({ close } as unknown as VideoSample);
    await vi.advanceTimersByTimeAsync(1);
    expect(close).toHaveBeenCalledOnce();
  });
});
