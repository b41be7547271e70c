import { AudioSample } from 'mediabunny';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AnonymizerError } from '../../src/core/errors.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { checkSound } from '../../src/engine/video/sound-check.ts';
import { soundPeaks } from '../../src/engine/video/sound-peaks.ts';
import { chooseSoundEncoding } from '../../src/engine/video/sound-settings.ts';
import { clip, steady } from './clips.ts';
import { boxAt, bytesOf, fileOf } from './damaged-clips.ts';
import { exported } from './exported-clip.ts';

const TIMEOUT_MS = 120_000;

const native = { AudioDecoder, AudioEncoder };

afterEach(() => {
  Object.assign(globalThis, native);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Three seconds of a tone beside grey pictures. */
function good(): Promise<File> {
  return clip({ format: 'mp4', codec: 'avc', width: 64, height: 48, times: steady(30, 10), draw: () => undefined, sound: true });
}

/** How an export ends whose sound is kept, changed or dropped. */
async function endings(file: File): Promise<readonly string[]> {
  const ends: string[] = [];
  for (const sound of ['keep', 'voice', 'drop'] as const satisfies readonly Policy['audio']['sound'][]) {
    const end = await exported(file, 'mp4', [], { ...DEFAULT_POLICY, audio: { sound } }).then(({ status }) => status, (error: unknown) => (error instanceof AnonymizerError ? error.code : String(error)));
    ends.push(end);
  }
  return ends;
}

describe('a sound of which some is not in the file', () => {
  it('is let out where all of it is', async () => {
    expect(await endings(await good())).toEqual(['released', 'released', 'released']);
  }, TIMEOUT_MS);

  it('is refused where its end is cut off and no box says how long it was', async () => {
    const bytes = await bytesOf(await good());
    new DataView(bytes.buffer).setUint32(boxAt(bytes, 'mdat').start - 8, 0);
    expect(await endings(fileOf(bytes.slice(0, -100)))).toEqual(['input/corrupt', 'input/corrupt', 'released']);
  }, TIMEOUT_MS);

  it('is refused where a part in its middle lies behind the end', async () => {
    const bytes = await bytesOf(await good());
    const behind = bytes.subarray(boxAt(bytes, 'stco').end);
    const { start, end } = boxAt(behind, 'stco');
    expect(end - start).toBeGreaterThanOrEqual(8 + 4 * 3);
    new DataView(behind.buffer, behind.byteOffset).setUint32(start + 8 + 4, 0x7fffffff);
    expect(await endings(fileOf(bytes))).toEqual(['input/corrupt', 'input/corrupt', 'released']);
  }, TIMEOUT_MS);
});

describe('a codec of sound that never answers', () => {
  /** Makes a codec take what it is given and give nothing. */
  function silenceCodec(name: 'AudioDecoder' | 'AudioEncoder'): void {
    Object.assign(globalThis, {
      [name]: new Proxy(native[name], {
        construct: (made, args) => Object.assign(Reflect.construct(made, args), { encode: () => undefined, decode: () => undefined, flush: () => new Promise(() => undefined) }) as object,
      }),
    });
  }

  /** What comes of work within so many seconds of which the clock only tells. */
  async function after(seconds: number, work: () => Promise<unknown>): Promise<unknown> {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let end: unknown = 'still waiting';
    void work().then((value) => { end = value; }, (error: unknown) => { end = (error as { code?: string }).code; });
    for (let at = 0; at < seconds && end === 'still waiting'; at += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    return end;
  }

  it('ends in a refusal while the source is decoded, and while the output is listened to', async () => {
    const file = await good();
    const { input, audio } = await openVideo(file);
    silenceCodec('AudioDecoder');
    expect(await after(300, () => soundPeaks(file, 8))).toBe('input/sound-codec');
    expect(await after(300, async () => checkSound(file, [{ from: 1, to: 2 }], await audio!.track.computeDuration()))).toBe('input/sound-codec');
    expect(await after(300, () => chooseSoundEncoding('webm', { ...audio!, changesVoices: false, muted: [] }))).toBe('input/sound-codec');
    input.dispose();
  }, TIMEOUT_MS);

  it('is not chosen to encode with', async () => {
    const { input, audio } = await openVideo(await good());
    silenceCodec('AudioEncoder');
    expect(await after(300, () => chooseSoundEncoding('webm', { ...audio!, changesVoices: false, muted: [] }))).toBeNull();
    input.dispose();
  }, TIMEOUT_MS);
});

describe('an encoder of sound whose output can’t be read', () => {
  it('is not chosen, and leaves nothing open', async () => {
    const { input, audio } = await openVideo(await good());
    const copyTo = AudioSample.prototype.copyTo;
    const broken: AudioSample[] = [];
    // Of the source one part is read before the first trial.
    let count = 0;
    vi.spyOn(AudioSample.prototype, 'copyTo').mockImplementation(function (this: AudioSample, ...args) {
      count += 1;
      if (count === 1) {
        copyTo.apply(this, args);
        return;
      }
      broken.push(this);
      throw new Error('unreadable');
    });
    const closed = vi.spyOn(AudioSample.prototype, 'close');
    expect(await chooseSoundEncoding('webm', { ...audio!, changesVoices: false, muted: [] })).toBeNull();
    expect(broken.length).toBeGreaterThan(0);
    for (const sample of broken) expect(closed.mock.contexts).toContain(sample);
    input.dispose();
  }, TIMEOUT_MS);
});
