import { ALL_FORMATS, BlobSource, BufferTarget, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, Input, MkvOutputFormat, MovOutputFormat, Mp4OutputFormat, Output, WebMOutputFormat, type OutputFormat } from 'mediabunny';
import type { VideoFormat } from '../../src/core/structure/inspection.ts';

/** Bytes of a file, its own copy. */
export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

/** A copy with other bytes. */
export function fileOf(bytes: Uint8Array<ArrayBuffer>): File {
  return new File([bytes], 'clip');
}

/** Where the data of a box begins, and where it ends. */
export function boxAt(bytes: Uint8Array, type: string): { readonly start: number; readonly end: number } {
  const at = bytes.findIndex((_, index) => Array.from(type).every((letter, offset) => bytes[index + offset] === letter.charCodeAt(0)));
  if (at < 4) throw new Error(`no ${type}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const isLong = view.getUint32(at - 4) === 1;
  return { start: at + (isLong ? 12 : 4), end: at - 4 + (isLong ? Number(view.getBigUint64(at + 4)) : view.getUint32(at - 4)) };
}

/** As {@link boxAt}, one for each track. */
export function boxesOf(bytes: Uint8Array, type: 'trak' | 'stco'): { readonly start: number; readonly end: number }[] {
  const index = bytes.subarray(0, boxAt(bytes, 'moov').end);
  const boxes: { start: number; end: number }[] = [];
  for (let from = boxAt(bytes, 'moov').start; ; from = boxes.at(-1)!.end) {
    const rest = index.subarray(from);
    if (!new TextDecoder('latin1').decode(rest).includes(type)) return boxes;
    const { start, end } = boxAt(rest, type);
    boxes.push({ start: from + start, end: from + end });
  }
}

/** A copy with one byte turned over at each place, as shares of a range. */
export function flipped(bytes: Uint8Array<ArrayBuffer>, { start, end }: { readonly start: number; readonly end: number }, shares: readonly number[]): File {
  const damaged = bytes.slice();
  for (const share of shares) {
    const at = start + Math.floor((end - start) * share);
    damaged[at] = damaged[at]! ^ 0xff;
  }
  return fileOf(damaged);
}

/** A copy in which a number of 32 bits within a box is larger. */
export function raised(bytes: Uint8Array<ArrayBuffer>, type: string, offset: number, by: number): File {
  const damaged = bytes.slice();
  const view = new DataView(damaged.buffer);
  const at = boxAt(bytes, type).start + offset;
  view.setUint32(at, view.getUint32(at) + by);
  return fileOf(damaged);
}

/** A copy of a WebM or Matroska that says it ends elsewhere. */
export function endedAt(bytes: Uint8Array<ArrayBuffer>, milliseconds: number): File {
  const damaged = bytes.slice();
  const at = damaged.findIndex((byte, index) => byte === 0x44 && damaged[index + 1] === 0x89 && damaged[index + 2] === 0x88);
  if (at < 0) throw new Error('no duration');
  new DataView(damaged.buffer).setFloat64(at + 3, milliseconds);
  return fileOf(damaged);
}

/**
 * A copy one of whose tracks has a list of edits. The index comes before what it lists.
 * @param edits - in ticks of the movie and of the track
 * @param number - of the track, 0 for the first
 */
export function edited(bytes: Uint8Array<ArrayBuffer>, edits: readonly (readonly [duration: number, mediaTime: number])[], number = 0): File {
  const entries = edits.flatMap(([duration, mediaTime]) => [duration, mediaTime, 0x10000]);
  const list = new DataView(new ArrayBuffer(24 + 4 * entries.length));
  const [edts, elst] = [0x65647473, 0x656c7374];
  for (const [index, value] of [list.byteLength, edts, list.byteLength - 8, elst, 0, edits.length, ...entries].entries()) list.setUint32(4 * index, value);
  const grown = bytes.slice();
  const view = new DataView(grown.buffer);
  const tracks = boxesOf(bytes, 'trak');
  const { start, end } = tracks[number]!;
  for (const box of [boxAt(bytes, 'moov'), { start, end }]) view.setUint32(box.start - 8, box.end - box.start + 8 + list.byteLength);
  for (const table of boxesOf(bytes, 'stco')) {
    for (let at = table.start + 8; at < table.end; at += 4) view.setUint32(at, view.getUint32(at) + list.byteLength);
  }
  return new File([grown.subarray(0, start), list.buffer, grown.subarray(start)], 'clip');
}

const CONTAINERS: Readonly<Record<VideoFormat, () => OutputFormat>> = {
  mp4: () => new Mp4OutputFormat({ fastStart: 'in-memory' }),
  mov: () => new MovOutputFormat({ fastStart: 'in-memory' }),
  mkv: () => new MkvOutputFormat(),
  webm: () => new WebMOutputFormat(),
};

/** What a container says of its pictures otherwise. */
export interface ToldOtherwise {
  /** Sides of the shown picture, where pixels are no squares. */
  readonly aspect?: readonly [width: number, height: number];
  readonly rotation?: 0 | 90 | 180 | 270;
}

/**
 * The same packets in a container, some of them changed.
 * @param change - data of a packet, in the order of decoding; an empty one stays in the list
 * @param alpha - what is put beside a packet as its transparency, `null` for none; the track says that it may have some where this is given
 * @param told - what is said of all pictures
 */
export async function repacked(file: File, format: VideoFormat, change: (data: Uint8Array, index: number) => Uint8Array, alpha?: (data: Uint8Array, index: number) => Uint8Array | null, { aspect, rotation = 0 }: ToldOtherwise = {}): Promise<File> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const decoderConfig = { ...(await track.getDecoderConfig())!, ...(aspect === undefined ? {} : { displayAspectWidth: aspect[0], displayAspectHeight: aspect[1] }) };
  const target = new BufferTarget();
  const output = new Output({ format: CONTAINERS[format](), target });
  const source = new EncodedVideoPacketSource((await track.getCodec())!);
  output.addVideoTrack(source, { canBeTransparent: alpha !== undefined, rotation });
  await output.start();
  let index = 0;
  for await (const { data, type, timestamp, duration } of new EncodedPacketSink(track).packets()) {
    const beside = alpha?.(data, index) ?? null;
    await source.add(new EncodedPacket(change(data, index), type, timestamp, duration, undefined, undefined, beside === null ? undefined : { alpha: beside }), { decoderConfig });
    index += 1;
  }
  await output.finalize();
  input.dispose();
  return fileOf(new Uint8Array(target.buffer!));
}

/** Bytes that look random and are the same in every run. @see Park and Miller, minimal standard generator */
export function noise(length: number): Uint8Array {
  let state = 20_260_102;
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
}
