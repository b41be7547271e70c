import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StructureFinding, WrittenImageFormat } from '../../../../src/core/structure/inspection.ts';
import { verifyOutput } from '../../../../src/core/structure/verify.ts';
import { be16, be32, bytes, le32, offsetOf, patched, type Piece } from './byte-builder.ts';
import * as build from './jpeg-builder.ts';
import { chunk, idat, ihdr, png, SIGNATURE } from './png-builder.ts';
import { turned } from './tiff-builder.ts';
import { alph, anmf, riff, riffChunk, vp8, vp8l, vp8x } from './webp-builder.ts';

const SIZE = { width: 40, height: 24 };
const { jpeg } = build;

const GOOD: readonly (readonly [string, WrittenImageFormat, Uint8Array, number])[] = [
  ['a JPEG', 'jpeg', jpeg(), 8],
  ['a grey JPEG', 'jpeg', jpeg({ frame: build.sof(40, 24, [0x11]), scans: [build.scan([1], 1)] }), 8],
  ['a JPEG with restarts', 'jpeg', jpeg({ extra: [build.dri(1)], scans: [build.scan([1, 0xff, 0xd0, 2, 0xff, 0xd1, 3])] }), 9],
  [
    'a progressive JPEG',
    'jpeg',
    jpeg({
      frame: build.sof(40, 24, [0x22, 0x11, 0x11], 0xc2),
      scans: [build.scan([1], 3, 0, 0), build.dht(0x10), build.scan([1], 1, 1, 63)],
    }),
    10,
  ],
  ['a PNG', 'png', png(), 3],
  [
    'a PNG with all that it may have',
    'png',
    png({ header: ihdr(40, 24, 3), before: [chunk('sRGB', 0), chunk('PLTE', [1, 2, 3]), chunk('tRNS', 5)], data: [idat(), idat()] }),
    7,
  ],
  ['a lossy WebP', 'webp', riff(vp8()), 1],
  ['a lossless WebP', 'webp', riff(vp8l()), 1],
  ['a lossy WebP with alpha', 'webp', riff(vp8x(0x10), alph(), vp8()), 3],
];

const whole = jpeg();
const jfifAt = (content: readonly Piece[]): Uint8Array => bytes(build.SOI, build.app(0, ...content), whole.subarray(20));

/** Weak outputs: each carries something, or is something, that must be held back. */
const WEAK: readonly (readonly [string, WrittenImageFormat, Uint8Array, StructureFinding['kind'], string])[] = [
  ['EXIF', 'jpeg', jpeg({ extra: [build.exif(turned(6))] }), 'segment', 'APP1'],
  ['XMP', 'jpeg', jpeg({ extra: [build.xmp('<x/>')] }), 'segment', 'APP1'],
  ['an ICC profile', 'jpeg', jpeg({ extra: [build.app(2, 'ICC_PROFILE\0\x01\x01', 'p')] }), 'segment', 'APP2'],
  ['IPTC', 'jpeg', jpeg({ extra: [build.photoshop()] }), 'segment', 'APP13'],
  ['C2PA', 'jpeg', jpeg({ extra: [build.app(11, 'JP')] }), 'segment', 'APP11'],
  ['Adobe', 'jpeg', jpeg({ extra: [build.app(14, 'Adobe')] }), 'segment', 'APP14'],
  ['a comment', 'jpeg', jpeg({ extra: [build.comment('hello')] }), 'segment', 'COM'],
  ['a comment between scans', 'jpeg', jpeg({ scans: [build.scan(), build.comment('x')] }), 'segment', 'COM'],
  ['an unknown segment', 'jpeg', jpeg({ extra: [build.segment(0xfd, 1)] }), 'segment', 'marker 0xFD'],
  ['an arithmetic conditioning segment', 'jpeg', jpeg({ extra: [build.segment(0xcc, 1, 1)] }), 'segment', 'marker 0xCC'],
  ['a second JFIF header', 'jpeg', jpeg({ extra: [build.jfif()] }), 'segment', 'APP0'],
  ['no JFIF header', 'jpeg', bytes(build.SOI, whole.subarray(20)), 'malformed', 'APP0'],
  ['an APP0 that is no JFIF', 'jpeg', jfifAt(['JFXX\0', new Array<number>(9).fill(0)]), 'segment', 'APP0'],
  ['a JFIF header with a density', 'jpeg', jfifAt(['JFIF\0', [1, 1, 1, 0, 72, 0, 72, 0, 0]]), 'segment', 'APP0'],
  ['a JFIF header with a thumbnail', 'jpeg', jfifAt(['JFIF\0', [1, 1, 0, 0, 1, 0, 1, 1, 1], [9, 9, 9]]), 'segment', 'APP0'],
  ['a JFIF header with bytes behind it', 'jpeg', jfifAt(['JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0], 'hidden']), 'segment', 'APP0'],
  ['a restart interval with bytes behind it', 'jpeg', jpeg({ extra: [build.segment(0xdd, be16(1), 'hidden')] }), 'segment', 'DRI'],
  ['two restart intervals', 'jpeg', jpeg({ extra: [build.dri(1), build.dri(1)] }), 'segment', 'DRI'],
  [
    'a quantisation table with bytes behind it',
    'jpeg',
    jpeg({ extra: [build.segment(0xdb, 1, new Array<number>(64).fill(1), 'hidden')] }),
    'segment',
    'DQT',
  ],
  ['a quantisation table that is replaced unread', 'jpeg', jpeg({ extra: [build.dqt(0)] }), 'segment', 'DQT'],
  ['an empty quantisation segment', 'jpeg', jpeg({ extra: [build.segment(0xdb)] }), 'segment', 'DQT'],
  [
    'a Huffman table with bytes behind it',
    'jpeg',
    jpeg({ extra: [build.segment(0xc4, 1, new Array<number>(16).fill(0), 'hidden')] }),
    'segment',
    'DHT',
  ],
  ['a Huffman table that is replaced unread', 'jpeg', jpeg({ extra: [build.dht(0)] }), 'segment', 'DHT'],
  [
    'a frame header with bytes behind it',
    'jpeg',
    jpeg({ frame: build.segment(0xc0, 8, be16(24), be16(40), 1, [1, 0x11, 0], 'hidden') }),
    'segment',
    'SOF',
  ],
  ['a frame of a kind that no browser writes', 'jpeg', jpeg({ frame: build.sof(40, 24, [0x11], 0xc9) }), 'segment', 'marker 0xC9'],
  ['two frames', 'jpeg', jpeg({ extra: [build.sof(40, 24)] }), 'segment', 'SOF'],
  [
    'a scan header with bytes behind it',
    'jpeg',
    jpeg({ scans: [bytes(build.segment(0xda, 1, [1, 0], 0, 63, 0, 'hidden'), [1])] }),
    'segment',
    'SOS',
  ],
  ['no scan', 'jpeg', jpeg({ scans: [] }), 'malformed', 'not one picture'],
  ['an empty scan', 'jpeg', jpeg({ scans: [build.scan([])] }), 'malformed', 'empty scan'],
  ['fill bytes', 'jpeg', bytes(build.SOI, [0xff, 0xff], whole.subarray(2)), 'malformed', 'bytes between segments'],
  ['bytes between segments', 'jpeg', jpeg({ extra: [bytes('hidden')] }), 'malformed', 'bytes between segments'],
  ['restart markers without an interval', 'jpeg', jpeg({ scans: [build.scan([1, 0xff, 0xd0, 2])] }), 'malformed', 'restart marker'],
  [
    'restart markers out of turn',
    'jpeg',
    jpeg({ extra: [build.dri(1)], scans: [build.scan([1, 0xff, 0xd3, 2])] }),
    'malformed',
    'restart marker',
  ],
  ['a second picture', 'jpeg', bytes(whole, whole), 'trailer', 'after EOI'],
  ['a trailer', 'jpeg', bytes(whole, 0), 'trailer', 'after EOI'],
  ['no EOI', 'jpeg', whole.subarray(0, whole.length - 2), 'malformed', 'no EOI'],
  ['another size', 'jpeg', jpeg({ width: 41 }), 'size', 'SOF'],
  ['a turned size', 'jpeg', jpeg({ width: 24, height: 40 }), 'size', 'SOF'],
  ['a PNG in place of a JPEG', 'jpeg', png(), 'malformed', 'no SOI'],

  ['text', 'png', png({ before: [chunk('tEXt', 'a\0b')] }), 'segment', 'tEXt'],
  ['text behind the data', 'png', png({ after: [chunk('iTXt', 'a\0\0\0\0\0b')] }), 'segment', 'iTXt'],
  ['EXIF', 'png', png({ before: [chunk('eXIf', turned(6))] }), 'segment', 'eXIf'],
  ['an ICC profile', 'png', png({ before: [chunk('iCCP', 'a\0\0b')] }), 'segment', 'iCCP'],
  ['a time', 'png', png({ before: [chunk('tIME', new Array<number>(7).fill(1))] }), 'segment', 'tIME'],
  ['a density', 'png', png({ before: [chunk('pHYs', new Array<number>(9).fill(1))] }), 'segment', 'pHYs'],
  ['a gamma', 'png', png({ before: [chunk('gAMA', be32(45455))] }), 'segment', 'gAMA'],
  ['an unknown chunk', 'png', png({ before: [chunk('abCd', 'hidden')] }), 'segment', 'unknown chunk'],
  ['an animation', 'png', png({ before: [chunk('acTL', new Array<number>(8).fill(0))] }), 'segment', 'acTL'],
  ['two headers', 'png', png({ before: [ihdr(40, 24)] }), 'segment', 'IHDR'],
  ['chunks out of order', 'png', png({ before: [chunk('tRNS', 1), chunk('PLTE', [1, 2, 3])] }), 'segment', 'PLTE'],
  ['an oversized sRGB', 'png', png({ before: [chunk('sRGB', 'hidden')] }), 'segment', 'sRGB'],
  ['an oversized palette', 'png', png({ before: [chunk('PLTE', new Array<number>(771).fill(0))] }), 'segment', 'PLTE'],
  ['an oversized tRNS', 'png', png({ before: [chunk('tRNS', new Array<number>(257).fill(0))] }), 'segment', 'tRNS'],
  ['an IEND with content', 'png', png({ end: chunk('IEND', 'hidden') }), 'segment', 'IEND'],
  ['bytes after IEND', 'png', png({ trailer: bytes('hidden') }), 'trailer', 'after IEND'],
  ['a wrong CRC', 'png', png({ data: [idat(1)] }), 'malformed', 'chunk CRC'],
  ['a wrong CRC in IEND', 'png', png({ end: chunk('IEND', [], 1) }), 'malformed', 'chunk CRC'],
  ['data that are no zlib stream', 'png', png({ data: [chunk('IDAT', 'hidden')] }), 'malformed', 'IDAT'],
  ['no data', 'png', png({ data: [] }), 'malformed', 'no IDAT'],
  ['no IEND', 'png', bytes(SIGNATURE, ihdr(40, 24), idat()), 'malformed', 'end of file'],
  ['another size', 'png', png({ header: ihdr(40, 25) }), 'size', 'IHDR'],
  ['a JPEG in place of a PNG', 'png', jpeg(), 'malformed', 'signature'],

  ['EXIF', 'webp', riff(vp8x(0x08), vp8(), riffChunk('EXIF', turned(6))), 'segment', 'EXIF'],
  ['EXIF in the simple form', 'webp', riff(vp8(), riffChunk('EXIF', turned(6))), 'segment', 'EXIF'],
  ['XMP', 'webp', riff(vp8(), riffChunk('XMP ', '<x/>')), 'segment', 'XMP'],
  ['an ICC profile', 'webp', riff(vp8x(0x20), riffChunk('ICCP', 'p'), vp8()), 'segment', 'ICCP'],
  ['an unknown chunk', 'webp', riff(vp8(), riffChunk('JUNK', 'hidden')), 'segment', 'unknown chunk'],
  ['an animation', 'webp', riff(vp8x(0x02), anmf(0, 0, vp8())), 'segment', 'ANMF'],
  ['two pictures', 'webp', riff(vp8(), vp8()), 'malformed', 'not one picture'],
  ['alpha without a header for it', 'webp', riff(alph(), vp8()), 'malformed', 'not one picture'],
  ['a header that is not needed', 'webp', riff(vp8x(0x10), vp8()), 'malformed', 'not one picture'],
  ['flags of what is not there', 'webp', riff(vp8x(0x1c), alph(), vp8()), 'segment', 'VP8X'],
  ['reserved bytes', 'webp', riff(patched(vp8x(0x10), 10, 7), alph(), vp8()), 'segment', 'VP8X'],
  ['an alpha header with reserved bits', 'webp', riff(vp8x(0x10), riffChunk('ALPH', [0xc1, 1]), vp8()), 'segment', 'ALPH'],
  ['padding that is not zero', 'webp', patched(riff(vp8()), riff(vp8()).length - 1, 65), 'malformed', 'padding'],
  ['bytes after RIFF', 'webp', bytes(riff(vp8()), 'hidden'), 'trailer', 'after RIFF'],
  ['a RIFF size below the file', 'webp', patched(riff(vp8()), 4, ...le32(4)), 'trailer', 'after RIFF'],
  ['a RIFF size above the file', 'webp', patched(riff(vp8()), 4, ...le32(5000)), 'malformed', 'RIFF size'],
  ['a chunk above the RIFF size', 'webp', patched(riff(vp8()), 16, 200), 'malformed', 'chunk length'],
  ['no key frame', 'webp', patched(riff(vp8()), 20, 0x11), 'malformed', 'VP8'],
  ['another size', 'webp', riff(vp8(41, 24)), 'size', 'VP8'],
  ['another size in the lossless form', 'webp', riff(vp8l(40, 25)), 'size', 'VP8L'],
  ['another canvas', 'webp', riff(vp8x(0x10, 41, 24), alph(), vp8()), 'size', 'VP8X'],
  ['scaling bits', 'webp', riff(patched(vp8(), 15, 0x40)), 'size', 'VP8'],
  ['a PNG in place of a WebP', 'webp', png(), 'malformed', 'RIFF header'],
];

describe('verifyOutput', () => {
  it.each(GOOD)('finds nothing in %s', (_, format, file, segments) => {
    expect(verifyOutput(file, format, SIZE)).toEqual({ findings: [], segmentsWalked: segments });
  });

  it.each(WEAK)('catches %s in a %s', (_, format, file, kind, name) => {
    expect(verifyOutput(file, format, SIZE).findings.map((finding) => `${finding.kind} ${finding.name}`)).toContain(`${kind} ${name}`);
  });

  it('tells where a finding lies and how long it is', () => {
    const file = jpeg({ extra: [build.comment('hello')] });
    expect(verifyOutput(file, 'jpeg', SIZE).findings).toEqual([
      { kind: 'segment', name: 'COM', offset: offsetOf(file, 'hello') - 4, sizeBytes: 9 },
    ]);
    expect(verifyOutput(bytes(jpeg(), 'tail'), 'jpeg', SIZE).findings).toEqual([
      { kind: 'trailer', name: 'after EOI', offset: jpeg().length, sizeBytes: 4 },
    ]);
  });

  it.each(GOOD)('finds something in %s that is cut anywhere', (_, format, file) => {
    for (let length = 0; length < file.length; length += 1) {
      expect(verifyOutput(file.subarray(0, length), format, SIZE).findings).not.toEqual([]);
    }
  });

  it.each(GOOD)('finds something in %s with anything appended', (_, format, file) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (tail) => {
        expect(verifyOutput(bytes(file, tail), format, SIZE).findings).not.toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it.each(GOOD)('never throws on %s with any bytes changed', (_, format, file) => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length - 1), fc.nat(255), (a, x, b, y) => {
        expect(() => verifyOutput(patched(patched(file, a, x), b, y), format, SIZE)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it('finds any changed byte of a PNG', () => {
    const file = png({ before: [chunk('sRGB', 0)] });
    for (let at = 0; at < file.length; at += 1) {
      expect(verifyOutput(patched(file, at, (file[at] ?? 0) ^ 0x20), 'png', SIZE).findings).not.toEqual([]);
    }
  });

  it('puts nothing of the file into its findings', () => {
    const findings = [
      verifyOutput(png({ before: [chunk('SeCR', 'ET')] }), 'png', SIZE),
      verifyOutput(riff(vp8(), riffChunk('SECR', 'ET')), 'webp', SIZE),
    ];
    expect(JSON.stringify(findings)).not.toMatch(/secr/i);
  });
});
