import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { avif, auxC, imir, irot, ispe, picture } from './avif-builder.ts';
import { bmp } from './bmp-builder.ts';
import { bytes } from './byte-builder.ts';
import { gif, gifApplication, gifComment, gifImage, graphicControl } from './gif-builder.ts';
import { heif, heifPicture } from './heif-builder.ts';
import * as build from './jpeg-builder.ts';
import { chunk, png } from './png-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff, turned } from './tiff-builder.ts';
import { tiffFile } from './tiff-file-builder.ts';
import { alph, riff, riffChunk, vp8, vp8x } from './webp-builder.ts';

const CANARY = 'SECRET-text-4711';
const PACKET = `<x dc:creator="${CANARY}"/>`;
const BLOCK = tiff(
  [
    { tag: 0x013b, text: CANARY },
    { tag: 0x0112, short: 6 },
  ],
  [{ tag: 0x0201, long: 8 }],
);

/** One file of each format with everything in it that its walker looks into. */
const RICH = {
  jpeg: build.jpeg({
    extra: [
      build.exif(BLOCK),
      build.xmp(PACKET),
      build.multiPicture(9),
      build.photoshop({ id: 0x0404, data: build.dataSet(120, CANARY) }),
      build.comment(CANARY),
    ],
    trailer: bytes(CANARY),
  }),
  png: png({
    before: [chunk('eXIf', BLOCK), chunk('tEXt', `a\0${CANARY}`), chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${PACKET}`)],
    trailer: bytes(CANARY),
  }),
  webp: bytes(riff(vp8x(0x1c), alph(), vp8(), riffChunk('EXIF', BLOCK), riffChunk('XMP ', PACKET)), CANARY),
  gif: gif({
    blocks: [gifComment(CANARY), gifApplication('XMP DataXMP', PACKET), graphicControl(true), gifImage()],
    trailer: bytes(CANARY),
  }),
  bmp: bmp({ bits: 8, compression: 1, pixels: [3, 7, 0, 3, 1, 2, 3, 0, 0, 2, 1, 1, 0, 1], trailer: bytes(CANARY) }),
  avif: avif(
    [
      picture(irot(1), imir(0)),
      {
        type: 'av01',
        properties: [ispe(40, 24), auxC('urn:mpeg:hevc:2015:auxid:1')],
        data: bytes([1]),
        reference: { type: 'auxl', to: 1 },
      },
      { type: 'Exif', data: bytes([0, 0, 0, 0], BLOCK), reference: { type: 'cdsc', to: 1 } },
      { type: 'mime', contentType: 'application/rdf+xml', data: bytes(PACKET) },
    ],
    [bytes(CANARY)],
  ),
  heif: heif(
    [
      heifPicture(irot(1)),
      { type: 'Exif', data: bytes([0, 0, 0, 0], BLOCK), reference: { type: 'cdsc', to: 1 } },
      { type: 'hvc1', properties: [ispe(8, 8), auxC('urn:com:apple:photo:2020:aux:hdrgainmap')], data: bytes([1]), reference: { type: 'auxl', to: 1 } },
      { type: 'mime', contentType: 'application/rdf+xml', data: bytes(PACKET) },
    ],
    [bytes(CANARY)],
  ),
  tiff: bytes(tiffFile([{ extra: [{ tag: 0x013b, text: CANARY }, { tag: 0x02bc, raw: bytes(PACKET) }] }]), CANARY),
} as const;
const EACH = Object.entries(RICH);

describe('inspectImage', () => {
  it.each(EACH)('takes a rich %s', (format, file) => {
    expect(inspectImage(file).format).toBe(format);
  });

  it('tells an empty file and an unknown one apart', () => {
    expect(refusalOf(() => inspectImage(new Uint8Array()))).toBe('input/empty');
    expect(refusalOf(() => inspectImage(bytes('hello')))).toBe('input/unsupported');
  });

  it.each(EACH)('reads a %s the same way wherever it lies in its buffer', (_, file) => {
    const shifted = bytes([1, 2, 3], file, [4, 5]).subarray(3, 3 + file.length);
    expect(inspectImage(shifted)).toEqual(inspectImage(file));
  });

  it.each(EACH)('leaves the bytes of a %s alone', (_, file) => {
    const before = Uint8Array.from(file);
    inspectImage(file);
    expect(file).toEqual(before);
  });

  // The trailer may be cut without a fault; every cut before it is one.
  it.each(EACH)('refuses a %s that is cut anywhere before its end, with a typed error', (_, file) => {
    for (let length = 0; length < file.length - CANARY.length; length += 1) {
      expect(refusalOf(() => inspectImage(file.subarray(0, length)))).toMatch(/^input\/(empty|unsupported|truncated|corrupt)$/);
    }
  });

  it.each(EACH)('takes or refuses a %s with any one byte changed', (_, file) => {
    for (let at = 0; at < file.length; at += 1) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff, (file[at] ?? 0) ^ 1]) {
        const copy = Uint8Array.from(file);
        copy[at] = value;
        refusalOf(() => inspectImage(copy));
      }
    }
  });

  it.each(EACH)('takes or refuses a %s with bytes changed, cut out and put in', (_, file) => {
    const change = fc.record({ at: fc.nat(file.length - 1), remove: fc.nat(8), insert: fc.uint8Array({ maxLength: 8 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const copy = Array.from(file);
        for (const { at, remove, insert } of changes) {
          copy.splice(at, remove, ...insert);
        }
        refusalOf(() => inspectImage(Uint8Array.from(copy)));
      }),
      { numRuns: 300 },
    );
  });

  it.each(EACH)('puts no content of a %s into names or refusals', (_, file) => {
    const inspection = inspectImage(file);
    expect(JSON.stringify({ ...inspection, metadata: inspection.metadata.map((item) => ({ ...item, value: null })) })).not.toContain(
      'SECRET',
    );
    try {
      inspectImage(file.subarray(0, 60));
    } catch (thrown) {
      expect(JSON.stringify(thrown) + String(thrown)).not.toContain('SECRET');
    }
  });

  it.each(EACH.filter(([format]) => format !== 'bmp'))('shows what a rich %s says', (_, file) => {
    expect(JSON.stringify(inspectImage(file).metadata.map(({ value }) => value))).toContain(CANARY);
  });

  it('turns the size with the picture', () => {
    expect(inspectImage(build.jpeg({ extra: [build.exif(turned(6))] }))).toMatchObject({
      storedSize: { width: 40, height: 24 },
      size: { width: 24, height: 40 },
    });
  });
});
