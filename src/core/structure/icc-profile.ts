import { spells, u32be } from './binary-reads.ts';
import { latin1, utf16 } from './display-text.ts';

/** Bytes of a profile's header; the table of tags follows. @see ICC.1:2022, section 7 */
const HEADER_BYTES = 128;
/** Tags looked at; real profiles have fewer than 30. */
const MAX_TAGS = 100;

/**
 * Description of a colour profile, which can name a screen, a scanner or its owner.
 * @param bytes - the file
 * @param start - first byte of the profile
 * @param end - one past the last byte that is there (a profile may go on in another block)
 * @returns `null` where it has none that is readable
 */
export function iccDescription(bytes: Uint8Array, start: number, end: number): string | null {
  const stop = Math.min(end, bytes.length);
  if (start + HEADER_BYTES + 4 > stop) {
    return null;
  }
  const tags = Math.min(u32be(bytes, start + HEADER_BYTES), MAX_TAGS);
  for (let index = 0; index < tags; index += 1) {
    const entry = start + HEADER_BYTES + 4 + index * 12;
    if (entry + 12 > stop) {
      return null;
    }
    if (spells(bytes, entry, 'desc')) {
      return descriptionText(bytes, start + u32be(bytes, entry + 4), stop);
    }
  }
  return null;
}

/** Version 2 profiles hold ASCII, version 4 ones a list of translations in UTF-16, of which the first is taken. */
function descriptionText(bytes: Uint8Array, at: number, stop: number): string | null {
  if (at + 28 > stop) {
    return null;
  }
  if (spells(bytes, at, 'desc')) {
    const end = at + 12 + u32be(bytes, at + 8) - 1;
    return latin1(bytes, at + 12, Math.min(Math.max(end, at + 12), stop));
  }
  if (spells(bytes, at, 'mluc')) {
    const textStart = at + u32be(bytes, at + 24);
    return utf16(bytes, textStart, Math.min(textStart + u32be(bytes, at + 20), stop), false);
  }
  return null;
}
