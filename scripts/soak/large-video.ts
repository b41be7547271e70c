import { closeSync, mkdtempSync, openSync, ftruncateSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, EncodedAudioPacketSource, EncodedPacket, EncodedPacketSink, EncodedVideoPacketSource, FilePathSource, Input, Mp4OutputFormat, Output, StreamTarget, type StreamTargetChunk } from 'mediabunny';
import type { Page } from 'playwright-core';
import { policyLink } from '../../src/core/policy/policy-link.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { MemoryWatch } from '../bench/process-memory.ts';
import { serveFolder } from '../headless/static-server.ts';
import { AppPage } from './app-page.ts';

const RATE = 25;
const SIZE = { width: 1920, height: 1080 };
/** Seconds of film that are encoded; the clip repeats them. */
const LOOP_S = 2;
/** Of silence beside the pictures, which makes the file larger than 4 GB, and takes no room on the disk. */
const SILENCE = { codec: 'pcm-f32', sampleRate: 192_000, numberOfChannels: 16 } as const;
const MOST_HEAP_MB = 600;
const READ_EVERY_MS = 2000;
/** How often a run of hours says how far it is. */
const SAY_EVERY_MS = 300_000;
const MB = 1e6;

/** Every twelfth frame is searched: this run is about memory, and searching is what takes the time. */
const POLICY: Policy = { ...DEFAULT_POLICY, name: 'Large', audio: { sound: 'drop' }, video: { ...DEFAULT_POLICY.video, everyNth: 12 }, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, reviewThreshold: DEFAULT_POLICY.kinds.face.maskThreshold } } };

interface Chunk {
  readonly bytes: readonly number[];
  readonly isKey: boolean;
}

/**
 * Has a long video in a file of more than 4 GB searched, masked and exported by the app, and watches the memory of the page.
 * @param app - the built app
 * @param minutes - length of the video
 * @returns what went wrong
 */
export async function largeVideo(app: string, minutes: number): Promise<readonly string[]> {
  const server = await serveFolder(app);
  const folder = mkdtempSync(join(tmpdir(), 'cloakroom-large-'));
  const window = await AppPage.start(undefined, join(folder, 'profile'));
  const { page } = window;
  const wrong: string[] = [];
  try {
    await window.open(`${server.origin}/${policyLink(POLICY) ?? ''}`);
    await page.getByRole('button', { name: 'Use it', exact: true }).click();
    await page.keyboard.press('Escape');
    const path = join(folder, 'long.mp4');
    const frames = minutes * 60 * RATE;
    await writeClip(page, path, frames);
    console.log(`  ${String(minutes)} minutes, ${String(frames)} frames of ${String(SIZE.width)} x ${String(SIZE.height)}, ${(statSync(path).size / 1e9).toFixed(2)} GB`);
    const memory = await MemoryWatch.of(window.browser);
    const before = ((await memory?.read())?.rendererOwn ?? 0) / MB;
    const heap = new HeapWatch(page);
    const watched = async <T>(what: string, work: Promise<T>): Promise<T> => {
      const start = Date.now();
      let [peak, done, said] = [0, false, start];
      const ended = work.finally(() => (done = true));
      heap.start();
      while (!done) {
        peak = Math.max(peak, ((await memory?.read())?.rendererOwn ?? 0) / MB);
        if (Date.now() - said >= SAY_EVERY_MS) {
          said = Date.now();
          console.log(`  ${what}: ${await shareDone(page)} after ${((said - start) / 60_000).toFixed(0)} min, process ${peak.toFixed(0)} MB`);
        }
        await Promise.race([ended.then(() => undefined, () => undefined), new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS))]);
      }
      const seconds = (Date.now() - start) / 1000;
      const { bytes, parts, readings } = await heap.stop();
      console.log(`  ${what}: ${seconds.toFixed(0)} s, ${(frames / seconds).toFixed(1)} frames a second, heap at most ${(bytes / MB).toFixed(0)} MB in ${String(readings)} readings (${parts}), process at most ${peak.toFixed(0)} MB (${before.toFixed(0)} MB before)`);
      if (readings === 0) wrong.push(`${what}: the heap could not be read`);
      if (bytes > MOST_HEAP_MB * MB) wrong.push(`${what}: the heap took ${(bytes / MB).toFixed(0)} MB, the limit is ${String(MOST_HEAP_MB)} MB`);
      return ended;
    };
    await window.input.setInputFiles(path);
    await watched('search', page.locator('[data-testid="queue-item"]:is([data-stage="review"], [data-stage="failed"])').waitFor({ timeout: 7_200_000 }));
    await page.getByTestId('export').click();
    await page.getByRole('button', { name: /^Mask (it|them) and export$/u }).or(page.getByTestId('start-export')).first().click();
    await watched('export', page.getByTestId('export-summary').waitFor({ timeout: 7_200_000 }));
    const summary = await page.getByTestId('export-summary').textContent();
    if (summary !== '1 file checked and ready to save.') wrong.push(`the export ends with: ${[summary, ...(await page.locator('.export-row').allTextContents())].join(' ')}`);
    else wrong.push(...(await checkOutput(page, folder, frames)));
  } finally {
    wrong.push(...window.errors.map((error) => `uncaught: ${error}`));
    await window.browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return wrong;
}

/** What the page's bars say. */
async function shareDone(page: Page): Promise<string> {
  const shares = await page.getByRole('progressbar').evaluateAll((bars) => bars.map((bar) => bar.getAttribute('aria-valuenow') ?? ''));
  return `${shares.join(', ')} %`;
}

/** What the browser says of the memory of the page and its workers, with what is outside the heap of scripts but theirs. */
interface HeapReading {
  readonly bytes: number;
  readonly breakdown: readonly { readonly bytes: number; readonly types: readonly string[]; readonly attribution: readonly { readonly scope: string }[] }[];
}

/** Reads the heap of the page and its workers as often as the browser tells it, which is after it has cleared up. */
class HeapWatch {
  readonly #page: Page;
  #largest: HeapReading = { bytes: 0, breakdown: [] };
  #readings = 0;
  #running: Promise<void> | null = null;
  #isOver = false;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Starts anew. */
  start(): void {
    [this.#largest, this.#readings, this.#isOver] = [{ bytes: 0, breakdown: [] }, 0, false];
    this.#running = this.#read();
  }

  /** The largest reading. */
  async stop(): Promise<{ readonly bytes: number; readonly parts: string; readonly readings: number }> {
    this.#isOver = true;
    await this.#running;
    const parts = this.#largest.breakdown
      .filter(({ bytes }) => bytes > MB)
      .map(({ bytes, types, attribution }) => `${[...types, ...attribution.map(({ scope }) => scope)].join(' ')} ${(bytes / MB).toFixed(0)}`);
    return { bytes: this.#largest.bytes, parts: parts.join(', '), readings: this.#readings };
  }

  async #read(): Promise<void> {
    while (!this.#isOver) {
      const reading = await this.#page.evaluate<HeapReading>('performance.measureUserAgentSpecificMemory()');
      if (reading.bytes > this.#largest.bytes) this.#largest = reading;
      this.#readings += 1;
    }
  }
}

async function checkOutput(page: Page, folder: string, frames: number): Promise<readonly string[]> {
  const downloading = page.waitForEvent('download');
  await page.getByTestId('save-all').click();
  const path = join(folder, 'output.mp4');
  await (await downloading).saveAs(path);
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  let count = 0;
  if (video !== null) for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true })) count += packet.timestamp >= 0 ? 1 : 0;
  console.log(`  output: ${(statSync(path).size / MB).toFixed(0)} MB, ${String(count)} frames`);
  return count === frames ? [] : [`the output has ${String(count)} frames, the source ${String(frames)}`];
}

/** Repeats an encoded loop until the clip is as long as wanted. What is only zeros takes no room on the disk. */
async function writeClip(page: Page, path: string, frames: number): Promise<void> {
  // The tool that runs this file gives functions their names with it.
  await page.evaluate('globalThis.__name = (made) => made');
  const loop = await page.evaluate(encodeLoop, { ...SIZE, count: LOOP_S * RATE, rate: RATE });
  const packets = loop.chunks.map(({ bytes, isKey }) => ({ data: Uint8Array.from(bytes), isKey }));
  const file = openSync(path, 'w');
  let end = 0;
  const writable = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => {
      end = Math.max(end, position + data.byteLength);
      if (data.every((byte) => byte === 0)) ftruncateSync(file, end);
      else writeSync(file, data, 0, data.byteLength, position);
    },
  });
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: new StreamTarget(writable) });
  const video = new EncodedVideoPacketSource('avc');
  const sound = new EncodedAudioPacketSource(SILENCE.codec);
  output.addVideoTrack(video);
  output.addAudioTrack(sound);
  await output.start();
  const second = new Uint8Array(SILENCE.sampleRate * SILENCE.numberOfChannels * 4);
  const videoConfig = { ...SIZE, codec: loop.codec, codedWidth: SIZE.width, codedHeight: SIZE.height, description: Uint8Array.from(loop.description) };
  for (let frame = 0; frame < frames; frame += 1) {
    const { data, isKey } = packets[frame % packets.length] ?? { data: new Uint8Array(0), isKey: false };
    await video.add(new EncodedPacket(data, isKey ? 'key' : 'delta', frame / RATE, 1 / RATE), { decoderConfig: videoConfig });
    if (frame % RATE === 0) await sound.add(new EncodedPacket(second, 'key', frame / RATE, 1), { decoderConfig: SILENCE });
  }
  await output.finalize();
  closeSync(file);
}

/** Runs in the page: people who move slowly, as H.264. */
async function encodeLoop({ width, height, count, rate }: { readonly width: number; readonly height: number; readonly count: number; readonly rate: number }): Promise<{ readonly chunks: Chunk[]; readonly codec: string; readonly description: readonly number[] }> {
  const bitmap = await createImageBitmap(await (await fetch('samples/on-the-stairs.jpg')).blob());
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('no canvas');
  const chunks: Chunk[] = [];
  const codec = 'avc1.640028';
  let description: number[] = [];
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      chunks.push({ bytes: [...bytes], isKey: chunk.type === 'key' });
      const given = metadata?.decoderConfig?.description;
      if (given !== undefined) description = [...new Uint8Array(given as ArrayBuffer)];
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec, width, height, bitrate: 5_000_000, latencyMode: 'realtime', avc: { format: 'avc' } });
  for (let index = 0; index < count; index += 1) {
    context.drawImage(bitmap, bitmap.width * 0.1 + index, 0, bitmap.width * 0.8, (bitmap.width * 0.8 * height) / width, 0, 0, width, height);
    const frame = new VideoFrame(context.canvas, { timestamp: Math.round((index * 1e6) / rate), duration: Math.round(1e6 / rate) });
    encoder.encode(frame, { keyFrame: index === 0 });
    frame.close();
  }
  await encoder.flush();
  return { chunks, codec, description };
}
