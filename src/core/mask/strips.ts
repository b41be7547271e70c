import type { RowRanges } from './row-ranges.ts';

/** Sine and cosine may differ in their last bits between engines; the mask of a turned shape errs towards more, by as many pixels. */
export const TURN_ROUNDING = 1e-6;

/**
 * A shape, row by row: what it covers of the strip `[y, y + 1)`, in pixels of the oriented picture. Rows must be asked for in
 * growing order, and each kind of question needs strips of its own.
 */
export interface Strips {
  /** The shape lies in rows `top..bottom`; fractions are kept. */
  readonly top: number;
  readonly bottom: number;
  /** Adds where any part of the strip lies inside the shape: never less, and more by rounding only. */
  touched(y: number, out: RowRanges): void;
  /** Adds where the whole strip, from its upper border to its lower one, lies inside the shape: never more. */
  enclosed(y: number, out: RowRanges): void;
}

/** The pieces of a shape that meet the row at hand. Rows must be asked for in growing order, so that each piece comes and goes once. */
export class ActivePieces {
  /** Numbers of the pieces that meet the row; only the first {@link count} count. */
  readonly pieces: Int32Array;
  /** Number of pieces that meet the row. */
  count = 0;
  readonly #tops: Float64Array;
  readonly #bottoms: Float64Array;
  readonly #order: Int32Array;
  #next = 0;

  /**
   * @param tops - upper end of each piece
   * @param bottoms - lower end of each piece
   */
  constructor(tops: Float64Array, bottoms: Float64Array) {
    this.#tops = tops;
    this.#bottoms = bottoms;
    this.#order = Int32Array.from(tops.keys()).sort((a, b) => (tops[a] ?? 0) - (tops[b] ?? 0) || a - b);
    this.pieces = new Int32Array(tops.length);
  }

  /** Goes on to the row `[y, y + 1)`. A piece that only touches its border is not in it. */
  moveTo(y: number): void {
    let kept = 0;
    for (let i = 0; i < this.count; i += 1) {
      const piece = this.pieces[i] ?? 0;
      if ((this.#bottoms[piece] ?? 0) <= y) continue;
      this.pieces[kept] = piece;
      kept += 1;
    }
    for (; this.#next < this.#order.length; this.#next += 1) {
      const piece = this.#order[this.#next] ?? 0;
      if ((this.#tops[piece] ?? 0) >= y + 1) break;
      if ((this.#bottoms[piece] ?? 0) <= y) continue;
      this.pieces[kept] = piece;
      kept += 1;
    }
    this.count = kept;
  }
}
