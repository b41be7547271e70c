import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { bytes, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff, turned } from './tiff-builder.ts';
import { alph, anmf, riff, riffChunk, vp8, vp8l, vp8x } from './webp-builder.ts';

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
      frames: 1,
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

  it('is refused where it is animated, and taken with one frame', () => {
    const animation = (...frames: Uint8Array[]): Uint8Array => riff(vp8x(0x02), riffChunk('ANIM', [0, 0, 0, 0, 0, 0]), ...frames);
    expect(refusalOf(() => inspectImage(animation(anmf(0, 0, vp8()), anmf(0, 0, vp8()))))).toBe('input/animated');
    expect(inspectImage(animation(anmf(0, 0, vp8()))).blocks).toEqual({ width: 16, height: 16, margin: 4 });
    expect(inspectImage(animation(anmf(2, 0, vp8()))).blocks).toEqual({ width: 16, height: 16, margin: 20 });
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
    ['frames inside frames', riff(vp8x(2), anmf(0, 0, anmf(0, 0, vp8()))), 'input/corrupt'],
    ['no pixels', riff(vp8(0, 24)), 'input/no-pixels'],
    ['a canvas above the limits', riff(vp8x(0, 1 << 24, 1 << 24)), 'input/too-large'],
    ['a lossy picture above the limits', riff(vp8(16383, 16383)), 'input/too-large'],
  ])('is refused: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
