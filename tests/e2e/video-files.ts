import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type InputAudioTrack, type InputTrack, type InputVideoTrack } from 'mediabunny';

/** A rectangle of a frame in pixels. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is in a place: the source's pixels, the fill of the masks, or neither. */
export type Look = 'bare' | 'masked' | 'other';

/** A packet for a decoder in a page. */
interface Packet {
  readonly base64: string;
  readonly isKey: boolean;
  readonly microseconds: number;
}

/** A track for a decoder in a page. */
interface Coded {
  readonly config: Readonly<Record<string, string | number>>;
  readonly description: string | null;
  readonly packets: readonly Packet[];
}

/** How far the encoder may take a pixel's channel from the fill, and the channels of a place from the source's on average. */
const FROM_FILL = 24;
const FROM_SOURCE = 10;
/** Loudness below which nothing is heard, of 1. */
const SILENT = 0.002;

const open = (bytes: Buffer): Input => new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });

/** Time stamps, and packets as text. */
export async function packets(bytes: Buffer): Promise<{ readonly tracks: readonly string[]; readonly pictures: readonly number[]; readonly sound: readonly string[] }> {
  const input = open(bytes);
  const list = async (track: InputTrack | null): Promise<{ readonly at: number; readonly data: string }[]> => {
    const found: { at: number; data: string }[] = [];
    if (track !== null) for await (const { timestamp, data } of new EncodedPacketSink(track).packets()) found.push({ at: Math.round(timestamp * 1e6), data: Buffer.from(data).toString('base64') });
    return found.sort((a, b) => a.at - b.at);
  };
  return {
    tracks: (await input.getTracks()).map(({ type }) => type),
    pictures: (await list(await input.getPrimaryVideoTrack())).map(({ at }) => at),
    sound: (await list(await input.getPrimaryAudioTrack())).map(({ at, data }) => `${String(at)} ${data}`),
  };
}

/** Saves the only file that was exported, and reads it. */
export async function savedVideo(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  return readFileSync(await download.path());
}

/**
 * What is in some places of every frame of an output, decoded by the browser of the test.
 * @param places - the same number for each frame, counted from 0
 * @returns by place, and in each by frame
 */
export async function looks(page: Page, source: Buffer, output: Buffer, places: readonly ((frame: number) => Place)[]): Promise<readonly (readonly Look[])[]> {
  const [before, after] = [await codedPictures(source), await codedPictures(output)];
  const wanted = before.packets.map((_, frame) => places.map((place) => place(frame)));
  const found = await page.evaluate(measure, { before, after, wanted });
  if (found.length !== wanted.length) throw new Error('not as many frames as in the source');
  return places.map((_, place) => found.map((frame) => lookOf(frame[place] ?? { fromFill: Infinity, fromSource: Infinity })));
}

/** Which hundredths of a second of a file's sound are silent, decoded by the browser of the test. */
export async function silences(page: Page, bytes: Buffer): Promise<readonly boolean[]> {
  const track = await open(bytes).getPrimaryAudioTrack();
  if (track === null) throw new Error('no sound');
  const loudness = await page.evaluate(listen, await coded(track));
  return loudness.map((level) => level < SILENT);
}

function lookOf({ fromFill, fromSource }: { readonly fromFill: number; readonly fromSource: number }): Look {
  const [isFill, isSource] = [fromFill <= FROM_FILL, fromSource <= FROM_SOURCE];
  return isFill === isSource ? 'other' : isFill ? 'masked' : 'bare';
}

async function codedPictures(bytes: Buffer): Promise<Coded> {
  const track = await open(bytes).getPrimaryVideoTrack();
  if (track === null) throw new Error('no pictures');
  return coded(track);
}

async function coded(track: InputAudioTrack | InputVideoTrack): Promise<Coded> {
  const { description, ...config } = ((await track.getDecoderConfig()) ?? {}) as { readonly description?: ArrayBuffer } & Record<string, unknown>;
  const list: Packet[] = [];
  for await (const { data, type, timestamp } of new EncodedPacketSink(track).packets()) list.push({ base64: Buffer.from(data).toString('base64'), isKey: type === 'key', microseconds: Math.round(timestamp * 1e6) });
  const simple = Object.entries(config).filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number');
  return { config: Object.fromEntries(simple), description: description === undefined ? null : bytesOf(description).toString('base64'), packets: list };
}

function bytesOf(source: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Buffer {
  return ArrayBuffer.isView(source) ? Buffer.from(source.buffer, source.byteOffset, source.byteLength) : Buffer.from(source);
}

/** Runs in the page. */
async function measure({ before, after, wanted }: { readonly before: Coded; readonly after: Coded; readonly wanted: readonly (readonly Place[])[] }): Promise<{ fromFill: number; fromSource: number }[][]> {
  const FILL = [24, 26, 28];
  const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const pixels = async ({ config, description, packets }: Coded): Promise<ImageData[]> => {
    const frames: VideoFrame[] = [];
    const decoder = new VideoDecoder({ output: (frame) => frames.push(frame), error: (error) => { throw error; } });
    decoder.configure({ ...(config as unknown as VideoDecoderConfig), ...(description === null ? {} : { description: bytes(description) }) });
    for (const { base64, isKey, microseconds } of packets) decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: microseconds, data: bytes(base64) }));
    await decoder.flush();
    return frames.sort((a, b) => a.timestamp - b.timestamp).map((frame) => {
      const context = new OffscreenCanvas(frame.displayWidth, frame.displayHeight).getContext('2d', { willReadFrequently: true })!;
      context.drawImage(frame, 0, 0);
      frame.close();
      return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
    });
  };
  const [sources, outputs] = [await pixels(before), await pixels(after)];
  return outputs.map((output, frame) => (wanted[frame] ?? []).map(({ left, top, width, height }) => {
    let [fromFill, sum, n] = [0, 0, 0];
    for (let y = Math.round(top); y < Math.round(top + height); y += 1) {
      for (let x = Math.round(left); x < Math.round(left + width); x += 1) {
        for (const channel of [0, 1, 2]) {
          const at = 4 * (y * output.width + x) + channel;
          const value = output.data[at] ?? 0;
          fromFill = Math.max(fromFill, Math.abs(value - FILL[channel]!));
          sum += Math.abs(value - (sources[frame]?.data[at] ?? 0));
          n += 1;
        }
      }
    }
    return { fromFill, fromSource: sum / n };
  }));
}

/** Runs in the page: the loudness of each hundredth of a second. */
async function listen({ config, packets }: Coded): Promise<number[]> {
  const squares: number[] = [];
  const counts: number[] = [];
  const decoder = new AudioDecoder({
    output: (data) => {
      const plane = new Float32Array(data.numberOfFrames);
      data.copyTo(plane, { planeIndex: 0, format: 'f32-planar' });
      for (const [index, value] of plane.entries()) {
        const at = Math.floor((data.timestamp / 1e6 + index / data.sampleRate) * 100);
        squares[at] = (squares[at] ?? 0) + value * value;
        counts[at] = (counts[at] ?? 0) + 1;
      }
      data.close();
    },
    error: (error) => { throw error; },
  });
  decoder.configure(config as unknown as AudioDecoderConfig);
  for (const { base64, isKey, microseconds } of packets) decoder.decode(new EncodedAudioChunk({ type: isKey ? 'key' : 'delta', timestamp: microseconds, data: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)) }));
  await decoder.flush();
  return Array.from(squares, (square, at) => Math.sqrt((square ?? 0) / (counts[at] ?? 1)));
}
