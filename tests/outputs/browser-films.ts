import { createHash } from 'node:crypto';
import { ALL_FORMATS, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, EncodedVideoPacketSource, Input, MkvOutputFormat, Output, type InputTrack } from 'mediabunny';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/find-chromium.mjs';
import { clip } from '../e2e/clips.ts';
import { canary } from './canaries.ts';
import { allBoxes, box } from './film-boxes.ts';
import { FILM_SIZE } from './film-sources.ts';
import type { GrayFrames } from './film-pixels.ts';

/** A film with canaries, made without any program but the browser. */
export interface BrowserFilm {
  readonly name: string;
  readonly bytes: Buffer;
  /** Carriers whose canaries it holds, sorted. */
  readonly carriers: readonly string[];
}

/** What a film holds, as its container lists it. */
export interface ReadFilm {
  readonly tracks: readonly string[];
  /** Seconds of the frames in order of showing. */
  readonly frames: readonly number[];
  readonly sound: readonly { readonly seconds: number; readonly hash: string }[];
}

interface PagePacket {
  readonly base64: string;
  readonly isKey: boolean;
  readonly microseconds: number;
}

/** A browser beside that of the engine, which encodes and decodes. */
export class FilmBrowser {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async open(): Promise<FilmBrowser> {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error('No Chromium or Chrome was found.');
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    const page = await browser.newPage();
    // Codecs are there on pages of a safe origin only; nothing is asked of any server.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://localhost/');
    return new FilmBrowser(browser, page);
  }

  /** Films with sound, of frames that are shown for longer and shorter. */
  async makeFilms(): Promise<BrowserFilm[]> {
    const times = Array.from({ length: 24 }, (_, index) => Math.round((index * 1001) / 30) + (index % 5));
    const { buffer } = await clip(this.#page, { ...FILM_SIZE, times, people: () => true, sound: true });
    return [
      { name: 'MP4', bytes: withBoxes(buffer), carriers: ['FREE', 'PLACE', 'TITLE', 'XMP'] },
      { name: 'Matroska', bytes: await asMatroska(buffer), carriers: ['ATTACHMENT', 'COMMENT', 'LONGTAG', 'TITLE', 'TRACKNAME'] },
    ];
  }

  /** Brightness of every frame, as the codec has it. */
  async grayFrames(film: Buffer): Promise<GrayFrames> {
    const input = opened(film);
    const track = await input.getPrimaryVideoTrack();
    const config = await track?.getDecoderConfig();
    if (track === null || config == null) throw new Error('no pictures');
    const packets: PagePacket[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) packets.push({ base64: Buffer.from(packet.data).toString('base64'), isKey: packet.type === 'key', microseconds: packet.microsecondTimestamp });
    input.dispose();
    const { codec, description } = config;
    const planes = await this.#page.evaluate(decode, { codec, description: description === undefined ? null : bytesOf(description).toString('base64'), packets });
    return planes.map((plane) => Buffer.from(plane, 'base64'));
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** Reads what a film holds without decoding it. */
export async function readFilm(film: Buffer): Promise<ReadFilm> {
  const input = opened(film);
  const tracks = (await input.getTracks()).map(({ type }) => type);
  const frames = (await packetsOf(await input.getPrimaryVideoTrack())).map(({ seconds }) => seconds);
  const sound = await packetsOf(await input.getPrimaryAudioTrack());
  input.dispose();
  return { tracks, frames: frames.sort((a, b) => a - b), sound };
}

function opened(film: Buffer): Input {
  return new Input({ source: new BufferSource(film), formats: ALL_FORMATS });
}

async function packetsOf(track: InputTrack | null): Promise<{ readonly seconds: number; readonly hash: string }[]> {
  const packets = [];
  if (track !== null) for await (const { timestamp, data } of new EncodedPacketSink(track).packets()) packets.push({ seconds: timestamp, hash: createHash('sha256').update(data).digest('hex') });
  return packets;
}

function bytesOf(description: AllowSharedBufferSource): Buffer {
  return ArrayBuffer.isView(description) ? Buffer.from(description.buffer, description.byteOffset, description.byteLength) : Buffer.from(description);
}

/** What the index points to is moved along where the index lies before it. */
function withBoxes(film: Buffer): Buffer {
  const [moov] = allBoxes(film, 'moov');
  if (moov === undefined) throw new Error('no index');
  const text = (carrier: string): Buffer => Buffer.from([0, canary(carrier).length, 0, 0, ...Buffer.from(canary(carrier))]);
  const userData = box('udta', box('\u00a9nam', text('TITLE')), box('\u00a9xyz', text('PLACE')));
  const uuid = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
  const patched = Buffer.from(film);
  for (const { dataStart } of allBoxes(film, 'stco')) {
    for (let entry = 0; entry < film.readUInt32BE(dataStart + 4); entry += 1) {
      const at = dataStart + 8 + 4 * entry;
      const offset = film.readUInt32BE(at);
      patched.writeUInt32BE(offset > moov.start ? offset + userData.length : offset, at);
    }
  }
  return Buffer.concat([
    patched.subarray(0, moov.start), box('moov', patched.subarray(moov.dataStart, moov.end), userData), patched.subarray(moov.end),
    box('uuid', uuid, Buffer.from(canary('XMP'))), box('free', Buffer.from(canary('FREE'))),
  ]);
}

async function asMatroska(film: Buffer): Promise<Buffer> {
  const input = opened(film);
  const target = new BufferTarget();
  const output = new Output({ format: new MkvOutputFormat(), target });
  const [pictures, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  const [pictureCodec, soundCodec] = [await pictures?.getCodec(), await sound?.getCodec()];
  const [pictureConfig, soundConfig] = [await pictures?.getDecoderConfig(), await sound?.getDecoderConfig()];
  if (pictures == null || sound == null || pictureCodec == null || soundCodec == null || pictureConfig == null || soundConfig == null) throw new Error('no film');
  const [pictureSource, soundSource] = [new EncodedVideoPacketSource(pictureCodec), new EncodedAudioPacketSource(soundCodec)];
  output.addVideoTrack(pictureSource, { name: canary('TRACKNAME') });
  output.addAudioTrack(soundSource);
  output.setMetadataTags({ title: canary('TITLE'), comment: canary('COMMENT'), description: canary('LONGTAG'), images: [{ kind: 'coverFront', data: Buffer.from(canary('ATTACHMENT')), mimeType: 'image/jpeg' }] });
  await output.start();
  await Promise.all([
    (async () => {
      for await (const packet of new EncodedPacketSink(pictures).packets()) await pictureSource.add(packet, { decoderConfig: pictureConfig });
      pictureSource.close();
    })(),
    (async () => {
      for await (const packet of new EncodedPacketSink(sound).packets()) await soundSource.add(packet, { decoderConfig: soundConfig });
      soundSource.close();
    })(),
  ]);
  await output.finalize();
  input.dispose();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** Runs in the page: the first plane of every frame, in order of showing. */
async function decode({ codec, description, packets }: { readonly codec: string; readonly description: string | null; readonly packets: readonly PagePacket[] }): Promise<string[]> {
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const frames: VideoFrame[] = [];
  const decoder = new VideoDecoder({ output: (frame) => frames.push(frame), error: (error) => { throw error; } });
  decoder.configure({ codec, ...(description === null ? {} : { description: fromBase64(description) }), hardwareAcceleration: 'prefer-software' });
  for (const { base64, isKey, microseconds } of packets) decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: microseconds, data: fromBase64(base64) }));
  await decoder.flush();
  const planes: string[] = [];
  for (const frame of frames.sort((a, b) => a.timestamp - b.timestamp)) {
    const rect = { x: 0, y: 0, width: frame.visibleRect?.width ?? 0, height: frame.visibleRect?.height ?? 0 };
    const bytes = new Uint8Array(frame.allocationSize());
    const [plane] = await frame.copyTo(bytes);
    let text = '';
    for (let y = 0; y < rect.height; y += 1) {
      const start = (plane?.offset ?? 0) + y * (plane?.stride ?? 0);
      for (const byte of bytes.subarray(start, start + rect.width)) text += String.fromCharCode(byte);
    }
    planes.push(btoa(text));
    frame.close();
  }
  return planes;
}
