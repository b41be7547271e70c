import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeTiff } from '../../../../../src/engine/pixels/tiff/decode-tiff.ts';
import { bytes } from '../../../core/structure/byte-builder.ts';
import { GREY, tiffFile, type BuiltPage } from '../../../core/structure/tiff-file-builder.ts';
import { packGroup3, packGroup3Against, packGroup4, packRows } from './fax-writer.ts';
import { packLzw } from './lzw-writer.ts';

/** Red, green, blue of every pixel. */
async function colors(page: BuiltPage, littleEndian = false): Promise<number[][]> {
  return colorsOf(tiffFile([page], littleEndian), 0);
}

async function colorsOf(file: Uint8Array<ArrayBuffer>, page: number): Promise<number[][]> {
  const { width, height, data } = await decodeTiff(new Blob([file]), page);
  expect(data.length).toBe(width * height * 4);
  return Array.from({ length: width * height }, (_, at) => Array.from(data.subarray(at * 4, at * 4 + 4)));
}

function pack32(values: readonly number[], kind: 'Uint32' | 'Float32', littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, at) => view[`set${kind}`](at * 4, value, littleEndian));
  return new Uint8Array(view.buffer);
}

const grey = (value: number): number[] => [value, value, value, 255];
const SIX = bytes([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180]);
const RGB: BuiltPage = { width: 3, height: 2, bits: [8, 8, 8], photometric: 2, segments: [SIX] };
const SIX_COLORS = [0, 3, 6, 9, 12, 15].map((at) => [SIX[at], SIX[at + 1], SIX[at + 2], 255]);

describe('decodeTiff', () => {
  it('reads grey from black and from white', async () => {
    expect(await colors({})).toEqual(Array.from(GREY, grey));
    expect(await colors({ photometric: 0 })).toEqual(Array.from(GREY, (value) => grey(255 - value)));
  });

  it.each([
    [1, [0b10110000, 0b01000000], [1, 0, 1, 1, 0, 1, 0, 0].map((bit) => bit * 255)],
    [2, [0b00011011, 0b11100100], [0, 85, 170, 255, 255, 170, 85, 0]],
    [4, [0x0f, 0x38, 0xf0, 0x83], [0, 255, 51, 136, 255, 0, 136, 51]],
  ])('spreads %i bits over the whole range', async (bits, packed, values) => {
    expect(await colors({ bits: [bits], segments: [bytes(packed)] })).toEqual(values.map(grey));
  });

  it.each([true, false])('rounds 16 bits to 8 (little endian: %s)', async (littleEndian) => {
    const words = [0, 0xffff, 0x8080, 0x00ff, 0x0100, 0x7fff, 257, 514];
    const segment = bytes(words.flatMap((word) => (littleEndian ? [word & 255, word >> 8] : [word >> 8, word & 255])));
    expect(await colors({ bits: [16], segments: [segment] }, littleEndian)).toEqual([0, 255, 128, 1, 1, 127, 1, 2].map(grey));
  });

  it('reads colours in strips, tiles and planes', async () => {
    expect(await colors(RGB)).toEqual(SIX_COLORS);
    expect(await colors({ ...RGB, rowsPerStrip: 1, segments: [SIX.subarray(0, 9), SIX.subarray(9)] })).toEqual(SIX_COLORS);
    const tile = (from: number): Uint8Array => {
      const block = new Uint8Array(2 * 4 * 3);
      for (const row of [0, 1]) block.set(SIX.subarray(row * 9 + from, Math.min(row * 9 + from + 6, row * 9 + 9)), row * 6);
      return block;
    };
    expect(await colors({ ...RGB, tile: { width: 2, height: 4 }, segments: [tile(0), tile(6)] })).toEqual(SIX_COLORS);
    const planes = [0, 1, 2].map((channel) => SIX.filter((_, at) => at % 3 === channel));
    expect(await colors({ ...RGB, segments: planes, extra: [{ tag: 0x11c, shorts: [2] }] })).toEqual(SIX_COLORS);
  });

  it.each([
    ['LZW', 5, packLzw],
    ['Deflate', 8, deflateSync],
    ['Deflate by its old number', 32946, deflateSync],
    ['PackBits', 32773, (plain: Uint8Array) => bytes(plain.length - 1, plain)],
  ] as const)('undoes %s', async (_, compression, pack) => {
    expect(await colors({ ...RGB, compression, segments: [pack(SIX)] })).toEqual(SIX_COLORS);
  });

  it('adds up differences, by sample and by row, with 8 and with 16 bits', async () => {
    const differences = SIX.map((value, at) => (at % 9 < 3 ? value : value - SIX[at - 3]!));
    const extra = [{ tag: 0x13d, shorts: [2] }];
    expect(await colors({ ...RGB, compression: 8, segments: [deflateSync(differences)], extra })).toEqual(SIX_COLORS);
    const deep = bytes(Array.from(differences).flatMap((value, at) => (at % 9 < 3 ? [value, value] : [0x0a, 0x0a])));
    const expected = SIX_COLORS.map((_, at) => [0, 1, 2].map((c) => SIX[Math.floor(at / 3) * 9 + c]! + (at % 3) * 10).concat(255));
    expect(await colors({ ...RGB, bits: [16, 16, 16], compression: 8, segments: [deflateSync(deep)], extra })).toEqual(expected);
  });

  it('looks colours up in a palette, of 16 bits and of 8 where a writer put those', async () => {
    const page = (scale: number): BuiltPage => ({
      bits: [1],
      photometric: 3,
      segments: [bytes([0b01000000, 0b11110000])],
      extra: [{ tag: 0x140, shorts: [10, 200, 20, 210, 30, 220].map((value) => value * scale) }],
    });
    const [dark, light] = [[10, 20, 30, 255], [200, 210, 220, 255]];
    const expected = [dark, light, dark, dark, light, light, light, light];
    expect(await colors(page(257))).toEqual(expected);
    expect(await colors(page(1))).toEqual(expected);
  });

  it('takes ink from light', async () => {
    const segment = bytes([0, 0, 0, 0], [255, 0, 0, 0], [0, 255, 0, 51], [0, 0, 0, 255]);
    expect(await colors({ width: 4, height: 1, bits: [8, 8, 8, 8], photometric: 5, segments: [segment] })).toEqual([
      [255, 255, 255, 255],
      [0, 255, 255, 255],
      [204, 0, 204, 255],
      [0, 0, 0, 255],
    ]);
  });

  it('reads alpha, undoes what was multiplied by it, and leaves out colours that are not seen', async () => {
    const page = (kind: number): BuiltPage => ({
      width: 2,
      height: 1,
      bits: [8, 8, 8, 8],
      photometric: 2,
      segments: [bytes([100, 50, 20, 128], [9, 8, 7, 0])],
      extra: [{ tag: 0x152, shorts: [kind] }],
    });
    expect(await colors(page(2))).toEqual([[100, 50, 20, 128], [0, 0, 0, 0]]);
    expect(await colors(page(1))).toEqual([[199, 100, 40, 128], [0, 0, 0, 0]]);
    expect((await colors(page(0)))[0]).toEqual([100, 50, 20, 255]);
  });

  it('reads each page, with its own size and turn, past smaller copies', async () => {
    const copy: BuiltPage = { width: 1, height: 1, segments: [bytes([9])], extra: [{ tag: 0xfe, longs: [1] }] };
    const file = tiffFile([{}, copy, { ...RGB, extra: [{ tag: 0x112, shorts: [3] }] }, { photometric: 0 }]);
    expect(await colorsOf(file, 0)).toEqual(Array.from(GREY, grey));
    expect(await colorsOf(file, 1)).toEqual(SIX_COLORS.toReversed());
    expect(await colorsOf(file, 2)).toEqual(Array.from(GREY, (value) => grey(255 - value)));
    await expect(decodeTiff(new Blob([file]), 3)).rejects.toThrow(RangeError);
  });

  const FAX = ['#..#....#', '##......#', '.........'].map((row) => Array.from(row, (character) => character === '#'));
  it.each([
    ['rows', 2, packRows, 0],
    ['Group 3', 3, packGroup3, 4],
    ['Group 3 with two dimensions', 3, packGroup3Against, 1],
    ['Group 4', 4, packGroup4, 0],
  ] as const)('reads a fax in strips, either bit of a byte first: %s', async (_, compression, pack, options) => {
    const strips = [pack(FAX.slice(0, 2)), pack(FAX.slice(2))];
    const black = FAX.flat().map((isBlack) => grey(isBlack ? 0 : 255));
    const page: BuiltPage = { width: 9, height: 3, rowsPerStrip: 2, bits: [1], photometric: 0, compression, segments: strips };
    expect(await colors({ ...page, extra: [{ tag: 0x124, longs: [options] }] })).toEqual(black);
    const turned = strips.map((strip) => strip.map((byte) => Number.parseInt(Array.from(byte.toString(2).padStart(8, '0')).reverse().join(''), 2)));
    expect(await colors({ ...page, segments: turned, extra: [{ tag: 0x124, longs: [options] }, { tag: 0x10a, shorts: [2] }] })).toEqual(black);
    expect(await colors({ ...page, photometric: 1, extra: [{ tag: 0x124, longs: [options] }] })).toEqual(black.map(([value]) => grey(255 - value!)));
  });

  it('reads bits from the low end where they are not packed', async () => {
    expect(await colors({ bits: [1], segments: [bytes([0b00001101, 0b00000010])], extra: [{ tag: 0x10a, shorts: [2] }] })).toEqual(
      [1, 0, 1, 1, 0, 1, 0, 0].map((bit) => grey(bit * 255)),
    );
  });

  it.each([true, false])('rounds 32 bits to 8, and adds up their differences (little endian: %s)', async (littleEndian) => {
    const words = [0, 0xffffffff, 0x80808080, 0x00ff0000, 0x01000000, 0x7fffffff, 0x01010101, 0x02020202];
    const values = [0, 255, 128, 1, 1, 127, 1, 2].map(grey);
    expect(await colors({ bits: [32], segments: [pack32(words, 'Uint32', littleEndian)] }, littleEndian)).toEqual(values);
    const differences = words.map((word, at) => (at % 4 === 0 ? word : (word - words[at - 1]!) >>> 0));
    const page: BuiltPage = { bits: [32], compression: 8, segments: [deflateSync(pack32(differences, 'Uint32', littleEndian))], extra: [{ tag: 0x13d, shorts: [2] }] };
    expect(await colors(page, littleEndian)).toEqual(values);
  });

  const FLOAT = { tag: 0x153, shorts: [3] };
  const floats = (values: readonly number[], littleEndian = false, page: BuiltPage = {}): Promise<number[][]> =>
    colors({ bits: [32], segments: [pack32(values, 'Float32', littleEndian)], extra: [FLOAT], ...page }, littleEndian);

  it.each([true, false])('takes floating point numbers of 0 to 1 as they are, and others from the least to the greatest (little endian: %s)', async (littleEndian) => {
    expect(await floats([0, 1, 0.5, 0.2, 0.25, 0.75, 0.1, NaN], littleEndian)).toEqual([0, 255, 128, 51, 64, 191, 26, 0].map(grey));
    expect(await floats([0.2, 0.2, 0.2, 0.2, 0.4, 0.4, 0.4, 0.4], littleEndian)).toEqual([51, 51, 51, 51, 102, 102, 102, 102].map(grey));
    expect(await floats([1000, 2000, 1500, Infinity, -Infinity, NaN, 1200, 1000], littleEndian)).toEqual([0, 255, 128, 255, 0, 0, 51, 0].map(grey));
    expect(await floats([-1, 0, 1, 3, 3, 3, 3, 3], littleEndian)).toEqual([0, 64, 128, 255, 255, 255, 255, 255].map(grey));
    expect(await floats([7, 7, 7, 7, 7, 7, 7, 7], littleEndian)).toEqual(new Array(8).fill(grey(0)));
  });

  it('finds the least and greatest of all strips and planes, and leaves alpha and what a tile hides out of it', async () => {
    const strips = [pack32([0, 1, 2, 3], 'Float32', false), pack32([4, 5, 10, 0], 'Float32', false)];
    expect(await floats([], false, { rowsPerStrip: 1, segments: strips })).toEqual([0, 26, 51, 77, 102, 128, 255, 0].map(grey));
    const pixels = { width: 2, height: 1, bits: [32, 32, 32, 32], photometric: 2 };
    const extra = [FLOAT, { tag: 0x152, shorts: [2] }];
    const seen = [[0, 51, 102, 255], [204, 255, 0, 51]];
    expect(await floats([0, 2, 4, 1, 8, 10, 0, 0.2], false, { ...pixels, extra })).toEqual(seen);
    const planes = [[0, 8], [2, 10], [4, 0], [1, 0.2]].map((plane) => pack32(plane, 'Float32', false));
    expect(await floats([], false, { ...pixels, segments: planes, extra: [...extra, { tag: 0x11c, shorts: [2] }] })).toEqual(seen);
    const tile = pack32([0, 5, 99, 10, 2, 99, 99, 99, 99], 'Float32', false);
    expect(await floats([], false, { width: 2, height: 2, tile: { width: 3, height: 3 }, segments: [tile] })).toEqual([0, 128, 255, 51].map(grey));
  });

  it.each([true, false])('puts floating point numbers together whose bytes are sorted by weight (little endian: %s)', async (littleEndian) => {
    const values = [0, 1, 0.5, 0.2, 0.25, 0.75, 0.1, 0.9];
    const rows = [values.slice(0, 4), values.slice(4)].map((row) => {
      const plain = pack32(row, 'Float32', false);
      const sorted = [0, 1, 2, 3].flatMap((weight) => [0, 1, 2, 3].map((at) => plain[at * 4 + weight]!));
      return bytes(sorted.map((byte, at) => (at === 0 ? byte : (byte - sorted[at - 1]!) & 255)));
    });
    const page: BuiltPage = { bits: [32], compression: 8, segments: [deflateSync(bytes(...rows))], extra: [FLOAT, { tag: 0x13d, shorts: [3] }] };
    expect(await colors(page, littleEndian)).toEqual([0, 255, 128, 51, 64, 191, 26, 229].map(grey));
  });

  it.each([
    [1, [0, 50, 100, 150, 200, 250, 30, 60]],
    [2, [150, 100, 50, 0, 60, 30, 250, 200]],
    [3, [60, 30, 250, 200, 150, 100, 50, 0]],
    [4, [200, 250, 30, 60, 0, 50, 100, 150]],
    [5, [0, 200, 50, 250, 100, 30, 150, 60]],
    [6, [200, 0, 250, 50, 30, 100, 60, 150]],
    [7, [60, 150, 30, 100, 250, 50, 200, 0]],
    [8, [150, 60, 100, 30, 50, 250, 0, 200]],
  ])('turns the picture by orientation %i, once', async (orientation, values) => {
    const { width, height, data } = await decodeTiff(new Blob([tiffFile([{ extra: [{ tag: 0x112, shorts: [orientation] }] }])]));
    expect([width, height]).toEqual(orientation >= 5 ? [2, 4] : [4, 2]);
    expect(Array.from(data.filter((_, at) => at % 4 === 0))).toEqual(values);
  });

  it.each([
    ['too few bytes', { segments: [GREY.subarray(0, 7)] }, 'input/truncated'],
    ['too few bytes in one of two strips', { height: 3, rowsPerStrip: 2, segments: [bytes(GREY, 1, 2), bytes([1, 2])] }, 'input/corrupt'],
    ['damaged Deflate', { compression: 8, segments: [bytes('not at all deflated')] }, 'input/corrupt'],
    ['a fax that ends early', { bits: [1], compression: 4, height: 9, segments: [bytes([0xf0])] }, 'input/truncated'],
    ['a damaged fax', { bits: [1], compression: 4, segments: [bytes([0, 0, 0, 0])] }, 'input/corrupt'],
    ['a fax of Group 3 whose rows have no marks where these are needed', { bits: [1], compression: 3, extra: [{ tag: 0x124, longs: [1] }] }, 'input/corrupt'],
  ] as const)('refuses %s', async (_, page, code) => {
    await expect(decodeTiff(new Blob([tiffFile([page])]))).rejects.toMatchObject({ code });
  });
});
