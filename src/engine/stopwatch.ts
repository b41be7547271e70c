import type { OnProgress, Stage, Timings } from '../protocol/engine-api.ts';

/** Measures the stages of one call and reports their progress. */
export class Stopwatch {
  readonly #onProgress: OnProgress;
  readonly #spent = new Map<Stage, number>();

  /** @param onProgress - told of every stage's start, steps and end */
  constructor(onProgress: OnProgress) {
    this.#onProgress = onProgress;
  }

  /**
   * Runs one stage.
   * @param stage - its name; a stage that runs twice adds up
   * @param work - gets a function that reports the share done, 0..1
   */
  async run<T>(stage: Stage, work: (onFraction: (fraction: number) => void) => Promise<T> | T): Promise<T> {
    const start = performance.now();
    this.#onProgress({ stage, fraction: 0 });
    try {
      return await work((fraction) => {
        this.#onProgress({ stage, fraction });
      });
    } finally {
      this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + performance.now() - start);
      this.#onProgress({ stage, fraction: 1 });
    }
  }

  /** Milliseconds per stage so far. */
  timings(): Timings {
    return Object.fromEntries(this.#spent);
  }
}
