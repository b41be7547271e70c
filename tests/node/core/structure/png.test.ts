import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { be16, be32, bytes } from './byte-builder.ts';
import { chunk, idat, ihdr, png, SIGNATURE } from './png-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff, turned } from './tiff-builder.ts';

const found = (file: Uint8Array): string[] =>
  inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);
const acTL = (frames: number): Uint8Array => chunk('acTL', bytes(be32(frames), be32(0)));
const fcTL = (): Uint8Array => chunk('fcTL', new Array<number>(26).fill(0));

describe('a PNG', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(png())).toEqual({
      format: 'png',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      frames: 1,
      blocks: null,
      metadata: [],
    });
  });

  it.each([
    ['RGBA', png({ header: ihdr(40, 24, 6) }), true],
    ['grey and alpha', png({ header: ihdr(40, 24, 4) }), true],
    ['RGB', png(), false],
    ['tRNS', png({ before: [chunk('tRNS', [0, 0, 0, 0, 0, 0])] }), true],
    ['tRNS with a wrong CRC', png({ before: [chunk('tRNS', [0, 0, 0, 0, 0, 0], 1)] }), false],
  ])('has alpha where decoders see it: %s', (_, file, expected) => {
    expect(inspectImage(file).hasAlpha).toBe(expected);
  });

  it.each([
    ['eXIf before the data', png({ before: [chunk('eXIf', turned(6))] }), 6],
    ['little endian', png({ before: [chunk('eXIf', turned(8, true))] }), 8],
    ['the first of two', png({ before: [chunk('eXIf', turned(6)), chunk('eXIf', turned(3))] }), 6],
    ['eXIf behind the data', png({ after: [chunk('eXIf', turned(6))] }), 1],
    ['a wrong CRC', png({ before: [chunk('eXIf', turned(6), 1)] }), 1],
    ['the identifier of JPEG in front', png({ before: [chunk('eXIf', bytes('Exif\0\0', turned(6)))] }), 1],
  ])('is turned as browsers turn it: %s', (_, file, orientation) => {
    const inspection = inspectImage(file);
    expect(inspection.orientation).toBe(orientation);
    expect(inspection.size).toEqual(orientation >= 5 ? { width: 24, height: 40 } : { width: 40, height: 24 });
  });

  it('shows its metadata', () => {
    const before = [
      chunk('gAMA', be32(45455)),
      chunk('iCCP', 'Screen of Jane\0\0zzz'),
      chunk('pHYs', bytes(be32(2835), be32(2835), 1)),
      chunk('tIME', bytes(be16(2024), [5, 6, 7, 8, 9])),
      chunk('tEXt', 'Author\0Jane'),
      chunk('tEXt', 'Comment\0hello'),
      chunk('zTXt', 'Title\0\0compressed'),
      chunk('iTXt', 'Description\0\0\0en\0\0caf\xc3\xa9'),
      chunk('iTXt', 'Notes\0\x01\0\0\0compressed'),
      chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<x dc:creator="Joe"/>'),
      chunk('zTXt', 'Raw profile type APP1\0\0zzz'),
      chunk('eXIf', tiff([{ tag: 0x0110, text: 'Phone 9' }])),
      chunk('caBX', 'jumb'),
      chunk('prVt', 'private'),
    ];
    expect(found(png({ before }))).toEqual([
      'other | gAMA | -',
      'icc | iCCP | Screen of Jane',
      'other | pHYs | -',
      'time | tIME | 2024-05-06 07:08:09',
      'person | tEXt | Author: Jane',
      'comment | tEXt | Comment: hello',
      'text | zTXt | Title',
      'text | iTXt | Description: café',
      'text | iTXt | Notes',
      'xmp | iTXt XMP | -',
      'person | XMP dc:creator | Joe',
      'exif | zTXt | Raw profile type APP1',
      'exif | eXIf | -',
      'camera | Model | Phone 9',
      'c2pa | caBX | -',
      'application | unknown chunk | prVt',
    ]);
  });

  it('tells bytes after its end, as a picture cropped in place has them', () => {
    expect(inspectImage(png({ trailer: png().subarray(50) })).metadata).toEqual([
      { kind: 'trailer', name: 'after IEND', sizeBytes: png().length - 50, value: null },
    ]);
    expect(found(png({ end: chunk('IEND', 'hidden') }))).toEqual(['trailer | inside IEND | -']);
  });

  it('tells data apart from the picture', () => {
    expect(found(png({ data: [idat(), chunk('tEXt', 'a\0b'), idat()] }))).toContain('second-image | IDAT apart from the picture | -');
  });

  it('takes the data in several chunks, and ancillary chunks with a wrong CRC', () => {
    expect(inspectImage(png({ data: [idat(), idat(), idat()] })).metadata).toEqual([]);
    expect(found(png({ before: [chunk('tEXt', 'a\0b', 1)] }))).toEqual(['text | tEXt | a: b']);
  });

  it.each([
    ['two frames', [acTL(2), fcTL()], 'input/animated'],
    ['one frame that is not the still picture', [acTL(1)], null],
    ['a header that tells one frame of three', [acTL(1), fcTL(), fcTL(), fcTL()], 'input/animated'],
    ['one frame', [acTL(1), fcTL()], null],
    ['no animation header', [fcTL(), fcTL()], null],
  ])('is refused where it is animated: %s', (_, before, code) => {
    expect(refusalOf(() => inspectImage(png({ before })))).toBe(code);
  });

  it('is refused where its still picture is not the one that the animation shows', () => {
    expect(refusalOf(() => inspectImage(png({ before: [acTL(1)], after: [fcTL(), chunk('fdAT', be32(0))] })))).toBe('input/animated');
  });

  it.each([
    ['a wrong CRC in IHDR', png({ header: chunk('IHDR', bytes(be32(40), be32(24), [8, 2, 0, 0, 0]), 1) }), 'input/corrupt'],
    ['a wrong CRC in IDAT', png({ data: [idat(1)] }), 'input/corrupt'],
    ['a wrong CRC in PLTE', png({ before: [chunk('PLTE', [1, 2, 3], 1)] }), 'input/corrupt'],
    ['a wrong CRC in IEND', png({ end: chunk('IEND', [], 1) }), 'input/corrupt'],
    ['no IDAT', png({ data: [] }), 'input/corrupt'],
    ['no IEND', png({ end: new Uint8Array() }), 'input/truncated'],
    ['a cut IDAT', png().subarray(0, 45), 'input/truncated'],
    ['two headers', png({ before: [ihdr(40, 24)] }), 'input/corrupt'],
    ['no header', bytes(SIGNATURE, idat(), chunk('IEND')), 'input/corrupt'],
    ['a critical chunk nobody knows', png({ before: [chunk('ABCD')] }), 'input/corrupt'],
    ['a palette behind the data', png({ after: [chunk('PLTE', [1, 2, 3])] }), 'input/corrupt'],
    ['palette colours without a palette', png({ header: ihdr(40, 24, 3) }), 'input/corrupt'],
    ['a palette that is no whole number of colours', png({ before: [chunk('PLTE', [1, 2, 3, 4])] }), 'input/corrupt'],
    ['an impossible depth', png({ header: ihdr(40, 24, 2, 4) }), 'input/corrupt'],
    ['a chunk type that is no letters', png({ before: [chunk('a\0bc')] }), 'input/corrupt'],
    ['a chunk longer than the file', bytes(SIGNATURE, ihdr(40, 24), be32(0xffffffff), 'IDAT'), 'input/truncated'],
    ['no pixels', png({ header: ihdr(0, 24) }), 'input/no-pixels'],
    ['30,000 x 30,000', png({ header: ihdr(30000, 30000, 0, 1) }), 'input/too-large'],
    ['2^31 - 1', bytes(SIGNATURE, ihdr(0x7fffffff, 1)), 'input/too-large'],
  ])('is refused: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
