/** Milliseconds that the average looks back on, and from which on there is one: frames are done in bursts. */
const WINDOW_MS = 10_000;
const LEAST_MS = 2000;

/** How many frames were done by a point in time. */
interface Mark {
  readonly at: number;
  readonly frames: number;
}

/** How many frames of a film are done in a second, by moving average. */
export class FrameRate {
  #marks: readonly Mark[] = [];

  /**
   * Notes how far the film is; where that is not so far as before, another stage began, and what was noted is forgotten.
   * @param frames - that are done
   * @param at - milliseconds from any fixed point
   */
  note(frames: number, at: number): void {
    const last = this.#marks.at(-1);
    if (last !== undefined && frames < last.frames) this.#marks = [];
    const late = this.#marks.findLastIndex((mark) => mark.at <= at - WINDOW_MS);
    this.#marks = [...this.#marks.slice(Math.max(0, late)), { at, frames }];
  }

  /** Frames a second, whole from ten on, in tenths below and never 0; `null` while there is nothing to go by. */
  perSecond(): number | null {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (first === undefined || last === undefined || last.at - first.at < LEAST_MS || last.frames === first.frames) return null;
    const rate = ((last.frames - first.frames) * 1000) / (last.at - first.at);
    return rate >= 10 ? Math.round(rate) : Math.max(0.1, Math.round(rate * 10) / 10);
  }
}
