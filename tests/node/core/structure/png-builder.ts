import { crc32 } from '../../../../src/core/structure/crc32.ts';
import { be16, be32, bytes, type Piece } from './byte-builder.ts';

export const SIGNATURE = '\x89PNG\r\n\x1a\n';

/** A chunk with its length and CRC; `damage` is mixed into the CRC. */
export function chunk(type: string, data: Piece = [], damage = 0): Uint8Array<ArrayBuffer> {
  const named = bytes(type, data);
  return bytes(be32(named.length - 4), named, be32((crc32(named, 0, named.length) ^ damage) >>> 0));
}

export const ihdr = (width: number, height: number, colorType = 2, depth = 8): Uint8Array =>
  chunk('IHDR', bytes(be32(width), be32(height), depth, colorType, 0, 0, 0));

/** A zlib header and some bytes: the walkers never inflate. */
export const idat = (damage = 0): Uint8Array => chunk('IDAT', [0x78, 0x01, 3, 0, 0, 0, 0, 1], damage);

/** A whole picture with chunks before and behind its data. */
export function png({
  header = ihdr(40, 24),
  before = [] as readonly Uint8Array[],
  data = [idat()] as readonly Uint8Array[],
  after = [] as readonly Uint8Array[],
  end = chunk('IEND'),
  trailer = [] as readonly number[] | Uint8Array,
} = {}): Uint8Array<ArrayBuffer> {
  return bytes(SIGNATURE, header, ...before, ...data, ...after, end, trailer);
}

export const acTL = (frames: number, plays = 0): Uint8Array => chunk('acTL', bytes(be32(frames), be32(plays)));

/** The header of one frame; its area is left, top, width, height. */
export function fcTL(
  sequence: number,
  [left, top, width, height]: readonly [number, number, number, number] = [0, 0, 40, 24],
  { numerator = 1, denominator = 10, disposal = 0, blend = 0, damage = 0 } = {},
): Uint8Array {
  const numbers = [sequence, width, height, left, top].flatMap(be32);
  return chunk('fcTL', bytes(numbers, be16(numerator), be16(denominator), disposal, blend), damage);
}

/** Data of a frame: `idat` with a sequence number. */
export const fdAT = (sequence: number, content: Piece = [0x78, 0x01, 3, 0, 0, 0, 0, 1], damage = 0): Uint8Array =>
  chunk('fdAT', bytes(be32(sequence), content), damage);

/** An animated PNG from the chunks of its frames, the first of them with IDAT. */
export const apng = (frames: number, ...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  png({ before: [acTL(frames)], data: chunks });
