import { bytes, le16, le32 } from './byte-builder.ts';

/** A BMP with a 40-byte header; rows are filled up to four bytes. */
export function bmp({
  width = 5,
  height = 3,
  bits = 24,
  compression = 0,
  pixels = new Array<number>(Math.ceil((width * bits) / 32) * 4 * Math.abs(height)).fill(9),
  trailer = [] as readonly number[] | Uint8Array,
} = {}): Uint8Array<ArrayBuffer> {
  const header = bytes(
    le32(40),
    le32(width >>> 0),
    le32(height >>> 0),
    le16(1),
    le16(bits),
    le32(compression),
    new Array<number>(20).fill(0),
  );
  return bytes('BM', le32(0), le32(0), le32(14 + header.length), header, pixels, trailer);
}
