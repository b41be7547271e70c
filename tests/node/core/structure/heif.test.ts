import { describe, expect, it } from 'vitest';
import { heifColor } from '../../../../src/core/structure/heif-color.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { auxC, box, ftyp, imir, irot, ispe, type BuiltItem } from './avif-builder.ts';
import { be32, bytes, offsetOf, patched } from './byte-builder.ts';
import { gridData, heif, heifGrid, heifPicture, heifTile, hvcC, movie, nclx } from './heif-builder.ts';
import { refusalOf } from './refusal.ts';
import { tiff } from './tiff-builder.ts';

const ALPHA = 'urn:mpeg:hevc:2015:auxid:1';
const auxiliary = (name: string): BuiltItem => ({ type: 'hvc1', properties: [ispe(20, 12), hvcC(24, 16), auxC(name)], data: bytes('aux'), reference: { type: 'auxl', to: 1 } });
const names = (file: Uint8Array): string[] => inspectImage(file).metadata.map(({ kind, name }) => `${kind} | ${name}`);

describe('a HEIF', () => {
  it('is told with its size, its blocks, and without metadata where it has none', () => {
    expect(inspectImage(heif())).toEqual({
      format: 'heif',
      storedSize: { width: 40, height: 24 },
      size: { width: 40, height: 24 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
      blocks: { width: 64, height: 64, margin: 8 },
      metadata: [],
    });
  });

  it('is a grid as large as the grid says, not as its tiles', () => {
    expect(inspectImage(heifGrid())).toMatchObject({ size: { width: 100, height: 60 }, blocks: { width: 64, height: 64, margin: 8 }, metadata: [] });
  });

  it('has blocks that may begin anywhere where its tiles hold no whole number of them', () => {
    const tiles = [heifTile(56, 60), heifTile(56, 60)];
    expect(inspectImage(heifGrid({}, tiles)).blocks).toEqual({ width: 1, height: 1, margin: 72 });
  });

  it.each([
    [8, [irot(1)]],
    [3, [irot(2)]],
    [6, [irot(3)]],
    [4, [imir(0)]],
    [5, [irot(1), imir(0)]],
    [7, [imir(0), irot(1)]],
    [4, [irot(2), imir(1)]],
    [4, [imir(1), irot(2)]],
  ])('is turned to orientation %i by its properties, in their order', (orientation, properties) => {
    const inspection = inspectImage(heif([heifPicture(...properties)]));
    expect(inspection.orientation).toBe(orientation);
    expect(inspection.size).toEqual(orientation >= 5 ? { width: 24, height: 40 } : { width: 40, height: 24 });
  });

  it('is not turned by its EXIF block, which decoders leave alone', () => {
    const exif: BuiltItem = { type: 'Exif', data: bytes(be32(0), tiff([{ tag: 0x0112, short: 6 }])), reference: { type: 'cdsc', to: 1 } };
    expect(inspectImage(heif([heifPicture(), exif])).orientation).toBe(1);
  });

  it('counts alpha as the picture’s own, and every other auxiliary picture as a second one', () => {
    expect(inspectImage(heif([heifPicture(), auxiliary(ALPHA)]))).toMatchObject({ hasAlpha: true, metadata: [] });
    const file = heif([
      heifPicture(),
      auxiliary('urn:mpeg:hevc:2015:auxid:2'),
      auxiliary('urn:com:apple:photo:2020:aux:hdrgainmap'),
      auxiliary('urn:com:apple:photo:2018:aux:portraiteffectsmatte'),
      auxiliary('urn:example:more'),
      { ...heifTile(16, 16), reference: { type: 'thmb', to: 1 } },
    ]);
    expect(names(file)).toEqual([
      'second-image | depth map item',
      'second-image | gain map item',
      'second-image | matte item',
      'second-image | auxiliary picture item',
      'thumbnail | thumbnail item',
    ]);
    expect(inspectImage(file).hasAlpha).toBe(false);
  });

  it('shows descriptions and times that stand in properties, and boxes behind the picture', () => {
    const file = heif(
      [heifPicture(box('udes', be32(0), 'en\0My cat\0\0'), box('crtt', be32(0), be32(0), be32(1)))],
      [box('uuid', new Array<number>(16).fill(7)), bytes(be32(16), 'mpvd', be32(8), 'ftyp')],
    );
    expect(names(file)).toEqual(['text | udes description', 'time | crtt creation time', 'application | uuid box', 'trailer | video after last box']);
  });

  it('tells what its colours mean: a profile before code points, a tile’s where the grid says nothing', () => {
    expect(heifColor(heif())).toBeNull();
    expect(heifColor(heif([heifPicture(nclx(12, 13))]))).toEqual({ kind: 'coded', primaries: 12, transfer: 13 });
    expect(heifColor(heif([heifPicture(nclx(12, 13), box('colr', 'prof', 'profile'))]))).toEqual({ kind: 'icc', profile: bytes('profile') });
    const tile = { ...heifTile(64, 64), properties: [ispe(64, 64), hvcC(64, 64), nclx(9, 16)] };
    expect(heifColor(heifGrid({}, [tile, heifTile(64, 64)]))).toMatchObject({ primaries: 9 });
  });

  const whole = heif();
  const gridOf = (data: Uint8Array): Uint8Array => heifGrid({ data });
  it.each([
    ['two samples in a track', heif(undefined, [movie(2)]), 'input/animated'],
    ['a track and no still picture', bytes(ftyp('hevc'), movie(30), box('mdat', 'x')), 'input/animated'],
    ['cut data', whole.subarray(0, whole.length - 2), 'input/truncated'],
    ['no meta box', bytes(ftyp('heic'), box('mdat', 'x')), 'input/corrupt'],
    ['no primary item', patched(whole, offsetOf(whole, 'pitm'), 0x78), 'input/corrupt'],
    ['a primary item that is not there', patched(whole, offsetOf(whole, 'pitm') + 9, 9), 'input/corrupt'],
    ['another codec', heif([{ ...heifPicture(), type: 'av01' }]), 'input/undecodable'],
    ['a clean aperture', heif([heifPicture(box('clap', new Array<number>(32).fill(0)))]), 'input/undecodable'],
    ['two turns', heif([heifPicture(irot(1), irot(1))]), 'input/undecodable'],
    ['no decoder configuration', heif([{ ...heifPicture(), properties: [ispe(40, 24)] }]), 'input/corrupt'],
    ['no size', heif([{ ...heifPicture(), properties: [hvcC(40, 24)] }]), 'input/corrupt'],
    ['no pixels', heif([{ ...heifPicture(), properties: [ispe(40, 0), hvcC(40, 24)] }]), 'input/no-pixels'],
    ['sides above the limits', heif([{ ...heifPicture(), properties: [ispe(40_000, 24), hvcC(40, 24)] }]), 'input/too-large'],
    ['a codec that will decode 900 megapixels', heif([{ ...heifPicture(), properties: [ispe(40, 24), hvcC(30_000, 30_000)] }]), 'input/too-large'],
    ['the same behind two sub-layers', heif([{ ...heifPicture(), properties: [ispe(40, 24), hvcC(30_000, 30_000, 2)] }]), 'input/too-large'],
    ['a codec that will decode far wider than is shown', heif([{ ...heifPicture(), properties: [ispe(40, 24), hvcC(400, 24)] }]), 'input/corrupt'],
    ['a codec that will decode far higher than is shown', heif([{ ...heifPicture(), properties: [ispe(40, 24), hvcC(40, 240)] }]), 'input/corrupt'],
    ['an alpha plane that will decode far more', heif([heifPicture(), { ...auxiliary(ALPHA), properties: [ispe(20, 12), hvcC(9000, 9000), auxC(ALPHA)] }]), 'input/corrupt'],
    ['a grid of another size than its properties', gridOf(gridData(1, 2, 100, 61)), 'input/corrupt'],
    ['a grid with more tiles than it has', gridOf(gridData(2, 2, 100, 60)), 'input/corrupt'],
    ['a grid that its tiles don’t cover', heifGrid({}, [heifTile(48, 64), heifTile(48, 64)]), 'input/corrupt'],
    ['a grid of unequal tiles', heifGrid({}, [heifTile(64, 64), heifTile(128, 64)]), 'input/corrupt'],
    ['a grid of huge tiles', heifGrid({}, [heifTile(12_000, 8_000), heifTile(12_000, 8_000)]), 'input/corrupt'],
    ['a grid of tiles above the limits', heifGrid({}, [heifTile(40_000, 64), heifTile(40_000, 64)]), 'input/too-large'],
    ['a grid of itself', heifGrid({ reference: { type: 'dimg', to: [1, 1] } }), 'input/undecodable'],
    ['a grid that names a tile twice', heifGrid({ reference: { type: 'dimg', to: [2, 2] } }), 'input/corrupt'],
    ['a grid without data', heif([{ type: 'grid', properties: [ispe(100, 60)], data: bytes('') }]), 'input/truncated'],
  ])('is refused where it should be: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
