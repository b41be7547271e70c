import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import { FindingList } from '../../../../src/core/structure/finding-list.ts';
import { verifyGif } from '../../../../src/core/structure/verify-gif.ts';
import { lzwBlock, lzwCodes, packCodes, plainGif, subBlocks } from '../animation/gif-codec.ts';
import { bytes, le16, offsetOf, patched, type Piece } from './byte-builder.ts';
import { gifApplication, gifComment } from './gif-builder.ts';

const SIZE = { width: 6, height: 4 };
const INDICES = Array.from({ length: 24 }, (_, i) => (i + (i >> 2)) % 3);
const COLORS = [255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0];
const LOOP = gifApplication('NETSCAPE2.0', '\x01\0\0');

const findingsOf = (file: Uint8Array, size = SIZE, frames = 2): string[] => {
  const findings = new FindingList();
  verifyGif(file, size, frames, findings);
  return findings.report().findings.map(({ kind, name }) => `${kind} | ${name}`);
};

const control = (packed = 4, index = 0, delay = 5): Uint8Array => bytes(0x21, 0xf9, 4, packed, le16(delay), index, 0);
const image = (
  data: Piece = lzwBlock(INDICES, 2),
  packed = 0x81,
  colors: Piece = COLORS,
  box: readonly number[] = [0, 0, 6, 4],
): Uint8Array => bytes(0x2c, ...box.map(le16), packed, (packed & 0x80) === 0 ? [] : colors, data);
const file = (blocks: readonly Uint8Array[], end: Piece = [0x3b], screen: Piece = [0x70, 0, 0]): Uint8Array<ArrayBuffer> =>
  bytes('GIF89a', le16(6), le16(4), screen, ...blocks, end);
const frames = [control(), image(), control(), image()];
/** Two images, of which the second has the given LZW data. */
const withData = (...data: readonly number[]): Uint8Array => file([image(), image(data)]);
const codes = lzwCodes(INDICES, 2);
const packed = packCodes(codes);
const withCodes = (changed: readonly (readonly [number, number])[]): Uint8Array => withData(2, ...subBlocks(packCodes(changed)));

describe('a GIF of pixels alone', () => {
  it.each<[string, Uint8Array]>([
    ['with a loop, delays and own colour tables', file([LOOP, ...frames])],
    ['without loop and delays', file([image(), image()])],
    ['with one colour table for both', file([image(undefined, 0), image(undefined, 0)], [0x3b], [0xf1, 0, 0, ...COLORS])],
    [
      'with pixels that are not drawn',
      file([
        image(),
        control(9, 2),
        image(
          undefined,
          0x81,
          COLORS.map((value, at) => (at >= 6 ? 0 : value)),
        ),
      ]),
    ],
    ['with an image smaller than the screen', file([image(), image(lzwBlock([0, 1, 2], 2), 0x81, COLORS, [5, 1, 1, 3])])],
  ])('is let through: %s', (_, whole) => {
    expect(findingsOf(whole)).toEqual([]);
  });

  it('counts its blocks', () => {
    const findings = new FindingList();
    verifyGif(file([LOOP, ...frames]), SIZE, 2, findings);
    expect(findings.report().segmentsWalked).toBe(6);
  });

  it('is let through with any pixels, up to many dictionaries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9000 }), fc.integer(), (bits, length, seed) => {
        let state = seed;
        const indices = Array.from({ length }, () => {
          state = (Math.imul(state, 1103515245) + 12345) | 0;
          return (state >>> 16) & ((1 << bits) - 1);
        });
        const palette = Array.from({ length: 1 << bits }, (_, index) => (indices.includes(index) ? [index, 1, 2] : [0, 0, 0]));
        const whole = patched(
          plainGif({ width: length, height: 1, palette, frames: [{ width: length, height: 1, indices }] }),
          10,
          0xf0 | (bits - 1),
        );
        expect(findingsOf(whole, { width: length, height: 1 }, 1)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('something else in a GIF is found', () => {
  it.each<[string, Uint8Array, string]>([
    ['another signature', bytes('GIF87a', file(frames).subarray(6)), 'malformed | signature'],
    ['another size', patched(file(frames), 6, 7), 'size | screen'],
    ['another colour resolution', patched(file(frames), 10, 0x60), 'malformed | screen'],
    ['a sorted colour table', file([image(), image()], [0x3b], [0xf9, 0, 0, ...COLORS]), 'malformed | screen'],
    ['a size of no colour table', patched(file(frames), 10, 0x71), 'malformed | screen'],
    ['a background', patched(file(frames), 11, 1), 'malformed | screen'],
    ['an aspect ratio', patched(file(frames), 12, 1), 'malformed | screen'],
    ['a comment before the images', file([gifComment('hi'), ...frames]), 'segment | comment extension'],
    ['a comment after the images', file([...frames, gifComment('hi')]), 'segment | comment extension'],
    ['a text', file([bytes(0x21, 0x01, 1, 65, 0), ...frames]), 'segment | plain text extension'],
    ['an application', file([gifApplication('XMP DataXMP', '<x/>'), ...frames]), 'segment | application extension'],
    ['an unknown extension', file([bytes(0x21, 0x33, 1, 65, 0), ...frames]), 'segment | unknown extension'],
    ['a second loop', file([LOOP, LOOP, ...frames]), 'segment | NETSCAPE2.0'],
    ['a loop behind an image', file([image(), LOOP, image()]), 'segment | NETSCAPE2.0'],
    ['more in a loop', file([bytes(LOOP.subarray(0, 18), 2, 'hi', 0), ...frames]), 'segment | application extension'],
    ['a loop of another kind', file([gifApplication('ANIMEXTS1.0', '\x01\0\0'), ...frames]), 'segment | application extension'],
    ['two graphic controls', file([control(), ...frames]), 'segment | graphic control extension'],
    ['a graphic control before a loop', file([control(), LOOP, image(), image()]), 'segment | graphic control extension'],
    ['a graphic control behind the images', file([...frames, control()]), 'segment | graphic control extension'],
    ['a longer graphic control', file([bytes(0x21, 0xf9, 5, 4, 0, 0, 0, 65, 0), image(), image()]), 'segment | graphic control extension'],
    [
      'more in a graphic control',
      file([bytes(0x21, 0xf9, 4, 4, 0, 0, 0, 1, 65, 0), image(), image()]),
      'segment | graphic control extension',
    ],
    ['reserved bits of a graphic control', file([control(0x44), image(), image()]), 'segment | graphic control extension'],
    ['a wait for a person', file([control(6), image(), image()]), 'segment | graphic control extension'],
    ['a restoring disposal', file([control(12), image(), image()]), 'segment | graphic control extension'],
    ['an index of no transparent colour', file([control(4, 7), image(), image()]), 'segment | graphic control extension'],
    ['a transparent colour that no pixel has', file([control(5, 3), image(), image()]), 'malformed | transparent colour'],
    ['a colour of what is not drawn', file([image(), control(5, 2), image()]), 'segment | unused colour'],
    ['an image right of the screen', file([image(), image(undefined, 0x81, COLORS, [1, 0, 6, 4])]), 'size | image'],
    ['an image below the screen', file([image(), image(undefined, 0x81, COLORS, [0, 1, 6, 4])]), 'size | image'],
    ['an image without pixels', file([image(), image(lzwBlock([], 2), 0x81, COLORS, [0, 0, 0, 4])]), 'size | image'],
    ['rows in another order', file([image(), image(undefined, 0xc1)]), 'malformed | image'],
    ['a sorted own table', file([image(), image(undefined, 0xa1)]), 'malformed | image'],
    ['reserved bits of an image', file([image(), image(undefined, 0x91)]), 'malformed | image'],
    ['an image without colours', file([image(), image(undefined, 0)]), 'malformed | no colour table'],
    ['a colour that no pixel has', file([image(), image(undefined, 0x81, [...COLORS.slice(0, 9), 0, 0, 1])]), 'segment | unused colour'],
    [
      'a common colour that no pixel has',
      file([image(undefined, 0), image()], [0x3b], [0xf1, 0, 0, ...COLORS.slice(0, 9), 1, 0, 0]),
      'segment | unused colour',
    ],
    ['a common colour table of nobody', file([image(), image()], [0x3b], [0xf1, 0, 0, ...COLORS]), 'segment | unused colour'],
    ['a third image', file([...frames, image()]), 'malformed | number of images'],
    ['one image only', file([image()]), 'malformed | number of images'],
    ['bytes behind the trailer', file(frames, [0x3b, 0]), 'trailer | after GIF trailer'],
    ['an unknown block', file(frames, [0x00, 0x3b]), 'malformed | unknown block'],
    ['a larger code size', withData(...lzwBlock(INDICES, 3)), 'malformed | LZW minimum code size'],
    ['a code size without meaning', withData(12, ...subBlocks(packed)), 'malformed | LZW minimum code size'],
    ['bytes behind the end code', withData(2, ...subBlocks([...packed, 0])), 'malformed | after LZW end'],
    [
      'bits behind the end code',
      file([image(), image([2, ...subBlocks(packCodes([...lzwCodes([0, 1], 2), [8, 4]]))], 0x81, COLORS, [0, 0, 2, 1])]),
      'malformed | after LZW end',
    ],
    ['a sub-block behind the end code', withData(2, packed.length, ...packed, 3, 65, 66, 67, 0), 'malformed | LZW sub-block'],
    ['short sub-blocks', withData(2, ...subBlocks(packed, 3)), 'malformed | LZW sub-block'],
    [
      'no end code',
      withCodes([
        [4, 3],
        [0, 3],
      ]),
      'malformed | LZW end',
    ],
    ['no data', withData(2, 0), 'malformed | LZW start'],
    ['data that begins without a clear', withCodes(codes.slice(1)), 'malformed | LZW start'],
    ['a clear with nothing behind it', withCodes([[4, 3], ...codes]), 'malformed | LZW clear'],
    [
      'a clear before the dictionary is full',
      withCodes([
        [4, 3],
        [0, 3],
        [4, 3],
        [1, 3],
      ]),
      'malformed | LZW clear',
    ],
    [
      'a code that is not known yet',
      withCodes([
        [4, 3],
        [0, 3],
        [7, 3],
      ]),
      'malformed | LZW code',
    ],
    [
      'a string right behind a clear',
      withCodes([
        [4, 3],
        [6, 3],
      ]),
      'malformed | LZW code',
    ],
    ['one pixel fewer', withData(...lzwBlock(INDICES.slice(1), 2)), 'malformed | LZW pixels'],
    ['one pixel more', withData(...lzwBlock([...INDICES, 0], 2)), 'malformed | LZW pixels'],
    [
      'a pixel outside the colours',
      file([image(), image(lzwBlock(INDICES, 2), 0x80, COLORS.slice(0, 6))]),
      'malformed | pixel outside the colour table',
    ],
    // 0, 0 joined to a string, and then written as two pixels again.
    [
      'a string that is cut in two',
      withCodes([
        [4, 3],
        [0, 3],
        [0, 3],
        [0, 3],
        [0, 4],
        [0, 4],
      ]),
      'malformed | LZW string',
    ],
  ])('%s', (_, whole, finding) => {
    expect(findingsOf(whole)).toContain(finding);
  });

  it('a clear behind the last pixel', () => {
    const indices = Array.from({ length: 60_000 }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 13) & 255);
    const all = lzwCodes(indices, 8);
    const second = all.findIndex(([code], at) => at > 0 && code === 256);
    // The pixels up to the second clear, and the end code right behind it.
    const cut = [...all.slice(0, second + 1), [257, 9] as const];
    expect(second).toBeGreaterThan(3000);
    const width = pixelsOf(all.slice(0, second), 8);
    const palette = Array.from({ length: 256 }, (__, i) => [i, i, i]).flat();
    const whole = bytes(
      'GIF89a',
      le16(width),
      le16(1),
      0x70,
      0,
      0,
      0x2c,
      le16(0),
      le16(0),
      le16(width),
      le16(1),
      0x87,
      palette,
      8,
      subBlocks(packCodes(cut)),
      0x3b,
    );
    expect(findingsOf(whole, { width, height: 1 }, 1)).toContain('malformed | LZW pixels');
  });

  it('a file that is cut anywhere', () => {
    const whole = file([LOOP, ...frames]);
    for (let end = 0; end < whole.length; end += 1) {
      const cut = (): string[] => findingsOf(whole.subarray(0, end));
      try {
        expect(cut()).not.toEqual([]);
      } catch (thrown) {
        if (!(thrown instanceof AnonymizerError)) throw thrown;
        expect(thrown.code).toBe('input/truncated');
      }
    }
  });

  it('a change of any byte but a colour, a delay, a disposal, a loop or a pixel', () => {
    const whole = file([LOOP, ...frames]);
    const isFree = (at: number): boolean => {
      const first = 13 + LOOP.length;
      const length = (whole.length - 1 - first) / 2;
      const inFrame = (at - first) % length;
      if (at >= whole.length - 1) return false;
      if (at < first) return at === offsetOf(whole, 'NETSCAPE2.0') + 13 || at === offsetOf(whole, 'NETSCAPE2.0') + 14;
      // Flags and delay of the control; colours that are seen; the codes.
      return [3, 4, 5].includes(inFrame) || (inFrame >= 18 && inFrame < 27) || (inFrame >= 32 && inFrame < length - 1);
    };
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        fc.pre(!isFree(at));
        try {
          expect(findingsOf(patched(whole, at, (whole[at] ?? 0) ^ change))).not.toEqual([]);
        } catch (thrown) {
          if (!(thrown instanceof AnonymizerError && thrown.code === 'input/truncated')) throw thrown;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('anything, in any bytes, without another error than a file that ends too early', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, isBehindHeader) => {
        const candidate = isBehindHeader ? bytes(file([]).subarray(0, 13), noise) : bytes('GIF89a', noise);
        try {
          findingsOf(candidate);
        } catch (thrown) {
          if (!(thrown instanceof AnonymizerError && thrown.code === 'input/truncated')) throw thrown;
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Pixels behind some codes, counted by the strings' lengths. */
function pixelsOf(some: readonly (readonly [number, number])[], codeSize: number): number {
  const clear = 1 << codeSize;
  const lengths: number[] = Array.from({ length: clear + 2 }, () => 1);
  let last = 0;
  let count = 0;
  for (const [code] of some.slice(1)) {
    if (last > 0) lengths.push(last + 1);
    last = lengths[code] ?? last + 1;
    count += last;
  }
  return count;
}
