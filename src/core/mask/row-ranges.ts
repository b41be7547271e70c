/** Steps in one pixel: ranges of shapes that meet inside a pixel are joined before they become pixels. */
const STEPS = 64;
/** Packs a range's two ends into one number, so that ranges are sorted without a comparison in script. Above 64 x the longest side. */
const PACK = 2 ** 22;
/** Up to here, sorting by insertion is faster than a call out. */
const FEW = 12;

/** A growing list of ranges of one row of the picture, in 1/64 pixel. Made once and cleared for each row. */
export class RowRanges {
  readonly #end: number;
  #packed = new Float64Array(64);
  #count = 0;

  /** @param width - of the picture, in whole pixels; what lies outside is left out */
  constructor(width: number) {
    this.#end = width * STEPS;
  }

  /** Forgets all ranges. */
  clear(): void {
    this.#count = 0;
  }

  /** Adds a range in pixels, rounded outwards: for what must not be missed. */
  addOutwards(from: number, to: number): void {
    this.#add(Math.floor(from * STEPS), Math.ceil(to * STEPS));
  }

  /** Adds a range in pixels, rounded inwards: for what must not be too much. */
  addInwards(from: number, to: number): void {
    this.#add(Math.ceil(from * STEPS), Math.floor(to * STEPS));
  }

  /** Sorts the ranges and joins those that overlap or touch. */
  merge(): void {
    if (this.#count < 2) return;
    this.#sort();
    const packed = this.#packed;
    let kept = 0;
    let start = Math.floor((packed[0] ?? 0) / PACK);
    let end = (packed[0] ?? 0) % PACK;
    for (let i = 1; i < this.#count; i += 1) {
      const value = packed[i] ?? 0;
      const nextStart = Math.floor(value / PACK);
      const nextEnd = value % PACK;
      if (nextStart <= end) {
        end = Math.max(end, nextEnd);
        continue;
      }
      packed[kept] = start * PACK + end;
      kept += 1;
      start = nextStart;
      end = nextEnd;
    }
    packed[kept] = start * PACK + end;
    this.#count = kept + 1;
  }

  /**
   * Tells the pixels that the ranges touch, after {@link merge}; one pixel may be told twice, at the end of one run and the start
   * of the next.
   * @param tell - whole pixels, half-open
   */
  pixels(tell: (start: number, end: number) => void): void {
    for (let i = 0; i < this.#count; i += 1) {
      const value = this.#packed[i] ?? 0;
      tell(Math.floor(Math.floor(value / PACK) / STEPS), Math.ceil((value % PACK) / STEPS));
    }
  }

  /**
   * Tells the pixels of which any part lies in none of the ranges, after {@link merge}.
   * @param tell - whole pixels, half-open
   */
  pixelsBetween(tell: (start: number, end: number) => void): void {
    this.#gaps((start, end) => {
      tell(Math.floor(start / STEPS), Math.ceil(end / STEPS));
    });
  }

  /** Adds what lies between these ranges, after {@link merge}, to another list of the same width. */
  addGapsTo(other: RowRanges): void {
    this.#gaps((start, end) => {
      other.#add(start, end);
    });
  }

  #gaps(tell: (start: number, end: number) => void): void {
    let from = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const value = this.#packed[i] ?? 0;
      const start = Math.floor(value / PACK);
      if (start > from) tell(from, start);
      from = value % PACK;
    }
    if (from < this.#end) tell(from, this.#end);
  }

  #add(from: number, to: number): void {
    const start = Math.max(0, from);
    const end = Math.min(this.#end, to);
    // NaN fails here as well.
    if (!(start < end)) return;
    if (this.#count === this.#packed.length) {
      const more = new Float64Array(this.#count * 2);
      more.set(this.#packed);
      this.#packed = more;
    }
    this.#packed[this.#count] = start * PACK + end;
    this.#count += 1;
  }

  #sort(): void {
    const packed = this.#packed;
    if (this.#count > FEW) {
      packed.subarray(0, this.#count).sort();
      return;
    }
    for (let i = 1; i < this.#count; i += 1) {
      const value = packed[i] ?? 0;
      let at = i;
      for (let before = packed[at - 1] ?? 0; at > 0 && before > value; before = packed[at - 1] ?? 0) {
        packed[at] = before;
        at -= 1;
      }
      packed[at] = value;
    }
  }
}
