/** A worker with a memory, and the handle that a browser would use to kill it. */
export interface TrackedWorker {
  readonly name: string;
  /** `true` once the code under test has ended it. */
  readonly ended: boolean;
  /** Ends it from outside, as a browser does that runs out of memory: nobody is told. */
  readonly kill: () => void;
}

/**
 * Remembers every worker that the page starts from now on.
 * @returns the workers, oldest first, and the way back
 */
export function trackWorkers(): { readonly workers: readonly TrackedWorker[]; readonly restore: () => void } {
  const Original = globalThis.Worker;
  const workers: TrackedWorker[] = [];
  class Tracked extends Original {
    #ended = false;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      const isEnded = (): boolean => this.#ended;
      workers.push({
        name: options?.name ?? '',
        get ended() {
          return isEnded();
        },
        kill: () => {
          super.terminate();
        },
      });
    }
    override terminate(): void {
      this.#ended = true;
      super.terminate();
    }
  }
  globalThis.Worker = Tracked;
  return {
    workers,
    restore: () => {
      globalThis.Worker = Original;
    },
  };
}
