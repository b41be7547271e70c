import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../src/core/errors.ts';
import { frameCount } from '../../src/core/structure/sequence.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { VideoFrames } from '../../src/engine/video/video-frames.ts';
import { clip, steady } from './clips.ts';
import { boxAt, bytesOf, edited, fileOf, flipped, noise, raised, repacked } from './damaged-clips.ts';
import { exported, farthestFrom, released, shownFrames, still } from './exported-clip.ts';
import { failingExport } from './failing-export.ts';
import type { Failure } from './failing-export-worker.ts';

const TIMEOUT_MS = 120_000;
const FRAMES = 24;
const { r, g, b } = DEFAULT_POLICY.settings.solidColor;
const CODEC_LOSS = 24;
const MASKED = { left: 40, top: 32, width: 48, height: 40 } as const;

/** Ends of a damaged file without an output. */
const SAFE = ['input/corrupt', 'input/truncated', 'held pixels', 'held structure'];

type Format = 'mp4' | 'webm';

function good(format: Format, codec: 'avc' | 'vp8' | 'vp9' | 'av1'): Promise<File> {
  return clip({
    format, codec, width: 160, height: 112, times: steady(FRAMES, 25),
    draw: (context, index) => {
      for (let x = 0; x < 160; x += 8) {
        context.fillStyle = `hsl(${String((x * 3 + index * 15) % 360)} 70% 65%)`;
        context.fillRect(x, 0, 8, 112);
      }
    },
  });
}

/** Ends in a code, or in an output that has as many frames as the source lists, every one of them masked. */
async function ending(file: File, format: Format): Promise<string> {
  try {
    const listed = frameCount(await inspectVideo(file, format));
    const outcome = await exported(file, format, [still(listed, MASKED.left, MASKED.top, MASKED.width, MASKED.height)]);
    if (outcome.status === 'held') return `held ${outcome.reason}`;
    const shown = await shownFrames(outcome.bytes);
    expect(shown).toHaveLength(listed);
    for (const { picture } of shown) expect(farthestFrom(picture, MASKED, [r, g, b])).toBeLessThanOrEqual(CODEC_LOSS);
    return `released ${String(listed)}`;
  } catch (error) {
    if (error instanceof AnonymizerError && error.code !== 'engine/internal') return error.code;
    throw error;
  }
}

/** What nobody waited for and nobody caught. */
let uncaught: string[] = [];
const note = (event: PromiseRejectionEvent): void => {
  uncaught.push(String(event.reason));
};
beforeEach(() => {
  uncaught = [];
  window.addEventListener('unhandledrejection', note);
});
afterEach(() => {
  window.removeEventListener('unhandledrejection', note);
  expect(uncaught).toEqual([]);
});

describe('a damaged video', () => {
  it('ends masked or refused where bytes of its pictures are others', async () => {
    const bytes = await bytesOf(await good('mp4', 'avc'));
    const mdat = boxAt(bytes, 'mdat');
    const places = [0.02, 0.18, 0.37, 0.5, 0.71, 0.96];
    const endings: string[] = [];
    for (const shares of [places, ...places.map((share) => [share])]) endings.push(await ending(flipped(bytes, mdat, shares), 'mp4'));
    for (const found of endings) expect([...SAFE, `released ${String(FRAMES)}`]).toContain(found);
  }, TIMEOUT_MS);

  it('is refused wherever it is cut', async () => {
    for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9']] as const) {
      const bytes = await bytesOf(await good(format, codec));
      for (const length of [20, 60, 500, 1000, Math.floor(bytes.length / 2), bytes.length - 200, bytes.length - 1]) {
        expect(await ending(fileOf(bytes.slice(0, length)), format)).toMatch(/^input\/(?:truncated|corrupt)$/);
      }
    }
  }, TIMEOUT_MS);

  it('ends masked or refused where a frame is noise, empty or half there', async () => {
    const damages: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = { noise: (data) => noise(data.length), empty: () => new Uint8Array(0), half: (data) => data.slice(0, data.length / 2) };
    for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9'], ['webm', 'vp8'], ['mp4', 'av1']] as const) {
      const file = await good(format, codec);
      for (const at of [0, 7, FRAMES - 1]) {
        for (const [name, damage] of Object.entries(damages)) {
          const damaged = await repacked(file, format, (data, index) => (index === at ? damage(data) : data));
          const found = await ending(damaged, format);
          // What nothing can be decoded from, and nothing stands before, is no frame.
          if (at === 0 || name === 'empty') expect(found).toBe('input/corrupt');
          // Noise may say of itself that it is never shown.
          else expect([...SAFE, `released ${String(FRAMES)}`, ...(codec === 'vp8' && name === 'noise' ? [`released ${String(FRAMES - 1)}`] : [])]).toContain(found);
        }
      }
    }
  }, TIMEOUT_MS);

  it('is refused where its container lists more frames than there are', async () => {
    const bytes = await bytesOf(await good('mp4', 'avc'));
    const timed = raised(bytes, 'stts', 8, 6);
    expect(await ending(timed, 'mp4')).toBe('input/corrupt');
    expect(await ending(raised(await bytesOf(timed), 'stsz', 8, 6), 'mp4')).toBe('input/corrupt');
    expect(await ending(raised(bytes, 'stsc', 12, 6), 'mp4')).toBe('input/corrupt');
    // Millions in a list of a few bytes, and a table that says it is longer than the file.
    expect(await ending(raised(bytes, 'stts', 8, 0x7fffffff), 'mp4')).toBe('input/corrupt');
    expect(await ending(raised(bytes, 'stco', 4, 0x7fffffff), 'mp4')).toBe('input/corrupt');
    // Sizes without times are of no frame.
    expect(['input/corrupt', `released ${String(FRAMES)}`]).toContain(await ending(raised(bytes, 'stsz', 8, 6), 'mp4'));
  }, TIMEOUT_MS);
});

describe('a video with a list of edits', () => {
  it('is refused where players show parts twice, and only there', async () => {
    const bytes = await bytesOf(await good('mp4', 'avc'));
    const listed = (edits: Parameters<typeof edited>[1]): Promise<number | string> =>
      inspectVideo(edited(bytes, edits), 'mp4').then(frameCount, (error: unknown) => (error instanceof AnonymizerError ? error.code : 'another error'));
    // In ticks of the clip's movie and of its track.
    const frame = 57_600 / 25;
    expect(await listed([[FRAMES * frame, 0]])).toBe(FRAMES);
    expect(await listed([[(FRAMES - 1) * frame - 100, 0]])).toBe(FRAMES);
    expect(await listed([[(FRAMES - 2) * frame, 0]])).toBe(FRAMES - 2);
    expect(await listed([[10 * frame, 0], [10 * frame, 14 * frame]])).toBe(20);
    expect(await listed([[10 * frame, 0], [10 * frame, 4 * frame]])).toBe('input/video-edits');
  }, TIMEOUT_MS);
});

describe('a video with transparent parts', () => {
  it('is refused wherever they begin, and one that only may have some is not', async () => {
    const file = await good('webm', 'vp9');
    const same = (data: Uint8Array): Uint8Array => data;
    for (const first of [0, FRAMES - 1]) {
      const transparent = await repacked(file, 'webm', same, (data, index) => (index >= first ? data : null));
      await expect(inspectVideo(transparent, 'webm')).rejects.toMatchObject({ code: 'input/video-alpha' });
    }
    // As recorders of browsers call all that they write.
    const called = await repacked(file, 'webm', same, () => null);
    const { input, video } = await openVideo(called);
    expect(await video.canBeTransparent()).toBe(true);
    input.dispose();
    expect(await ending(called, 'webm')).toBe(`released ${String(FRAMES)}`);
  }, TIMEOUT_MS);
});

describe('a video with pictures that are never shown', () => {
  // Bit of the first byte of a packet of VP8. @see RFC 6386, 9.1
  const SHOW_FRAME = 0x10;
  /** Of the clip, one in each half second and one right before a key frame. */
  const HIDDEN = [3, 11, 20];
  const hide = (data: Uint8Array, index: number): Uint8Array => (HIDDEN.includes(index) ? data.map((byte, at) => (at === 0 ? byte & ~SHOW_FRAME : byte)) : data);
  const shades = (): Promise<File> => clip({
    format: 'webm', codec: 'vp8', width: 160, height: 112, times: steady(FRAMES, 25),
    draw: (context, index) => {
      context.fillStyle = `rgb(${String(index * 10)} 128 ${String(255 - index * 10)})`;
      context.fillRect(0, 0, 160, 112);
    },
  });

  it('lists, masks and writes those that are, each at its own time', async () => {
    const file = await repacked(await shades(), 'webm', hide);
    const listed = steady(FRAMES, 25).filter((_, index) => !HIDDEN.includes(index));
    const { input, frames } = await openVideo(file);
    input.dispose();
    expect(frames.map(({ timestamp }) => timestamp)).toEqual(listed.map((time) => expect.closeTo(time, 3) as number));
    const { bytes } = await released(file, 'webm', [still(listed.length, MASKED.left, MASKED.top, MASKED.width, MASKED.height)]);
    const shown = await shownFrames(bytes);
    expect(shown.map(({ timestamp }) => timestamp)).toEqual(listed.map((time) => expect.closeTo(time, 3) as number));
    for (const { timestamp, picture } of shown) {
      const index = Math.round(timestamp * 25);
      expect(farthestFrom(picture, { left: 120, top: 8, width: 16, height: 16 }, [index * 10, 128, 255 - index * 10])).toBeLessThanOrEqual(CODEC_LOSS / 2);
      expect(farthestFrom(picture, MASKED, [r, g, b])).toBeLessThanOrEqual(CODEC_LOSS);
    }
  }, TIMEOUT_MS);

  it('is read from anywhere', async () => {
    const file = await repacked(await shades(), 'webm', hide);
    const reader = new VideoFrames(file);
    for (const index of [0, 16, 2, 3, 9, 20, 10]) {
      const { data } = await reader.read(index);
      const stored = steady(FRAMES, 25).map((_, at) => at).filter((at) => !HIDDEN.includes(at))[index]!;
      expect(Math.abs(data[0]! - stored * 10)).toBeLessThan(5);
    }
    await reader.close();
  }, TIMEOUT_MS);
});

describe('an encoder that fails in the middle', () => {
  const failing = async (failure: Failure, after: number): ReturnType<typeof failingExport> => failingExport(await good('mp4', 'avc'), FRAMES, failure, after);

  it('ends the export with a reason, and leaves no file', async () => {
    for (const failure of ['throws', 'reports'] as const) {
      // After more than a codec is tried with.
      for (const after of [8, FRAMES - 1]) expect(await failing(failure, after)).toEqual({ outcome: 'export/encode', encoded: after + 1, left: [] });
    }
    expect(await failing('canvas', 0)).toMatchObject({ outcome: expect.stringContaining('out of memory') as string, left: [] });
    expect(await failing('never', 0)).toEqual({ outcome: 'released', encoded: FRAMES, left: ['job'] });
  }, TIMEOUT_MS);
});
