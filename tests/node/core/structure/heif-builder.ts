import { avif, box, ispe, type BuiltItem } from './avif-builder.ts';
import { be16, be32, bytes } from './byte-builder.ts';

/** Bits of an Exp-Golomb number. */
function golomb(value: number): string {
  const plain = (value + 1).toString(2);
  return '0'.repeat(plain.length - 1) + plain;
}

/** A sequence parameter set up to its size, as an HEVC encoder writes it; three zero bytes in a row are broken up. */
export function parameterSet(width: number, height: number, subLayers = 0): Uint8Array<ArrayBuffer> {
  const layers = subLayers === 0 ? '' : '11'.repeat(subLayers) + '00'.repeat(8 - subLayers) + '1'.repeat(96 * subLayers);
  const bits = `01000010000000010000${subLayers.toString(2).padStart(3, '0')}1${'0'.repeat(96)}${layers}${golomb(0)}${golomb(1)}${golomb(width)}${golomb(height)}1`;
  const plain = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).padEnd(8, '0'), 2));
  const written: number[] = [];
  for (const byte of plain) {
    if (byte <= 3 && written.at(-1) === 0 && written.at(-2) === 0) written.push(3);
    written.push(byte);
  }
  return bytes(written);
}

/** The decoder configuration of an HEVC item. */
export function hvcC(width: number, height: number, subLayers = 0): Uint8Array {
  const set = parameterSet(width, height, subLayers);
  return box('hvcC', [1, ...new Array<number>(21).fill(0)], 1, 0xa1, be16(1), be16(set.length), set);
}

/** The primary item, number 1: an HEVC picture of 40 x 24 pixels whose coded data no decoder takes. */
export const heifPicture = (...properties: readonly Uint8Array[]): BuiltItem => ({
  type: 'hvc1',
  properties: [ispe(40, 24), hvcC(40, 24), ...properties],
  data: bytes([0, 0, 0, 3, 0x26, 1, 0xaf]),
});

/** What a grid of pictures says of itself. */
export const gridData = (rows: number, columns: number, width: number, height: number): Uint8Array<ArrayBuffer> =>
  bytes(0, 0, rows - 1, columns - 1, be16(width), be16(height));

/** One tile of a grid. */
export const heifTile = (width: number, height: number): BuiltItem => ({
  type: 'hvc1',
  properties: [ispe(width, height), hvcC(width, height)],
  data: bytes([0, 0, 0, 2, 0x26, 1]),
});

/** A picture of 100 x 60 pixels in two tiles of 64 x 64. */
export function heifGrid(over: Partial<BuiltItem> = {}, tiles: readonly BuiltItem[] = [heifTile(64, 64), heifTile(64, 64)]): Uint8Array<ArrayBuffer> {
  const grid: BuiltItem = {
    type: 'grid',
    properties: [ispe(100, 60)],
    data: gridData(1, 2, 100, 60),
    reference: { type: 'dimg', to: [2, 3] },
    ...over,
  };
  return heif([grid, ...tiles]);
}

/** A HEIC file. */
export const heif = (items: readonly BuiltItem[] = [heifPicture()], tail: readonly Uint8Array[] = [], brand = 'heic'): Uint8Array<ArrayBuffer> =>
  avif(items, tail, brand);

/** A `colr` box with code points. */
export const nclx = (primaries: number, transfer: number): Uint8Array => box('colr', 'nclx', be16(primaries), be16(transfer), be16(1), 0x80);

/** A movie box with a sample table. */
export const movie = (samples: number): Uint8Array =>
  box('moov', box('trak', box('mdia', box('minf', box('stbl', box('stsz', be32(0), be32(0), be32(samples)))))));

/**
 * A coded picture of 64 x 64 pixels: from red at the top to blue at the bottom, its right half green. Drawn and encoded for
 * these tests alone (x265, quality 50); first the decoder configuration, then the picture's data.
 */
const CODED = {
  configuration:
    'AAAAdWh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABAChCAQEDcAAAAwCQAAADAAADAB6gIIEFlupJKa5sCAAAAwAIAAADAAhAIgABAAdEAcFysCJA',
  data: 'AAAATCgBrxOAqwvIr9ePfU9Z5/+7xL6lZlvf0EzUzm06NwQ/RlaTi/2JFD/3hSf/zBTIvjlrMXP/PDClSIPSIdAL7M16adGt3Vazv//G//g=',
} as const;

const decoded64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** The primary item, number 1: a picture that decoders take. */
export const codedPicture = (...properties: readonly Uint8Array[]): BuiltItem => ({
  type: 'hvc1',
  properties: [ispe(64, 64), decoded64(CODED.configuration), ...properties],
  data: decoded64(CODED.data),
});

/** A HEIC file of 128 x 64 pixels: the coded picture twice, side by side. */
export const codedGrid = (...properties: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  heif([
    { type: 'grid', properties: [ispe(128, 64), ...properties], data: gridData(1, 2, 128, 64), reference: { type: 'dimg', to: [2, 3] } },
    codedPicture(),
    codedPicture(),
  ]);
