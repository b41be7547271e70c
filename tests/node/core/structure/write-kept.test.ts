import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPng } from '../../../../src/core/animation/join-png.ts';
import { joinWebp } from '../../../../src/core/animation/join-webp.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { cleanOutput } from '../../../../src/core/structure/clean.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import type { WrittenImageFormat } from '../../../../src/core/structure/inspection.ts';
import { NOTHING_KEPT, type CaptureTime, type KeptValues, type Resolution } from '../../../../src/core/structure/kept-metadata.ts';
import { verifyOutput, verifySequence } from '../../../../src/core/structure/verify.ts';
import { withKept } from '../../../../src/core/structure/write-kept.ts';
import { TiffWriter } from '../../../../src/engine/pixels/tiff/tiff-writer.ts';
import { auxC, avif, box, ispe, type BuiltItem } from './avif-builder.ts';
import { be16, be32, bytes, offsetOf, patched } from './byte-builder.ts';
import { exif, jpeg } from './jpeg-builder.ts';
import { chunk, png } from './png-builder.ts';
import { tiff } from './tiff-builder.ts';
import { alph, riff, riffChunk, vp8, vp8l, vp8x } from './webp-builder.ts';

type File = Uint8Array<ArrayBuffer>;

const SIZE = { width: 40, height: 24 };
const unit = (type: number, content: string): Uint8Array => bytes((type << 3) | 2, content.length, content);
const plane = (...properties: readonly Uint8Array[]): BuiltItem => ({
  type: 'av01',
  properties: [ispe(40, 24), box('pixi', be32(0), 3, [8, 8, 8]), box('av1C', [0x81, 0, 0, 0]), box('colr', 'nclx', be16(2), be16(2), be16(6), 0x80), ...properties],
  data: bytes(unit(1, 'xx'), unit(6, 'frame')),
});
const alphaPlane: BuiltItem = {
  ...plane(),
  properties: [ispe(40, 24), box('pixi', be32(0), 1, 8), box('av1C', [0x81, 0, 0, 0]), auxC('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha')],
  reference: { type: 'auxl', to: 1 },
};

/** Encoders' files, before they are cleaned. */
const ENCODED: readonly (readonly [name: string, format: WrittenImageFormat, file: File])[] = [
  ['JPEG', 'jpeg', jpeg()],
  ['PNG', 'png', png({ before: [chunk('sRGB', 0)] })],
  ['lossy WebP', 'webp', riff(vp8())],
  ['lossless WebP', 'webp', riff(vp8l())],
  ['lossless WebP with alpha', 'webp', riff(vp8l(40, 24, 1))],
  ['lossy WebP with alpha', 'webp', riff(vp8x(0x10), alph(), vp8())],
  ['AVIF', 'avif', avif([plane()])],
  ['AVIF with alpha', 'avif', avif([plane(), alphaPlane])],
];

function tiffOf(kept: KeptValues, pages = 1): File {
  const writer = new TiffWriter(kept);
  for (let page = 0; page < pages; page += 1) writer.add({ ...SIZE, data: new Uint8ClampedArray(40 * 24 * 4).fill(255) });
  return writer.finish();
}

/** Makes an output of one format that carries what is kept. */
const MAKERS: readonly (readonly [name: string, format: WrittenImageFormat, make: (kept: KeptValues) => File])[] = [
  ...ENCODED.map(([name, format, file]) => [name, format, (kept: KeptValues) => withKept(cleanOutput(file, format), format, kept)] as const),
  ['TIFF', 'tiff', tiffOf],
];

const FAX: Resolution = { x: 204, y: 98, unit: 'inch' };
const TIME: CaptureTime = { year: 2024, month: 5, day: 6, hour: 7, minute: 8, second: 9, offsetMinutes: -210 };
const BOTH: KeptValues = { resolutions: [FAX], captureTime: TIME };
const LATER: KeptValues = { resolutions: [FAX], captureTime: { ...TIME, second: 10 } };
const CHOICES: readonly (readonly [name: string, kept: KeptValues])[] = [
  ['both', BOTH],
  ['a resolution', { resolutions: [FAX], captureTime: null }],
  ['a time', { resolutions: [], captureTime: TIME }],
  ['a time without an offset', { resolutions: [null], captureTime: { ...TIME, offsetMinutes: null } }],
];
const found = (file: Uint8Array, format: WrittenImageFormat, kept: KeptValues): readonly string[] => verifyOutput(file, format, SIZE, kept).findings.map(({ kind, name }) => `${kind} ${name}`);
const perInch = (resolution: Resolution | null | undefined): number[] => (resolution ? [resolution.x, resolution.y].map((value) => (resolution.unit === 'inch' ? value : value * 0.0254)) : []);
const dots = (resolution: Resolution | null | undefined): number[] => perInch(resolution).map(Math.round);

const resolutions = fc.oneof(
  fc.record({ x: fc.integer({ min: 200, max: 6_553_500 }).map((value) => value / 100), y: fc.integer({ min: 200, max: 6_553_500 }).map((value) => value / 100), unit: fc.constant('inch' as const) }),
  fc.record({ x: fc.integer({ min: 80, max: 2_580_118 }), y: fc.integer({ min: 80, max: 2_580_118 }), unit: fc.constant('metre' as const) }),
  fc.record({ x: fc.integer({ min: 1, max: 25_801 }).map((value) => value * 100), y: fc.integer({ min: 1, max: 25_801 }).map((value) => value * 100), unit: fc.constant('metre' as const) }),
);
const times = fc.record({
  year: fc.integer({ min: 1826, max: 2199 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }), second: fc.integer({ min: 0, max: 59 }),
  offsetMinutes: fc.option(fc.integer({ min: -720, max: 840 })),
});
const choices = fc.record({ resolutions: fc.option(resolutions).map((resolution) => [resolution]), captureTime: fc.option(times) });

describe.each(MAKERS)('what is kept in a %s', (_, format, make) => {
  it.each(CHOICES)('is read back, and is all that is there: %s', (_name, kept) => {
    const file = make(kept);
    expect(found(file, format, kept)).toEqual([]);
    const inspection = inspectImage(file);
    const wanted = kept.resolutions[0];
    // TIFF always has a resolution.
    if (wanted || format !== 'tiff') expect(dots(inspection.kept?.resolutions[0])).toEqual(dots(wanted));
    expect(inspection.kept?.captureTime ?? null).toEqual(kept.captureTime);
    expect(inspection).toMatchObject({ size: SIZE, orientation: 1 });
    expect(inspection.metadata.filter(({ keeps, name }) => keeps === undefined && !/^(APP1 Exif|eXIf|EXIF|Exif item)$/u.test(name))).toEqual([]);
  });

  it('changes nothing where nothing is kept', () => {
    expect(make(NOTHING_KEPT)).toEqual(make({ resolutions: [null], captureTime: null }));
    expect(found(make(NOTHING_KEPT), format, NOTHING_KEPT)).toEqual([]);
  });

  it('is a finding where nobody asked for it, where it is missing, and where it says something else', () => {
    for (const [, kept] of CHOICES) {
      expect(found(make(kept), format, NOTHING_KEPT)).not.toEqual([]);
      expect(found(make(NOTHING_KEPT), format, kept)).not.toEqual([]);
      for (const [, other] of CHOICES) expect(found(make(kept), format, other).length === 0).toBe(other === kept);
    }
    expect(found(make(BOTH), format, LATER)).not.toEqual([]);
    expect(found(make(BOTH), format, { ...BOTH, resolutions: [{ ...FAX, y: 99 }] })).not.toEqual([]);
    expect(found(make(BOTH), format, { ...BOTH, resolutions: [{ ...FAX, x: FAX.y, y: FAX.x }] })).not.toEqual([]);
    expect(found(make(BOTH), format, { ...BOTH, resolutions: [{ x: 20_400, y: 9_800, unit: 'metre' }] })).not.toEqual([]);
  });

  it('is a finding once any byte of it is another', () => {
    const file = make(BOTH);
    const plain = make(LATER);
    const textAt = offsetOf(file, '2024:05:06');
    // The directory of the time stands around its text, with nothing else near it.
    const [start, end] = format === 'tiff' ? [textAt, textAt + 58] : [textAt - 30, textAt + 27];
    for (let at = start; at < end; at += 1) expect([at, found(patched(file, at, file[at]! ^ 0x21), format, BOTH).length > 0]).toEqual([at, true]);
    expect(found(plain, format, BOTH)).not.toEqual([]);
  });

  it('is a function of the values alone, and read back as they were', () => {
    fc.assert(
      fc.property(choices, (kept) => {
        const file = make(kept);
        const copy: KeptValues = structuredClone(kept);
        expect(make(copy)).toEqual(file);
        expect(found(file, format, copy)).toEqual([]);
        expect(inspectImage(file).kept?.captureTime ?? null).toEqual(kept.captureTime);
        const wanted = kept.resolutions[0];
        // Formats count in whole dots, per inch or per metre.
        const read = perInch(inspectImage(file).kept?.resolutions[0]);
        perInch(wanted).forEach((value, side) => expect(Math.abs(value - read[side]!)).toBeLessThanOrEqual(0.51));
      }),
      { numRuns: 60 },
    );
  });
});

describe('another EXIF block in place of the one asked for', () => {
  const canary = tiff([{ tag: 0x8769, directory: [{ tag: 0x9003, text: '2024:05:06 07:08:09' }, { tag: 0x9286, raw: [...bytes('SECRET-text-4711')] }] }], null, true);
  const time: KeptValues = { resolutions: [], captureTime: { ...TIME, offsetMinutes: null } };

  it.each([
    ['JPEG', 'jpeg', jpeg({ extra: [exif(canary)] })],
    ['PNG', 'png', png({ before: [chunk('eXIf', canary)] })],
    ['WebP', 'webp', riff(vp8x(0x08), vp8(), riffChunk('EXIF', canary))],
  ] as const)('is a finding in a %s', (_, format, file) => {
    expect(inspectImage(file).kept?.captureTime).toEqual(time.captureTime);
    expect(found(file, format, time)).not.toEqual([]);
  });

  it('is a finding beside the right one', () => {
    const own = withKept(jpeg(), 'jpeg', time);
    const end = offsetOf(own, '2024:05:06') + 20;
    expect(found(own, 'jpeg', time)).toEqual([]);
    expect(found(bytes(own.subarray(0, end), exif(canary), own.subarray(end)), 'jpeg', time)).toContain('segment APP1');
    const still = withKept(png(), 'png', time);
    const chunkEnd = still.length - png().length + 33;
    expect(found(bytes(still.subarray(0, chunkEnd), still.subarray(33)), 'png', time)).toContain('segment eXIf');
    const webp = withKept(riff(vp8()), 'webp', time);
    const twice = riff(vp8x(0x08), vp8(), ...new Array<Uint8Array>(2).fill(webp.subarray(12 + vp8x(0).length + vp8().length)));
    expect(found(twice, 'webp', time)).toEqual(['malformed not one picture']);
  });

  it('is a finding where flags hide or invent alpha', () => {
    const webp = withKept(riff(vp8()), 'webp', BOTH);
    expect(found(patched(webp, 20, 0x18), 'webp', BOTH)).toContain('segment VP8X');
    const clear = withKept(riff(vp8l(40, 24, 1)), 'webp', BOTH);
    expect(found(patched(clear, 20, 0x08), 'webp', BOTH)).toContain('segment VP8X');
  });
});

describe('what is kept in an animation', () => {
  const piece = (still: Uint8Array<ArrayBuffer>) => ({ area: sourceBox(0, 0, 40, 24), duration: 100, blend: 'replace', disposal: 'keep', still }) as const;
  const sizes = [SIZE, SIZE];

  it.each([
    ['PNG', 'png', joinPng(SIZE, 0, [piece(png()), piece(png())])],
    ['WebP', 'webp', joinWebp(SIZE, 0, [piece(riff(vp8())), piece(riff(vp8()))])],
    ['WebP with alpha', 'webp', joinWebp(SIZE, 0, [piece(riff(vp8l(40, 24, 1))), piece(riff(vp8()))])],
  ] as const)('stands in its %s as in a still one', (_, format, joined) => {
    const file = withKept(joined, format, BOTH);
    const names = (kept: KeptValues, of: Uint8Array = file): readonly string[] => verifySequence(of, format, sizes, kept).findings.map(({ name }) => name);
    expect(names(BOTH)).toEqual([]);
    expect(inspectImage(file)).toMatchObject({ sequence: { kind: 'animation' }, kept: { captureTime: TIME } });
    expect(dots(inspectImage(file).kept?.resolutions[0])).toEqual([204, 98]);
    for (const [, other] of CHOICES.slice(1)) expect(names(other)).not.toEqual([]);
    expect(names(NOTHING_KEPT)).not.toEqual([]);
    expect(names(LATER)).not.toEqual([]);
    expect(names(BOTH, joined)).not.toEqual([]);
    expect(verifySequence(joined, format, sizes).findings).toEqual([]);
  });
});

describe('what is kept in pages', () => {
  const rows: KeptValues = { resolutions: [FAX, null, { x: 8040, y: 3850, unit: 'metre' }], captureTime: TIME };
  const sizes = [SIZE, SIZE, SIZE];

  it('is the resolution of each, and the time with the first', () => {
    const file = tiffOf(rows, 3);
    expect(verifySequence(file, 'tiff', sizes, rows).findings).toEqual([]);
    const { kept } = inspectImage(file);
    expect(kept).toEqual({ ...rows, resolutions: [FAX, { x: 72, y: 72, unit: 'inch' }, { x: 8040, y: 3850, unit: 'metre' }] });
    expect(Buffer.from(file).toString('latin1').split('2024:05:06')).toHaveLength(2);
  });

  it('is a finding on another page, or with another value', () => {
    const file = tiffOf(rows, 3);
    const names = (kept: KeptValues): readonly string[] => verifySequence(file, 'tiff', sizes, kept).findings.map(({ name }) => name);
    expect(names({ ...rows, resolutions: [null, FAX, rows.resolutions[2]!] })).toEqual(['tag 282', 'tag 283', 'tag 282', 'tag 283']);
    expect(names({ ...rows, captureTime: null })).toEqual(['tag 34665', 'bytes that belong to nothing']);
    expect(names(NOTHING_KEPT).length).toBeGreaterThan(2);
  });
});
