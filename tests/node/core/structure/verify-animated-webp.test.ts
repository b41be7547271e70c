import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StructureFinding } from '../../../../src/core/structure/inspection.ts';
import { verifySequence } from '../../../../src/core/structure/verify.ts';
import { bytes, le32, offsetOf, patched } from './byte-builder.ts';
import { turned } from './tiff-builder.ts';
import { alph, anim, animation, anmf, riff, riffChunk, sizedFrame, vp8, vp8l, vp8x } from './webp-builder.ts';

const CANVAS = { width: 40, height: 24 };
const PART = [2, 4, 8, 6] as const;
const first = anmf(0, 0, vp8());
const second = sizedFrame(PART, { flags: 3 }, vp8(8, 6));
const clear = sizedFrame(PART, {}, alph(), vp8(8, 6));
const two = animation(first, second);
const report = (file: Uint8Array, frames = 2): ReturnType<typeof verifySequence> =>
  verifySequence(file, 'webp', new Array<typeof CANVAS>(frames).fill(CANVAS));
const foundIn = (file: Uint8Array, frames = 2): readonly string[] =>
  report(file, frames).findings.map(({ kind, name }) => `${kind} ${name}`);

/** Weak outputs: each carries something, or is something, that must be held back. */
const WEAK: readonly (readonly [string, Uint8Array, StructureFinding['kind'], string])[] = [
  ['EXIF', animation(first, second, riffChunk('EXIF', turned(6))), 'segment', 'EXIF'],
  ['XMP between frames', animation(first, riffChunk('XMP ', '<x/>'), second), 'segment', 'XMP'],
  ['an ICC profile', riff(vp8x(0x02), riffChunk('ICCP', 'p'), anim(), first, second), 'segment', 'ICCP'],
  ['an unknown chunk', animation(first, second, riffChunk('JUNK', 'hidden')), 'segment', 'unknown chunk'],
  ['an unknown chunk in a frame', animation(first, sizedFrame(PART, {}, vp8(8, 6), riffChunk('JUNK', 'x'))), 'segment', 'unknown chunk'],
  ['EXIF in a frame', animation(first, sizedFrame(PART, {}, riffChunk('EXIF', 'x'), vp8(8, 6))), 'segment', 'EXIF'],
  ['a frame in a frame', animation(first, anmf(0, 0, anmf(0, 0, vp8()))), 'segment', 'ANMF'],
  [
    'bytes behind the picture in a frame',
    animation(first, bytes(patched(second, 4, second.length - 8 + 4), 'hide')),
    'malformed',
    'chunk length',
  ],
  ['two pictures in a frame', animation(first, anmf(0, 0, vp8(), vp8())), 'malformed', 'not one picture'],
  ['a frame without a picture', animation(first, anmf(0, 0)), 'malformed', 'not one picture'],
  ['a cut frame header', animation(first, riffChunk('ANMF', [0, 0, 0])), 'malformed', 'ANMF'],
  ['an alpha plane for a lossless picture', animation(first, anmf(0, 0, alph(), vp8l())), 'malformed', 'not one picture'],
  ['an alpha plane behind its picture', animation(first, anmf(0, 0, vp8(), alph())), 'malformed', 'not one picture'],
  [
    'an alpha plane with reserved bits',
    riff(vp8x(0x12), anim(), first, anmf(0, 0, riffChunk('ALPH', [0xc1, 1]), vp8())),
    'segment',
    'ALPH',
  ],
  ['a picture apart from the frames', animation(first, second, vp8()), 'segment', 'VP8'],
  ['a still picture', riff(vp8()), 'malformed', 'frame count'],
  ['fewer frames than planned', animation(first), 'malformed', 'frame count'],
  ['more frames than planned', animation(first, second, second), 'malformed', 'frame count'],
  ['a header without the animation flag', riff(vp8x(0), anim(), first, second), 'segment', 'VP8X'],
  ['flags of what is not there', riff(vp8x(0x0a), anim(), first, second), 'segment', 'VP8X'],
  ['an alpha flag without alpha', riff(vp8x(0x12), anim(), first, second), 'segment', 'VP8X'],
  ['alpha without its flag', animation(first, clear), 'segment', 'VP8X'],
  ['alpha of a lossless frame without its flag', animation(first, anmf(0, 0, vp8l(40, 24, 1))), 'segment', 'VP8X'],
  ['reserved bytes', riff(patched(vp8x(0x02), 10, 7), anim(), first, second), 'segment', 'VP8X'],
  ['a header with bytes behind it', riff(riffChunk('VP8X', vp8x(0x02).subarray(8), 'hide'), anim(), first, second), 'segment', 'VP8X'],
  ['two headers', riff(vp8x(0x02), vp8x(0x02), anim(), first, second), 'segment', 'VP8X'],
  ['a background colour', riff(vp8x(0x02), riffChunk('ANIM', [1, 2, 3, 4, 0, 0]), first, second), 'segment', 'ANIM'],
  [
    'an animation header with bytes behind it',
    riff(vp8x(0x02), riffChunk('ANIM', [0, 0, 0, 0, 0, 0, 1, 1]), first, second),
    'segment',
    'ANIM',
  ],
  ['two animation headers', riff(vp8x(0x02), anim(), anim(), first, second), 'segment', 'ANIM'],
  ['no animation header', riff(vp8x(0x02), first, second), 'segment', 'ANMF'],
  ['reserved bits in a frame', animation(first, sizedFrame(PART, { flags: 4 }, vp8(8, 6))), 'segment', 'ANMF'],
  ['a frame past the right edge', animation(first, anmf(2, 0, vp8())), 'size', 'ANMF'],
  ['a frame past the bottom', animation(first, anmf(0, 2, vp8())), 'size', 'ANMF'],
  ['a frame of another size than its picture', animation(first, sizedFrame(PART, {}, vp8(8, 7))), 'size', 'VP8'],
  ['a lossless frame of another size', animation(first, sizedFrame(PART, {}, vp8l(9, 6))), 'size', 'VP8L'],
  ['another canvas', riff(vp8x(0x02, 42, 24), anim(), first, second), 'size', 'VP8X'],
  ['no key frame', animation(first, anmf(0, 0, patched(vp8(), 8, 0x11))), 'malformed', 'VP8'],
  ['padding that is not zero', patched(two, two.length - 1, 65), 'malformed', 'padding'],
  ['bytes after RIFF', bytes(two, 'hidden'), 'trailer', 'after RIFF'],
  ['a RIFF size above the file', patched(two, 4, ...le32(5000)), 'malformed', 'RIFF size'],
  ['a chunk above the RIFF size', patched(two, offsetOf(two, 'ANMF') + 5, 200), 'malformed', 'chunk length'],
  ['a picture above its frame', patched(two, offsetOf(two, 'VP8 ') + 4, 200), 'malformed', 'chunk length'],
  ['a chunk header above its frame', animation(first, anmf(0, 0, vp8(), bytes('VP8'))), 'malformed', 'chunk length'],
  ['another format', bytes('GIF89a', two), 'malformed', 'RIFF header'],
];

describe('verifyAnimatedWebp', () => {
  it('finds nothing in an animation that holds nothing else', () => {
    expect(report(two)).toEqual({ findings: [], segmentsWalked: 6 });
    expect(foundIn(riff(vp8x(0x12), anim(7), first, clear, anmf(0, 0, vp8l())), 3)).toEqual([]);
    expect(foundIn(riff(vp8x(0x12), anim(), first, anmf(0, 0, vp8l(40, 24, 1))))).toEqual([]);
    expect(foundIn(animation(first), 1)).toEqual([]);
  });

  it.each(WEAK)('catches %s', (_, file, kind, name) => {
    expect(foundIn(file)).toContain(`${kind} ${name}`);
  });

  it('finds something where it is cut or anything is appended', () => {
    for (let length = 0; length < two.length; length += 1) {
      expect(foundIn(two.subarray(0, length))).not.toEqual([]);
    }
    expect(foundIn(bytes(two, 0))).not.toEqual([]);
  });

  it('never throws with any bytes changed', () => {
    fc.assert(
      fc.property(fc.nat(two.length - 1), fc.nat(255), fc.nat(two.length - 1), fc.nat(255), (a, x, b, y) => {
        expect(() => foundIn(patched(patched(two, a, x), b, y))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('puts nothing of the file into its findings', () => {
    expect(JSON.stringify(report(animation(first, anmf(0, 0, vp8(), riffChunk('SECR', 'ET')))))).not.toMatch(/secr/i);
  });
});
