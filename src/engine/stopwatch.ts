import type { OnProgress, Stage, Timings } from '../protocol/engine-api.ts';

/** One of several like parts of a stage. */
export interface StagePart {
  /** 0 for the first. */
  readonly index: number;
  readonly of: number;
}

const ONLY: StagePart = { index: 0, of: 1 };

/** Measures the stages of one call and reports their progress. */
export class Stopwatch {
  readonly #onProgress: OnProgress;
  readonly #spent = new Map<Stage, number>();
  /** Milliseconds of running stages that count as others. */
  #apart = 0;

  /** @param onProgress - told of every stage's start, steps and end */
  constructor(onProgress: OnProgress) {
    this.#onProgress = onProgress;
  }

  /**
   * Runs one stage.
   * @param stage - its name; a stage that runs twice adds up
   * @param work - gets a function that reports the share done, 0..1
   * @param part - which part of the stage this is, of how many; the only one unless said
   */
  async run<T>(stage: Stage, work: (onFraction: (fraction: number) => void) => Promise<T> | T, part: StagePart = ONLY): Promise<T> {
    const start = performance.now();
    const apart = this.#apart;
    const tell = (fraction: number): void => {
      this.#onProgress({ stage, fraction: (part.index + fraction) / part.of });
    };
    tell(0);
    try {
      return await work(tell);
    } finally {
      this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + performance.now() - start - (this.#apart - apart));
      tell(1);
    }
  }

  /**
   * Counts a part of the running stage as another stage, without telling of it: progress would jump between them with every frame.
   * @param stage - what its time belongs to
   */
  async measure<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      const took = performance.now() - start;
      this.#spent.set(stage, (this.#spent.get(stage) ?? 0) + took);
      this.#apart += took;
    }
  }

  /** Milliseconds per stage so far. */
  timings(): Timings {
    return Object.fromEntries(this.#spent);
  }
}
