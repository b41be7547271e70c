import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetadataList } from '../../../../src/core/structure/metadata-list.ts';
import { listTiffFields } from '../../../../src/core/structure/tiff-fields.ts';
import { readTiff } from '../../../../src/core/structure/tiff-reader.ts';
import { be16, be32, bytes, patched } from './byte-builder.ts';
import { tiff, turned, type TiffEntry } from './tiff-builder.ts';

function read(block: Uint8Array): { orientation: number; items: string[] } {
  const list = new MetadataList();
  const orientation = listTiffFields(block, 0, block.length, list);
  return { orientation, items: list.items().map(({ kind, name, value }) => `${kind} ${name} ${value ?? '-'}`) };
}

const RICH: readonly TiffEntry[] = [
  { tag: 0x010f, text: 'SECRET-make-4711' },
  { tag: 0x0112, short: 6 },
  { tag: 0x011a, rationals: [[72, 1]] },
  { tag: 0x013b, text: 'Jane Doe' },
  {
    tag: 0x8769,
    directory: [
      { tag: 0x9003, text: '2024:05:06 07:08:09' },
      { tag: 0x927c, raw: new Array<number>(50).fill(1) },
      { tag: 0x9286, raw: [...bytes('ASCII\0\0\0hello')] },
      { tag: 0xa431, text: 'SN-123' },
    ],
  },
  {
    tag: 0x8825,
    directory: [
      { tag: 1, text: 'S' },
      {
        tag: 2,
        rationals: [
          [33, 1],
          [51, 1],
          [3114, 100],
        ],
      },
      { tag: 3, text: 'E' },
      {
        tag: 4,
        rationals: [
          [151, 1],
          [12, 1],
          [0, 0],
        ],
      },
      { tag: 0x1d, text: '2024:05:06' },
    ],
  },
];

describe('listTiffFields', () => {
  it.each([false, true])('lists what people care about (little endian: %s)', (littleEndian) => {
    const { orientation, items } = read(
      tiff(
        RICH,
        [
          { tag: 0x0201, long: 8 },
          { tag: 0x0202, long: 4 },
        ],
        littleEndian,
      ),
    );
    expect(orientation).toBe(6);
    expect(items).toEqual([
      'camera Make SECRET-make-4711',
      'person Artist Jane Doe',
      'time DateTimeOriginal 2024:05:06 07:08:09',
      'maker-note MakerNote 50 bytes',
      'comment UserComment hello',
      'serial-number BodySerialNumber SN-123',
      'gps GPSLatitude 33.858650° S',
      'gps GPSLongitude 151.200000° E',
      'gps GPSDateStamp 2024:05:06',
      'thumbnail thumbnail in EXIF -',
      'exif further EXIF fields 2',
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads orientation %i in both byte orders', (orientation) => {
    expect(read(turned(orientation)).orientation).toBe(orientation);
    expect(read(turned(orientation, true)).orientation).toBe(orientation);
  });

  it.each([
    ['a value out of range', turned(9)],
    ['zero', turned(0)],
    ['a value with a high byte', turned(0x0106)],
    ['a LONG', tiff([{ tag: 0x0112, long: 6 }])],
    ['two values', patched(turned(6), 17, 2)],
    ['another directory', tiff([{ tag: 0x8769, directory: [{ tag: 0x0112, short: 6 }] }])],
    ['no TIFF header', bytes('MM\0\x2b', be32(8))],
    ['nothing', bytes()],
  ])('ignores an orientation that browsers ignore: %s', (_, block) => {
    expect(read(block).orientation).toBe(1);
  });

  it('reads text in UTF-16 as Windows writes it', () => {
    expect(read(tiff([{ tag: 0x9c9d, raw: [...bytes('J\0o\0\0\0')] }])).items).toEqual(['person XPAuthor Jo']);
  });

  it('comes to an end where directories point at each other', () => {
    const cycle = bytes('MM', be16(42), be32(8), be16(1), be16(0x8769), be16(4), be32(1), be32(8), be32(8));
    expect(readTiff(cycle, 0, cycle.length)?.fields).toHaveLength(1);
  });

  it('leaves out a field whose value lies outside the block', () => {
    const outside = bytes(
      'MM',
      be16(42),
      be32(8),
      be16(1),
      be16(0x010f),
      be16(2),
      be32(0xffffffff),
      be32(26),
      be32(0),
      'secret behind the block',
    );
    expect(readTiff(outside, 0, 26)?.fields).toEqual([]);
  });

  it('never throws and stays bounded on any bytes behind a header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, littleEndian) => {
        const block = bytes(littleEndian ? 'II' : 'MM', littleEndian ? [42, 0, 8, 0, 0, 0] : [0, 42, 0, 0, 0, 8], noise);
        expect(() => read(block)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on a rich block with any bytes flipped', () => {
    const block = tiff(RICH);
    fc.assert(
      fc.property(fc.nat(block.length - 1), fc.nat(255), fc.nat(block.length), (at, value, length) => {
        expect(() => read(patched(block, at, value).subarray(0, length))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
