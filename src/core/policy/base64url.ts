/** @see RFC 4648, section 5 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Text as base64url of its UTF-8 bytes, without padding.
 * @param text - without halves of characters, as `JSON.stringify` makes it
 */
export function toBase64Url(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let n = 0; n <= left; n += 1) encoded += ALPHABET.charAt((bits >> (18 - 6 * n)) & 63);
  }
  return encoded;
}

/**
 * Reads what {@link toBase64Url} wrote. One text has one spelling: padding, other alphabets and bits that belong to no byte are not read.
 * @param untrusted - from a link
 * @returns `null` where it is no base64url of UTF-8
 */
export function fromBase64Url(untrusted: string): string | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of untrusted) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push(bits >> held);
      bits &= (1 << held) - 1;
    }
  }
  return held === 6 || bits !== 0 ? null : utf8Text(bytes);
}

/**
 * The UTF-8 bytes of a text. Percent-encoding is the language's own way there, without a platform's encoder.
 * @param text - without halves of characters
 */
export function utf8Bytes(text: string): number[] {
  const encoded = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let at = 0; at < encoded.length; at += 1) {
    const isEscape = encoded[at] === '%';
    bytes.push(isEscape ? Number.parseInt(encoded.slice(at + 1, at + 3), 16) : encoded.charCodeAt(at));
    if (isEscape) at += 2;
  }
  return bytes;
}

function utf8Text(bytes: readonly number[]): string | null {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return null;
  }
}
