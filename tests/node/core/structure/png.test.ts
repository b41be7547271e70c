import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { be16, be32, bytes, patched } from './byte-builder.ts';
import { acTL, apng, chunk, fcTL, fdAT, idat, ihdr, png, SIGNATURE } from './png-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff, turned } from './tiff-builder.ts';

const found = (file: Uint8Array): string[] =>
  inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);

describe('a PNG', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(png())).toEqual({
      format: 'png',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
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

const WHOLE = [0, 0, 40, 24] as const;
const PART = [2, 3, 4, 5] as const;
const second = (sequence: number, area: readonly [number, number, number, number] = PART, options = {}): Uint8Array =>
  bytes(fcTL(sequence, area, options), fdAT(sequence + 1));
const two = apng(2, fcTL(0), idat(), second(1));

describe('an animated PNG', () => {
  it('is told with its durations and plays', () => {
    const file = png({
      before: [acTL(3, 7), fcTL(0, WHOLE, { numerator: 1, denominator: 8 })],
      after: [second(1, PART, { numerator: 3, denominator: 0 }), second(3, PART, { numerator: 0 })],
    });
    expect(inspectImage(file)).toMatchObject({
      format: 'png',
      size: { width: 40, height: 24 },
      hasAlpha: false,
      sequence: { kind: 'animation', durations: [125, 30, 0], plays: 7 },
      metadata: [],
    });
  });

  it('is a still picture where its one frame is the still picture as well, or where nothing announces frames', () => {
    expect(inspectImage(apng(1, fcTL(0), idat(), idat())).sequence).toEqual({ kind: 'still' });
    expect(inspectImage(png({ before: [fcTL(0), fcTL(1)] })).sequence).toEqual({ kind: 'still' });
    expect(found(png({ after: [fcTL(0, PART), fdAT(1)] }))).toEqual(['second-image | fdAT without an animation | -']);
  });

  it('lists a still picture that is not part of it', () => {
    const file = apng(2, idat(), second(0, WHOLE), second(2));
    expect(inspectImage(file).sequence).toMatchObject({ durations: [100, 100] });
    expect(inspectImage(file).metadata).toEqual([
      { kind: 'second-image', name: 'still picture apart from the animation', sizeBytes: idat().length, value: null },
    ]);
    expect(inspectImage(apng(1, idat(), second(0, WHOLE))).sequence).toEqual({ kind: 'animation', durations: [100], plays: 0 });
  });

  it.each([
    ['frames that are drawn over', two, false],
    ['colours with alpha', png({ header: ihdr(40, 24, 6), before: [acTL(2), fcTL(0)], after: [second(1)] }), true],
    ['a first frame that does not fill the canvas', apng(1, idat(), second(0)), true],
    ['a frame that is cleared before the next', apng(2, fcTL(0, WHOLE, { disposal: 1 }), idat(), second(1)), true],
    ['a first frame that is put back', apng(2, fcTL(0, WHOLE, { disposal: 2 }), idat(), second(1)), true],
    ['a later frame that is put back', apng(3, fcTL(0), idat(), second(1, PART, { disposal: 2 }), second(3)), false],
    ['a last frame that is cleared', apng(2, fcTL(0), idat(), second(1, PART, { disposal: 1 })), false],
  ])('has alpha where the empty canvas may show: %s', (_, file, expected) => {
    expect(inspectImage(file).hasAlpha).toBe(expected);
  });

  it('is turned by eXIf before its data, and not by one behind them', () => {
    const exif = chunk('eXIf', turned(6));
    expect(inspectImage(apng(2, exif, fcTL(0), idat(), second(1)))).toMatchObject({ orientation: 6, size: { width: 24, height: 40 } });
    expect(inspectImage(apng(2, fcTL(0), idat(), exif, second(1)))).toMatchObject({ orientation: 1, size: { width: 40, height: 24 } });
  });

  it('shows metadata between its frames', () => {
    expect(found(apng(2, fcTL(0), idat(), chunk('tEXt', 'a\0b'), second(1)))).toEqual(['text | tEXt | a: b']);
  });

  it('is refused with more frames than can be worked through', () => {
    const frames = Array.from({ length: 5000 }, (_, index) => second(1 + 2 * index));
    expect(refusalOf(() => inspectImage(apng(5001, fcTL(0), idat(), ...frames)))).toBe('input/too-many-frames');
    expect(
      refusalOf(() => inspectImage(apng(5000, fcTL(0), idat(), ...frames.slice(1).map((_, index) => second(1 + 2 * index))))),
    ).toBeNull();
  });

  it.each([
    ['no frames', apng(0, idat())],
    ['more frames than can be counted', apng(0x80000000, fcTL(0), idat(), second(1))],
    ['more plays than can be counted', png({ before: [acTL(1, 0x80000000), fcTL(0)] })],
    ['fewer frames than announced', apng(3, fcTL(0), idat(), second(1))],
    ['more frames than announced', apng(1, fcTL(0), idat(), second(1))],
    ['announced frames that are not there', apng(1, idat())],
    ['two animation headers', apng(1, acTL(1), fcTL(0), idat())],
    ['an animation header behind the data', png({ after: [acTL(1), second(0)] })],
    ['an animation header of another length', png({ before: [chunk('acTL', [0, 0, 0, 1, 0, 0, 0, 0, 0]), fcTL(0)] })],
    ['a wrong CRC in acTL', png({ before: [chunk('acTL', bytes(be32(1), be32(0)), 1), fcTL(0)] })],
    ['a wrong CRC in fcTL', apng(1, fcTL(0, WHOLE, { damage: 1 }), idat())],
    ['a wrong CRC in fdAT', apng(2, fcTL(0), idat(), fcTL(1, PART), fdAT(2, [0x78, 1], 1))],
    ['a first sequence number other than 0', apng(1, fcTL(1), idat())],
    ['a sequence number left out', apng(2, fcTL(0), idat(), second(2))],
    ['a sequence number twice', apng(2, fcTL(0), idat(), fcTL(1, PART), fdAT(1))],
    ['data in the wrong order', apng(2, fcTL(0), idat(), fcTL(1, PART), fdAT(3), fdAT(2))],
    ['a frame header of another length', apng(1, chunk('fcTL', new Array<number>(27).fill(0)), idat())],
    ['a frame without data before another', apng(3, fcTL(0), idat(), fcTL(1, PART), second(2))],
    ['a frame without data at the end', apng(2, fcTL(0), idat(), fcTL(1, PART))],
    ['a frame with empty data', apng(2, fcTL(0), idat(), fcTL(1, PART), fdAT(2, []))],
    ['a first frame with empty data', apng(2, fcTL(0), chunk('IDAT'), second(1))],
    ['data without a sequence number', apng(2, fcTL(0), idat(), fcTL(1, PART), chunk('fdAT', [0, 0, 0]))],
    ['two frame headers before the data', apng(2, fcTL(0), fcTL(1), idat())],
    ['frame data before the picture', apng(2, fcTL(0), fdAT(1), idat(), second(2))],
    ['frame data for the still picture', apng(1, fcTL(0), idat(), fdAT(1))],
    ['frame data before any frame', apng(1, idat(), fdAT(0), second(1))],
    ['still data behind a frame', apng(2, fcTL(0), idat(), second(1), idat())],
    ['still data in two places', apng(1, fcTL(0), idat(), chunk('tEXt', 'a\0b'), idat())],
    ['a first frame smaller than its picture', apng(1, fcTL(0, [0, 0, 39, 24]), idat())],
    ['a frame without width', apng(2, fcTL(0), idat(), second(1, [0, 0, 0, 5]))],
    ['a frame without height', apng(2, fcTL(0), idat(), second(1, [0, 0, 5, 0]))],
    ['a frame past the right edge', apng(2, fcTL(0), idat(), second(1, [37, 0, 4, 5]))],
    ['a frame past the bottom', apng(2, fcTL(0), idat(), second(1, [0, 20, 4, 5]))],
    ['a frame that begins near 2^32', apng(2, fcTL(0), idat(), second(1, [0xffffffff, 0, 4, 5]))],
    ['an unknown disposal', apng(2, fcTL(0), idat(), second(1, PART, { disposal: 3 }))],
    ['an unknown blend operation', apng(2, fcTL(0), idat(), second(1, PART, { blend: 2 }))],
  ])('is refused as damaged: %s', (_, file) => {
    expect(refusalOf(() => inspectImage(file))).toBe('input/corrupt');
  });

  it('is refused where it is cut', () => {
    for (let length = 33; length < two.length; length += 1) {
      expect(refusalOf(() => inspectImage(two.subarray(0, length)))).toBe('input/truncated');
    }
  });

  it('ends in a result or a typed refusal for any change', () => {
    fc.assert(
      fc.property(fc.nat(two.length - 1), fc.nat(255), fc.nat(two.length), (at, value, length) => {
        refusalOf(() => inspectImage(patched(two, at, value)));
        refusalOf(() => inspectImage(patched(two, at, value).subarray(0, length)));
      }),
      { numRuns: 300 },
    );
  });

  it('ends in a result or a typed refusal for any order of chunks', () => {
    const chunks = [acTL(2), fcTL(0), idat(), fcTL(1, PART), fdAT(2), fcTL(0, PART), fdAT(1), chunk('PLTE', [1, 2, 3])];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...chunks), { maxLength: 8 }), (data) => {
        refusalOf(() => inspectImage(png({ data })));
      }),
      { numRuns: 300 },
    );
  });
});
