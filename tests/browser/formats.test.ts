import { NOT_NAMED } from '../../src/core/export/export-record.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanOutput } from '../../src/core/structure/clean.ts';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { DEFAULT_POLICY, type OutputFormat } from '../../src/core/policy/policy.ts';
import type { Decision } from '../../src/core/review/decision.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import type { ExportRecord } from '../../src/core/export/export-record.ts';
import { verifyOutput } from '../../src/core/structure/verify.ts';
import { CODEC_FILES, loadCodec, type CodecName } from '../../src/engine/pixels/codec-files.ts';
import { codedProfile } from '../../src/engine/pixels/color-profile.ts';
import { decodeSource } from '../../src/engine/pixels/decode-source.ts';
import { decodePicture } from '../../src/engine/pixels/decode.ts';
import { encodePicture } from '../../src/engine/pixels/encode.ts';
import { toSrgb } from '../../src/engine/pixels/to-srgb.ts';
import { turnRaster } from '../../src/engine/pixels/turn-raster.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { imir, irot } from '../node/core/structure/avif-builder.ts';
import { codedGrid, codedPicture, heif, heifGrid, nclx } from '../node/core/structure/heif-builder.ts';
import { tiffFile, type BuiltPage } from '../node/core/structure/tiff-file-builder.ts';
import { cmykJpeg } from './cmyk-jpeg.ts';
import { deepPng } from './deep-png.ts';

const TIMEOUT_MS = 120_000;
const client = new EngineClient();

afterAll(() => {
  client.dispose();
});

type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> };

/** Soft colours, so that a lossy format keeps them within a few steps. */
function slope(width: number, height: number, alpha = 255): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    data.set([(x * 200) / width, (y * 200) / height, 60, alpha], at * 4);
  }
  return { width, height, data };
}

/** Mean and largest difference of two pictures' colours. */
function difference(a: Pixels, b: Pixels): { readonly mean: number; readonly most: number } {
  expect([b.width, b.height]).toEqual([a.width, a.height]);
  const each = a.data.map((value, at) => Math.abs(value - b.data[at]!));
  return { mean: each.reduce((sum, value) => sum + value, 0) / each.length, most: each.reduce((most, value) => Math.max(most, value), 0) };
}

async function decoded(file: Blob): Promise<Pixels> {
  return decodeSource(file, inspectImage(new Uint8Array(await file.arrayBuffer())), 0);
}

async function jpegOf(picture: Pixels): Promise<Uint8Array> {
  const { bytes } = await encodePicture(picture, 'jpeg', 0.98);
  return bytes;
}

function refused(file: Blob): Promise<string> {
  return decoded(file).then(
    () => 'decoded',
    (error: unknown) => (error as { code?: string }).code ?? 'another error',
  );
}

describe('codec files', { timeout: TIMEOUT_MS }, () => {
  it.each(Object.keys(CODEC_FILES) as CodecName[])('hold what was reviewed: %s', async (name) => {
    expect(await loadCodec(name)).toBeInstanceOf(WebAssembly.Module);
  });
});

describe('HEIC', { timeout: TIMEOUT_MS }, () => {
  const colorAt = ({ width, data }: Pixels, x: number, y: number): number[] => Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
  const isNear = (color: readonly number[], expected: readonly number[]): void => {
    for (const [channel, value] of expected.entries()) expect(Math.abs(color[channel]! - value)).toBeLessThan(40);
  };

  it('is decoded: one picture, and a grid of two', async () => {
    for (const picture of [await decoded(new Blob([heif([codedPicture()])])), await decoded(new Blob([codedGrid()]))]) {
      for (let left = 0; left < picture.width; left += 64) {
        isNear(colorAt(picture, left + 10, 4), [239, 0, 16, 255]);
        isNear(colorAt(picture, left + 10, 59), [16, 0, 239, 255]);
        isNear(colorAt(picture, left + 54, 32), [0, 255, 0, 255]);
      }
    }
  });

  it.each([
    ['irot 1', [irot(1)]],
    ['irot 2', [irot(2)]],
    ['irot 3', [irot(3)]],
    ['imir 0', [imir(0)]],
    ['imir 1', [imir(1)]],
    ['irot 1, imir 0', [irot(1), imir(0)]],
    ['irot 1, imir 1', [irot(1), imir(1)]],
    ['imir 0, irot 1', [imir(0), irot(1)]],
    ['imir 1, irot 3', [imir(1), irot(3)]],
  ])('is turned once, as the walker says: %s', async (_, properties) => {
    const file = codedGrid(...properties);
    const upright = await decoded(new Blob([codedGrid()]));
    const expected = turnRaster(upright, inspectImage(file).orientation);
    expect(difference(expected, await decoded(new Blob([file])))).toEqual({ mean: 0, most: 0 });
  });

  it('is converted to sRGB where its colours are those of Display P3', async () => {
    const [plain, wide] = [await decoded(new Blob([heif([codedPicture(nclx(1, 13))])])), await decoded(new Blob([heif([codedPicture(nclx(12, 13))])]))];
    toSrgb(plain.data, codedProfile(12)!);
    expect(difference(plain, wide).most).toBe(0);
    expect(plain.data).not.toEqual((await decoded(new Blob([heif([codedPicture(nclx(1, 13))])]))).data);
  });

  it('comes out masked as JPEG, and says that the source’s compression spreads', async () => {
    const { bytes, record } = await exportMasked(new Blob([codedGrid()]), 'source');
    const data = new Uint8Array(await bytes.arrayBuffer());
    expect(inspectImage(data)).toMatchObject({ format: 'jpeg', size: { width: 128, height: 64 }, metadata: [] });
    expect(record.source.format).toBe('heif');
    expect(record.regions).toMatchObject([{ irreversible: false }]);
  });

  it.each([
    ['one picture', heif()],
    ['a grid', heifGrid()],
  ])('is refused where no decoder takes its coded data: %s', async (_, file) => {
    expect(await refused(new Blob([file]))).toBe('input/undecodable');
    // The decoder starts anew for the next file.
    expect(await refused(new Blob([file]))).toBe('input/undecodable');
  });
});

describe('TIFF', { timeout: TIMEOUT_MS }, () => {
  const picture = slope(40, 32);
  const halves = [picture.data.slice(0, 40 * 16 * 4), picture.data.slice(40 * 16 * 4)].map((data) => ({ width: 40, height: 16, data }));
  const page = (segments: readonly Uint8Array[], extra: BuiltPage['extra'] = []): Blob =>
    new Blob([tiffFile([{ width: 40, height: 32, bits: [8, 8, 8], compression: 7, photometric: 6, rowsPerStrip: 16, segments, extra }])]);

  it('holds strips of JPEG, each with its own tables or all with the same', async () => {
    const strips = await Promise.all(halves.map(jpegOf));
    expect(difference(picture, await decoded(page(strips))).mean).toBeLessThan(1.5);
    const parts = strips.map(splitTables);
    expect(parts[1]!.tables).toEqual(parts[0]!.tables);
    const shared = page(parts.map(({ scan }) => scan), [{ tag: 0x15b, raw: parts[0]!.tables }]);
    expect(difference(picture, await decoded(shared)).mean).toBeLessThan(1.5);
  });

  it('is refused where a strip of JPEG is smaller or far larger than the page says', async () => {
    const [whole, half] = await Promise.all([jpegOf(slope(40, 64)), jpegOf(halves[0]!)]);
    const narrow = await jpegOf(slope(39, 16));
    expect(await refused(page([half, narrow]))).toBe('input/corrupt');
    expect(await refused(page([half, whole]))).toBe('input/corrupt');
    expect(await refused(page([half, half.subarray(0, 60)]))).toMatch(/^input\/(corrupt|truncated)$/);
  });
});

/** Splits a JPEG into one with quantisation tables only and one without; the encoder makes Huffman tables for each picture anew. */
function splitTables(jpeg: Uint8Array): { readonly tables: Uint8Array; readonly scan: Uint8Array } {
  const tables: number[] = [0xff, 0xd8];
  const scan: number[] = [0xff, 0xd8];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!;
    const isTable = jpeg[at + 1] === 0xdb;
    for (const byte of jpeg.subarray(at, end)) (isTable ? tables : scan).push(byte);
    at = end;
  }
  for (const byte of jpeg.subarray(at)) scan.push(byte);
  return { tables: Uint8Array.from([...tables, 0xff, 0xd9]), scan: Uint8Array.from(scan) };
}

describe('AVIF', { timeout: TIMEOUT_MS }, () => {
  it.each([255, 128])('is written where the browser can’t, and comes back the same (alpha %i)', async (alpha) => {
    const picture = slope(121, 67, alpha);
    const { bytes, format } = await encodePicture(picture, 'avif', 0.95);
    expect(format).toBe('avif');
    const clean = cleanOutput(bytes, 'avif');
    expect(verifyOutput(clean, 'avif', picture).findings).toEqual([]);
    expect(inspectImage(clean)).toMatchObject({ size: { width: 121, height: 67 }, hasAlpha: alpha < 255 });
    const back = await decodePicture(new Blob([clean], { type: 'image/avif' }), picture);
    expect(difference(picture, back).mean).toBeLessThan(2);
  });

  it('is smaller at a lower quality', async () => {
    const [low, high] = await Promise.all([0.5, 0.95].map((quality) => encodePicture(slope(300, 200), 'avif', quality)));
    expect(low!.bytes.length).toBeLessThan(high!.bytes.length);
  });
});

describe('toSrgb', { timeout: TIMEOUT_MS }, () => {
  it('converts Display P3 as the browser does', () => {
    const { width, height, data } = slope(64, 64);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.putImageData(new ImageData(data.slice(), width, height, { colorSpace: 'display-p3' }), 0, 0);
    const expected = { width, height, data: context.getImageData(0, 0, width, height).data };
    toSrgb(data, codedProfile(12)!);
    expect(difference({ width, height, data }, expected).most).toBeLessThanOrEqual(2);
  });
});

describe('sources with more than 8 bits or four inks', { timeout: TIMEOUT_MS }, () => {
  const deep = deepPng(96, 64, (x, y) => [x * 600, y * 900, 0x4040]);
  const inks = cmykJpeg(
    Array.from({ length: 96 }, (_, at) => [(at * 5) & 255, (at * 9) & 255, 40, at % 2 === 0 ? 0 : 60] as const),
    12,
  );

  it('are decoded: 16 bit PNG', async () => {
    const { data } = await decoded(deep);
    const at = (20 * 96 + 50) * 4;
    for (const [channel, value] of [50 * 600, 20 * 900, 0x4040].entries()) expect(Math.abs(data[at + channel]! - value / 257)).toBeLessThanOrEqual(1);
  });

  it('are decoded: CMYK JPEG', async () => {
    const { data } = await decoded(cmykJpeg([[0, 0, 0, 0], [255, 0, 0, 0], [0, 255, 0, 0], [0, 0, 0, 255]], 4));
    const pixel = (block: number): number[] => Array.from(data.subarray((3 * 32 + block * 8 + 4) * 4, (3 * 32 + block * 8 + 4) * 4 + 3));
    const [paper, cyan, magenta, black] = [0, 1, 2, 3].map(pixel) as [number[], number[], number[], number[]];
    expect(Math.min(...paper)).toBeGreaterThan(250);
    expect(cyan[0]).toBeLessThan(cyan[1]! - 50);
    expect(magenta[1]).toBeLessThan(magenta[0]! - 50);
    expect(Math.max(...black)).toBeLessThan(60);
  });

  const tiff = new Blob([tiffFile([{ width: 96, height: 64, bits: [8, 8, 8], photometric: 2, segments: [Uint8Array.from(slope(96, 64).data.filter((_, at) => at % 4 !== 3))] }])]);
  it.each([
    ['a 16 bit PNG', 'source', 'png', deep],
    ['a CMYK JPEG', 'source', 'jpeg', inks],
    ['a TIFF', 'source', 'tiff', tiff],
    ['a TIFF', 'png', 'png', tiff],
    ['a TIFF', 'avif', 'avif', tiff],
  ] as const)('come out masked, with nothing but the picture: %s, format %s', async (_, format, written, file) => {
    const { bytes, record } = await exportMasked(file, format);
    const data = new Uint8Array(await bytes.arrayBuffer());
    expect(inspectImage(data)).toMatchObject({ format: written, size: { width: 96, height: 64 }, metadata: [] });
    expect(record.regions).toMatchObject([{ maskBox: expect.anything(), irreversible: true }]);
    const { data: pixels } = await decodeSource(bytes, inspectImage(data), 0);
    const { r, g, b } = DEFAULT_POLICY.settings.solidColor;
    for (const [x, y] of [[34, 22], [45, 30], [60, 40]] as const) {
      for (const [channel, value] of [r, g, b].entries()) expect(Math.abs(pixels[(y * 96 + x) * 4 + channel]! - value)).toBeLessThan(12);
    }
  });
});

/** Masks one rectangle by hand. */
async function exportMasked(file: Blob, format: OutputFormat): Promise<{ readonly bytes: Blob; readonly record: ExportRecord }> {
  const policy = { ...DEFAULT_POLICY, output: { ...DEFAULT_POLICY.output, format } };
  const job = { id: `${file.size}-${format}`, file };
  const found = await client.detect(job, policy);
  if (found.status === 'failed') expect.unreachable(found.error.code);
  const region: Decision = {
    id: 'r1',
    kind: 'face',
    origin: 'person',
    score: null,
    box: sourceBox(32, 20, 32, 24),
    shape: 'rectangle',
    state: 'accepted',
    decidedBy: 'person',
    fill: null,
  };
  const outcome = await client.exportPicture(job, { decisions: [region], policy, search: found.value.search, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED });
  if (outcome.status === 'failed') expect.unreachable(outcome.error.code);
  if (outcome.value.status === 'held') expect.unreachable(outcome.value.reason);
  return outcome.value;
}
