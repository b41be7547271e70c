import { ALL_FORMATS, BlobSource, CanvasSink, EncodedPacketSink, Input } from 'mediabunny';
import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { Decision, RegionId } from '../../src/core/review/decision.ts';
import type { VideoFormat } from '../../src/core/structure/inspection.ts';
import type { Path } from '../../src/core/track/path.ts';
import type { ExportOutcome } from '../../src/protocol/engine-api.ts';
import { exportVideo, type VideoSource } from '../../src/engine/export/video.ts';
import { Stopwatch } from '../../src/engine/stopwatch.ts';
import { boundDecoders } from '../../src/engine/video/bounded-decoder.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { soundBlocks } from '../../src/engine/video/sound-blocks.ts';

/** What the detectors would have to do here: nothing, every mask is a person's. */
const NO_SEARCH = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };

/** A rectangle that is masked on a part of a clip. */
export function region(path: Path): Decision {
  const box = path.keys[0]!.box;
  return { id: `r${String(path.first)}` as RegionId, kind: 'face', origin: 'person', score: null, box, path, shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: 'solid' };
}

/** The same rectangle on every frame. */
export function still(frames: number, left: number, top: number, width: number, height: number): Decision {
  return region({ first: 0, last: frames - 1, keys: [{ frame: 0, box: sourceBox(left, top, width, height) }] });
}

/** Masks and encodes a clip as the engine does, without looking for anything. */
export async function exported(file: File, format: VideoFormat, decisions: readonly Decision[], policy: Policy = DEFAULT_POLICY, output: VideoSource['output'] = null): Promise<ExportOutcome> {
  boundDecoders();
  const inspection = await inspectVideo(file, format);
  const request = { decisions, policy, search: NO_SEARCH, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED, sound: 'drop' } as const;
  return exportVideo({ file, inspection, output }, request, [], new Stopwatch(() => undefined));
}

/** An export that has to succeed. */
export async function released(...args: Parameters<typeof exported>): Promise<Extract<ExportOutcome, { status: 'released' }>> {
  const outcome = await exported(...args);
  if (outcome.status !== 'released') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** One frame as a player shows it. */
export interface ShownFrame {
  readonly timestamp: number;
  readonly picture: ImageData;
}

/** Every frame of a clip as a player shows it, turned. */
export async function shownFrames(file: Blob): Promise<ShownFrame[]> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const frames: ShownFrame[] = [];
  const track = await input.getPrimaryVideoTrack();
  for await (const { canvas, timestamp } of new CanvasSink(track!, { poolSize: 1 }).canvases()) {
    const { width, height } = canvas;
    const context = (canvas as OffscreenCanvas).getContext('2d')!;
    frames.push({ timestamp, picture: context.getImageData(0, 0, width, height) });
  }
  input.dispose();
  return frames;
}

/** Kinds of the tracks, and times of the pictures in microseconds, in the order of showing. */
export async function listed(file: Blob): Promise<{ readonly tracks: readonly string[]; readonly timesUs: readonly number[]; readonly endUs: number }> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const tracks = (await input.getTracks()).map(({ type }) => type);
  const packets: { from: number; to: number }[] = [];
  for await (const { timestamp, duration } of new EncodedPacketSink((await input.getPrimaryVideoTrack())!).packets(undefined, undefined, { metadataOnly: true })) {
    packets.push({ from: Math.round(timestamp * 1e6), to: Math.round((timestamp + duration) * 1e6) });
  }
  input.dispose();
  return { tracks, timesUs: packets.map(({ from }) => from).sort((a, b) => a - b), endUs: Math.max(...packets.map(({ to }) => to)) };
}

/** A part of a picture. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The largest difference of a value from a colour within a part. */
export function farthestFrom(picture: ImageData, { left, top, width, height }: Part, color: readonly [number, number, number]): number {
  let farthest = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) farthest = Math.max(farthest, Math.abs(picture.data[(y * picture.width + x) * 4 + channel]! - color[channel]!));
    }
  }
  return farthest;
}

/** The mean difference of two pictures where none of the parts is. */
export function meanDifference(one: ImageData, other: ImageData, without: readonly Part[]): number {
  let [sum, count] = [0, 0];
  for (let y = 0; y < one.height; y += 1) {
    for (let x = 0; x < one.width; x += 1) {
      if (without.some(({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height)) continue;
      for (let channel = 0; channel < 3; channel += 1) sum += Math.abs(one.data[(y * one.width + x) * 4 + channel]! - other.data[(y * one.width + x) * 4 + channel]!);
      count += 3;
    }
  }
  return sum / count;
}

/** Packets of the sound of a file. */
export async function packetsOf(file: Blob): Promise<readonly { readonly at: number; readonly data: Uint8Array }[]> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const packets: { at: number; data: Uint8Array }[] = [];
  for await (const { timestamp, data } of new EncodedPacketSink((await input.getPrimaryAudioTrack())!).packets()) packets.push({ at: timestamp, data });
  input.dispose();
  return packets;
}

/** The first channel of a sound as it is read here. */
export async function heard(file: File): Promise<Float32Array> {
  const { input, audio } = await openVideo(file);
  const values: number[] = [];
  for await (const { start, planes } of soundBlocks(audio!)) planes[0]!.forEach((value, index) => { values[start + index] = value; });
  input.dispose();
  return Float32Array.from(values);
}
