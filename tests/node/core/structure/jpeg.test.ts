import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { be16, bytes, offsetOf, patched } from './byte-builder.ts';
import * as build from './jpeg-builder.ts';
import { png } from './png-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff, turned } from './tiff-builder.ts';

const found = (file: Uint8Array): string[] =>
  inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);
const { jpeg } = build;

describe('a JPEG', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(jpeg())).toEqual({
      format: 'jpeg',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
      blocks: { width: 16, height: 16, margin: 2 },
      metadata: [],
    });
  });

  it.each([
    ['4:2:0', [0x22, 0x11, 0x11], 16, 16],
    ['4:2:2', [0x21, 0x11, 0x11], 16, 8],
    ['4:4:0', [0x12, 0x11, 0x11], 8, 16],
    ['4:4:4', [0x11, 0x11, 0x11], 8, 8],
    ['4:1:1', [0x41, 0x11, 0x11], 32, 8],
    ['CMYK', [0x22, 0x11, 0x11, 0x22], 16, 16],
    ['grey', [0x11], 8, 8],
    ['grey with sampling factors that mean nothing', [0x22], 8, 8],
    ['chroma finer than luma', [0x11, 0x22, 0x11], 16, 16],
  ])('has the MCU of its sampling factors: %s', (_, factors, width, height) => {
    const file = jpeg({ frame: build.sof(40, 24, factors), scans: [build.scan([1, 2], factors.length)] });
    expect(inspectImage(file).blocks).toEqual({ width, height, margin: 2 });
  });

  describe('in progressive scans', () => {
    const frame = build.sof(40, 24, [0x22, 0x11, 0x11], 0xc2);
    const direct = build.scan([1], 3, 0, 0, 0);
    const fine = (id: number, low: number): Uint8Array => bytes(build.segment(0xda, 1, [id, 0], 1, 63, low), [5]);

    it('keeps the small margin where every coefficient arrives', () => {
      const file = jpeg({ frame, scans: [direct, fine(1, 0), build.dht(0x10), fine(2, 0), fine(3, 0)] });
      expect(inspectImage(file).blocks?.margin).toBe(2);
    });

    it.each([
      ['fine coefficients are missing', [direct]],
      ['one component stays coarse', [direct, fine(1, 0), fine(2, 1), fine(3, 0)]],
    ])('takes in two more MCUs where decoders smooth across blocks: %s', (_, scans) => {
      expect(inspectImage(jpeg({ frame, scans })).blocks?.margin).toBe(34);
    });
  });

  it('takes arithmetic coding, fill bytes, restarts, comments between scans and a stray TEM', () => {
    expect(refusalOf(() => inspectImage(jpeg({ frame: build.sof(40, 24, [0x11, 0x11, 0x11], 0xc9) })))).toBeNull();
    const scans = [build.scan([1, 0xff, 0xd0, 2, 0xff, 0xd1, 3, 0xff, 0xff]), bytes([0xff, 0xff]), build.comment('between'), build.scan()];
    expect(found(jpeg({ extra: [bytes([0xff, 0x01]), build.dri(1)], scans }))).toContain('comment | COM | between');
  });

  it('lists bytes that lie between segments', () => {
    expect(inspectImage(jpeg({ extra: [bytes('stray')] })).metadata).toEqual([
      { kind: 'other', name: 'bytes between segments', sizeBytes: 5, value: null },
    ]);
  });

  it.each([
    ['the first EXIF block', [build.exif(turned(6)), build.exif(turned(1))], 6],
    ['an unreadable first block, which counts as upright', [build.exif(bytes('junk')), build.exif(turned(6))], 1],
    ['XMP before EXIF', [build.xmp('<x/>'), build.exif(turned(8, true))], 8],
    ['any byte as the identifier’s padding', [build.app(1, 'Exif\0\xff', turned(3))], 3],
  ])('is turned as browsers turn it: %s', (_, extra, orientation) => {
    const inspection = inspectImage(jpeg({ extra }));
    expect(inspection.orientation).toBe(orientation);
    expect(inspection.size).toEqual(orientation >= 5 ? { width: 24, height: 40 } : { width: 40, height: 24 });
    expect(inspection.storedSize).toEqual({ width: 40, height: 24 });
  });

  it('is not turned by an EXIF block behind the scans', () => {
    expect(inspectImage(jpeg({ scans: [build.scan(), build.exif(turned(6))] })).orientation).toBe(1);
  });

  it('shows its metadata', () => {
    const packet =
      '<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Jane &amp; Joe</rdf:li></rdf:Seq></dc:creator> photoshop:City="Bern" hdrgm:Version="1.0"</x:xmpmeta>';
    const resources = build.photoshop(
      {
        id: 0x0404,
        data: bytes(
          build.dataSet(0, '\x01'),
          build.dataSet(80, 'A. Photographer'),
          build.dataSet(120, 'Caption'),
          build.dataSet(90, 'Basel'),
        ),
      },
      { id: 0x040c, data: bytes([1, 2, 3]) },
      { id: 0x03ed, data: bytes([1]) },
    );
    const icc = bytes(
      new Array<number>(128).fill(0),
      [0, 0, 0, 1],
      'desc',
      [0, 0, 0, 144],
      [0, 0, 0, 40],
      'desc',
      [0, 0, 0, 0],
      [0, 0, 0, 8],
      'Display\0',
      new Array<number>(20).fill(0),
    );
    const extra = [
      build.exif(tiff([{ tag: 0x0110, text: 'Camera X' }])),
      build.xmp(packet),
      build.app(1, 'http://ns.adobe.com/xmp/extension/\0', 'rest'),
      build.app(2, 'ICC_PROFILE\0\x01\x01', icc),
      build.multiPicture(1234),
      build.app(2, 'urn:iso:std:iso:ts:21496:-1\0'),
      build.app(11, 'JP\0\x01', 'jumb c2pa'),
      resources,
      build.app(0, 'JFXX\0\x10', [1, 2]),
      build.app(5, 'whatever'),
      build.comment('hello'),
    ];
    expect(found(jpeg({ extra }))).toEqual([
      'exif | APP1 Exif | -',
      'camera | Model | Camera X',
      'xmp | APP1 XMP | -',
      'person | XMP dc:creator | Jane & Joe',
      'gps | XMP photoshop:City | Bern',
      'second-image | XMP gain map | -',
      'xmp | APP1 extended XMP | -',
      'icc | APP2 ICC_PROFILE | Display',
      'other | APP2 MPF | -',
      'second-image | MPF image | 1234 bytes',
      'second-image | APP2 gain map | -',
      'c2pa | APP11 C2PA | -',
      'iptc | APP13 Photoshop | -',
      'person | IPTC By-line | A. Photographer',
      'text | IPTC Caption-Abstract | Caption',
      'gps | IPTC City | Basel',
      'thumbnail | thumbnail in Photoshop block | -',
      'other | further Photoshop resources | 1',
      'thumbnail | APP0 JFXX | -',
      'application | APP5 | -',
      'comment | COM | hello',
    ]);
  });

  it('tells a thumbnail in its JFIF header', () => {
    const file = bytes(build.SOI, build.app(0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 1, 1], [9, 9, 9]), jpeg().subarray(2));
    expect(found(file)).toEqual(['thumbnail | APP0 JFIF thumbnail | -']);
  });

  it.each([
    ['second-image | JPEG after EOI | -', jpeg()],
    ['second-image | PNG after EOI | -', png()],
    ['trailer | ZIP after EOI | -', bytes('PK\x03\x04 archive')],
    ['trailer | video after EOI | -', bytes('MotionPhoto_Data', [0, 0, 0, 24], 'ftypmp42')],
    ['trailer | after EOI | -', bytes(0)],
  ])('tells what follows its end: %s', (expected, trailer) => {
    const file = jpeg({ trailer });
    expect(found(file)).toEqual([expected]);
    expect(inspectImage(file).metadata[0]?.sizeBytes).toBe(trailer.length);
  });

  const whole = jpeg();
  it.each([
    ['no EOI', whole.subarray(0, whole.length - 2), 'input/truncated'],
    ['a cut in the scan', whole.subarray(0, whole.length - 4), 'input/truncated'],
    ['a segment longer than the file', bytes(build.SOI, 0xff, 0xe1, be16(6000), 'Exif'), 'input/truncated'],
    ['a length of one', bytes(build.SOI, 0xff, 0xe1, be16(1), whole.subarray(2)), 'input/corrupt'],
    ['two frames', jpeg({ extra: [build.sof(40, 24)] }), 'input/corrupt'],
    ['a scan before the frame', bytes(build.SOI, build.scan(), whole.subarray(2)), 'input/corrupt'],
    ['a scan of a component that is not there', jpeg({ frame: build.sof(40, 24, [0x11]) }), 'input/corrupt'],
    ['no scan', jpeg({ scans: [] }), 'input/corrupt'],
    ['a second SOI', jpeg({ extra: [bytes(build.SOI)] }), 'input/corrupt'],
    ['a reserved marker', jpeg({ extra: [build.segment(0x02, 1)] }), 'input/corrupt'],
    ['sampling factor 0', jpeg({ frame: build.sof(40, 24, [0x22, 0x01, 0x11]) }), 'input/corrupt'],
    ['height 0', jpeg({ height: 0 }), 'input/no-pixels'],
    ['width 0', jpeg({ width: 0 }), 'input/no-pixels'],
    ['12 bits', jpeg({ frame: build.sof(40, 24, [0x11, 0x11, 0x11], 0xc1, 12) }), 'input/undecodable'],
    ['lossless', jpeg({ frame: build.sof(40, 24, [0x11, 0x11, 0x11], 0xc3) }), 'input/undecodable'],
  ])('is refused: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });

  it('refuses a header bomb of 304 bytes from its header, whatever stands behind it', () => {
    const bomb = patched(
      bytes(build.SOI, build.jfif(), build.dqt(), build.sof(56321, 7789), new Array<number>(300).fill(0xff)).subarray(0, 304),
      0,
    );
    expect(bomb).toHaveLength(304);
    expect(refusalOf(() => inspectImage(bomb))).toBe('input/too-large');
  });

  it.each([
    [32767, 3173, null],
    [32768, 1, 'input/too-large'],
    [10000, 10401, 'input/too-large'],
    [10000, 10400, null],
  ])('is refused above the limits: %i x %i', (width, height, code) => {
    expect(refusalOf(() => inspectImage(jpeg({ width, height })))).toBe(code);
  });

  it('is refused where it is nothing but segments', () => {
    const flood = bytes(
      build.SOI,
      new Uint8Array(100_001 * 4).map((_, at) => [0xff, 0xfe, 0, 2][at % 4] ?? 0),
      jpeg().subarray(2),
    );
    expect(refusalOf(() => inspectImage(flood))).toBe('input/corrupt');
  });

  it('lists a flood of comments in bounded form', () => {
    const items = inspectImage(jpeg({ extra: Array.from({ length: 1000 }, (_, index) => build.comment(`c${String(index)}`)) })).metadata;
    expect(items).toHaveLength(401);
    expect(items.at(-1)).toMatchObject({ name: 'further items', value: '600' });
  });

  it('never shows more than 200 characters of a value', () => {
    expect(inspectImage(jpeg({ extra: [build.comment('x'.repeat(5000))] })).metadata[0]?.value).toHaveLength(200);
  });

  it('keeps its entropy-coded data apart from metadata that looks like it', () => {
    const file = jpeg({ scans: [build.scan([1, 0xff, 0x00, 0xe1, 0x00, 0x10])] });
    expect(offsetOf(file, '\xff\x00\xe1')).toBeGreaterThan(0);
    expect(found(file)).toEqual([]);
  });
});
