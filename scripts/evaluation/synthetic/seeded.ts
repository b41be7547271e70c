/** Random numbers that are the same on every machine: whole numbers and picks from one seed (mulberry32). */
export class Seeded {
  #state: number;

  /** @param seed - any whole number */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number of at least `low` and below `high`. */
  between(low: number, high: number): number {
    return low + this.#next() * (high - low);
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  /** One of a list. @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T {
    const found = list[this.whole(0, list.length - 1)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** As many decimal digits as asked for. */
  digits(count: number): string {
    return Array.from({ length: count }, () => String(this.whole(0, 9))).join('');
  }

  /** As many capital letters as asked for, from those that plates use. */
  letters(count: number, from = 'ABCDEFGHJKLMNPRSTUVWXYZ'): string {
    return Array.from({ length: count }, () => from[this.whole(0, from.length - 1)] ?? 'A').join('');
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
