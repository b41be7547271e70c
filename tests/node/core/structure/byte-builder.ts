/** Part of a file: one byte, text (Latin-1), or many bytes. */
export type Piece = number | string | readonly number[] | Uint8Array;

/** Joins numbers, text (Latin-1) and arrays into one file. */
export function bytes(...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    pieces.flatMap((piece) => {
      if (typeof piece === 'number') {
        return [piece];
      }
      return typeof piece === 'string' ? Array.from(piece, (character) => character.charCodeAt(0)) : Array.from(piece);
    }),
  );
}

export const be16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
export const be32 = (value: number): number[] => [...be16(value >>> 16), ...be16(value)];
export const le16 = (value: number): number[] => be16(value).reverse();
export const le24 = (value: number): number[] => [...le16(value), (value >>> 16) & 255];
export const le32 = (value: number): number[] => be32(value).reverse();

/** A copy with some bytes replaced. */
export function patched(file: Uint8Array, at: number, ...values: readonly number[]): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(file);
  copy.set(values, at);
  return copy;
}

/** Offset of a text in a file; fails the test where it is not there. */
export function offsetOf(file: Uint8Array, text: string): number {
  const at = Buffer.from(file).indexOf(Buffer.from(text, 'latin1'));
  if (at === -1) {
    throw new Error('the builder did not write what the test looks for');
  }
  return at;
}
