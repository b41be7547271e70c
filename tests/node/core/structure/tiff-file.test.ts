import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { bytes, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';
import { GREY, tiffFile, type BuiltPage } from './tiff-file-builder.ts';

const one = (page: BuiltPage): Uint8Array => tiffFile([page]);
const RGB: BuiltPage = { bits: [8, 8, 8], photometric: 2, segments: [new Uint8Array(24)] };
const found = (file: Uint8Array): string[] => inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);

describe('a TIFF', () => {
  it.each([false, true])('is told with its size, and without metadata where it has none (little endian: %s)', (littleEndian) => {
    expect(inspectImage(tiffFile([{}], littleEndian))).toEqual({
      format: 'tiff',
      storedSize: { width: 4, height: 2 },
      size: { width: 4, height: 2 },
      orientation: 1,
      hasAlpha: false,
      frames: 1,
      blocks: null,
      metadata: [],
    });
  });

  it('is turned as its orientation says', () => {
    expect(inspectImage(one({ extra: [{ tag: 0x112, shorts: [6] }] }))).toMatchObject({ orientation: 6, size: { width: 2, height: 4 } });
    expect(inspectImage(one({ extra: [{ tag: 0x112, shorts: [9] }] })).orientation).toBe(1);
  });

  it('has alpha where an extra sample is said to be that', () => {
    const four = { ...RGB, bits: [8, 8, 8, 8], segments: [new Uint8Array(32)] };
    expect(inspectImage(one({ ...four, extra: [{ tag: 0x152, shorts: [2] }] })).hasAlpha).toBe(true);
    expect(inspectImage(one({ ...four, extra: [{ tag: 0x152, shorts: [0] }] })).hasAlpha).toBe(false);
  });

  it('has blocks where its strips are JPEGs, wherever these begin', () => {
    expect(inspectImage(one({ ...RGB, compression: 7 })).blocks).toEqual({ width: 1, height: 1, margin: 34 });
  });

  it('shows its metadata', () => {
    const file = one({
      extra: [
        { tag: 0x10f, text: 'Scanner 9' },
        { tag: 0x13b, text: 'Joe' },
        { tag: 0x2bc, raw: bytes('<x dc:title="Home"/>') },
        { tag: 0x83bb, raw: bytes('iptc') },
        { tag: 0x935c, raw: bytes('layers of Photoshop') },
        { tag: 0xc000, shorts: [1] },
      ],
    });
    expect(found(file)).toEqual([
      'camera | Make | Scanner 9',
      'person | Artist | Joe',
      'xmp | XMP in EXIF | 20 bytes',
      'iptc | IPTC in EXIF | 4 bytes',
      'exif | further EXIF fields | 2',
      'xmp | XMP | -',
      'text | XMP dc:title | Home',
      'second-image | Photoshop layers | -',
    ]);
  });

  it('takes smaller copies and masks in the chain for what they are, and lists them', () => {
    const file = tiffFile([{}, { extra: [{ tag: 0xfe, longs: [1] }] }, { extra: [{ tag: 0xff, shorts: [2] }] }, { extra: [{ tag: 0xfe, longs: [4] }] }]);
    expect(inspectImage(file)).toMatchObject({ frames: 1, size: { width: 4, height: 2 } });
    const names = found(file).map((line) => line.slice(0, -4));
    expect(names).toContain('thumbnail | smaller copy');
    expect(names).toContain('second-image | transparency mask');
  });

  it('finds the page behind a smaller copy of it', () => {
    const file = tiffFile([{ width: 2, height: 1, segments: [bytes([1, 2])], extra: [{ tag: 0xfe, longs: [1] }] }, {}]);
    expect(inspectImage(file).size).toEqual({ width: 4, height: 2 });
  });

  const whole = tiffFile();
  const first = Array.from(whole.subarray(4, 8)).reduce((sum, byte) => sum * 256 + byte, 0);
  const chain = tiffFile([{}, {}]);
  it.each([
    ['two pages', chain, 'input/multi-page'],
    ['a thousand pages', tiffFile(Array.from({ length: 1000 }, () => ({}))), 'input/multi-page'],
    ['smaller copies only', one({ extra: [{ tag: 0xfe, longs: [1] }] }), 'input/undecodable'],
    ['a chain that comes back to its beginning', patched(whole, whole.length - 4, ...whole.subarray(4, 8)), 'input/corrupt'],
    ['an empty chain', patched(whole, 4, 0, 0, 0, 0), 'input/corrupt'],
    ['a directory inside the header', patched(whole, 4, 0, 0, 0, 4), 'input/corrupt'],
    ['a directory behind the end', patched(whole, 4, 0x7f, 0, 0, 0), 'input/truncated'],
    ['a directory without entries', patched(whole, first, 0, 0), 'input/corrupt'],
    ['a directory with 65,535 entries', patched(whole, first, 0xff, 0xff), 'input/corrupt'],
    ['BigTIFF', bytes('II+\0', [8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0]), 'input/undecodable'],
    ['no width', one({ width: 0 }), 'input/no-pixels'],
    ['sides above the limits', one({ width: 0xffffffff }), 'input/too-large'],
    ['too many pixels', one({ width: 30_000, height: 30_000 }), 'input/too-large'],
    ['sixteen samples of 16 bits in 100 megapixels', one({ width: 10_000, height: 10_000, bits: new Array<number>(16).fill(16) }), 'input/too-large'],
    ['fewer strips than its size needs', one({ height: 4, rowsPerStrip: 2 }), 'input/corrupt'],
    ['no strips', one({ segments: [] }), 'input/corrupt'],
    ['rows of no height', one({ rowsPerStrip: 0 }), 'input/corrupt'],
    ['tiles of no width', one({ tile: { width: 0, height: 16 } }), 'input/corrupt'],
    ['a tile that is larger than any picture', one({ tile: { width: 0x7fffffff, height: 16 } }), 'input/corrupt'],
    ['a strip behind the end', one({ extra: [{ tag: 0x111, longs: [1 << 30] }] }), 'input/truncated'],
    ['strips that share their bytes', one({ rowsPerStrip: 1, segments: [GREY, GREY], extra: [{ tag: 0x111, longs: [8, 8] }, { tag: 0x117, longs: [100, 100] }] }), 'input/corrupt'],
    ['text where its width should be', one({ extra: [{ tag: 0x100, text: 'wide' }] }), 'input/corrupt'],
    ['a hundred megapixels in eight bytes', one({ width: 10_000, height: 10_000, compression: 5 }), 'input/truncated'],
    ['an unknown compression', one({ compression: 34712 }), 'input/undecodable'],
    ['an unknown colour space', one({ photometric: 32803 }), 'input/undecodable'],
    ['too few samples for its colours', one({ photometric: 2 }), 'input/corrupt'],
    ['unequal depths', one({ ...RGB, bits: [5, 6, 5] }), 'input/undecodable'],
    ['floating point samples', one({ bits: [16], extra: [{ tag: 0x153, shorts: [3] }] }), 'input/undecodable'],
    ['bits from the wrong end', one({ bits: [1], extra: [{ tag: 0x10a, shorts: [2] }] }), 'input/undecodable'],
    ['floating point differences', one({ compression: 5, extra: [{ tag: 0x13d, shorts: [3] }] }), 'input/undecodable'],
    ['a palette of the wrong size', one({ photometric: 3, extra: [{ tag: 0x140, shorts: [1, 2, 3] }] }), 'input/corrupt'],
    ['a CMYK JPEG inside', one({ ...RGB, bits: [8, 8, 8, 8], photometric: 5, compression: 7 }), 'input/undecodable'],
    ['a digital negative', one({ extra: [{ tag: 0xc612, raw: bytes([1, 4, 0, 0]) }] }), 'input/undecodable'],
  ])('is refused where it should be: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
