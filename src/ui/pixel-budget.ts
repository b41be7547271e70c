import { MAX_PIXELS } from '../core/limits.ts';

/** A caller that waits until there is room. */
interface Waiting {
  readonly pixels: number;
  readonly enter: () => void;
}

/**
 * Pixels that workers may have in the works together: as many as the largest picture has, so that several workers never need
 * more memory for pictures than one does with that picture. First come, first served, so that a large picture, which may have to
 * wait until all others are done, gets its turn.
 */
export class PixelBudget {
  readonly #total: number;
  readonly #waiting: Waiting[] = [];
  #used = 0;

  /** @param total - pixels; by default those of the largest picture that is taken at all */
  constructor(total: number = MAX_PIXELS) {
    this.#total = total;
  }

  /** Pixels that nobody uses now. */
  get free(): number {
    return this.#total - this.#used;
  }

  /**
   * Waits for room.
   * @param pixels - of the picture; one above the budget gets in when it is alone
   * @param signal - ends the wait
   * @returns gives the room back, once; `null` where the wait was ended
   */
  enter(pixels: number, signal?: AbortSignal): Promise<(() => void) | null> {
    const needed = Math.min(Math.max(pixels, 0), this.#total);
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve(null);
        return;
      }
      const waiting: Waiting = {
        pixels: needed,
        enter: () => {
          signal?.removeEventListener('abort', giveUp);
          this.#used += needed;
          resolve(once(() => this.#leave(needed)));
        },
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        resolve(null);
        this.#letIn();
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
      this.#letIn();
    });
  }

  #leave(pixels: number): void {
    this.#used -= pixels;
    this.#letIn();
  }

  #letIn(): void {
    for (let first = this.#waiting[0]; first !== undefined && first.pixels <= this.free; first = this.#waiting[0]) {
      this.#waiting.shift();
      first.enter();
    }
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
