/** Codes of one Huffman table: how many have each length, then their symbols. */
const DC_CODES = [0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const AC_CODES = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;

const segment = (marker: number, ...content: readonly number[]): number[] => [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];

/**
 * A JPEG of four inks as Adobe's programs write it (inverted), in even blocks of 8 x 8 pixels.
 * @param blocks - ink of each block, row by row: 0 none, 255 full; cyan, magenta, yellow, black
 * @param columns - blocks in a row
 */
export function cmykJpeg(blocks: readonly (readonly [number, number, number, number])[], columns: number): Blob {
  const [width, height] = [columns * 8, (blocks.length / columns) * 8];
  let bits = '';
  const before = [0, 0, 0, 0];
  for (const block of blocks) {
    for (const [index, ink] of block.entries()) {
      // With a quantiser of 8, a block's first coefficient is its mean, counted from the middle.
      const value = 255 - ink - 128;
      const difference = value - before[index]!;
      before[index] = value;
      const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
      bits += size.toString(2).padStart(4, '0');
      if (size > 0) bits += (difference > 0 ? difference : difference + 2 ** size - 1).toString(2).padStart(size, '0');
      bits += '0';
    }
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const scan = (bits.match(/.{8}/g) ?? []).flatMap((byte) => (byte === '11111111' ? [255, 0] : [parseInt(byte, 2)]));
  const ids = [1, 2, 3, 4];
  return new Blob(
    [
      Uint8Array.from([
        ...[0xff, 0xd8],
        ...segment(0xee, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0),
        ...segment(0xdb, 0, ...new Array<number>(64).fill(8)),
        ...segment(0xc0, 8, height >> 8, height & 255, width >> 8, width & 255, 4, ...ids.flatMap((id) => [id, 0x11, 0])),
        ...segment(0xc4, 0x00, ...DC_CODES),
        ...segment(0xc4, 0x10, ...AC_CODES),
        ...segment(0xda, 4, ...ids.flatMap((id) => [id, 0]), 0, 63, 0),
        ...scan,
        ...[0xff, 0xd9],
      ]),
    ],
    { type: 'image/jpeg' },
  );
}
