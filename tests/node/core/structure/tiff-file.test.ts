import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { tiffLayout } from '../../../../src/core/structure/tiff-file.ts';
import { be16, be32, bytes, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';
import { GREY, tiffFile, type BuiltPage } from './tiff-file-builder.ts';

const one = (page: BuiltPage): Uint8Array => tiffFile([page]);
const RGB: BuiltPage = { bits: [8, 8, 8], photometric: 2, segments: [new Uint8Array(24)] };
const found = (file: Uint8Array): string[] => inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);

/** Directories of 50 entries, each of which begins one entry behind the one before. */
function overlapping(): Uint8Array {
  const entries = 50;
  // What is the type of one directory's entry is the link of another.
  const blocks = Array.from({ length: 150 }, (_, at) => bytes(be16(entries), be32(at < entries ? 0 : 8 + 12 * (at - entries + 1)), new Uint8Array(6)));
  return bytes('MM', be16(42), be32(8), ...blocks);
}

/** A file whose pages after the first are one directory many times, with the lists of the first. */
function sharing(page: BuiltPage, times: number): Uint8Array {
  const file = tiffFile([page]);
  const at = file.slice(4, 8).reduce((sum, byte) => sum * 256 + byte, 0);
  const table = file.subarray(at, file.length - 4);
  const copies = Array.from({ length: times }, (_, copy) => bytes(be32(file.length + copy * (table.length + 4)), table));
  return bytes(file.subarray(0, file.length - 4), ...copies, be32(0));
}

describe('a TIFF', () => {
  it.each([false, true])('is told with its size, and without metadata where it has none (little endian: %s)', (littleEndian) => {
    expect(inspectImage(tiffFile([{}], littleEndian))).toEqual({
      format: 'tiff',
      storedSize: { width: 4, height: 2 },
      size: { width: 4, height: 2 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
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
    expect(inspectImage(file)).toMatchObject({ sequence: { kind: 'still' }, size: { width: 4, height: 2 } });
    const names = found(file).map((line) => line.slice(0, -4));
    expect(names).toContain('thumbnail | smaller copy');
    expect(names).toContain('second-image | transparency mask');
  });

  it('finds the page behind a smaller copy of it', () => {
    const file = tiffFile([{ width: 2, height: 1, segments: [bytes([1, 2])], extra: [{ tag: 0xfe, longs: [1] }] }, {}]);
    expect(inspectImage(file).size).toEqual({ width: 4, height: 2 });
  });

  it('tells each of its pages, of whatever size, orientation and kind', () => {
    const file = tiffFile([
      { extra: [{ tag: 0xfe, longs: [2] }] },
      { width: 2, height: 1, segments: [bytes([1, 2])], extra: [{ tag: 0xfe, longs: [1] }] },
      { ...RGB, width: 2, height: 4, compression: 7, extra: [{ tag: 0xfe, longs: [2] }, { tag: 0x112, shorts: [8] }] },
      { ...RGB, width: 1, height: 6, bits: [8, 8, 8, 8], extra: [{ tag: 0x152, shorts: [2] }] },
    ]);
    const plain = { orientation: 1, hasAlpha: false, blocks: null };
    const first = { ...plain, storedSize: { width: 4, height: 2 }, size: { width: 4, height: 2 } };
    const pages = [
      first,
      { ...plain, storedSize: { width: 2, height: 4 }, size: { width: 4, height: 2 }, orientation: 8, blocks: { width: 1, height: 1, margin: 34 } },
      { ...plain, storedSize: { width: 1, height: 6 }, size: { width: 1, height: 6 }, hasAlpha: true },
    ];
    expect(inspectImage(file)).toMatchObject({ ...first, sequence: { kind: 'pages', pages } });
    expect([0, 1, 2].map((page) => tiffLayout(file, page).size.height)).toEqual([2, 4, 6]);
    expect(() => tiffLayout(file, 3)).toThrow(RangeError);
  });

  it('shows the metadata of all pages, what they share once, and takes none for a thumbnail', () => {
    const file = tiffFile(
      Array.from({ length: 60 }, (_, page) => ({ extra: [{ tag: 0x10f, text: 'Scanner 9' }, ...(page === 50 ? [{ tag: 0x13b, text: 'Joe' }] : [])] })),
    );
    expect(found(file)).toEqual(['camera | Make | Scanner 9', 'person | Artist | Joe']);
  });

  it('may have a thousand pages', () => {
    const { sequence } = inspectImage(tiffFile(Array.from({ length: 1000 }, (_, page) => ({ extra: [{ tag: 0x112, shorts: [(page % 8) + 1] }] }))));
    expect(sequence.kind === 'pages' && sequence.pages.map(({ orientation }) => orientation)).toEqual(Array.from({ length: 1000 }, (_, page) => (page % 8) + 1));
  });

  it.each([2, 3, 4])('may be a fax, of either order of bits and without a colour space (compression %i)', (compression) => {
    const fax = { compression, bits: [1], extra: [{ tag: 0x10a, shorts: [2] }] };
    expect(tiffLayout(one(fax), 0)).toMatchObject({ isBitReversed: true, meaning: 'black-is-zero' });
    const bare = one({ ...fax, extra: [{ tag: 0x106, longs: [] }] });
    const withoutIt = bare.map((byte, at) => (bare[at - 1] === 1 && byte === 6 && bare[at + 2] === 4 ? 7 : byte));
    expect(tiffLayout(withoutIt, 0).meaning).toBe('white-is-zero');
  });

  const whole = tiffFile();
  const first = Array.from(whole.subarray(4, 8)).reduce((sum, byte) => sum * 256 + byte, 0);
  const two = tiffFile([{}, {}]);
  const tall = { width: 1, height: 400, rowsPerStrip: 1, segments: Array.from({ length: 400 }, () => bytes([1])) };
  it.each([
    ['a second page that can’t be read', tiffFile([{}, { compression: 34712 }]), 'input/undecodable'],
    ['a last page without pixels', tiffFile([{}, {}, { width: 0 }]), 'input/no-pixels'],
    ['a second page that ends early', tiffFile([{}, { segments: [GREY.subarray(1)] }]), 'input/truncated'],
    ['a second page that comes back to the first', patched(two, two.length - 4, ...two.subarray(4, 8)), 'input/corrupt'],
    ['more pages than anybody reads', tiffFile(Array.from({ length: 5001 }, () => ({}))), 'input/too-many-frames'],
    ['pages of more pixels than can be looked at', tiffFile(Array.from({ length: 41 }, () => ({ width: 10_000, height: 10_000 }))), 'input/too-many-frames'],
    ['a chain that goes on for ever', tiffFile(Array.from({ length: 15_001 }, () => ({ extra: [{ tag: 0xfe, longs: [1] }] }))), 'input/too-many-frames'],
    ['directories that lie over each other', overlapping(), 'input/corrupt'],
    ['pages that share one long list of strips', sharing(tall, 200), 'input/corrupt'],
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
    ['floating point samples of 16 bits', one({ bits: [16], extra: [{ tag: 0x153, shorts: [3] }] }), 'input/undecodable'],
    ['floating point samples that are no range', one({ bits: [32, 32, 32, 32], photometric: 5, segments: [new Uint8Array(128)] }), 'input/undecodable'],
    ['signed samples', one({ extra: [{ tag: 0x153, shorts: [2] }] }), 'input/undecodable'],
    ['an unknown order of bits', one({ extra: [{ tag: 0x10a, shorts: [3] }] }), 'input/undecodable'],
    ['a fax with shades', one({ compression: 4 }), 'input/undecodable'],
    ['a fax of two planes', one({ compression: 4, bits: [1, 1], extra: [{ tag: 0x11c, shorts: [2] }] }), 'input/undecodable'],
    ['a fax whose pixels may have no code', one({ compression: 3, bits: [1], extra: [{ tag: 0x124, longs: [2] }] }), 'input/undecodable'],
    ['a Group 4 fax whose pixels may have no code', one({ compression: 4, bits: [1], extra: [{ tag: 0x125, longs: [2] }] }), 'input/undecodable'],
    ['a fax with more rows than bits', one({ compression: 4, bits: [1], height: 65 }), 'input/truncated'],
    ['floating point differences of whole numbers', one({ compression: 5, extra: [{ tag: 0x13d, shorts: [3] }] }), 'input/undecodable'],
    ['a palette of the wrong size', one({ photometric: 3, extra: [{ tag: 0x140, shorts: [1, 2, 3] }] }), 'input/corrupt'],
    ['a CMYK JPEG inside', one({ ...RGB, bits: [8, 8, 8, 8], photometric: 5, compression: 7 }), 'input/undecodable'],
    ['a digital negative', one({ extra: [{ tag: 0xc612, raw: bytes([1, 4, 0, 0]) }] }), 'input/undecodable'],
  ])('is refused where it should be: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
