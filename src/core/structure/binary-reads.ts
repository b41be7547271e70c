import { AnonymizerError } from '../errors.ts';

/**
 * One byte.
 * @param bytes - the file
 * @param at - offset in bytes
 * @throws AnonymizerError `input/truncated` when the offset lies outside the file
 */
export function byteAt(bytes: Uint8Array, at: number): number {
  const value = bytes[at];
  if (value === undefined) {
    throw new AnonymizerError('input/truncated');
  }
  return value;
}

/**
 * Two bytes, most significant first.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function u16be(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at) * 0x100 + byteAt(bytes, at + 1);
}

/**
 * Two bytes, least significant first.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function u16le(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at) + byteAt(bytes, at + 1) * 0x100;
}

/**
 * Three bytes, least significant first.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function u24le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + byteAt(bytes, at + 2) * 0x10000;
}

/**
 * Four bytes, most significant first, 0..2^32-1.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function u32be(bytes: Uint8Array, at: number): number {
  return u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2);
}

/**
 * Four bytes, least significant first, 0..2^32-1.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000;
}

/**
 * Four bytes, least significant first, as a signed number.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function i32le(bytes: Uint8Array, at: number): number {
  return u32le(bytes, at) | 0;
}

/**
 * Eight bytes, most significant first. Values above 2^53 lose precision, which still compares as larger than any file.
 * @throws AnonymizerError `input/truncated` when they reach outside the file
 */
export function u64be(bytes: Uint8Array, at: number): number {
  return u32be(bytes, at) * 0x100000000 + u32be(bytes, at + 4);
}

/** Whether the bytes at an offset spell a Latin-1 text; `false` where they reach outside the file. */
export function spells(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) {
      return false;
    }
  }
  return true;
}

/** Four bytes as Latin-1 text, shorter where the file ends. */
export function fourCharacters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/**
 * First offset at which a Latin-1 text stands wholly in `[start, end)`, or -1. Linear, and never looks outside the range.
 * @param text - up to some tens of characters
 */
export function findText(bytes: Uint8Array, text: string, start: number, end: number): number {
  // A view, because indexOf on the whole file would run on to its end for every short block.
  const range = bytes.subarray(start, Math.max(start, end));
  const first = text.charCodeAt(0);
  for (let at = range.indexOf(first); at !== -1; at = range.indexOf(first, at + 1)) {
    if (spells(range, at, text)) {
      return start + at;
    }
  }
  return -1;
}
