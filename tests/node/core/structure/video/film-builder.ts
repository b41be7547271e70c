import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
  type Rotation,
} from 'mediabunny';
import { memorySource } from '../../../../../src/core/structure/video/byte-source.ts';
import type { ExpectedVideo } from '../../../../../src/core/structure/video/verified-video.ts';
import { zeroTimes } from '../../../../../src/core/structure/video/zero-times.ts';
import { be32, bytes, type Piece } from '../byte-builder.ts';

/** H.264 description with one parameter set of each sort. */
export const AVC_CONFIG = [1, 0x42, 0, 0x1e, 0xff, 0xe1, 0, 4, 0x67, 0x42, 0, 0x1e, 1, 0, 3, 0x68, 0xce, 0x3c];
export const SIZE = { width: 64, height: 48 };

export type Form = 'end' | 'start' | 'reserved' | 'fragmented' | 'webm' | 'webm stream' | 'mkv';
export const MP4_FORMS = ['end', 'start', 'reserved', 'fragmented'] as const;
export const MATROSKA_FORMS = ['webm', 'webm stream', 'mkv'] as const;

interface FilmOptions {
  readonly frames?: number;
  readonly videoStart?: number;
  readonly audioStart?: number;
  readonly rotation?: Rotation;
  readonly flip?: boolean;
  readonly hasAudio?: boolean;
  /** Presentation order of frames inside each group of four. */
  readonly order?: readonly number[];
  /** Leaves the times as they are written. */
  readonly keepTimes?: boolean;
}

function formatOf(form: Form): Mp4OutputFormat | WebMOutputFormat | MkvOutputFormat {
  switch (form) {
    case 'end':
      return new Mp4OutputFormat({ fastStart: false });
    case 'start':
      return new Mp4OutputFormat({ fastStart: 'in-memory' });
    case 'reserved':
      return new Mp4OutputFormat({ fastStart: 'reserve' });
    case 'fragmented':
      return new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.2 });
    case 'webm':
      return new WebMOutputFormat();
    case 'webm stream':
      return new WebMOutputFormat({ appendOnly: true });
    case 'mkv':
      return new MkvOutputFormat();
  }
}

/** What the film of a form should be. */
export function expectedOf(form: Form, hasAudio = true): ExpectedVideo {
  const isWebm = form.startsWith('webm');
  return { video: { codec: isWebm ? 'vp9' : 'avc', size: SIZE }, audio: hasAudio ? { codec: isWebm ? 'opus' : 'aac' } : null };
}

/** A film of made-up packets, written by the muxer that writes outputs. Frames are 0.1 s long. */
export async function film(form: Form, options: FilmOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { frames = 8, videoStart = 0, audioStart = 0, hasAudio = true, order = [0, 1, 2, 3] } = options;
  const isWebm = form.startsWith('webm');
  const target = new BufferTarget();
  const output = new Output({ format: formatOf(form), target });
  const video = new EncodedVideoPacketSource(isWebm ? 'vp9' : 'avc');
  const audio = new EncodedAudioPacketSource(isWebm ? 'opus' : 'aac');
  output.addVideoTrack(video, { ...(options.rotation === undefined ? {} : { rotation: options.rotation }), ...(options.flip === undefined ? {} : { flip: options.flip }), maximumPacketCount: frames });
  if (hasAudio) output.addAudioTrack(audio, { maximumPacketCount: frames });
  await output.start();
  const size = { codedWidth: SIZE.width, codedHeight: SIZE.height };
  const videoConfig = isWebm ? { codec: 'vp09.00.10.08', ...size } : { codec: 'avc1.42001e', ...size, description: Uint8Array.from(AVC_CONFIG) };
  const audioConfig = { codec: isWebm ? 'opus' : 'mp4a.40.2', sampleRate: 48000, numberOfChannels: 2, ...(isWebm ? {} : { description: Uint8Array.of(0x11, 0x90) }) };
  for (let index = 0; index < frames; index += 1) {
    const shown = index - (index % 4) + (order[index % 4] ?? 0);
    await video.add(new EncodedPacket(new Uint8Array(30 + index).fill(index + 1), index % 4 === 0 ? 'key' : 'delta', videoStart + shown / 10, 0.1), { decoderConfig: videoConfig });
    if (hasAudio) await audio.add(new EncodedPacket(new Uint8Array(9).fill(200 + index), 'key', audioStart + index / 10, 0.1), { decoderConfig: audioConfig });
  }
  await output.finalize();
  const file = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  return isWebm || form === 'mkv' || options.keepTimes === true ? file : withoutTimes(file);
}

/** The file with its times set to 0, as outputs are cleaned. */
export async function withoutTimes(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const copy = Uint8Array.from(file);
  for (const { offset, bytes: zeros } of await zeroTimes(memorySource(file))) copy.set(zeros, offset);
  return copy;
}

/** One box. */
export function box(type: string, ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const inner = bytes(...pieces);
  return bytes(be32(inner.length + 8), type, inner);
}

/** Where a box lies, with the boxes that it lies in. */
export interface Place {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly parents: readonly Place[];
}

const PARENTS: Readonly<Record<string, number>> = { moov: 0, trak: 0, mdia: 0, minf: 0, dinf: 0, stbl: 0, edts: 0, mvex: 0, moof: 0, traf: 0, mfra: 0, dref: 8, stsd: 8, avc1: 78, mp4a: 28 };

/** All boxes of a film, outermost first. */
export function places(file: Uint8Array, start = 0, end = file.length, parents: readonly Place[] = []): readonly Place[] {
  const found: Place[] = [];
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let at = start; at + 8 <= end; ) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const place = { type, start: at, end: at + size, parents };
    const skipped = PARENTS[type];
    found.push(place, ...(skipped === undefined ? [] : places(file, at + 8 + skipped, at + size, [...parents, place])));
    at += size;
  }
  return found;
}

/** A copy with bytes inserted, and the sizes of the boxes around them grown. */
export function inserted(file: Uint8Array, at: number, around: readonly Place[], ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const added = bytes(...pieces);
  const copy = bytes(file.subarray(0, at), added, file.subarray(at));
  const view = new DataView(copy.buffer);
  for (const { start } of around) view.setUint32(start, view.getUint32(start) + added.length);
  return copy;
}

/** A copy with bytes put at the end of the first box of a type. */
export function grown(file: Uint8Array, type: string, ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const place = places(file).find((one) => one.type === type);
  if (place === undefined) throw new Error('the film has no such box');
  return inserted(file, place.end, [...place.parents, place], ...pieces);
}
