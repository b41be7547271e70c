import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { zlibSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { joinPng } from '../../src/core/animation/join-png.ts';
import type { SearchReport } from '../../src/core/detect/detection.ts';
import type { Result } from '../../src/core/errors.ts';
import { sourceBox, type Box } from '../../src/core/geometry/box.ts';
import { leakOf } from '../../src/core/mask/leak.ts';
import { decideByPolicy } from '../../src/core/review/decide-by-policy.ts';
import type { Decision } from '../../src/core/review/decision.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import { cleanOutput } from '../../src/core/structure/clean.ts';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { exportPicture } from '../../src/engine/export/image.ts';
import { openFrames } from '../../src/engine/frames/open-frames.ts';
import { GifWriter } from '../../src/engine/pixels/gif-writer.ts';
import { TiffWriter } from '../../src/engine/pixels/tiff/tiff-writer.ts';
import { Stopwatch } from '../../src/engine/stopwatch.ts';
import type { ExportOutcome } from '../../src/protocol/engine-api.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { plainGif, type PlainFrame } from '../node/core/animation/gif-codec.ts';
import { acTL, chunk, fcTL, fdAT, ihdr, png } from '../node/core/structure/png-builder.ts';
import { anim, riff, sizedFrame, vp8x } from '../node/core/structure/webp-builder.ts';
import { FACES, photo } from './pictures.ts';

const TIMEOUT_MS = 120_000;
const CREATED_AT = '2026-01-02T03:04:05.000Z';

type Area = readonly [left: number, top: number, width: number, height: number];
type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> };

/** What the browser itself shows of each frame. */
async function shownFrames(file: Uint8Array<ArrayBuffer>, type: string): Promise<Pixels[]> {
  const decoder = new ImageDecoder({ type, data: file });
  await Promise.all([decoder.completed, decoder.tracks.ready]);
  const frames: Pixels[] = [];
  for (let frameIndex = 0; frameIndex < decoder.tracks.selectedTrack!.frameCount; frameIndex += 1) {
    const { image } = await decoder.decode({ frameIndex });
    const { displayWidth: width, displayHeight: height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(image, 0, 0);
    image.close();
    frames.push(context.getImageData(0, 0, width, height));
  }
  decoder.close();
  return frames;
}

async function readFrames(file: Uint8Array<ArrayBuffer>, order?: readonly number[]): Promise<Pixels[]> {
  const inspection = inspectImage(file);
  const count = inspection.sequence.kind === 'animation' ? inspection.sequence.durations.length : 0;
  const reader = openFrames(new Blob([file]), inspection);
  const frames: Pixels[] = [];
  for (const index of order ?? Array.from({ length: count }, (_, at) => at)) frames.push(await reader.read(index));
  return frames;
}

/** Largest difference of a channel, colours of what is transparent aside. */
function most(a: Pixels, b: Pixels): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((worst, value, at) => {
    const alpha = at - (at % 4) + 3;
    return a.data[alpha] === 0 && b.data[alpha] === 0 ? worst : Math.max(worst, Math.abs(value - b.data[at]!));
  }, 0);
}

/** A GIF of small pieces with every disposal, transparent pixels, and one that reaches over the canvas's edge. */
function gif(): Uint8Array<ArrayBuffer> {
  const palette = Array.from({ length: 16 }, (_, i) => [i * 16, 255 - i * 10, (i * 53) % 256]);
  const piece = (index: number, [left, top, width, height]: Area, more: Partial<PlainFrame> = {}): PlainFrame => ({
    left, top, width, height, delay: 10, indices: Array.from({ length: width * height }, (_, at) => (at % 5 === 0 ? 15 : (index * 3 + at) % 15)), transparentIndex: 15, ...more,
  });
  return plainGif({
    width: 32, height: 20, palette, repeats: 0,
    frames: [
      piece(0, [2, 1, 20, 15], { disposal: 1 }),
      piece(1, [8, 4, 20, 12], { disposal: 2 }),
      piece(2, [0, 0, 12, 9], { disposal: 3, isInterlaced: true }),
      piece(3, [4, 2, 16, 16], { disposal: 0, transparentIndex: null }),
      piece(4, [20, 8, 10, 10], { disposal: 3 }),
      piece(5, [24, 12, 8, 8], { disposal: 1 }),
    ],
  });
}

/** Compressed rows of RGBA. */
function rows(width: number, height: number, colorAt: (at: number) => readonly number[]): Uint8Array {
  const raw = new Uint8Array(height * (1 + width * 4));
  for (let at = 0; at < width * height; at += 1) raw.set(colorAt(at), Math.floor(at / width) * (1 + width * 4) + 1 + (at % width) * 4);
  return zlibSync(raw);
}

/** An animated PNG with both blends and every disposal, whose alpha is one of those given. */
function animatedPng(alphas: readonly number[]): Uint8Array<ArrayBuffer> {
  const areas: readonly Area[] = [[0, 0, 32, 20], [3, 2, 20, 10], [10, 5, 20, 15], [0, 0, 9, 9], [1, 1, 25, 18], [5, 0, 20, 20]];
  const pixels = areas.map(([, , width, height], frame) => rows(width, height, (at) => [(at * 3) % 256, (at * 7 + frame * 40) % 256, frame * 45, alphas[(at + frame) % alphas.length]!]));
  let sequence = 0;
  const chunks = areas.flatMap((area, frame) => {
    const head = fcTL(sequence++, area, { disposal: frame % 3, blend: frame % 2 });
    return [head, frame === 0 ? chunk('IDAT', pixels[0]) : fdAT(sequence++, pixels[frame])];
  });
  return png({ header: ihdr(32, 20, 6), before: [acTL(areas.length)], data: chunks });
}

/** The coded picture of a still WebP, without its file. */
async function webpPicture(width: number, height: number, frame: number, alpha: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) data.set([(at * 5) % 256, frame * 60, (at * 11) % 256, at % 4 === 0 ? alpha : 255], at * 4);
  canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0);
  const file = await (await canvas.convertToBlob({ type: 'image/webp', quality: 1 })).arrayBuffer();
  return cleanOutput(new Uint8Array(file), 'webp').subarray(12);
}

/** An animated WebP with both blends and disposals. */
async function webp(): Promise<Uint8Array<ArrayBuffer>> {
  const areas: readonly Area[] = [[0, 0, 32, 20], [4, 2, 20, 10], [10, 6, 20, 14], [0, 0, 8, 8]];
  const frames: Uint8Array[] = [];
  for (const [frame, area] of areas.entries()) frames.push(sizedFrame(area, { flags: frame }, await webpPicture(area[2], area[3], frame, frame === 0 ? 255 : 0)));
  return riff(vp8x(0x12, 32, 20), anim(), ...frames);
}

describe('frames of an animation', { timeout: TIMEOUT_MS }, () => {
  const files = { gif: () => Promise.resolve(gif()), png: () => Promise.resolve(animatedPng([255, 255, 0])), webp };

  it.each(Object.keys(files) as (keyof typeof files)[])('are what the browser shows: %s', async (format) => {
    const file = await files[format]();
    const [ours, theirs] = [await readFrames(file), await shownFrames(file, `image/${format}`)];
    expect(ours.length).toBeGreaterThan(3);
    expect(ours.map((frame, index) => most(frame, theirs[index]!))).toEqual(theirs.map(() => 0));
  });

  it('are what the browser shows where they show through by half, but for rounding', async () => {
    const file = animatedPng([255, 200, 128, 0]);
    const [ours, theirs] = [await readFrames(file), await shownFrames(file, 'image/png')];
    for (const [index, frame] of ours.entries()) expect(most(frame, theirs[index]!)).toBeLessThanOrEqual(3);
  });

  it('are the same whatever the order in which they are asked for', async () => {
    const file = gif();
    const [inOrder, jumping] = [await readFrames(file), await readFrames(file, [4, 1, 1, 5, 0])];
    expect(jumping.map(({ data }) => data)).toEqual([4, 1, 1, 5, 0].map((index) => inOrder[index]!.data));
  });
});

const SIZE = { width: 320, height: 240 };
const DURATION = 500;
const FRAMES = 8;
/** Frames that show the face, and where its centre is then. */
const SHOWN = [2, 3, 4, 5];
const centre = (frame: number): readonly [number, number] => [110 + frame * 14, 120];

/** A still PNG of one frame: a slope, and on some frames a face that moves over it. */
async function stillFrame(face: ImageBitmap, frame: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d')!;
  const slope = context.createLinearGradient(0, 0, SIZE.width, SIZE.height);
  slope.addColorStop(0, '#b0c4d8');
  slope.addColorStop(1, '#7d9a86');
  context.fillStyle = slope;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  const [x, y] = centre(frame);
  if (SHOWN.includes(frame)) context.drawImage(face, x - face.width / 2, y - face.height / 2);
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** An animation with a face on its frames 2 to 5. */
async function passingFace(): Promise<Blob> {
  const { left, top, width, height } = FACES[0]!;
  const face = await createImageBitmap(await photo(), left - 60, top - 60, width + 120, height + 120, { resizeHeight: 150, resizeQuality: 'high' });
  const pieces = [];
  for (let frame = 0; frame < FRAMES; frame += 1) {
    pieces.push({ area: sourceBox(0, 0, SIZE.width, SIZE.height), duration: DURATION, blend: 'replace', disposal: 'keep', still: await stillFrame(face, frame) } as const);
  }
  face.close();
  return new Blob([joinPng(SIZE, 2, pieces)], { type: 'image/png' });
}

function valueOf<T>(result: Result<T>): T {
  if (result.status === 'failed') expect.unreachable(result.error.code);
  return result.value;
}

describe('a face on some frames', { timeout: TIMEOUT_MS }, () => {
  const client = new EngineClient();
  let file: Blob;
  beforeAll(async () => {
    file = await passingFace();
  }, TIMEOUT_MS);
  afterAll(() => {
    client.dispose();
  });

  it.each(['source', 'webp'] as const)('is found, followed, masked on these and the held frames, and not found again, as %s', async (format) => {
    const policy = { ...DEFAULT_POLICY, output: { ...DEFAULT_POLICY.output, format } };
    const job = { id: `passing-${format}`, file };
    const { detections, search } = valueOf(await client.detect(job, policy));
    const decisions = decideByPolicy(detections, policy);
    const [face] = decisions;
    expect(decisions).toHaveLength(1);
    expect(face).toMatchObject({ kind: 'face', state: 'accepted', path: { first: 1, last: 6 } });
    expect(face!.path!.keys.map(({ frame }) => frame)).toEqual(SHOWN);

    const outcome = valueOf(await client.exportPicture(job, { decisions, policy, search, createdAt: CREATED_AT, review: NOT_NAMED }));
    if (outcome.status === 'held') expect.unreachable(outcome.reason);
    const { bytes, record } = outcome;
    expect(record.source).toMatchObject({ format: 'png', frames: FRAMES, ...SIZE });
    expect(record.regions).toMatchObject([{ id: face!.id, fill: 'solid', irreversible: true, path: { first: 1, last: 6 } }]);
    expect(record.recheck.regionsCompared).toBe(6);

    const data = new Uint8Array(await bytes.arrayBuffer());
    expect(inspectImage(data).sequence).toEqual({ kind: 'animation', durations: new Array<number>(FRAMES).fill(DURATION), plays: 2 });
    const [before, after] = [await shownFrames(new Uint8Array(await file.arrayBuffer()), 'image/png'), await shownFrames(data, bytes.type)];
    const { r, g, b } = policy.settings.solidColor;
    for (const [index, frame] of after.entries()) {
      const [x, y] = centre(Math.min(5, Math.max(2, index)));
      const at = (y * SIZE.width + x) * 4;
      const far = Math.max(...[r, g, b].map((value, channel) => Math.abs(value - frame.data[at + channel]!)));
      if (index >= 1 && index <= 6) expect(far).toBeLessThanOrEqual(format === 'webp' ? 8 : 0);
      else expect(most(before[index]!, frame)).toBeLessThanOrEqual(format === 'webp' ? 12 : 0);
    }
  });

  it('is held back where a person left one frame out', async () => {
    const job = { id: 'short', file };
    const { detections, search } = valueOf(await client.detect(job, DEFAULT_POLICY));
    const decisions = decideByPolicy(detections, DEFAULT_POLICY).map((decision) => ({ ...decision, path: { ...decision.path!, last: 4, keys: decision.path!.keys.slice(0, 3) } }));
    const outcome = valueOf(await client.exportPicture(job, { decisions, policy: DEFAULT_POLICY, search, createdAt: CREATED_AT, review: NOT_NAMED }));
    expect(outcome).toMatchObject({ status: 'held', reason: 'survivor' });
    const [survivor] = outcome.status === 'held' ? outcome.survivors : [];
    expect(survivor!.detection.path!.keys.map(({ frame }) => frame)).toEqual([5]);
  });
});

describe('an encoder that drops the mask of one frame', { timeout: TIMEOUT_MS }, () => {
  const MASK: Box<'source'> = sourceBox(8, 6, 14, 9);
  const search: SearchReport = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };
  const scene = (index: number): Pixels => {
    const data = new Uint8ClampedArray(32 * 20 * 4);
    for (let at = 0; at < 32 * 20; at += 1) data.set([200 + (at % 32), 180 + index * 10, 220, 255], at * 4);
    return { width: 32, height: 20, data };
  };

  async function source(format: 'gif' | 'png' | 'webp' | 'tiff'): Promise<Blob> {
    if (format === 'gif') return new Blob([gif()]);
    if (format === 'png') return new Blob([animatedPng([255])]);
    if (format === 'webp') return new Blob([await webp()]);
    const pages = new TiffWriter();
    for (let page = 0; page < 4; page += 1) pages.add(scene(page));
    return new Blob([pages.finish()]);
  }

  async function outcomeOf(format: 'gif' | 'png' | 'webp' | 'tiff', plant: () => void = () => undefined, change: Partial<Decision> = {}): Promise<ExportOutcome> {
    const file = await source(format);
    const inspection = inspectImage(new Uint8Array(await file.arrayBuffer()));
    const frames = openFrames(file, inspection);
    const of = inspection.sequence.kind === 'animation' ? inspection.sequence.durations.length : 4;
    const decision: Decision = { id: 'p1', kind: 'face', origin: 'person', score: null, box: MASK, path: { first: 0, last: of - 1, keys: [{ frame: 0, box: MASK }] }, shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: null, ...change };
    plant();
    const input = { inspection, sizeBytes: file.size, read: (index: number) => frames.read(index) };
    return exportPicture(input, { decisions: [decision], policy: DEFAULT_POLICY, search, createdAt: CREATED_AT, review: NOT_NAMED }, [], new Stopwatch(() => undefined));
  }

  /** Has a writer get a picture without the mask, once: the third time that it is called. */
  function plantInWriter(writer: { add: (picture: Pixels, duration: number) => void }): void {
    const add = writer.add;
    let calls = 0;
    vi.spyOn(writer, 'add').mockImplementation(function (this: unknown, picture, duration) {
      calls += 1;
      add.call(this, calls === 3 ? scene(2) : picture, duration);
    });
  }

  /** Has the browser encode a picture without the mask, once: the third time that it is asked. */
  function plantInBrowser(): void {
    const encode = OffscreenCanvas.prototype.convertToBlob;
    let calls = 0;
    vi.spyOn(OffscreenCanvas.prototype, 'convertToBlob').mockImplementation(function (this: OffscreenCanvas, options) {
      calls += 1;
      const context = this.getContext('2d')!;
      context.fillStyle = '#fff';
      if (calls === 3) context.fillRect(0, 0, this.width, this.height);
      return encode.call(this, options);
    });
  }

  const faults = {
    gif: () => plantInWriter(GifWriter.prototype),
    tiff: () => plantInWriter(TiffWriter.prototype),
    png: plantInBrowser,
    webp: plantInBrowser,
  };

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(Object.keys(faults) as (keyof typeof faults)[])('is caught, and nothing is handed out: %s', async (format) => {
    const outcome = await outcomeOf(format, faults[format]);
    expect(outcome).toMatchObject({ status: 'held', reason: 'pixels' });
    expect(outcome).not.toHaveProperty('bytes');
  });

  it.each(Object.keys(faults) as (keyof typeof faults)[])('is what is caught: without the fault the file is released: %s', async (format) => {
    const outcome = await outcomeOf(format);
    expect(outcome).toMatchObject({ status: 'released', format });
    expect(outcome.status === 'released' && outcome.record.recheck.regionsCompared).toBe(outcome.status === 'released' && outcome.record.source.frames);
  });

  it('leaves a record whose leak is that of the first frame, however thin the region is where it was seen best', async () => {
    const thin = sourceBox(2, 1, 28, 2);
    const path = { first: 0, last: 5, keys: [{ frame: 0, box: MASK }, { frame: 4, box: thin }] };
    const outcome = await outcomeOf('gif', undefined, { box: thin, path, fill: 'pixelate' });
    const leak = leakOf('pixelate', { found: MASK, mask: MASK }, DEFAULT_POLICY.settings);
    expect(leakOf('pixelate', { found: thin, mask: MASK }, DEFAULT_POLICY.settings)).not.toBe(leak);
    expect(outcome).toMatchObject({ status: 'released', record: { regions: [{ leak, maskBox: MASK }] } });
  });
});
