/** Joins byte strings, numbers and arrays: a text stands for its Latin-1 bytes. */
export function joinBytes(...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
}

/** Big-endian bytes of a number. */
export function big(value: number, bytes: 2 | 4): number[] {
  return Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** (bytes - 1 - index)) % 256);
}

/** Little-endian bytes of a number. */
export function little(value: number, bytes: 2 | 3 | 4): number[] {
  return Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256);
}
