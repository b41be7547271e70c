const DIGITS = '0123456789abcdef';

/**
 * Whether bytes are exactly those of a pattern.
 * @param pattern - two hexadecimal digits (lower case) for each byte, `..` for any; spaces do not count
 */
export function fitsPattern(bytes: Uint8Array, pattern: string): boolean {
  const cells = pattern.replaceAll(' ', '');
  if (cells.length !== bytes.length * 2) return false;
  return bytes.every((byte, index) => {
    const cell = cells.slice(index * 2, index * 2 + 2);
    return cell === '..' || cell === `${DIGITS[byte >> 4] ?? ''}${DIGITS[byte & 15] ?? ''}`;
  });
}

/** A pattern of that many zero bytes. */
export function zeros(count: number): string {
  return '00'.repeat(count);
}

/** A pattern of that many bytes of any value. */
export function anyBytes(count: number): string {
  return '..'.repeat(count);
}

/** A pattern of a text in Latin-1. */
export function textPattern(text: string): string {
  return Array.from(text, (character) => numberPattern(character.charCodeAt(0), 1)).join('');
}

/** A pattern of an unsigned number, most significant byte first. */
export function numberPattern(value: number, bytes: number): string {
  return value.toString(16).padStart(bytes * 2, '0');
}
