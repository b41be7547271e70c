/** Three bytes, least significant first. */
export function u24leBytes(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16);
}

/** Four bytes, least significant first. */
export function u32leBytes(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

/** Two bytes, most significant first. */
export function u16beBytes(value: number): Uint8Array {
  return Uint8Array.of(value >>> 8, value);
}

/** Four bytes, most significant first. */
export function u32beBytes(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
