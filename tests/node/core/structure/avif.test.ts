import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { auxC, avif, box, ftyp, imir, irot, ispe, picture, type BuiltItem } from './avif-builder.ts';
import { be32, bytes, offsetOf, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff } from './tiff-builder.ts';

const found = (file: Uint8Array): string[] =>
  inspectImage(file).metadata.map(({ kind, name, value }) => `${kind} | ${name} | ${value ?? '-'}`);
const further = (over: Partial<BuiltItem>): BuiltItem => ({ type: 'av01', properties: [ispe(8, 8)], data: bytes('more'), ...over });
const ALPHA = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

describe('an AVIF', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(avif())).toEqual({
      format: 'avif',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
      blocks: { width: 64, height: 64, margin: 8 },
      metadata: [],
    });
  });

  it.each([
    [1, []],
    [8, [irot(1)]],
    [3, [irot(2)]],
    [6, [irot(3)]],
    [4, [imir(0)]],
    [2, [imir(1)]],
    [5, [irot(1), imir(0)]],
    [7, [irot(1), imir(1)]],
    [7, [irot(3), imir(0)]],
  ])('is turned to orientation %i by its properties', (orientation, properties) => {
    const inspection = inspectImage(avif([picture(...properties)]));
    expect(inspection.orientation).toBe(orientation);
    expect(inspection.size).toEqual(orientation >= 5 ? { width: 24, height: 40 } : { width: 40, height: 24 });
  });

  it('has alpha where an alpha plane belongs to the picture', () => {
    const plane = further({ properties: [ispe(40, 24), auxC(ALPHA)], reference: { type: 'auxl', to: 1 } });
    expect(inspectImage(avif([picture(), plane]))).toMatchObject({ hasAlpha: true, metadata: [] });
    const depth = further({ properties: [auxC('urn:mpeg:mpegB:cicp:systems:auxiliary:depth')], reference: { type: 'auxl', to: 1 } });
    expect(inspectImage(avif([picture(), depth]))).toMatchObject({ hasAlpha: false, metadata: [{ kind: 'second-image' }] });
  });

  it('shows its metadata', () => {
    const file = avif(
      [
        picture(box('colr', 'prof', 'profile')),
        further({
          type: 'Exif',
          properties: [],
          data: bytes(be32(0), tiff([{ tag: 0x0110, text: 'Phone 9' }])),
          reference: { type: 'cdsc', to: 1 },
        }),
        further({ type: 'mime', contentType: 'application/rdf+xml', properties: [], data: bytes('<x dc:creator="Joe"/>') }),
        further({ reference: { type: 'thmb', to: 1 } }),
        further({}),
        further({ type: 'tmap', properties: [] }),
      ],
      [
        box('free', 'slack'),
        box('uuid', [0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81], 'jumb'),
      ],
    );
    expect(found(file)).toEqual([
      'exif | Exif item | -',
      'camera | Model | Phone 9',
      'xmp | XMP item | -',
      'person | XMP dc:creator | Joe',
      'thumbnail | thumbnail item | -',
      'second-image | further picture item | -',
      'second-image | gain map item | -',
      'icc | colr | -',
      'other | free space box | -',
      'c2pa | uuid C2PA | -',
    ]);
  });

  it('tells bytes after its last box', () => {
    expect(inspectImage(avif(undefined, [bytes('rest of a picture')])).metadata).toEqual([
      { kind: 'trailer', name: 'after last box', sizeBytes: 17, value: null },
    ]);
  });

  const whole = avif();
  const track = (samples: number): Uint8Array =>
    box('moov', box('trak', box('mdia', box('minf', box('stbl', box('stsz', be32(0), be32(0), be32(samples)))))));
  it.each([
    ['two samples', avif(undefined, [track(2)]), 'input/animated'],
    ['one sample', avif(undefined, [track(1)]), null],
    ['a movie that can’t be read', avif(undefined, [box('moov', '')]), 'input/animated'],
    ['cut data', whole.subarray(0, whole.length - 2), 'input/truncated'],
    ['no meta box', bytes(ftyp(), box('mdat', 'x')), 'input/corrupt'],
    ['item data outside the file', patched(whole, offsetOf(whole, 'iloc') + 18, 0x7f), 'input/truncated'],
    ['a box size below its header', patched(whole, offsetOf(whole, 'mdat') - 1, 4), 'input/corrupt'],
    ['a primary item that is no AV1', avif([{ ...picture(), type: 'hvc1' }]), 'input/undecodable'],
    ['a clean aperture', avif([picture(box('clap', new Array<number>(32).fill(0)))]), 'input/undecodable'],
    ['no size', avif([{ ...picture(), properties: [] }]), 'input/corrupt'],
    ['no pixels', avif([{ ...picture(), properties: [ispe(0, 24)] }]), 'input/no-pixels'],
    ['sides above the limits', avif([{ ...picture(), properties: [ispe(0xffffffff, 0xffffffff)] }]), 'input/too-large'],
  ])('is refused where it should be: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
