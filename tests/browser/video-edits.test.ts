import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type SoundChoice } from '../../src/core/policy/policy.ts';
import { estimateVideo } from '../../src/engine/export/estimate-video.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { soundPeaks } from '../../src/engine/video/sound-peaks.ts';
import { VideoFrames } from '../../src/engine/video/video-frames.ts';
import { clip, steady, type ClipSound } from './clips.ts';
import { bytesOf, edited } from './damaged-clips.ts';
import { exported, farthestFrom, heard, listed, packetsOf, released, shownFrames, still } from './exported-clip.ts';

const TIMEOUT_MS = 180_000;
const FRAMES = 75;
const RATE = 48_000;
/** Ticks of a clip's movie and of its pictures, for a frame; and of its movie for a second. */
const FRAME = 57_600 / 25;
const SECOND = 57_600;
const CODEC_LOSS = 12;
const WHOLE = { left: 0, top: 0, width: 160, height: 112 } as const;

/** What is shown of a clip: frames of its three seconds, none of which but the first are decoded by themselves. */
const SHOWN = [{ first: 0, count: 20 }, { first: 33, count: 12 }, { first: 58, count: 14 }] as const;
const PLACES = SHOWN.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));
/** What is heard of its sound, in seconds: as long, but for a few samples. */
const HEARD = [{ from: 0, to: 0.8 }, { from: 1.3201, to: 1.8001 }, { from: 2.3202, to: 2.8802 }] as const;
const SECONDS = 1.84;
/** How loud each part is, and what is hidden. */
const LEVELS = [0.1, 0.2, 0.3] as const;
const LOUD = 0.9;

const isShown = (frame: number): boolean => PLACES.includes(frame);
const greyOf = (frame: number): number => (isShown(frame) ? 30 + 2 * frame : 255);
const levelAt = (seconds: number): number => LEVELS[HEARD.findIndex(({ from, to }) => seconds >= from - 1e-6 && seconds < to - 1e-6)] ?? LOUD;

/** Pictures are white and sound is loud where they are hidden. */
async function cut(codec: ClipSound['codec'], at: ClipSound['at']): Promise<File> {
  const whole = await clip({
    format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(FRAMES, 25),
    draw: (context, index) => {
      context.fillStyle = `rgb(${Array.from({ length: 3 }, () => String(greyOf(index))).join(' ')})`;
      context.fillRect(0, 0, 160, 112);
    },
    sound: { codec, at },
  });
  const pictures = edited(await bytesOf(whole), SHOWN.map(({ first, count }) => [count * FRAME, first * FRAME]));
  return edited(await bytesOf(pictures), HEARD.map(({ from, to }) => [Math.round((to - from) * SECOND), Math.round(from * RATE)]), 1);
}

const constant = (): Promise<File> => cut('pcm-s16', levelAt);
const tone = (): Promise<File> => cut('opus', (seconds) => levelAt(seconds) * Math.sin(seconds * 2 * Math.PI * 440));
const exportedWith = (file: File, sound: SoundChoice): ReturnType<typeof exported> => exported(file, 'mp4', [], { ...DEFAULT_POLICY, audio: { sound } });
const loudest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Samples of each level, one after another, where the changes are sharp. */
function levels(values: Float32Array): readonly (readonly [level: number, samples: number])[] {
  const found: [number, number][] = [];
  for (const value of values) {
    const level = Math.round(value * 10) / 10;
    const last = found.at(-1);
    if (last?.[0] === level) last[1] += 1;
    else found.push([level, 1]);
  }
  return found;
}

const EXPECTED_LEVELS = LEVELS.map((level, index) => [level, Math.round((HEARD[index]!.to - HEARD[index]!.from) * RATE)]);

describe('a video whose list of edits cuts parts out', () => {
  it('has the frames that are shown, one after another', async () => {
    const { sequence } = await inspectVideo(await tone(), 'mp4');
    expect(sequence.kind === 'video' ? sequence.durations.map((duration) => Math.round(duration * 100) / 100) : []).toEqual(PLACES.map(() => 40));
  }, TIMEOUT_MS);

  it('is read frame by frame in any order', async () => {
    const frames = new VideoFrames(await tone());
    for (const index of [0, 1, 19, 20, 21, 45, 32, 31, 5, 33, 18, 22]) {
      const { data } = await frames.read(index);
      expect(Math.abs(data[0]! - greyOf(PLACES[index]!))).toBeLessThanOrEqual(CODEC_LOSS);
    }
    await frames.close();
  }, TIMEOUT_MS);

  it('is let out with these frames at their times, masked, and nothing of the rest', async () => {
    const { bytes } = await released(await tone(), 'mp4', [still(PLACES.length, 32, 32, 48, 32)]);
    const { timesUs, endUs } = await listed(bytes);
    expect(timesUs).toEqual(PLACES.map((_, index) => index * 40_000));
    expect(endUs).toBe(PLACES.length * 40_000);
    const frames = await shownFrames(bytes);
    expect(frames).toHaveLength(PLACES.length);
    for (const [index, { picture }] of frames.entries()) {
      const grey = greyOf(PLACES[index]!);
      expect(farthestFrom(picture, { ...WHOLE, left: 112, width: 48 }, [grey, grey, grey])).toBeLessThanOrEqual(CODEC_LOSS);
      expect(farthestFrom(picture, { left: 40, top: 40, width: 32, height: 16 }, [24, 26, 28])).toBeLessThanOrEqual(CODEC_LOSS);
    }
  }, TIMEOUT_MS);

  it('keeps a pause as a longer frame, with silence', async () => {
    const whole = await clip({ format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(FRAMES, 25), draw: () => undefined, sound: { codec: 'pcm-s16', at: () => 0.5 } });
    const paused = (ticks: number): readonly (readonly [number, number])[] => [[10 * FRAME, 0], [5 * FRAME, -1], [10 * FRAME, (10 * SECOND) / 25 / (SECOND / ticks)]];
    const file = edited(await bytesOf(edited(await bytesOf(whole), paused(SECOND))), paused(RATE), 1);
    const { sequence } = await inspectVideo(file, 'mp4');
    expect(sequence.kind === 'video' ? sequence.durations.map(Math.round) : []).toEqual(Array.from({ length: 20 }, (_, index) => (index === 9 ? 240 : 40)));
    expect(levels(await heard(file))).toEqual([[0.5, 0.4 * RATE], [0, 0.2 * RATE], [0.5, 0.4 * RATE]]);
    const { bytes } = await released(file, 'mp4', []);
    expect((await listed(bytes)).timesUs).toEqual(Array.from({ length: 20 }, (_, index) => (index + (index > 9 ? 5 : 0)) * 40_000));
  }, TIMEOUT_MS);

  it('keeps uncompressed sound to the sample', async () => {
    const file = await constant();
    expect(levels(await heard(file))).toEqual(EXPECTED_LEVELS);
    const outcome = await exportedWith(file, 'keep');
    if (outcome.status !== 'released') throw new Error(outcome.reason);
    expect(levels(await heard(new File([outcome.bytes], 'output')))).toEqual(EXPECTED_LEVELS);
  }, TIMEOUT_MS);

  it('keeps whole packets of other sound at their times, and none that begins where it is hidden', async () => {
    const file = await tone();
    const stored = await packetsOf(file);
    const outcome = await exportedWith(file, 'keep');
    if (outcome.status !== 'released') throw new Error(outcome.reason);
    const kept = await packetsOf(outcome.bytes);
    let [end, index] = [0, 0];
    for (const { at, data } of kept) {
      while (stored[index]!.data.length !== data.length || stored[index]!.data.some((byte, place) => byte !== data[place])) index += 1;
      const part = HEARD.findIndex(({ from, to }) => stored[index]!.at >= from - 1e-4 && stored[index]!.at < to);
      expect(part).toBeGreaterThanOrEqual(0);
      const before = HEARD.slice(0, part).reduce((sum, { from, to }) => sum + to - from, 0);
      expect(Math.abs(at - (before + stored[index]!.at - HEARD[part]!.from))).toBeLessThan(1e-3);
      // Packets of Opus are as long as 20 ms here.
      expect(Math.abs(at - end)).toBeLessThan(0.0201);
      end = at + 0.02;
      index += 1;
    }
    expect(Math.abs(end - SECONDS)).toBeLessThan(0.04);
  }, TIMEOUT_MS);

  it('has its sound decoded, changed and drawn without what is hidden', async () => {
    const file = await tone();
    const sound = await heard(file);
    expect(sound).toHaveLength(Math.round(SECONDS * RATE));
    // Opus spreads a little of what is hidden.
    for (const [index, level] of LEVELS.entries()) {
      const from = HEARD.slice(0, index).reduce((sum, part) => sum + part.to - part.from, 0);
      const to = from + HEARD[index]!.to - HEARD[index]!.from;
      expect(loudest(sound.subarray(Math.round((from + 0.02) * RATE), Math.round((to - 0.02) * RATE)))).toBeCloseTo(level, 1);
    }
    const { seconds, peaks } = (await soundPeaks(file, 46))!;
    expect(seconds).toBeCloseTo(SECONDS, 3);
    expect([peaks[5], peaks[25], peaks[40]].map((peak) => Math.round((peak ?? 0) * 10) / 10)).toEqual(LEVELS);
    const outcome = await exportedWith(file, 'voice');
    if (outcome.status !== 'released') throw new Error(outcome.reason);
    const changed = await heard(new File([outcome.bytes], 'output'));
    expect(Math.abs(changed.length / RATE - SECONDS)).toBeLessThan(0.03);
    expect(loudest(changed)).toBeLessThan(0.7);
  }, TIMEOUT_MS);

  it('has its size estimated', async () => {
    const file = await tone();
    const inspection = await inspectVideo(file, 'mp4');
    const estimate = await estimateVideo({ file, inspection }, { format: 'mp4', quality: 'medium', sound: 'keep', mutes: false }, () => Promise.resolve(true));
    const outcome = await exportedWith(file, 'keep');
    if (outcome.status !== 'released') throw new Error(outcome.reason);
    expect(Math.abs(Math.log2(estimate / outcome.bytes.size))).toBeLessThan(1);
  }, TIMEOUT_MS);

  it('is refused where parts come twice, in another order or at another pace', async () => {
    const bytes = await bytesOf(await clip({ format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(FRAMES, 25), draw: () => undefined, sound: true }));
    for (const number of [0, 1]) {
      const ticks = number === 0 ? SECOND : RATE;
      const twice = edited(bytes, [[SECOND, 0], [SECOND, 0]], number);
      const turned = edited(bytes, [[SECOND, ticks], [SECOND, 0]], number);
      for (const file of [twice, turned]) await expect(inspectVideo(file, 'mp4')).rejects.toMatchObject({ code: 'input/video-edits' });
    }
  }, TIMEOUT_MS);
});
