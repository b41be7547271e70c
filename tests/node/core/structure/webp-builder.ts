import { bytes, le16, le24, le32, type Piece } from './byte-builder.ts';

/** A RIFF chunk with its size and padding. */
export function riffChunk(type: string, ...content: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const data = bytes(...content);
  return bytes(type, le32(data.length), data, new Array<number>(data.length & 1).fill(0));
}

/** The container around some chunks. */
export function riff(...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = bytes('WEBP', ...chunks);
  return bytes('RIFF', le32(body.length), body);
}

export const vp8 = (width = 40, height = 24): Uint8Array =>
  riffChunk('VP8 ', [0x10, 0, 0, 0x9d, 0x01, 0x2a], le16(width), le16(height), [1, 2, 3]);
export const vp8l = (width = 40, height = 24, alpha = 0): Uint8Array =>
  riffChunk('VP8L', 0x2f, le32(((width - 1) | ((height - 1) << 14) | (alpha << 28)) >>> 0), [1, 2]);
export const vp8x = (flags: number, width = 40, height = 24): Uint8Array =>
  riffChunk('VP8X', flags, [0, 0, 0], le24(width - 1), le24(height - 1));
export const alph = (): Uint8Array => riffChunk('ALPH', [0x01, 7, 8]);
/** One frame of an animation, 40 x 24, at an even offset. */
export const anmf = (left: number, top: number, ...chunks: readonly Uint8Array[]): Uint8Array =>
  sizedFrame([left, top, 40, 24], {}, ...chunks);

/** One frame of an animation; its area is left, top, width, height. */
export const sizedFrame = (
  [left, top, width, height]: readonly [number, number, number, number],
  { duration = 100, flags = 0 }: { readonly duration?: number; readonly flags?: number },
  ...chunks: readonly Uint8Array[]
): Uint8Array => riffChunk('ANMF', le24(left / 2), le24(top / 2), le24(width - 1), le24(height - 1), le24(duration), flags, ...chunks);

export const anim = (plays = 0): Uint8Array => riffChunk('ANIM', [0, 0, 0, 0], le16(plays));

/** An animation of 40 x 24. */
export const animation = (...frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => riff(vp8x(0x02), anim(), ...frames);
