import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StructureFinding } from '../../../../src/core/structure/inspection.ts';
import { verifySequence } from '../../../../src/core/structure/verify.ts';
import { be32, bytes, patched } from './byte-builder.ts';
import { acTL, apng, chunk, fcTL, fdAT, idat, ihdr, png, SIGNATURE } from './png-builder.ts';
import { turned } from './tiff-builder.ts';

const CANVAS = { width: 40, height: 24 };
const PART = [2, 3, 4, 5] as const;
const WHOLE = [0, 0, 40, 24] as const;
const first = bytes(fcTL(0), idat());
const second = bytes(fcTL(1, PART), fdAT(2));
const two = apng(2, first, second);
const report = (file: Uint8Array, frames = 2): ReturnType<typeof verifySequence> =>
  verifySequence(file, 'png', new Array<typeof CANVAS>(frames).fill(CANVAS));
const foundIn = (file: Uint8Array, frames = 2): readonly string[] =>
  report(file, frames).findings.map(({ kind, name }) => `${kind} ${name}`);

/** Weak outputs: each carries something, or is something, that must be held back. */
const WEAK: readonly (readonly [string, Uint8Array, StructureFinding['kind'], string])[] = [
  ['text', apng(2, chunk('tEXt', 'a\0b'), first, second), 'segment', 'tEXt'],
  ['text between frames', apng(2, first, chunk('tEXt', 'a\0b'), second), 'segment', 'tEXt'],
  ['text between data of a frame', apng(2, first, second, chunk('iTXt', 'x'), fdAT(3)), 'segment', 'iTXt'],
  ['EXIF', apng(2, chunk('eXIf', turned(6)), first, second), 'segment', 'eXIf'],
  ['an ICC profile', apng(2, chunk('iCCP', 'a\0\0b'), first, second), 'segment', 'iCCP'],
  ['a gamma', apng(2, chunk('gAMA', be32(45455)), first, second), 'segment', 'gAMA'],
  ['an unknown chunk', apng(2, first, chunk('abCd', 'hidden'), second), 'segment', 'unknown chunk'],
  ['two headers', apng(2, ihdr(40, 24), first, second), 'segment', 'IHDR'],
  ['a palette behind the animation header', apng(2, chunk('PLTE', [1, 2, 3]), first, second), 'segment', 'PLTE'],
  ['a palette between frames', apng(2, first, chunk('PLTE', [1, 2, 3]), second), 'segment', 'PLTE'],
  ['an oversized sRGB', png({ before: [chunk('sRGB', 'hidden'), acTL(2)], data: [first, second] }), 'segment', 'sRGB'],
  [
    'an oversized palette',
    png({ before: [chunk('PLTE', new Array<number>(771).fill(0)), acTL(2)], data: [first, second] }),
    'segment',
    'PLTE',
  ],
  [
    'an oversized animation header',
    png({ before: [chunk('acTL', bytes(be32(2), be32(0), 7))], data: [first, second] }),
    'malformed',
    'acTL',
  ],
  ['two animation headers', apng(2, acTL(2), first, second), 'segment', 'acTL'],
  ['no animation header', png({ data: [first, second] }), 'segment', 'fcTL'],
  ['a still picture', png(), 'malformed', 'frame count'],
  ['an animation header that tells another number', apng(3, first, second), 'malformed', 'acTL'],
  ['fewer frames than planned', apng(2, first), 'malformed', 'frame count'],
  ['more frames than planned', apng(2, first, second, fcTL(3, PART), fdAT(4)), 'malformed', 'frame count'],
  ['a still picture that no frame shows', apng(2, idat(), fcTL(0), fdAT(1), fcTL(2, PART), fdAT(3)), 'segment', 'IDAT'],
  ['a still picture behind the frames', apng(2, first, second, idat()), 'segment', 'IDAT'],
  ['frame data for the first frame', apng(2, first, fdAT(1), fcTL(2, PART), fdAT(3)), 'segment', 'fdAT'],
  ['a frame header with bytes behind it', apng(2, first, chunk('fcTL', new Array<number>(27).fill(0)), fdAT(2)), 'segment', 'fcTL'],
  ['a frame without data', apng(3, first, fcTL(1, PART), fcTL(2, PART), fdAT(3)), 'segment', 'fcTL'],
  ['a last frame without data', apng(2, first, fcTL(1, PART)), 'malformed', 'frame count'],
  ['a sequence number left out', apng(2, first, fcTL(2, PART), fdAT(3)), 'malformed', 'sequence number'],
  ['a sequence number twice', apng(2, first, fcTL(1, PART), fdAT(1)), 'malformed', 'sequence number'],
  ['frame data without a sequence number', apng(2, first, fcTL(1, PART), chunk('fdAT', [0, 0])), 'malformed', 'fdAT'],
  ['a first frame smaller than the canvas', apng(2, fcTL(0, PART), idat(), second), 'size', 'fcTL'],
  ['a frame past the edge', apng(2, first, fcTL(1, [37, 3, 4, 5]), fdAT(2)), 'size', 'fcTL'],
  ['a frame without pixels', apng(2, first, fcTL(1, [2, 3, 0, 5]), fdAT(2)), 'size', 'fcTL'],
  ['an unknown disposal', apng(2, first, fcTL(1, PART, { disposal: 3 }), fdAT(2)), 'segment', 'fcTL'],
  ['an unknown blend operation', apng(2, first, fcTL(1, PART, { blend: 2 }), fdAT(2)), 'segment', 'fcTL'],
  ['first data that are no zlib stream', apng(2, fcTL(0), chunk('IDAT', 'hidden'), second), 'malformed', 'IDAT'],
  ['frame data that are no zlib stream', apng(2, first, fcTL(1, PART), fdAT(2, 'hidden')), 'malformed', 'fdAT'],
  ['a wrong CRC in a frame header', apng(2, first, fcTL(1, PART, { damage: 1 }), fdAT(2)), 'malformed', 'chunk CRC'],
  ['a wrong CRC in frame data', apng(2, first, fcTL(1, PART), fdAT(2, [0x78, 1], 1)), 'malformed', 'chunk CRC'],
  ['an IEND with content', png({ before: [acTL(2)], data: [first, second], end: chunk('IEND', 'hidden') }), 'segment', 'IEND'],
  ['bytes after IEND', bytes(two, 'hidden'), 'trailer', 'after IEND'],
  ['another size', png({ header: ihdr(40, 25), before: [acTL(2)], data: [first, second] }), 'size', 'IHDR'],
  ['no header', bytes(SIGNATURE, acTL(2), first, second, chunk('IEND')), 'segment', 'acTL'],
  ['no IEND', two.subarray(0, two.length - 12), 'malformed', 'end of file'],
  ['another format', bytes('GIF89a', two), 'malformed', 'signature'],
];

describe('verifyAnimatedPng', () => {
  it('finds nothing in an animation that holds nothing else', () => {
    expect(report(two)).toEqual({ findings: [], segmentsWalked: 7 });
    const palette = [chunk('sRGB', 0), chunk('PLTE', [1, 2, 3]), chunk('tRNS', 5), acTL(2)];
    const data = [fcTL(0, WHOLE, { disposal: 2, blend: 1 }), idat(), idat(), second, fdAT(3, 'more')];
    expect(foundIn(png({ header: ihdr(40, 24, 3), before: palette, data }))).toEqual([]);
    expect(foundIn(apng(1, first), 1)).toEqual([]);
  });

  it.each(WEAK)('catches %s', (_, file, kind, name) => {
    expect(foundIn(file)).toContain(`${kind} ${name}`);
  });

  it('finds something where any byte is changed, cut or appended', () => {
    for (let at = 0; at < two.length; at += 1) {
      expect(foundIn(patched(two, at, (two[at] ?? 0) ^ 0x20))).not.toEqual([]);
      expect(foundIn(two.subarray(0, at))).not.toEqual([]);
    }
    expect(foundIn(bytes(two, 0))).not.toEqual([]);
  });

  it('never throws for any order of chunks', () => {
    const chunks = [
      acTL(2),
      fcTL(0),
      idat(),
      fcTL(1, PART),
      fdAT(2),
      chunk('fcTL'),
      chunk('fdAT'),
      chunk('acTL'),
      chunk('IHDR'),
      chunk('tEXt'),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...chunks), { maxLength: 8 }), fc.nat(400), (data, length) => {
        expect(() => foundIn(png({ data }))).not.toThrow();
        expect(() => foundIn(png({ data }).subarray(0, length))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('puts nothing of the file into its findings', () => {
    expect(JSON.stringify(report(apng(2, first, chunk('SeCR', 'ET'), second)))).not.toMatch(/secr/i);
  });
});
