/** Packs bytes by TIFF's LZW. @see TIFF 6.0, section 13 */
export function packLzw(plain: Uint8Array): Uint8Array {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  const write = (code: number, width: number): void => {
    held = (held << width) | code;
    bits += width;
    while (bits >= 8) {
      bits -= 8;
      out.push((held >>> bits) & 255);
    }
    held &= (1 << bits) - 1;
  };
  let table = new Map<string, number>();
  let next = 258;
  let width = 9;
  write(256, width);
  let text = '';
  const codeOf = (known: string): number => (known.length === 1 ? known.charCodeAt(0) : (table.get(known) ?? -1));
  for (const byte of plain) {
    const longer = text + String.fromCharCode(byte);
    if (text === '' || codeOf(longer) !== -1) {
      text = longer;
      continue;
    }
    write(codeOf(text), width);
    table.set(longer, next);
    next += 1;
    if (next === 4095) {
      write(256, 12);
      table = new Map();
      next = 258;
      width = 9;
    } else if (next === 1 << width) {
      width += 1;
    }
    text = String.fromCharCode(byte);
  }
  if (text !== '') write(codeOf(text), width);
  // The reader has made one more code by now.
  write(257, next + 1 === 1 << width && width < 12 ? width + 1 : width);
  write(0, 7);
  return Uint8Array.from(out);
}
