/** Longest value that is shown, in characters (contract of MetadataItem). */
const MAX_CHARACTERS = 200;
/** Most bytes looked at for one value: 200 characters of at most 4 bytes, and some for what is removed. */
const MAX_BYTES = 1024;

/**
 * Makes text that is safe to put on a screen: no control characters, no characters that turn the writing direction, no
 * lone surrogates, white space folded, at most 200 characters.
 * @param text - any text
 * @returns `null` where nothing visible is left
 */
export function displayable(text: string): string | null {
  const clean = text
    .slice(0, MAX_BYTES)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean === '') {
    return null;
  }
  if (clean.length <= MAX_CHARACTERS) {
    return clean;
  }
  // A cut between the halves of a pair would leave a lone surrogate.
  const cut = clean.slice(0, MAX_CHARACTERS - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/**
 * Latin-1 bytes as text; every byte becomes one character.
 * @returns at most 1,024 characters
 */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + MAX_BYTES)));
}

/**
 * UTF-8 bytes as text, or Latin-1 where they are not valid UTF-8 (old cameras and editors mix the two).
 * @returns at most 1,024 characters
 */
export function utf8(bytes: Uint8Array, start: number, end: number): string {
  const limit = Math.min(end, start + MAX_BYTES, bytes.length);
  let text = '';
  let at = start;
  while (at < limit) {
    const lead = bytes[at] ?? 0;
    const extra =
      lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
    if (extra > 0 && at + extra >= limit && limit < end) {
      break; // the cut at the byte limit, not a fault
    }
    let code = extra === 0 ? lead : lead & (0x3f >> extra);
    let valid = extra >= 0 && at + extra < limit;
    for (let index = 1; valid && index <= extra; index += 1) {
      const next = bytes[at + index] ?? 0;
      valid = (next & 0xc0) === 0x80;
      code = code * 0x40 + (next & 0x3f);
    }
    if (!valid || code > 0x10ffff) {
      return latin1(bytes, start, end);
    }
    text += String.fromCodePoint(code);
    at += extra + 1;
  }
  return text;
}

/**
 * UTF-16 bytes as text.
 * @param littleEndian - byte order
 * @returns at most 512 characters
 */
export function utf16(bytes: Uint8Array, start: number, end: number, littleEndian: boolean): string {
  const limit = Math.min(end, start + MAX_BYTES, bytes.length);
  let text = '';
  for (let at = start; at + 1 < limit; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    text += String.fromCharCode(littleEndian ? first + second * 0x100 : first * 0x100 + second);
  }
  return text;
}
