import { ALL_FORMATS, AudioSample, AudioSampleSink, AudioSampleSource, BlobSource, BufferTarget, CanvasSource, EncodedPacketSink, Input, Mp4OutputFormat, Output, Quality, type AudioCodec } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { TimeSpan } from '../../src/core/audio/time-span.ts';
import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { DEFAULT_POLICY, type Policy, type SoundChoice } from '../../src/core/policy/policy.ts';
import { exportVideo } from '../../src/engine/export/video.ts';
import { Stopwatch } from '../../src/engine/stopwatch.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { checkSound } from '../../src/engine/video/sound-check.ts';
import { soundPeaks } from '../../src/engine/video/sound-peaks.ts';
import { chooseSoundEncoding } from '../../src/engine/video/sound-settings.ts';

const TIMEOUT_MS = 120_000;

/** A sound by its channels and the time of its first sample. */
interface Part {
  readonly at: number;
  readonly planes: readonly Float32Array[];
}

/** A grey clip with two pictures a second and a sound. */
async function clipWith(seconds: number, rate: number, parts: readonly Part[], codec: AudioCodec = 'pcm-s16'): Promise<File> {
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')!.fillRect(0, 0, 32, 48);
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const frames = new CanvasSource(canvas, { codec: 'avc', quality: new Quality('medium') });
  const sound = new AudioSampleSource({ codec, ...(codec.startsWith('pcm') ? {} : { quality: new Quality('high') }) });
  output.addVideoTrack(frames);
  output.addAudioTrack(sound);
  await output.start();
  for (let at = 0; at < seconds * 2; at += 1) await frames.add(at / 2, 0.5);
  for (const { at, planes } of parts) {
    const data = new Float32Array(planes.length * planes[0]!.length);
    planes.forEach((plane, index) => { data.set(plane, index * plane.length); });
    const sample = new AudioSample({ data, format: 'f32-planar', numberOfChannels: planes.length, sampleRate: rate, timestamp: at });
    await sound.add(sample);
    sample.close();
  }
  await output.finalize();
  return new File([target.buffer!], 'clip', { type: 'video/mp4' });
}

/** Short clicks in silence, at times in seconds. */
function clicks(seconds: number, rate: number, times: readonly number[]): Float32Array {
  const sound = new Float32Array(Math.round(seconds * rate));
  for (const time of times) {
    const middle = Math.round(time * rate);
    for (let off = -Math.round(rate / 200); off <= rate / 200; off += 1) if (middle + off >= 0 && middle + off < sound.length) sound[middle + off] = 0.6 * Math.exp(-(((off / rate) * 1000) ** 2)) * Math.cos((off / rate) * 2 * Math.PI * 1500);
  }
  return sound;
}

function tone(seconds: number, rate: number, pitch: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, at) => 0.3 * Math.sin((at / rate) * 2 * Math.PI * pitch));
}

async function exported(file: File, sound: SoundChoice, muted?: readonly TimeSpan[]) {
  const kinds = Object.fromEntries(Object.entries(DEFAULT_POLICY.kinds).map(([kind, rule]) => [kind, { ...rule, enabled: false }])) as unknown as Policy['kinds'];
  const policy: Policy = { ...DEFAULT_POLICY, kinds, audio: { sound } };
  const inspection = await inspectVideo(file, 'mp4');
  const search = { detectors: [], kinds: [] } as unknown as Parameters<typeof exportVideo>[1]['search'];
  const request = { decisions: [], policy, search, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED, ...(muted === undefined ? {} : { muted }) };
  const outcome = await exportVideo({ file, inspection, output: null }, request, [], new Stopwatch(() => undefined));
  if (outcome.status !== 'released') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** The whole sound of a file, from 0 on, as this browser plays it; `null` without any. */
async function heard(file: Blob) {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (track === null) return null;
  let rate = 1;
  const planes: number[][] = [];
  for await (const sample of new AudioSampleSink(track).samples()) {
    rate = sample.sampleRate;
    for (let channel = 0; channel < sample.numberOfChannels; channel += 1) {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex: channel, format: 'f32-planar' });
      const list = (planes[channel] ??= []);
      const start = Math.round(sample.timestamp * rate);
      plane.forEach((value, index) => { if (start + index >= 0) list[start + index] = value; });
    }
    sample.close();
  }
  const packets: number[] = [];
  for await (const { timestamp } of new EncodedPacketSink(track).packets()) packets.push(timestamp);
  const loudest = (from: number, to: number, channel = 0): number => planes[channel]!.slice(Math.round(from * rate), Math.round(to * rate)).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  /** Where the loudest sample of a part is, in seconds. */
  const peakAt = (from: number, to: number): number => {
    const most = loudest(from, to);
    return planes[0]!.findIndex((value, at) => at >= from * rate && Math.abs(value) === most) / rate;
  };
  const description = (await track.getDecoderConfig())?.description;
  const head = description === undefined ? new Uint8Array() : new Uint8Array(ArrayBuffer.isView(description) ? description.buffer.slice(description.byteOffset, description.byteOffset + description.byteLength) : description);
  return { head, rate, channels: planes.length, codec: await track.getCodec(), packets, seconds: planes[0]!.length / rate, loudest, peakAt };
}

describe('sound with muted parts', () => {
  it('is silent in them, and the same elsewhere, to the sample', async () => {
    for (const rate of [48_000, 44_100, 22_050]) {
      const times = [0.1, 0.9, 2.2, 3.7];
      const left = clicks(4, rate, times);
      const right = tone(4, rate, 440);
      const file = await clipWith(4, rate, [{ at: 0, planes: [left, right] }]);
      const { bytes, record } = await exported(file, 'keep', [{ from: 0.85, to: 2 }, { from: 3, to: 3.25 }]);
      const sound = (await heard(bytes))!;
      expect(['aac', 'opus']).toContain(sound.codec);
      expect(record).toMatchObject({ sound: 'kept', mutedSeconds: 1.4, mutedParts: 2, soundStored: { codec: sound.codec, packets: 'anew' } });
      expect(sound.channels).toBe(2);
      expect(sound.packets[0]).toBe(0);
      // Nothing that some players would skip and others not.
      if (sound.codec === 'opus') expect([...sound.head.subarray(10, 12)]).toEqual([0, 0]);
      expect(Math.abs(sound.seconds - 4)).toBeLessThan(0.03);
      for (const [from, to] of [[0.88, 1.97], [3.03, 3.22]] as const) expect(Math.max(sound.loudest(from, to), sound.loudest(from, to, 1))).toBeLessThan(1e-4);
      for (const [from, to] of [[0.05, 0.84], [2.01, 2.99], [3.26, 3.99]] as const) expect(sound.loudest(from, to, 1)).toBeGreaterThan(0.25);
      for (const time of [0.1, 2.2, 3.7]) expect(Math.abs(sound.peakAt(time - 0.04, time + 0.04) - time)).toBeLessThan(1.1 / rate);
    }
  }, TIMEOUT_MS);

  it('stays in time over minutes, and over gaps and a late start of the source', async () => {
    const [rate, seconds] = [44_100, 300];
    const times = Array.from({ length: 30 }, (_, index) => index * 10 + 5);
    const all = clicks(seconds, rate, times);
    // Without what lies between seconds 0 and 1.5, and between 101 and 103.25.
    const parts = [[1.5, 101], [103.25, seconds]].map(([from = 0, to = 0]) => ({ at: from, planes: [all.subarray(from * rate, to * rate)] }));
    const { bytes } = await exported(await clipWith(seconds, rate, parts), 'keep', [{ from: 50, to: 51 }]);
    const sound = (await heard(bytes))!;
    expect(sound.packets[0]).toBe(0);
    for (const time of times) expect(Math.abs(sound.peakAt(time - 0.05, time + 0.05) - time)).toBeLessThan(0.0005);
    expect(Math.abs(sound.seconds - seconds)).toBeLessThan(0.03);
  }, TIMEOUT_MS);

  it('has six channels mixed into two where the encoder takes no more', async () => {
    const rate = 48_000;
    const silent = new Float32Array(2 * rate);
    const file = await clipWith(2, rate, [{ at: 0, planes: [silent, silent, tone(2, rate, 300), silent, silent, silent] }]);
    const sound = (await heard((await exported(file, 'keep', [{ from: 0.5, to: 1 }])).bytes))!;
    expect(sound.channels === 2 || sound.channels === 6).toBe(true);
    const middle = sound.channels === 2 ? 0 : 2;
    expect(sound.loudest(0.6, 0.9, middle)).toBeLessThan(1e-4);
    expect(sound.loudest(1.2, 1.8, middle)).toBeGreaterThan(0.05);
  }, TIMEOUT_MS);

  it('is let out where its source has an offset, which encoders let swing back', async () => {
    const rate = 48_000;
    const file = await clipWith(3, rate, [{ at: 0, planes: [tone(3, rate, 440).map((value) => value + 0.3)] }]);
    expect((await exported(file, 'keep', [{ from: 1, to: 2 }])).record.mutedSeconds).toBe(1);
  }, TIMEOUT_MS);

  it('is held back where a muted part is not silent, or the sound has another length', async () => {
    const file = await clipWith(3, 48_000, [{ at: 0, planes: [clicks(3, 48_000, [1.5])] }], 'opus');
    expect(await checkSound(file, [{ from: 0.2, to: 1 }], 3)).toEqual([]);
    expect(await checkSound(file, [{ from: 0.2, to: 1 }, { from: 1.2, to: 2 }], 3)).toMatchObject([{ name: 'sound in a muted part' }]);
    expect(await checkSound(file, [], 2.5)).toMatchObject([{ name: 'length of the sound' }]);
  }, TIMEOUT_MS);

  it('is none where the sound is dropped', async () => {
    const file = await clipWith(2, 48_000, [{ at: 0, planes: [tone(2, 48_000, 300)] }]);
    const { bytes, record } = await exported(file, 'drop', [{ from: 0.5, to: 1 }]);
    expect(record.sound).toBe('dropped');
    expect(record.mutedSeconds).toBeUndefined();
    expect(record.mutedParts).toBeUndefined();
    expect(record.soundStored).toBeUndefined();
    expect(await heard(bytes)).toBeNull();
  }, TIMEOUT_MS);

  it('is recorded as the packets of the source only where nothing is done to it', async () => {
    const file = await clipWith(2, 48_000, [{ at: 0, planes: [tone(2, 48_000, 300)] }], 'opus');
    const { record } = await exported(file, 'keep');
    expect(record).toMatchObject({ sound: 'kept', soundStored: { codec: 'opus', packets: 'source' } });
    const behind = (await exported(file, 'keep', [{ from: 50, to: 60 }])).record;
    expect(behind.mutedParts).toBeUndefined();
    expect(behind.soundStored).toEqual({ codec: 'opus', packets: 'anew' });
  }, TIMEOUT_MS);

  it('is refused where the parts are no parts', async () => {
    const file = await clipWith(2, 48_000, [{ at: 0, planes: [tone(2, 48_000, 300)] }]);
    for (const muted of [[{ from: 1, to: 0.5 }], [{ from: -1, to: 1 }], [{ from: 1, to: 2 }, { from: 0, to: 0.5 }], [{ from: Number.NaN, to: 1 }]]) {
      await expect(exported(file, 'keep', muted)).rejects.toMatchObject({ code: 'plan/invalid' });
    }
  }, TIMEOUT_MS);
});

describe('changed voices', () => {
  it('are one channel, in time, as loud, and not what they were', async () => {
    const rate = 44_100;
    const bursts = new Float32Array(4 * rate);
    for (const from of [1, 2.5]) bursts.set(tone(0.5, rate, 331), from * rate);
    const { bytes, record } = await exported(await clipWith(4, rate, [{ at: 0, planes: [bursts, bursts] }]), 'voice', [{ from: 2.75, to: 4 }]);
    expect(record).toMatchObject({ sound: 'voices-changed', mutedSeconds: 1.25, mutedParts: 1, soundStored: { packets: 'anew' } });
    const sound = (await heard(bytes))!;
    expect(sound.channels).toBe(1);
    expect(sound.loudest(1.1, 1.4)).toBeGreaterThan(0.1);
    expect(sound.loudest(2.55, 2.7)).toBeGreaterThan(0.1);
    for (const [from, to] of [[0, 0.93], [1.57, 2.43], [2.8, 4]] as const) expect(sound.loudest(from, to)).toBeLessThan(1e-3);
  }, TIMEOUT_MS);
});

describe('encoders of sound', () => {
  it('are chosen with the delay that they really have', async () => {
    const video = await openVideo(await clipWith(1, 48_000, [{ at: 0, planes: [tone(1, 48_000, 300)] }]));
    const encoding = await chooseSoundEncoding('webm', { ...video.audio!, changesVoices: false, muted: [] });
    video.input.dispose();
    expect(encoding).toMatchObject({ codec: 'opus', rate: 48_000, channels: 1 });
    expect(encoding!.delaySeconds).toBeGreaterThan(0.002);
    expect(encoding!.delaySeconds).toBeLessThan(0.1);
  }, TIMEOUT_MS);
});

describe('peaks of a sound', () => {
  it('show where it is loud', async () => {
    const file = await clipWith(4, 48_000, [{ at: 0, planes: [tone(1, 48_000, 300)] }, { at: 3, planes: [tone(1, 48_000, 300)] }]);
    const found = (await soundPeaks(file, 8))!;
    expect(found.seconds).toBeCloseTo(4, 2);
    expect([...found.peaks].map((peak) => Math.round(peak * 10))).toEqual([3, 3, 0, 0, 0, 0, 3, 3]);
  }, TIMEOUT_MS);

  it('stop where they are given up', async () => {
    const file = await clipWith(1, 48_000, [{ at: 0, planes: [tone(1, 48_000, 300)] }]);
    await expect(soundPeaks(file, 8, AbortSignal.abort())).rejects.toMatchObject({ code: 'engine/cancelled' });
  }, TIMEOUT_MS);
});
