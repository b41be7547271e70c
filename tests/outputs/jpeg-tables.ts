/** The order in which the 64 coefficients of a block are sent. @see ITU-T T.81, figure A.6 */
export const ZIGZAG: readonly number[] = zigzag();

/** The quantisation tables of ITU-T T.81, K.1 and K.2, row by row. */
export const LUMA_QUANTISATION: readonly number[] = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
export const CHROMA_QUANTISATION: readonly number[] = [
  [17, 18, 24, 47, 99, 99, 99, 99],
  [18, 21, 26, 66, 99, 99, 99, 99],
  [24, 26, 56, 99, 99, 99, 99, 99],
  [47, 66, 99, 99, 99, 99, 99, 99],
  ...Array.from({ length: 4 }, () => Array<number>(8).fill(99)),
].flat();

/** A Huffman table as a DHT segment has it: number of codes of each length 1..16, then their symbols. */
export interface HuffmanTable {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** DC differences: categories 0..11, with codes of almost one length. One table serves all components. */
export const DC_TABLE: HuffmanTable = { counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], symbols: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] };

/**
 * AC coefficients. The files are for tests, where a plain code does: every symbol takes 8 bits, but the commonest
 * (end of block, and runs of no zero) takes fewer, so that the code is complete without the word of ones only.
 */
export const AC_TABLE: HuffmanTable = acTable();

/**
 * Numbers the codes of a table.
 * @returns code and length for each symbol
 * @see ITU-T T.81, annex C
 */
export function huffmanCodes({ counts, symbols }: HuffmanTable): ReadonlyMap<number, { readonly code: number; readonly length: number }> {
  const codes = new Map<number, { code: number; length: number }>();
  let code = 0;
  let next = 0;
  counts.forEach((count, index) => {
    for (let i = 0; i < count; i += 1) {
      codes.set(symbols[next] ?? 0, { code, length: index + 1 });
      code += 1;
      next += 1;
    }
    code <<= 1;
  });
  return codes;
}

function acTable(): HuffmanTable {
  const runs = Array.from({ length: 16 }, (_, run) => run);
  const sizes = Array.from({ length: 10 }, (_, size) => size + 1);
  const coded = runs.flatMap((run) => sizes.map((size) => run * 16 + size));
  const symbols = [0x00, 0xf0, ...coded];
  // 1 code of 2 bits leaves 192 of 8 bits, of which the other 161 take fewer.
  return { counts: [0, 1, 0, 0, 0, 0, 0, symbols.length - 1, 0, 0, 0, 0, 0, 0, 0, 0], symbols };
}

function zigzag(): number[] {
  const order = Array.from({ length: 64 }, (_, at) => at);
  const key = (at: number): number => {
    const [x, y] = [at % 8, at >> 3];
    // Odd diagonals run downwards, even ones upwards.
    return (x + y) * 8 + ((x + y) % 2 === 1 ? y : x);
  };
  return order.sort((a, b) => key(a) - key(b));
}
