import type { WrittenImageFormat } from '../../src/core/structure/inspection.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { joinPng } from '../../src/core/animation/join-png.ts';
import { joinWebp } from '../../src/core/animation/join-webp.ts';
import { NOT_NAMED, type ExportRecord } from '../../src/core/export/export-record.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, KEPT_METADATA, type OutputFormat, type Policy } from '../../src/core/policy/policy.ts';
import type { Decision } from '../../src/core/review/decision.ts';
import { cleanOutput } from '../../src/core/structure/clean.ts';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { verifyOutput } from '../../src/core/structure/verify.ts';
import { withKept } from '../../src/core/structure/write-kept.ts';
import { encodePicture } from '../../src/engine/pixels/encode.ts';
import { TiffWriter } from '../../src/engine/pixels/tiff/tiff-writer.ts';
import { EngineClient } from '../../src/ui/engine-client.ts';
import { bytes } from '../node/core/structure/byte-builder.ts';
import { exif } from '../node/core/structure/jpeg-builder.ts';
import { tiff } from '../node/core/structure/tiff-builder.ts';

const TIMEOUT_MS = 120_000;
const CANARY = 'SECRET-text-4711';
const SIZE = { width: 120, height: 80 };
const client = new EngineClient();
/** Names each source, which the engine keeps by its name. */
let exports = 0;

afterAll(() => {
  client.dispose();
});

const pixels = (width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(width * height * 4).map((_, at) => (at % 4 === 3 ? 255 : (at * 7) % 200)) });

/** A photo of a scanner's size with a resolution, a time, an orientation, and words that must not come along. */
async function photo(orientation: number): Promise<Blob> {
  const { bytes: encoded } = await encodePicture(pixels(SIZE.width, SIZE.height), 'jpeg', 0.9);
  const block = tiff([
    { tag: 0x010f, text: CANARY },
    { tag: 0x0112, short: orientation },
    { tag: 0x011a, rationals: [[204, 1]] },
    { tag: 0x011b, rationals: [[98, 1]] },
    { tag: 0x0128, short: 2 },
    { tag: 0x8769, directory: [{ tag: 0x9003, text: '2024:05:06 07:08:09' }, { tag: 0x9011, text: '+02:00' }, { tag: 0x9286, raw: [...bytes(CANARY)] }] },
  ]);
  const clean = cleanOutput(encoded, 'jpeg');
  return new Blob([clean.subarray(0, 20), exif(block) as Uint8Array<ArrayBuffer>, clean.subarray(20)]);
}

const TIME = { year: 2024, month: 5, day: 6, hour: 7, minute: 8, second: 9, offsetMinutes: 120 };
const FORMATS: readonly OutputFormat[] = ['jpeg', 'png', 'webp', 'avif'];
const policyFor = (format: OutputFormat, keep: Policy['metadata']['keep']): Policy => ({ ...DEFAULT_POLICY, metadata: { keep }, output: { ...DEFAULT_POLICY.output, format } });
const decisions: readonly Decision[] = [
  { id: 'p1', kind: 'face', origin: 'person', score: null, box: sourceBox(8, 8, 24, 16), shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: null },
];
const NO_SEARCH: ExportRecord['search'] = { kinds: [], detectors: [], smallestHeight: 0, scales: [], inferences: 0 };

async function exported(file: Blob, policy: Policy): Promise<{ readonly data: Uint8Array; readonly record: ExportRecord; readonly bytes: Blob }> {
  const result = await client.exportPicture({ id: `photo-${String((exports += 1))}`, file }, { decisions, policy, search: NO_SEARCH, createdAt: '2026-01-02T03:04:05.000Z', review: NOT_NAMED });
  if (result.status === 'failed') expect.unreachable(result.error.code);
  if (result.value.status === 'held') expect.unreachable(`${result.value.reason} ${JSON.stringify(result.value.findings)}`);
  const { bytes: released, record } = result.value;
  return { data: new Uint8Array(await released.arrayBuffer()), record, bytes: released };
}

const text = (data: Uint8Array): string => new TextDecoder('latin1').decode(data);
const dots = (data: Uint8Array, page = 0): number[] => {
  const resolution = inspectImage(data).kept?.resolutions[page];
  return resolution ? [resolution.x, resolution.y].map((value) => Math.round(resolution.unit === 'inch' ? value : value * 0.0254)) : [];
};

describe('an export by a policy that keeps metadata', { timeout: TIMEOUT_MS }, () => {
  it.each(FORMATS)('carries resolution and time in a %s, and nothing else', async (format) => {
    const { data, record, bytes: released } = await exported(await photo(1), policyFor(format, KEPT_METADATA));
    const { kept, metadata } = inspectImage(data);
    expect(dots(data)).toEqual([204, 98]);
    expect(kept?.captureTime).toEqual(TIME);
    expect(text(data)).not.toContain('SECRET');
    expect(metadata.every(({ name, keeps }) => keeps !== undefined || /^(APP1 Exif|eXIf|EXIF|Exif item)$/u.test(name))).toBe(true);
    expect(record.metadataKept).toEqual(['resolution', 'capture-time']);
    expect(record.metadataRemoved).toEqual([
      // The block itself, and the orientation, which is applied.
      { kind: 'exif', count: 2, sizeBytes: expect.any(Number) as number },
      { kind: 'camera', count: 1, sizeBytes: 0 },
      { kind: 'comment', count: 1, sizeBytes: 0 },
    ]);
    expect(verifyOutput(data, record.output.format as WrittenImageFormat, record.output).findings).not.toEqual([]);
    const shown = await createImageBitmap(released);
    expect([shown.width, shown.height]).toEqual([120, 80]);
    shown.close();
  });

  it.each(FORMATS)('carries nothing in a %s where nothing was chosen', async (format) => {
    const { data, record } = await exported(await photo(1), policyFor(format, []));
    expect(inspectImage(data)).toMatchObject({ metadata: [] });
    expect(inspectImage(data)).not.toHaveProperty('kept');
    expect(text(data)).not.toContain('2024:05:06');
    expect(record.metadataKept).toEqual([]);
    expect(record.metadataRemoved.map(({ kind, count }) => `${kind} ${String(count)}`)).toEqual(['exif 3', 'camera 1', 'time 2', 'comment 1']);
  });

  it('carries only the sort that was chosen', async () => {
    const { data, record } = await exported(await photo(1), policyFor('jpeg', ['resolution']));
    expect(record.metadataKept).toEqual(['resolution']);
    expect(dots(data)).toEqual([204, 98]);
    expect(text(data)).not.toContain('2024:05:06');
    const timed = await exported(await photo(1), policyFor('jpeg', ['capture-time']));
    expect(timed.record.metadataKept).toEqual(['capture-time']);
    expect(dots(timed.data)).toEqual([]);
    expect(inspectImage(timed.data).kept?.captureTime).toEqual(TIME);
  });

  it('turns the resolution with the picture', async () => {
    const { data } = await exported(await photo(6), policyFor('jpeg', ['resolution']));
    expect(dots(data)).toEqual([98, 204]);
    expect(inspectImage(data)).toMatchObject({ size: { width: 80, height: 120 }, orientation: 1 });
  });

  it.each(['png', 'webp'] as const)('carries both in an animated %s that still plays', async (format) => {
    const area = sourceBox(0, 0, SIZE.width, SIZE.height);
    const stills = [];
    for (const shade of [40, 200]) {
      const { data, ...size } = pixels(SIZE.width, SIZE.height);
      const encoded = await encodePicture({ ...size, data: data.map((value, at) => (at % 4 === 3 ? value : shade)) }, format, 0.9);
      stills.push({ area, duration: 100, blend: 'replace', disposal: 'keep', still: cleanOutput(encoded.bytes, format) } as const);
    }
    const kept = { resolutions: [{ x: 204, y: 98, unit: 'inch' }], captureTime: TIME } as const;
    const source = withKept(format === 'png' ? joinPng(SIZE, 0, stills) : joinWebp(SIZE, 0, stills), format, kept);
    const { data, record, bytes: released } = await exported(new Blob([source]), policyFor('source', KEPT_METADATA));
    expect([record.output.format, record.source.frames, record.metadataKept]).toEqual([format, 2, ['resolution', 'capture-time']]);
    expect([dots(data), inspectImage(data).kept?.captureTime]).toEqual([[204, 98], TIME]);
    const decoder = new ImageDecoder({ data, type: released.type });
    await decoder.tracks.ready;
    expect(decoder.tracks.selectedTrack?.frameCount).toBe(2);
    decoder.close();
    const plain = await exported(new Blob([source]), policyFor('source', []));
    expect(inspectImage(plain.data)).not.toHaveProperty('kept');
  });

  it('keeps the aspect of a fax, page by page', async () => {
    const resolutions = [{ x: 204, y: 98, unit: 'inch' }, { x: 204, y: 196, unit: 'inch' }] as const;
    const writer = new TiffWriter({ resolutions, captureTime: null });
    writer.add(pixels(120, 40));
    writer.add(pixels(120, 80));
    const fax = new Blob([writer.finish()]);
    const { data, record } = await exported(fax, policyFor('source', ['resolution', 'capture-time']));
    expect(record.output.format).toBe('tiff');
    expect(record.metadataKept).toEqual(['resolution']);
    expect([dots(data), dots(data, 1)]).toEqual([[204, 98], [204, 196]]);
    const plain = await exported(fax, policyFor('source', []));
    expect([dots(plain.data), dots(plain.data, 1)]).toEqual([[72, 72], [72, 72]]);
    expect(plain.record.metadataKept).toEqual([]);
  });
});
