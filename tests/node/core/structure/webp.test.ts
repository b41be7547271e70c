import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { bytes, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff, turned } from './tiff-builder.ts';
import { alph, anim, animation, anmf, riff, riffChunk, sizedFrame, vp8, vp8l, vp8x } from './webp-builder.ts';

const found = (file: Uint8Array): string[] =>
  inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);

describe('a WebP', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(riff(vp8()))).toEqual({
      format: 'webp',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
      blocks: { width: 16, height: 16, margin: 4 },
      metadata: [],
    });
  });

  it.each([
    ['lossless', riff(vp8l()), false, null],
    ['lossless with alpha', riff(vp8l(40, 24, 1)), true, null],
    ['lossy with alpha', riff(vp8x(0x10), alph(), vp8()), true, { width: 16, height: 16, margin: 4 }],
    ['extended lossless', riff(vp8x(0), vp8l()), false, null],
  ])('tells alpha and blocks: %s', (_, file, hasAlpha, blocks) => {
    expect(inspectImage(file)).toMatchObject({ hasAlpha, blocks, size: { width: 40, height: 24 } });
  });

  it('shows its metadata', () => {
    const file = riff(
      vp8x(0x2c),
      riffChunk('ICCP', 'profile'),
      vp8(),
      riffChunk('EXIF', 'Exif\0\0', tiff([{ tag: 0x0110, text: 'Phone 9' }])),
      riffChunk('XMP ', '<x dc:creator="Joe"/>'),
      riffChunk('C2PA', 'jumb'),
      riffChunk('ABCD', 'private'),
      vp8(8, 8),
    );
    expect(found(file)).toEqual([
      'icc | ICCP | -',
      'exif | EXIF | -',
      'camera | Model | Phone 9',
      'xmp | XMP | -',
      'person | XMP dc:creator | Joe',
      'c2pa | C2PA | -',
      'application | unknown chunk | ABCD',
      'second-image | VP8 | -',
    ]);
  });

  it('is not turned by EXIF, as browsers have it', () => {
    expect(inspectImage(riff(vp8x(0x08), vp8(), riffChunk('EXIF', turned(6))))).toMatchObject({
      orientation: 1,
      size: { width: 40, height: 24 },
    });
  });

  it('tells bytes after its end', () => {
    expect(inspectImage(bytes(riff(vp8()), 'rest')).metadata).toEqual([{ kind: 'trailer', name: 'after RIFF', sizeBytes: 4, value: null }]);
  });

  const whole = riff(vp8());
  it.each([
    ['a cut chunk', whole.subarray(0, whole.length - 4), 'input/truncated'],
    ['a RIFF size above the file', patched(whole, 4, whole.length), 'input/truncated'],
    ['a RIFF size that cuts a chunk', patched(whole, 4, whole.length - 16), 'input/truncated'],
    ['a canvas of another size', riff(vp8x(0, 41, 24), vp8()), 'input/corrupt'],
    ['a first chunk that is no picture', riff(riffChunk('ABCD'), vp8()), 'input/corrupt'],
    ['no picture', riff(vp8x(0)), 'input/corrupt'],
    ['no key frame', riff(riffChunk('VP8 ', [0x11, 0, 0, 0x9d, 1, 0x2a, 40, 0, 24, 0])), 'input/corrupt'],
    ['another version of VP8L', riff(riffChunk('VP8L', 0x2f, [0, 0, 0, 0x20])), 'input/corrupt'],
    ['no pixels', riff(vp8(0, 24)), 'input/no-pixels'],
    ['a canvas above the limits', riff(vp8x(0, 1 << 24, 1 << 24)), 'input/too-large'],
    ['a lossy picture above the limits', riff(vp8(16383, 16383)), 'input/too-large'],
  ])('is refused: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});

const PART = [2, 4, 8, 6] as const;
const WHOLE = [0, 0, 40, 24] as const;
const CLEAR = 1;
const two = animation(anmf(0, 0, vp8()), sizedFrame(PART, {}, alph(), vp8(8, 6)));

describe('an animated WebP', () => {
  it('is told with its durations and plays', () => {
    const file = riff(
      vp8x(0x02),
      anim(3),
      sizedFrame(WHOLE, { duration: 0x123456 }, vp8l()),
      sizedFrame(PART, { duration: 0 }, vp8l(8, 6)),
    );
    expect(inspectImage(file)).toMatchObject({
      format: 'webp',
      size: { width: 40, height: 24 },
      hasAlpha: false,
      sequence: { kind: 'animation', durations: [0x123456, 0], plays: 3 },
      blocks: null,
      metadata: [],
    });
  });

  it('is a still picture with one frame', () => {
    expect(inspectImage(animation(anmf(0, 0, vp8())))).toMatchObject({ sequence: { kind: 'still' }, hasAlpha: false });
    expect(inspectImage(animation(sizedFrame(PART, {}, vp8(8, 6))))).toMatchObject({ sequence: { kind: 'still' }, hasAlpha: true });
  });

  it.each([
    ['lossy on the grid', [anmf(0, 0, vp8()), sizedFrame([16, 16, 8, 6], {}, vp8(8, 6))], 4],
    ['lossy off the grid to the side', [anmf(0, 0, vp8()), sizedFrame([8, 16, 8, 6], {}, vp8(8, 6))], 20],
    ['lossy off the grid downwards', [anmf(0, 0, vp8()), sizedFrame([16, 8, 8, 6], {}, vp8(8, 6))], 20],
    ['one lossy frame among others', [anmf(0, 0, vp8l()), sizedFrame([16, 16, 8, 6], {}, vp8(8, 6))], 4],
  ])('has blocks where any frame has: %s', (_, frames, margin) => {
    expect(inspectImage(animation(...frames)).blocks).toEqual({ width: 16, height: 16, margin });
  });

  it.each([
    ['frames that are drawn over', [anmf(0, 0, vp8()), sizedFrame(PART, {}, vp8l(8, 6))], false],
    ['a lossy frame with alpha', [anmf(0, 0, vp8()), sizedFrame(PART, {}, alph(), vp8(8, 6))], true],
    ['a lossless frame with alpha', [anmf(0, 0, vp8()), sizedFrame(PART, {}, vp8l(8, 6, 1))], true],
    ['a first frame that does not fill the canvas', [sizedFrame(PART, {}, vp8(8, 6)), anmf(0, 0, vp8())], true],
    ['a frame that is cleared before the next', [sizedFrame(WHOLE, { flags: CLEAR }, vp8()), anmf(0, 0, vp8())], true],
    ['a last frame that is cleared', [anmf(0, 0, vp8()), sizedFrame(WHOLE, { flags: CLEAR }, vp8())], false],
  ])('has alpha where any frame has, or where the empty canvas may show: %s', (_, frames, expected) => {
    expect(inspectImage(animation(...frames)).hasAlpha).toBe(expected);
  });

  it('shows metadata between and inside its frames', () => {
    const file = animation(
      riffChunk('XMP ', '<x dc:creator="Joe"/>'),
      anmf(0, 0, vp8(), riffChunk('ABCD', 'hidden')),
      anmf(0, 0, riffChunk('EXIF', tiff([{ tag: 0x0110, text: 'Phone 9' }])), vp8()),
    );
    expect(found(file)).toEqual([
      'xmp | XMP | -',
      'person | XMP dc:creator | Joe',
      'application | unknown chunk | ABCD',
      'exif | EXIF | -',
      'camera | Model | Phone 9',
    ]);
  });

  it('is refused with more frames than can be worked through', () => {
    const frames = new Array<Uint8Array>(5001).fill(sizedFrame(PART, {}, vp8l(8, 6)));
    expect(refusalOf(() => inspectImage(animation(...frames)))).toBe('input/too-many-frames');
    expect(refusalOf(() => inspectImage(animation(...frames.slice(1))))).toBeNull();
  });

  it.each([
    ['frames inside frames', animation(anmf(0, 0, anmf(0, 0, vp8())))],
    ['a header inside a frame', animation(anmf(0, 0, vp8x(0), vp8()))],
    ['no frames', animation()],
    ['no frames but a picture', animation(vp8())],
    ['a picture apart from the frames', animation(anmf(0, 0, vp8()), vp8())],
    ['alpha apart from the frames', animation(anmf(0, 0, vp8()), alph())],
    ['frames that are not announced', riff(vp8x(0), anim(), anmf(0, 0, vp8()))],
    ['no animation header', riff(vp8x(0x02), anmf(0, 0, vp8()))],
    ['two animation headers', animation(anim(), anmf(0, 0, vp8()))],
    ['a cut animation header', riff(vp8x(0x02), riffChunk('ANIM', [0, 0, 0, 0, 0]), anmf(0, 0, vp8()))],
    ['an animation header behind a frame', riff(vp8x(0x02), anmf(0, 0, vp8()), anim())],
    ['a frame without a picture', animation(anmf(0, 0, vp8()), anmf(0, 0, alph()))],
    ['an empty frame', animation(riffChunk('ANMF', new Array<number>(16).fill(0)))],
    ['two pictures in a frame', animation(anmf(0, 0, vp8(), vp8()))],
    ['two alpha planes in a frame', animation(anmf(0, 0, alph(), alph(), vp8()))],
    ['an alpha plane behind its picture', animation(anmf(0, 0, vp8(), alph()))],
    ['an alpha plane for a lossless picture', animation(anmf(0, 0, alph(), vp8l()))],
    ['a frame past the right edge', animation(anmf(0, 0, vp8()), anmf(2, 0, vp8()))],
    ['a frame past the bottom', animation(anmf(0, 0, vp8()), anmf(0, 2, vp8()))],
    ['a frame of another width than its picture', animation(sizedFrame(PART, {}, vp8(7, 6)))],
    ['a frame of another height than its picture', animation(sizedFrame(PART, {}, vp8l(8, 7)))],
    ['a second frame that is no key frame', animation(anmf(0, 0, vp8()), anmf(0, 0, patched(vp8(), 8, 0x11)))],
    ['more chunks in a frame than any program writes', animation(anmf(0, 0, vp8(), ...new Array<Uint8Array>(100).fill(riffChunk('ABCD'))))],
  ])('is refused as damaged: %s', (_, file) => {
    expect(refusalOf(() => inspectImage(file))).toBe('input/corrupt');
  });

  it('is refused where it is cut, and where a frame is', () => {
    for (let length = 30; length < two.length; length += 1) {
      expect(refusalOf(() => inspectImage(two.subarray(0, length)))).toBe('input/truncated');
    }
    expect(refusalOf(() => inspectImage(animation(anmf(0, 0, vp8().subarray(0, 20)))))).toBe('input/truncated');
  });

  it('ends in a result or a typed refusal for any change', () => {
    fc.assert(
      fc.property(fc.nat(two.length - 1), fc.nat(255), fc.nat(two.length - 1), fc.nat(255), (a, x, b, y) => {
        refusalOf(() => inspectImage(patched(patched(two, a, x), b, y)));
      }),
      { numRuns: 500 },
    );
  });
});
