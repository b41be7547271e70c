import { latticeSize, observe, type BlockLattice } from './block-view.ts';
import type { DigitSheet } from './canvas-text.ts';
import type { DigitLine, GreyPicture } from './digit-line.ts';

/** Digits and the empty space before and after a line. */
const SYMBOLS = 11;
const BLANK = 10;
/** Neighbours that share blocks with a digit: one on each side. */
const ORDER = 3;

/** How a mosaic's maker may have averaged: the stored values, or the light that they stand for. */
type Averaging = 'stored' | 'light';

/**
 * Reads a line of digits by looking each digit's blocks up in a picture of every sequence of three, at every offset, without
 * being told where cells begin. Of both ways of averaging the one that fits better counts.
 * @param line - its font, place and count; the digits are not used
 * @param picture - the masked picture
 * @param lattice - of the mosaic, or any other over what is to be read
 */
export function matchBlocks(line: DigitLine, picture: GreyPicture, lattice: BlockLattice): readonly number[] {
  const observed = observe(picture, lattice);
  const readings = (['stored', 'light'] as const).map((averaging) => {
    const strip = searchStrip(line, lattice, averaging);
    const matches = line.digits.map((_, index) => bestMatch(line, index, observed, lattice, strip));
    return { digits: matches.map(({ digit }) => digit), error: matches.reduce((sum, { error }) => sum + error, 0) };
  });
  return readings.sort((a, b) => a.error - b.error)[0]?.digits ?? [];
}

/** Running sums of the search picture's columns, one list for each row of blocks. */
interface SearchStrip {
  readonly symbols: readonly number[];
  readonly averaging: Averaging;
  readonly bands: readonly { readonly sums: Float64Array; readonly height: number }[];
}

const strips = new Map<string, SearchStrip>();

function searchStrip({ sheet, top }: DigitLine, lattice: BlockLattice, averaging: Averaging): SearchStrip {
  const { font } = sheet;
  const key = [font.family, font.size, top - lattice.top, lattice.height, lattice.side, averaging].join(' ');
  const known = strips.get(key);
  if (known !== undefined) return known;
  const symbols = deBruijn(SYMBOLS, ORDER);
  const bands = Array.from({ length: latticeSize(lattice).rows }, (_, row) => {
    const first = row * lattice.side;
    const height = Math.min(lattice.side, lattice.height - first);
    return { sums: bandSums(sheet, symbols, first - (top - lattice.top), height, averaging), height };
  });
  const strip = { symbols, averaging, bands };
  strips.set(key, strip);
  return strip;
}

function bandSums(sheet: DigitSheet, symbols: readonly number[], first: number, height: number, averaging: Averaging): Float64Array {
  const columns = Array.from({ length: SYMBOLS }, (_, symbol) =>
    Array.from({ length: sheet.advance }, (__, x) => {
      let sum = 0;
      for (let y = first; y < first + height; y += 1) {
        const inked = symbol !== BLANK && y >= 0 && y < sheet.height;
        const value = inked ? 255 * (1 - (sheet.ink[symbol]?.[y * sheet.advance + x] ?? 0)) : 255;
        sum += averaging === 'light' ? (value / 255) ** 2.2 : value;
      }
      return sum;
    }),
  );
  const sums = new Float64Array(symbols.length * sheet.advance + 1);
  symbols.forEach((symbol, index) => columns[symbol]?.forEach((value, x) => {
    const at = index * sheet.advance + x;
    sums[at + 1] = (sums[at] ?? 0) + value;
  }));
  return sums;
}

function bestMatch(line: DigitLine, index: number, observed: Float64Array, lattice: BlockLattice, strip: SearchStrip): { digit: number; error: number } {
  const { advance } = line.sheet;
  const { columns } = latticeSize(lattice);
  const cell = line.left + index * advance - lattice.left;
  const from = Math.max(0, Math.floor(cell / lattice.side));
  const end = Math.min(columns, Math.floor((cell + advance - 1) / lattice.side) + 1);
  const centre = cell + advance / 2 - from * lattice.side;
  const widths = Array.from({ length: end - from }, (_, n) => Math.min(lattice.side, lattice.width - (from + n) * lattice.side));
  const span = widths.reduce((sum, width) => sum + width, 0);
  let best = { digit: 0, error: Infinity };
  for (let offset = 0; offset + span < strip.symbols.length * advance; offset += 1) {
    const symbol = strip.symbols[Math.floor((offset + centre) / advance)] ?? BLANK;
    if (symbol === BLANK) continue;
    let error = 0;
    for (let row = 0; row < strip.bands.length && error < best.error; row += 1) {
      const band = strip.bands[row];
      if (band === undefined) continue;
      let x = offset;
      for (let n = 0; n < widths.length; n += 1) {
        const width = widths[n] ?? 1;
        const mean = ((band.sums[x + width] ?? 0) - (band.sums[x] ?? 0)) / (width * band.height);
        const shown = strip.averaging === 'light' ? 255 * mean ** (1 / 2.2) : mean;
        error += (shown - (observed[row * columns + from + n] ?? 0)) ** 2;
        x += width;
      }
    }
    if (error < best.error) best = { digit: symbol, error };
  }
  return best;
}

/** A cyclic sequence that holds every word of `order` symbols once. @see Fredricksen, Maiorana (1978), joining Lyndon words */
function deBruijn(symbols: number, order: number): number[] {
  const word = new Array<number>(order + 1).fill(0);
  const out: number[] = [];
  const extend = (length: number, period: number): void => {
    if (length > order) {
      if (order % period === 0) out.push(...word.slice(1, period + 1));
      return;
    }
    word[length] = word[length - period] ?? 0;
    extend(length + 1, period);
    for (let symbol = (word[length - period] ?? 0) + 1; symbol < symbols; symbol += 1) {
      word[length] = symbol;
      extend(length + 1, length);
    }
  };
  extend(1, 1);
  return [...out, ...out.slice(0, order - 1)];
}
