import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../src/core/errors.ts';
import { DEFAULT_POLICY, type SoundChoice } from '../../src/core/policy/policy.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { copiedSound } from '../../src/engine/video/sound-packets.ts';
import { soundPeaks } from '../../src/engine/video/sound-peaks.ts';
import { clip, steady, type ClipSound } from './clips.ts';
import { boxesOf, bytesOf, edited, fileOf } from './damaged-clips.ts';
import { exported, farthestFrom, heard, listed, packetsOf, released, shownFrames } from './exported-clip.ts';

const TIMEOUT_MS = 120_000;
const FRAMES = 50;
/** Frames before the end that players show, and seconds of sound, which ends later and within a packet. */
const SHOWN = 30;
const HEARD_S = 1.23;
const RATE = 48_000;
/** Ticks of a clip's movie and of its pictures, for a frame. */
const FRAME = 57_600 / 25;
const CODEC_LOSS = 12;
const [QUIET, LOUD] = [0.1, 0.9];

const greyOf = (frame: number): number => (frame < SHOWN ? 40 + 3 * frame : 255);

/** Two seconds whose pictures are white and whose sound is loud where they are to be hidden. */
function whole(codec: ClipSound['codec'] = 'opus'): Promise<File> {
  return clip({
    format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(FRAMES, 25),
    draw: (context, index) => {
      context.fillStyle = `rgb(${Array.from({ length: 3 }, () => String(greyOf(index))).join(' ')})`;
      context.fillRect(0, 0, 160, 112);
    },
    sound: { codec, at: (seconds) => (seconds < HEARD_S ? QUIET : LOUD) * Math.sin(seconds * 2 * Math.PI * 440) },
  });
}

/** With the list of edits of both tracks, as phones write it when they trim. */
async function trimmed(codec?: ClipSound['codec']): Promise<File> {
  const pictures = edited(await bytesOf(await whole(codec)), [[SHOWN * FRAME, 0]]);
  return edited(await bytesOf(pictures), [[HEARD_S * 57_600, 0]], 1);
}

const exportedWith = (file: File, sound: SoundChoice): ReturnType<typeof exported> => exported(file, 'mp4', [], { ...DEFAULT_POLICY, audio: { sound } });

async function durations(edits: Parameters<typeof edited>[1]): Promise<readonly number[]> {
  const { sequence } = await inspectVideo(edited(await bytesOf(await whole()), edits), 'mp4');
  return sequence.kind === 'video' ? sequence.durations.map(Math.round) : [];
}

const loudest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe('a video whose list of edits hides its end', () => {
  it('has the frames that are shown, the last of them up to the end', async () => {
    expect(await durations([[SHOWN * FRAME, 0]])).toEqual(Array.from({ length: SHOWN }, () => 40));
    // A frame that would be shown for less than durations are rounded by is hidden; one that is cut short is not.
    expect(await durations([[SHOWN * FRAME + 40, 0]])).toHaveLength(SHOWN);
    expect(await durations([[SHOWN * FRAME + FRAME / 4, 0]])).toEqual([...Array.from({ length: SHOWN }, () => 40), 10]);
    expect(await durations([[5 * FRAME, -1], [SHOWN * FRAME, 0]])).toHaveLength(SHOWN);
    // The start as well.
    expect(await durations([[6 * FRAME, 4 * FRAME]])).toEqual(Array.from({ length: 6 }, () => 40));
  }, TIMEOUT_MS);

  it('is let out with these frames at their times, and nothing of the rest', async () => {
    for (const [edit, first, count] of [[[SHOWN * FRAME, 0], 0, SHOWN], [[20 * FRAME, 8 * FRAME], 8, 20]] as const) {
      const { bytes } = await released(edited(await bytesOf(await whole()), [edit]), 'mp4', []);
      const { timesUs, endUs } = await listed(bytes);
      expect(timesUs).toEqual(Array.from({ length: count }, (_, index) => index * 40_000));
      expect(endUs).toBe(count * 40_000);
      const frames = await shownFrames(bytes);
      expect(frames).toHaveLength(count);
      for (const [index, { picture }] of frames.entries()) {
        const grey = greyOf(first + index);
        expect(farthestFrom(picture, { left: 0, top: 0, width: 160, height: 112 }, [grey, grey, grey])).toBeLessThanOrEqual(CODEC_LOSS);
      }
    }
  }, TIMEOUT_MS);

  it('keeps the packets of sound that begin before it', async () => {
    const file = await trimmed();
    const stored = await packetsOf(file);
    const wanted = stored.filter(({ at }) => at < HEARD_S);
    expect(stored.length - wanted.length).toBeGreaterThan(20);
    const outcome = await exportedWith(file, 'keep');
    if (outcome.status !== 'released') throw new Error(outcome.reason);
    const kept = await packetsOf(outcome.bytes);
    expect(kept.map(({ data }) => data)).toEqual(wanted.map(({ data }) => data));
    expect(kept.map(({ at }) => Math.round(at * 1e5))).toEqual(wanted.map(({ at }) => Math.round(at * 1e5)));
  }, TIMEOUT_MS);

  it('keeps uncompressed sound to the sample, wherever its packets end', async () => {
    const file = await trimmed('pcm-s16');
    const { input, audio } = await openVideo(file);
    let bytes = 0;
    for await (const size of copiedSound(audio!)) bytes += size;
    input.dispose();
    expect(bytes).toBe(2 * HEARD_S * RATE);
    const outcome = await exportedWith(file, 'keep');
    if (outcome.status !== 'released') throw new Error(outcome.reason);
    const join = (packets: readonly { readonly data: Uint8Array }[]): number[] => packets.flatMap(({ data }) => [...data]);
    expect(join(await packetsOf(outcome.bytes))).toEqual(join(await packetsOf(file)).slice(0, bytes));
  }, TIMEOUT_MS);

  it('has its sound decoded, changed and drawn up to the sample', async () => {
    for (const codec of ['opus', 'pcm-s16'] as const) {
      const file = await trimmed(codec);
      const sound = await heard(file);
      expect(sound).toHaveLength(HEARD_S * RATE);
      // Opus spreads a little of what follows.
      expect(loudest(sound.subarray(0, sound.length - 480))).toBeLessThan(0.2);
      const { seconds, peaks } = (await soundPeaks(file, 10))!;
      expect(seconds).toBeCloseTo(HEARD_S, 6);
      expect(loudest(peaks.subarray(0, 9))).toBeLessThan(0.2);
      expect(peaks[9]).toBeGreaterThan(0.05);
      const outcome = await exportedWith(file, 'voice');
      if (outcome.status !== 'released') throw new Error(outcome.reason);
      const changed = new File([outcome.bytes], 'output');
      // Encoders work in frames.
      expect(Math.abs((await heard(changed)).length / RATE - HEARD_S)).toBeLessThan(0.03);
      expect(loudest(await heard(changed))).toBeLessThan(0.5);
    }
  }, TIMEOUT_MS);

  it('is refused where something before the end is not in the file, and only there', async () => {
    const bytes = await bytesOf(await trimmed('pcm-s16'));
    const table = boxesOf(bytes, 'stco')[1]!;
    const chunks = (table.end - table.start - 8) / 4;
    expect(chunks).toBeGreaterThanOrEqual(4);
    for (const [chunk, ends] of [[1, ['input/corrupt', 'input/corrupt']], [chunks - 1, ['released', 'released']]] as const) {
      const damaged = bytes.slice();
      new DataView(damaged.buffer).setUint32(table.start + 8 + 4 * chunk, 0x7fffffff);
      const found: string[] = [];
      for (const sound of ['keep', 'voice'] as const) {
        found.push(await exportedWith(fileOf(damaged), sound).then(({ status }) => status, (error: unknown) => (error instanceof AnonymizerError ? error.code : String(error))));
      }
      expect(found).toEqual(ends);
    }
  }, TIMEOUT_MS);
});
