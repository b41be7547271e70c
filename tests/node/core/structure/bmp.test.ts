import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { bmp } from './bmp-builder.ts';
import { bytes, le16, le32, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';

/** A version 5 header; `profile` stands behind the pixels. */
function version5(alphaMask: number, profileType: string, profile: string): Uint8Array {
  const pixels = new Array<number>(8).fill(1);
  const header = bytes(
    le32(124),
    le32(2),
    le32(1),
    le16(1),
    le16(32),
    le32(3),
    new Array<number>(20).fill(0),
    le32(0xff0000),
    le32(0xff00),
    le32(0xff),
    le32(alphaMask),
    profileType,
    new Array<number>(52).fill(0),
    le32(124 + pixels.length),
    le32(profile.length),
    le32(0),
  );
  return bytes('BM', le32(0), le32(0), le32(14 + 124), header, pixels, profile);
}

describe('a BMP', () => {
  it('is told with its size, and without metadata where it has none', () => {
    expect(inspectImage(bmp())).toEqual({
      format: 'bmp',
      storedSize: { width: 5, height: 3 },
      size: { width: 5, height: 3 },
      orientation: 1,
      hasAlpha: false,
      sequence: { kind: 'still' },
      blocks: null,
      metadata: [],
    });
  });

  it('takes rows from the top, and the header of OS/2', () => {
    expect(inspectImage(bmp({ height: -3 })).size).toEqual({ width: 5, height: 3 });
    const old = bytes('BM', le32(0), le32(0), le32(26), le32(12), le16(1), le16(2), le16(1), le16(24), new Array<number>(8).fill(0));
    expect(inspectImage(old).size).toEqual({ width: 1, height: 2 });
  });

  it('steps over run-length codes to find its end', () => {
    // Two runs, a skip, three pixels as they are, the end of a row, the end of the picture.
    const pixels = [3, 7, 2, 8, 0, 2, 1, 1, 0, 3, 1, 2, 3, 0, 0, 0, 0, 1];
    expect(inspectImage(bmp({ bits: 8, compression: 1, pixels })).metadata).toEqual([]);
    expect(inspectImage(bmp({ bits: 8, compression: 1, pixels, trailer: [1, 2] })).metadata).toMatchObject([
      { kind: 'trailer', sizeBytes: 2 },
    ]);
    expect(refusalOf(() => inspectImage(bmp({ bits: 8, compression: 1, pixels: pixels.slice(0, -2) })))).toBe('input/truncated');
  });

  it('tells alpha, a profile, and the path of a linked one', () => {
    expect(inspectImage(version5(0xff000000, 'BGRs', '')).hasAlpha).toBe(true);
    expect(inspectImage(version5(0, 'BGRs', '')).hasAlpha).toBe(false);
    expect(inspectImage(version5(0, 'DEBM', 'profile')).metadata).toEqual([
      { kind: 'icc', name: 'ICC profile', sizeBytes: 7, value: null },
    ]);
    expect(inspectImage(version5(0, 'KNIL', 'C:\\Jane\\screen.icm')).metadata).toMatchObject([
      { name: 'linked ICC profile', value: 'C:\\Jane\\screen.icm' },
    ]);
  });

  it('tells bytes after its pixels', () => {
    expect(inspectImage(bmp({ trailer: bytes('rest') })).metadata).toEqual([
      { kind: 'trailer', name: 'after pixels', sizeBytes: 4, value: null },
    ]);
  });

  it.each([
    ['cut pixels', bmp().subarray(0, 90), 'input/truncated'],
    ['a cut header', bmp().subarray(0, 30), 'input/truncated'],
    ['a negative width', bmp({ width: -5, pixels: [] }), 'input/corrupt'],
    ['three bits', bmp({ bits: 3 }), 'input/corrupt'],
    ['pixels inside the header', patched(bmp(), 10, 20), 'input/corrupt'],
    ['a JPEG inside', bmp({ compression: 4 }), 'input/undecodable'],
    ['no pixels', bmp({ width: 0 }), 'input/no-pixels'],
    ['the lowest height there is', bmp({ height: -0x80000000, pixels: [] }), 'input/too-large'],
    ['sides above the limits', bmp({ width: 40000, height: 40000, pixels: [] }), 'input/too-large'],
  ])('is refused: %s', (_, file, code) => {
    expect(refusalOf(() => inspectImage(file))).toBe(code);
  });
});
