import { bytes, le16 } from './byte-builder.ts';

export const gifComment = (text: string): Uint8Array => bytes(0x21, 0xfe, text.length, text, 0);
export const gifApplication = (name: string, data: string): Uint8Array => bytes(0x21, 0xff, 11, name, data.length, data, 0);
export const graphicControl = (isTransparent: boolean): Uint8Array => bytes(0x21, 0xf9, 4, isTransparent ? 1 : 0, 0, 0, 0, 0);
export const gifImage = (left = 0, top = 0, width = 40, height = 24): Uint8Array =>
  bytes(0x2c, le16(left), le16(top), le16(width), le16(height), 0, 2, 2, [0x4c, 0x01], 0);

/** A whole picture with a palette of two colours. */
export function gif({
  width = 40,
  height = 24,
  blocks = [gifImage()] as readonly Uint8Array[],
  trailer = [] as readonly number[] | Uint8Array,
} = {}): Uint8Array<ArrayBuffer> {
  return bytes('GIF89a', le16(width), le16(height), 0x80, 0, 0, [0, 0, 0, 255, 255, 255], ...blocks, 0x3b, trailer);
}
