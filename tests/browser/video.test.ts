import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import { describe, expect, it, vi } from 'vitest';
import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { decideByPolicy } from '../../src/core/review/decide-by-policy.ts';
import { boxAt } from '../../src/core/track/path.ts';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { clip, joined, steady } from './clips.ts';
import { exactClip, type ExactClip } from './exact-clip.ts';
import { farthestFrom, listed, released, shownFrames, still } from './exported-clip.ts';
import { CODEC_LOSS, expectMasked, inner, moving, SOLID } from './masked-clip.ts';

const TIMEOUT_MS = 120_000;

const keep: Policy = { ...DEFAULT_POLICY, audio: { sound: 'keep' } };

async function facesMoving(count: number): Promise<File> {
  const bitmap = await createImageBitmap(await (await fetch('/samples/on-the-stairs.jpg')).blob());
  return clip({
    format: 'mp4', codec: 'avc', width: 640, height: 360, times: steady(count, 25), sound: true,
    draw: (context, index) => context.drawImage(bitmap, 300 + index * 6, 100, 960, 540, 0, 0, 640, 360),
  });
}

describe('a video', () => {
  it('is searched, masked, encoded anew with its times and its sound, and checked', async () => {
    const engine = new EngineClient({ idleMs: 600_000 });
    const file = await facesMoving(10);
    const job = { id: 'v1', file };
    const found = await engine.detect(job, keep);
    if (found.status !== 'ok') throw new Error(found.error.code);
    const { inspection, detections, search } = found.value;
    expect(inspection).toMatchObject({ format: 'mp4', size: { width: 640, height: 360 }, sequence: { kind: 'video', codec: 'avc', sound: { codec: 'opus' } } });
    const decisions = decideByPolicy(detections, keep, []).map((decision) => ({ ...decision, state: 'accepted' as const }));
    const exported = await engine.exportPicture(job, { decisions, policy: keep, search, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED });
    engine.dispose();
    if (exported.status !== 'ok') throw new Error(exported.error.code);
    const outcome = exported.value;
    if (outcome.status !== 'released') throw new Error(JSON.stringify(outcome));
    expect(outcome.record).toMatchObject({ sound: 'kept' });
    const [before, after] = [await packets(file), await packets(outcome.bytes)];
    expect(after.video).toEqual(before.video);
    expect(after.sound).toEqual(before.sound);
    const shown = await shownFrames(outcome.bytes);
    expect(shown).toHaveLength(10);
    for (const [index, { picture }] of shown.entries()) {
      const faces = decisions.flatMap((decision) => boxAt(decision, index) ?? []);
      expect(faces.length).toBeGreaterThan(0);
      // A third of a face's box lies within its ellipse, wherever its corners are.
      for (const { left, top, width, height } of faces) expect(farthestFrom(picture, inner({ left: left + width / 3, top: top + height / 3, width: width / 3, height: height / 3 }), SOLID)).toBeLessThanOrEqual(CODEC_LOSS);
    }
  }, TIMEOUT_MS);

  it('keeps its frames and their times in every container and codec', async () => {
    const times = steady(12, 25);
    for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9'], ['webm', 'vp8'], ['mp4', 'vp9'], ['mp4', 'av1']] as const) {
      await expectMasked(await clip({ format, codec, width: 160, height: 112, times, draw: moving }), format, [160, 112]);
    }
  }, TIMEOUT_MS);

  it('is masked as it is shown where its colours are of a wide range', async () => {
    await expectMasked(await exactClip({ across: 10, down: 7, times: steady(6, 25), fullRange: false, isWide: true, luma: (frame, x) => 90 + (x >> 4) * 5 + (frame % 2) }), 'mp4', [160, 112]);
  }, TIMEOUT_MS);

  it('is read where it is VP9 of no level, as browsers record it into MP4', async () => {
    const bytes = new Uint8Array(await (await clip({ format: 'mp4', codec: 'vp9', width: 160, height: 112, times: steady(8, 25), draw: moving })).arrayBuffer());
    // Behind the type, the version and the flags, and the profile.
    const level = bytes.findIndex((_, at) => String.fromCharCode(...bytes.subarray(at, at + 4)) === 'vpcC') + 9;
    expect(bytes[level]).toBeGreaterThan(0);
    bytes[level] = 0;
    expect((await VideoDecoder.isConfigSupported({ codec: 'vp09.00.00.08' })).supported).toBe(false);
    const file = new File([bytes], 'clip');
    // Before the frames of the source are looked at here, too.
    (await openVideo(file)).input.dispose();
    await expectMasked(file, 'mp4', [160, 112]);
  }, TIMEOUT_MS);

  it('keeps a rate that varies, and a start later than 0', async () => {
    const times = [0.52, 0.56, 0.563, 0.6, 0.9, 1.4, 1.433, 1.467, 1.5, 2.5];
    for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9']] as const) {
      await expectMasked(await clip({ format, codec, width: 160, height: 112, times, draw: moving }), format, [160, 112]);
    }
  }, TIMEOUT_MS);

  it('keeps times to the microsecond, whatever their ticks are', async () => {
    const inTicks = (ticks: number, at: readonly number[]): Promise<File> =>
      exactClip({ across: 10, down: 7, times: at.map((tick) => tick / ticks), ticks, fullRange: false, luma: (frame, x) => 90 + (x >> 4) * 5 + (frame % 2) });
    const configure = vi.spyOn(VideoEncoder.prototype, 'configure');
    const files = [
      await inTicks(30_000, Array.from({ length: 12 }, (_, index) => index * 1001)),
      await inTicks(90_000, [0, 2_999, 6_004, 9_001, 12_007, 90_011, 93_017]),
      await inTicks(90_000, [7, 3_001, 6_002, 9_005]),
      await inTicks(1_000_000, [0, 33_366, 66_733, 100_100]),
    ];
    for (const file of files) await expectMasked(file, 'mp4', [160, 112]);
    const milliseconds = await clip({ format: 'webm', codec: 'vp9', width: 160, height: 112, times: steady(8, 29.97), draw: moving });
    const { format } = await expectMasked(milliseconds, 'webm', [160, 112], { ...DEFAULT_POLICY, video: { ...DEFAULT_POLICY.video, format: 'mp4' } });
    expect(format).toBe('mp4');
    expect((await listed(files[1]!)).timesUs).toEqual([0, 33_322, 66_711, 100_011, 133_411, 1_000_122, 1_033_522]);
    // Of so many frames a second as there are ticks, an encoder would leave out most of each.
    expect(new Set(configure.mock.calls.map(([{ framerate }]) => framerate))).toEqual(new Set([undefined]));
  }, TIMEOUT_MS);

  it('keeps an odd size', async () => {
    for (const format of ['webm', 'mp4'] as const) {
      await expectMasked(await clip({ format, codec: 'vp9', width: 151, height: 113, times: steady(8, 25), draw: moving }), format, [151, 113]);
    }
  }, TIMEOUT_MS);

  it('is masked where its frames change their size in the middle', async () => {
    const part = (codec: 'vp8' | 'vp9', width: number, height: number): Promise<File> => clip({ format: 'webm', codec, width, height, times: steady(8, 25), draw: moving });
    for (const codec of ['vp8', 'vp9'] as const) {
      const [large, small] = [await part(codec, 160, 112), await part(codec, 80, 56)];
      await expectMasked(await joined([large, small, large]), 'webm', [160, 112]);
    }
  }, TIMEOUT_MS);

  it('is masked as it is shown where its frames are turned and flipped', async () => {
    const turns = [[90, false], [180, false], [270, false], [0, true], [90, true], [180, true], [270, true]] as const;
    for (const [rotation, flip] of turns) {
      for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9']] as const) {
        const file = await clip({ format, codec, width: 176, height: 144, times: steady(5, 25), draw: moving, turn: { rotation, flip } });
        await expectMasked(file, format, rotation % 180 === 0 ? [176, 144] : [144, 176]);
      }
    }
  }, TIMEOUT_MS);

  it('keeps the range of its values', async () => {
    for (const fullRange of [true, false]) {
      const luma: ExactClip['luma'] = (frame, x, y) => (y < 48 ? 235 : 16) + (x >> 4) * (fullRange ? 1 : 0) + (frame % 2);
      const file = await exactClip({ across: 10, down: 7, times: steady(6, 25), fullRange, luma });
      const { bytes } = await released(file, 'mp4', [still(6, 64, 32, 32, 32)]);
      const [before, after] = [await firstLuma(file), await firstLuma(bytes)];
      expect(before.fullRange).toBe(fullRange);
      expect(after.fullRange).toBe(fullRange);
      for (const at of [8 * 160 + 8, 100 * 160 + 8, 8 * 160 + 150, 100 * 160 + 150]) expect(Math.abs(after.luma[at]! - before.luma[at]!)).toBeLessThanOrEqual(3);
    }
  }, TIMEOUT_MS);
});

describe('an output', () => {
  const hidden = still(10, 32, 32, 64, 48);

  it('does not depend on what was under the masks', async () => {
    const files = await Promise.all([1, 2].map((seed) => exactClip({
      across: 10, down: 7, times: steady(10, 25), fullRange: false,
      luma: (frame, x, y) => (isUnder(x, y) ? 20 + ((x * 7 + y * 13 * seed + frame * 31) % 200) : 40 + ((x + frame * 2) % 160)),
    })));
    expect(await firstLuma(files[0]!)).not.toEqual(await firstLuma(files[1]!));
    const outputs: Uint8Array[] = [];
    for (const file of files) outputs.push(new Uint8Array(await (await released(file, 'mp4', [hidden])).bytes.arrayBuffer()));
    expect(outputs[0]).toEqual(outputs[1]);
  }, TIMEOUT_MS);

  it('has no list of edits, no other track, and no time of writing', async () => {
    const { bytes } = await released(await clip({ format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(10, 25), draw: moving, sound: true }), 'mp4', [hidden]);
    const boxes = await boxesOf(bytes);
    expect(boxes.filter(({ type }) => type === 'trak')).toHaveLength(1);
    expect(boxes.map(({ type }) => type)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:elst|udta|meta|uuid|free|skip)$/)]));
    for (const type of ['mvhd', 'tkhd', 'mdhd']) {
      const [box] = boxes.filter((other) => other.type === type);
      // Behind the version and the flags: made, changed.
      const [start, length] = [12, box!.data[8] === 1 ? 16 : 8];
      expect([...box!.data.subarray(start, start + length)].some((byte) => byte !== 0)).toBe(false);
    }
  }, TIMEOUT_MS);

  function isUnder(x: number, y: number): boolean {
    return x >= 32 && x < 96 && y >= 32 && y < 80;
  }
});

async function packets(file: Blob) {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const sound: string[] = [];
  for await (const { timestamp, data } of new EncodedPacketSink((await input.getPrimaryAudioTrack())!).packets()) sound.push(`${String(timestamp)} ${String(data)}`);
  input.dispose();
  return { video: (await listed(file)).timesUs, sound };
}

/** Brightness of the first frame as it is stored. */
async function firstLuma(file: Blob) {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const sample = (await new VideoSampleSink((await input.getPrimaryVideoTrack())!).getSample(await (await input.getPrimaryVideoTrack())!.getFirstTimestamp()))!;
  const data = new Uint8Array(sample.allocationSize());
  await sample.copyTo(data);
  const { fullRange } = sample.colorSpace;
  const luma = data.slice(0, sample.codedWidth * sample.codedHeight);
  sample.close();
  input.dispose();
  return { fullRange, luma };
}

const CONTAINERS: readonly string[] = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf'];

/** The boxes of an MP4, those within others after them, with their heads. */
async function boxesOf(file: Blob): Promise<{ readonly type: string; readonly data: Uint8Array }[]> {
  const walk = (bytes: Uint8Array): { type: string; data: Uint8Array }[] => {
    const boxes: { type: string; data: Uint8Array }[] = [];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 8 <= bytes.length; ) {
      const size = view.getUint32(at) === 1 ? Number(view.getBigUint64(at + 8)) : view.getUint32(at);
      const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
      boxes.push({ type, data: bytes.subarray(at, at + size) });
      if (CONTAINERS.includes(type)) boxes.push(...walk(bytes.subarray(at + 8, at + size)));
      at += size;
    }
    return boxes;
  };
  return walk(new Uint8Array(await file.arrayBuffer()));
}
