import { VideoSample } from 'mediabunny';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepsColors, tryCodec } from '../../src/engine/video/codec-trial.ts';
import { chooseSettings } from '../../src/engine/video/video-settings.ts';
import { openVideo, FrameDecoder } from '../../src/engine/video/open-video.ts';
import { clip, steady } from './clips.ts';

const native = { VideoEncoder, VideoDecoder, VideoFrame };
const BT709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709' } as const;

afterEach(() => {
  Object.assign(globalThis, native);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Puts a fault into every encoder. Verdicts are remembered, so each test asks about another codec or height. */
function breakEncoders(fault: (encoder: VideoEncoder, init: VideoEncoderInit) => void): void {
  globalThis.VideoEncoder = new Proxy(native.VideoEncoder, {
    construct: (made, [init]: [VideoEncoderInit]) => {
      const own = { ...init };
      const encoder = Reflect.construct(made, [{ error: (error: DOMException) => own.error(error), output: (...args: Parameters<EncodedVideoChunkOutputCallback>) => own.output(...args) }]) as VideoEncoder;
      fault(encoder, own);
      return encoder;
    },
  });
}

/** Reads every frame that is made of planes as if its values had another meaning, as encoders do that do not listen. */
function mistakeColors(colorSpace: VideoColorSpaceInit): void {
  globalThis.VideoFrame = new Proxy(native.VideoFrame, {
    construct: (made, [data, init]: [BufferSource, VideoFrameBufferInit]) => Reflect.construct(made, [data, 'format' in init ? { ...init, colorSpace } : init]),
  });
}

describe('a codec', () => {
  it('that gives back what it was given is used', async () => {
    expect(await tryCodec({ format: 'mp4', codec: 'avc' }, 360)).toEqual({ matrix: 'bt709', fullRange: false });
    expect(await tryCodec({ format: 'webm', codec: 'vp9' }, 1080)).toEqual({ matrix: 'bt709', fullRange: false });
  });

  it('that loses a frame is not used', async () => {
    breakEncoders((_, init) => {
      const { output } = init;
      let count = 0;
      init.output = (chunk, metadata) => {
        count += 1;
        if (count !== 3) output(chunk, metadata);
      };
    });
    expect(await tryCodec({ format: 'mp4', codec: 'vp9' }, 360)).toBeNull();
  });

  it('that freezes is not used', async () => {
    breakEncoders((encoder) => {
      const encode = encoder.encode.bind(encoder);
      let first: VideoFrame | null = null;
      encoder.encode = (frame, options) => {
        first ??= frame.clone();
        const still = new VideoFrame(first, { timestamp: frame.timestamp, ...(frame.duration === null ? {} : { duration: frame.duration }) });
        encode(still, options);
        still.close();
      };
    });
    expect(await tryCodec({ format: 'webm', codec: 'vp8' }, 360)).toBeNull();
  });

  it('that is late by a frame is not used', async () => {
    breakEncoders((encoder) => {
      const encode = encoder.encode.bind(encoder);
      encoder.encode = (frame, options) => {
        const late = new VideoFrame(frame, { timestamp: frame.timestamp + 40_000 });
        encode(late, options);
        late.close();
      };
    });
    expect(await tryCodec({ format: 'mp4', codec: 'av1' }, 360)).toBeNull();
  });

  it('that mistakes the range of values does not get stored ones that have it', async () => {
    const full = { matrix: 'bt709', fullRange: true } as const;
    expect(await keepsColors({ format: 'mp4', codec: 'avc' }, 360, full, { ...BT709, fullRange: true })).toBe(true);
    mistakeColors({ ...BT709, fullRange: false });
    expect(await keepsColors({ format: 'webm', codec: 'vp9' }, 360, full, { ...BT709, fullRange: true })).toBe(false);
    expect(await keepsColors({ format: 'webm', codec: 'vp9' }, 360, { matrix: 'bt709', fullRange: false }, { ...BT709, fullRange: false })).toBe(true);
  });

  it('that takes all colours for those of small pictures gets planes that are made so', async () => {
    mistakeColors({ primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m', fullRange: false });
    expect(await tryCodec({ format: 'webm', codec: 'vp9' }, 600)).toEqual({ matrix: 'bt601', fullRange: false });
  });

  it('leaves no picture open where one can’t be read', async () => {
    const read = vi.spyOn(VideoSample.prototype, 'copyTo').mockRejectedValue(new Error('unreadable'));
    const closed = vi.spyOn(VideoSample.prototype, 'close');
    expect(await keepsColors({ format: 'webm', codec: 'vp8' }, 360, { matrix: 'bt709', fullRange: false }, { ...BT709, fullRange: false })).toBe(false);
    expect(read).toHaveBeenCalledTimes(1);
    expect(closed.mock.contexts).toContain(read.mock.contexts[0]);
  });

  it('gives way to the next one', async () => {
    breakEncoders((encoder) => {
      const configure = encoder.configure.bind(encoder);
      encoder.configure = (config) => {
        if (config.codec.startsWith('avc1')) throw new DOMException('no', 'NotSupportedError');
        configure(config);
      };
    });
    const { format, codec } = await chooseSettings('mp4', 'high', { storedSize: { width: 96, height: 720 }, orientation: 1, frames: [], ticks: 1000 }, null);
    expect({ format, codec }).toEqual({ format: 'mp4', codec: 'vp9' });
  });
});

describe('a decoder that never answers', () => {
  it('ends in a refusal', async () => {
    const file = await clip({ format: 'mp4', codec: 'avc', width: 64, height: 64, times: steady(4, 25), draw: () => undefined });
    const video = await openVideo(file);
    globalThis.VideoDecoder = new Proxy(native.VideoDecoder, {
      construct: (made, args) => {
        const decoder = Reflect.construct(made, args) as VideoDecoder;
        decoder.decode = () => undefined;
        decoder.flush = () => new Promise(() => undefined);
        return decoder;
      },
    });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const reading = new FrameDecoder(video).read(0).then(
      () => 'read',
      (error: unknown) => (error as { code?: string }).code,
    );
    await vi.advanceTimersByTimeAsync(125_000);
    expect(await reading).toBe('input/video-codec');
    video.input.dispose();
  });
});
