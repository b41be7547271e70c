import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanOutput } from '../../../../src/core/structure/clean.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import type { WrittenImageFormat } from '../../../../src/core/structure/inspection.ts';
import { verifyOutput } from '../../../../src/core/structure/verify.ts';
import { bytes, patched } from './byte-builder.ts';
import * as build from './jpeg-builder.ts';
import { chunk, idat, png } from './png-builder.ts';
import { refusalOf } from './refusal.ts';
import { turned } from './tiff-builder.ts';
import { alph, riff, riffChunk, vp8, vp8l, vp8x } from './webp-builder.ts';

const SIZE = { width: 40, height: 24 };
const CANARY = 'SECRET-text-4711';
/** As Chromium's encoder writes it: an ICC profile behind JFIF. */
const withProfile = build.jpeg({ extra: [build.app(2, 'ICC_PROFILE\0\x01\x01', CANARY)] });

const ENCODED: readonly (readonly [string, WrittenImageFormat, Uint8Array])[] = [
  ['a JPEG as Chromium writes it', 'jpeg', withProfile],
  [
    'a JPEG without a JFIF header',
    'jpeg',
    bytes(build.SOI, build.dqt(), build.sof(40, 24), build.dht(0), build.dht(0x10), build.scan(), build.EOI),
  ],
  ['a JPEG with restarts', 'jpeg', build.jpeg({ extra: [build.dri(2)], scans: [build.scan([1, 0xff, 0xd0, 2, 0xff, 0xd1, 3])] })],
  [
    'a JPEG full of everything',
    'jpeg',
    build.jpeg({
      extra: [
        build.exif(turned(6)),
        build.xmp(CANARY),
        build.comment(CANARY),
        build.app(13, CANARY),
        build.app(0, 'JFXX\0', CANARY),
        build.app(14, 'Adobe', [0, 100, 0, 0, 0, 0, 1]),
      ],
      scans: [build.scan(), build.comment(CANARY)],
      trailer: bytes(CANARY),
    }),
  ],
  ['a PNG as Chromium writes it', 'png', png({ data: [idat(), idat()] })],
  [
    'a PNG full of everything',
    'png',
    png({
      before: [
        chunk('gAMA', CANARY),
        chunk('iCCP', CANARY),
        chunk('eXIf', turned(6)),
        chunk('tEXt', CANARY),
        chunk('sRGB', 0),
        chunk('acTL', CANARY),
      ],
      after: [chunk('tEXt', CANARY)],
      trailer: bytes(CANARY),
    }),
  ],
  ['a WebP as Chromium writes it', 'webp', riff(vp8x(0x20), riffChunk('ICCP', CANARY), vp8())],
  ['a WebP with alpha as Chromium writes it', 'webp', riff(vp8x(0x30), riffChunk('ICCP', CANARY), alph(), vp8())],
  ['a lossless WebP', 'webp', riff(vp8x(0x10), vp8l(40, 24, 1))],
  ['a simple WebP', 'webp', riff(vp8())],
  [
    'a WebP full of everything',
    'webp',
    bytes(riff(vp8x(0x2c), riffChunk('JUNK', CANARY), vp8(), vp8(8, 8), riffChunk('EXIF', turned(6)), riffChunk('XMP ', CANARY)), CANARY),
  ],
];

describe('cleanOutput', () => {
  it.each(ENCODED)('leaves nothing but the picture of %s', (_, format, file) => {
    const cleaned = cleanOutput(file, format);
    expect(verifyOutput(cleaned, format, SIZE).findings).toEqual([]);
    expect(inspectImage(cleaned)).toMatchObject({ format, size: SIZE, orientation: 1, metadata: [] });
    expect(Buffer.from(cleaned).includes('SECRET')).toBe(false);
  });

  it.each(ENCODED)('changes nothing the second time: %s', (_, format, file) => {
    const cleaned = cleanOutput(file, format);
    expect(cleanOutput(cleaned, format)).toEqual(cleaned);
  });

  it('copies the compressed picture as it is', () => {
    const jpeg = cleanOutput(withProfile, 'jpeg');
    expect(jpeg).toEqual(build.jpeg());
    expect(cleanOutput(png({ before: [chunk('tEXt', 'a\0b')] }), 'png')).toEqual(png());
    expect(cleanOutput(riff(vp8x(0x20), riffChunk('ICCP', 'profile'), vp8()), 'webp')).toEqual(riff(vp8()));
    expect(cleanOutput(riff(vp8x(0x30), riffChunk('ICCP', 'profile'), alph(), vp8()), 'webp')).toEqual(riff(vp8x(0x10), alph(), vp8()));
  });

  it('writes the same JFIF header whatever the encoder wrote', () => {
    const dense = bytes(build.SOI, build.app(0, 'JFIF\0', [1, 2, 1, 0, 72, 0, 72, 1, 1], [9, 9, 9]), build.jpeg().subarray(20));
    expect(cleanOutput(dense, 'jpeg')).toEqual(build.jpeg());
  });

  it('keeps alpha and the size of the picture', () => {
    expect(inspectImage(cleanOutput(riff(vp8x(0x10), alph(), vp8()), 'webp'))).toMatchObject({ hasAlpha: true, size: SIZE });
  });

  it.each([
    ['a PNG instead of a JPEG, as browsers answer', png(), 'jpeg'],
    ['nothing', new Uint8Array(), 'png'],
    ['a cut JPEG', build.jpeg().subarray(0, 60), 'jpeg'],
    ['a cut PNG', png().subarray(0, 50), 'png'],
    ['a WebP without a picture', riff(vp8x(0)), 'webp'],
    ['a JPEG in other colours than YCbCr', build.jpeg({ extra: [build.app(14, 'Adobe', [0, 100, 0, 0, 0, 0, 0])] }), 'jpeg'],
  ] as const)('refuses %s', (_, file, format) => {
    expect(refusalOf(() => cleanOutput(file, format))).toBe('export/encode');
  });

  it.each(ENCODED)('ends in a file or a typed refusal for any change of %s', (_, format, file) => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), (at, value, length) => {
        expect([null, 'export/encode']).toContain(refusalOf(() => cleanOutput(patched(file, at, value).subarray(0, length), format)));
        expect([null, 'export/encode']).toContain(refusalOf(() => cleanOutput(patched(file, at, value), format)));
      }),
      { numRuns: 100 },
    );
  });
});
