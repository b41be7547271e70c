import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import type { KeptValues } from '../../../../src/core/structure/kept-metadata.ts';
import { avif, ispe, type BuiltItem } from './avif-builder.ts';
import { be16, be32, bytes, le32 } from './byte-builder.ts';
import { gif } from './gif-builder.ts';
import { heif, heifPicture } from './heif-builder.ts';
import { app, exif, jpeg, SOI } from './jpeg-builder.ts';
import { chunk, png } from './png-builder.ts';
import { tiff, type TiffEntry } from './tiff-builder.ts';
import { tiffFile, type FileEntry } from './tiff-file-builder.ts';
import { riff, riffChunk, vp8, vp8x } from './webp-builder.ts';

const CANARY = 'SECRET-text-4711';
const kept = (file: Uint8Array): KeptValues | undefined => inspectImage(file).kept;
const resolution = (x: readonly [number, number], y: readonly [number, number] = x, unit: number | null = 2): TiffEntry[] => [
  { tag: 0x011a, rationals: [x] },
  { tag: 0x011b, rationals: [y] },
  ...(unit === null ? [] : [{ tag: 0x0128, short: unit }]),
];
/** An EXIF directory with a time, and canaries around it. */
const taken = (text = '2024:05:06 07:08:09', offset: string | null = '+02:00'): TiffEntry => ({
  tag: 0x8769,
  directory: [{ tag: 0x9003, text }, ...(offset === null ? [] : [{ tag: 0x9011, text: offset }]), { tag: 0x9286, raw: [...bytes(CANARY)] }],
});
const TIME = { year: 2024, month: 5, day: 6, hour: 7, minute: 8, second: 9, offsetMinutes: 120 };
const block = tiff([{ tag: 0x010f, text: CANARY }, ...resolution([204, 1], [98, 1]), taken()]);
const FAX = { x: 204, y: 98, unit: 'inch' };
const BOTH = { resolutions: [FAX], captureTime: TIME };
const jfifWith = (unit: number, x: number, y: number): Uint8Array =>
  bytes(SOI, app(0, 'JFIF\0', 1, 1, unit, be16(x), be16(y), 0, 0), jpeg().subarray(20));

describe('what may be kept', () => {
  it.each([
    ['JPEG', jpeg({ extra: [exif(block)] })],
    ['PNG', png({ before: [chunk('eXIf', block)] })],
    ['WebP', riff(vp8x(0x08), vp8(), riffChunk('EXIF', block))],
    ['AVIF', avif([{ type: 'av01', properties: [ispe(40, 24)], data: bytes('x') }, { type: 'Exif', data: bytes(be32(0), block), reference: { type: 'cdsc', to: 1 } }] as BuiltItem[])],
    ['HEIC', heif([heifPicture(), { type: 'Exif', data: bytes(be32(0), block), reference: { type: 'cdsc', to: [1] } }] as never)],
  ])('is read from the EXIF block of a %s, as numbers and nothing else', (_, file) => {
    expect(kept(file)).toEqual(BOTH);
    expect(JSON.stringify(kept(file))).not.toContain('SECRET');
  });

  it('is read in both byte orders', () => {
    const little = tiff([...resolution([204, 1], [98, 1]), taken()], null, true);
    expect(kept(jpeg({ extra: [exif(little)] }))).toEqual(BOTH);
  });

  it('is read from the density of a JFIF header, which counts before EXIF', () => {
    expect(kept(jfifWith(1, 204, 98))?.resolutions).toEqual([FAX]);
    expect(kept(jfifWith(2, 80, 39))?.resolutions).toEqual([{ x: 8000, y: 3900, unit: 'metre' }]);
    expect(kept(jfifWith(0, 204, 98))).toBeUndefined();
    const both = bytes(jfifWith(1, 300, 300).subarray(0, 20), exif(block), jpeg().subarray(20));
    expect(kept(both)).toEqual({ resolutions: [{ x: 300, y: 300, unit: 'inch' }], captureTime: TIME });
  });

  it('is read from pHYs', () => {
    const physical = (unit: number, ...more: number[]): Uint8Array => png({ before: [chunk('pHYs', bytes(be32(8031), be32(3858), unit, ...more))] });
    expect(kept(physical(1))).toEqual({ resolutions: [{ x: 8031, y: 3858, unit: 'metre' }], captureTime: null });
    expect(kept(physical(0))).toBeUndefined();
    expect(kept(physical(1, 0))).toBeUndefined();
  });

  it('is read from each page of a TIFF, turned as the page is', () => {
    const rational = (value: number): Uint8Array => bytes(le32(value), le32(1));
    const page = (x: number, y: number, orientation = 1): { extra: FileEntry[] } => ({
      extra: [{ tag: 0x0112, shorts: [orientation] }, { tag: 0x011a, raw: rational(x) }, { tag: 0x011b, raw: rational(y) }, { tag: 0x0128, shorts: [2] }, { tag: 0x0132, text: '2001:02:03 04:05:06' }],
    });
    const file = withRationals(tiffFile([page(204, 98), {}, page(204, 196, 6)], true));
    expect(kept(file)?.resolutions).toEqual([FAX, null, { x: 196, y: 204, unit: 'inch' }]);
    expect(kept(file)?.captureTime).toMatchObject({ year: 2001, second: 6, offsetMinutes: null });
  });

  it('exchanges its sides where the picture is turned a quarter', () => {
    const file = jpeg({ extra: [exif(tiff([{ tag: 0x0112, short: 6 }, ...resolution([204, 1], [98, 1])]))] });
    expect(kept(file)?.resolutions).toEqual([{ x: 98, y: 204, unit: 'inch' }]);
  });

  it('is nothing in a GIF', () => {
    expect(kept(gif())).toBeUndefined();
  });

  it.each([
    ['nothing below the line', resolution([300, 0])],
    ['nothing above it', resolution([0, 1])],
    ['absurd numbers', resolution([0xffffffff, 1])],
    ['too few dots', resolution([1, 0xffffffff])],
    ['no unit', resolution([300, 1], [300, 1], 1)],
    ['an unknown unit', resolution([300, 1], [300, 1], 4711)],
    ['one side only', [{ tag: 0x011a, rationals: [[300, 1]] }] as TiffEntry[]],
    ['two values', [{ tag: 0x011a, rationals: [[300, 1], [4711, 1]] }, { tag: 0x011b, rationals: [[300, 1]] }] as TiffEntry[]],
    ['a text', [{ tag: 0x011a, text: '300 dpi' }, { tag: 0x011b, text: '300 dpi' }] as TiffEntry[]],
    ['a time with words behind it', [taken(`2024:05:06 07:08:09${CANARY}`)]],
    ['a time with words behind its zero', [taken(`2024:05:06 07:08:09\0${CANARY}`)]],
    ['a time that no calendar has', [taken('2024:02:30 07:08:09')]],
    ['a time that is left open', [taken('    :  :     :  :  ')]],
    ['a time that is unreadable beside one that is not', [{ tag: 0x0132, text: '2024:05:06 07:08:09' }, taken(CANARY)] as TiffEntry[]],
    ['a time in opaque bytes', [{ tag: 0x8769, directory: [{ tag: 0x9003, raw: [...bytes('2024:05:06 07:08:09\0')] }] }] as TiffEntry[]],
  ])('is not read from %s', (_, entries) => {
    expect(kept(jpeg({ extra: [exif(tiff(entries))] }))).toBeUndefined();
  });

  it('rounds what a fraction could hide', () => {
    expect(kept(jpeg({ extra: [exif(tiff(resolution([3_000_004_711, 10_000_000])))] }))?.resolutions).toEqual([{ x: 300, y: 300, unit: 'inch' }]);
  });

  it('takes inches where no unit is named, and centimetres as metres', () => {
    expect(kept(jpeg({ extra: [exif(tiff(resolution([300, 1], [300, 1], null)))] }))?.resolutions).toEqual([{ x: 300, y: 300, unit: 'inch' }]);
    expect(kept(jpeg({ extra: [exif(tiff(resolution([804, 10], [385, 10], 3)))] }))?.resolutions).toEqual([{ x: 8040, y: 3850, unit: 'metre' }]);
  });

  it('takes the time of the last change where nothing says when it was taken, and leaves out an offset that is none', () => {
    expect(kept(jpeg({ extra: [exif(tiff([{ tag: 0x0132, text: '2001:02:03 04:05:06' }]))] }))?.captureTime).toEqual({ year: 2001, month: 2, day: 3, hour: 4, minute: 5, second: 6, offsetMinutes: null });
    expect(kept(jpeg({ extra: [exif(tiff([taken('2024:05:06 07:08:09', CANARY)]))] }))?.captureTime).toEqual({ ...TIME, offsetMinutes: null });
  });

  it('is marked in the list: the fields that said it and no others', () => {
    const { metadata } = inspectImage(jpeg({ extra: [exif(tiff([{ tag: 0x0132, text: '2001:02:03 04:05:06' }, ...resolution([300, 1]), taken()])), exif(block)] }));
    expect(metadata.filter(({ keeps }) => keeps !== undefined).map(({ name, value, keeps }) => `${name} ${value ?? '-'} ${keeps ?? '-'}`)).toEqual([
      'resolution in EXIF 300 × 300 dpi resolution',
      'DateTimeOriginal 2024:05:06 07:08:09 capture-time',
      'OffsetTimeOriginal +02:00 capture-time',
    ]);
  });
});

/** The builder of files writes fractions as opaque bytes; this gives their entries the right type and count. */
function withRationals(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer);
  for (let at = view.getUint32(4, true); at !== 0;) {
    const count = view.getUint16(at, true);
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      if (![0x011a, 0x011b].includes(view.getUint16(entry, true))) continue;
      view.setUint16(entry + 2, 5, true);
      view.setUint32(entry + 4, 1, true);
    }
    at = view.getUint32(at + 2 + count * 12, true);
  }
  return file;
}
