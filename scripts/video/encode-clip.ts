import { readFile } from 'node:fs/promises';
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output, WebMOutputFormat } from 'mediabunny';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';

/** A clip of a photo that moves, in one container. */
export interface EncodedClip {
  readonly form: 'mp4' | 'index-last-mp4' | 'fragmented-mp4' | 'webm';
  readonly bytes: Uint8Array;
}

/** One picture as an encoder gave it. */
interface Piece {
  readonly bytes: readonly number[];
  readonly isKey: boolean;
  readonly timestampUs: number;
}

/** What a clip is made of. */
interface Encoded {
  readonly codec: string;
  readonly description: readonly number[] | null;
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
}

const CODECS = { avc: 'avc1.42001f', vp9: 'vp09.00.10.08' } as const;
const FRAMES_PER_SECOND = 25;

/**
 * Encodes a photo that moves, with Chromium, once as H.264 and once as VP9, and puts it into every form of container that differs in
 * how it is read.
 * @param photo - path of a JPEG
 * @param size - longer side in pixels, and how many frames
 * @throws Error when no browser is found
 */
export async function encodeClips(photo: string, size: { readonly side: number; readonly frames: number }): Promise<readonly EncodedClip[]> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found. Set CHROMIUM_PATH, or run npm test once, which installs one.');
  const address = `data:image/jpeg;base64,${(await readFile(photo)).toString('base64')}`;
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage();
    // Encoders are there on pages of a safe origin only; nothing is asked of any server.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://localhost/');
    // The tool that runs this file wraps functions with a name in a helper that the page lacks.
    await page.evaluate('globalThis.__name = (named) => named');
    const encode = (codec: string): Promise<Encoded> => page.evaluate(encodeFrames, { address, codec, framesPerSecond: FRAMES_PER_SECOND, ...size });
    const [avc, vp9] = [await encode(CODECS.avc), await encode(CODECS.vp9)];
    return [
      { form: 'mp4', bytes: await muxed('avc', avc, new Mp4OutputFormat({ fastStart: 'in-memory' })) },
      { form: 'index-last-mp4', bytes: await muxed('avc', avc, new Mp4OutputFormat({ fastStart: false })) },
      { form: 'fragmented-mp4', bytes: await muxed('avc', avc, new Mp4OutputFormat({ fastStart: 'fragmented' })) },
      { form: 'webm', bytes: await muxed('vp9', vp9, new WebMOutputFormat()) },
    ];
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function encodeFrames({ address, codec, side, frames, framesPerSecond }: { address: string; codec: string; side: number; frames: number; framesPerSecond: number }): Promise<Encoded> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const scale = side / Math.max(image.naturalWidth, image.naturalHeight);
  const [width, height] = [image.naturalWidth, image.naturalHeight].map((length) => 2 * Math.round((length * scale) / 2)) as [number, number];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const pieces: Piece[] = [];
  let description: readonly number[] | null = null;
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      const given = metadata?.decoderConfig?.description;
      if (given !== undefined) description = Array.from(new Uint8Array(ArrayBuffer.isView(given) ? given.buffer : given));
      pieces.push({ bytes: Array.from(data), isKey: chunk.type === 'key', timestampUs: chunk.timestamp });
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec, width, height, bitrate: 2_000_000, framerate: framesPerSecond });
  for (let index = 0; index < frames; index += 1) {
    context.drawImage(image, 2 * index, index, width, height);
    const frame = new VideoFrame(canvas, { timestamp: Math.round((index * 1e6) / framesPerSecond) });
    encoder.encode(frame, { keyFrame: index % 4 === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  return { codec, description, width, height, pieces };
}

async function muxed(kind: 'avc' | 'vp9', { codec, description, width, height, pieces }: Encoded, format: Mp4OutputFormat | WebMOutputFormat): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource(kind);
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec, codedWidth: width, codedHeight: height, ...(description === null ? {} : { description: Uint8Array.from(description) }) };
  for (const { bytes, isKey, timestampUs } of pieces) {
    await source.add(new EncodedPacket(Uint8Array.from(bytes), isKey ? 'key' : 'delta', timestampUs / 1e6, 1 / FRAMES_PER_SECOND), { decoderConfig });
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('no clip was made');
  return new Uint8Array(target.buffer);
}
