import { MAX_PIXELS } from '../core/limits.ts';
import type { EngineWorker } from './engine-worker.ts';

/** Milliseconds between two looks at a worker that works. */
export const TICK_MS = 5_000;

/**
 * Milliseconds of silence that any call is granted. The longest stretch without an answer that does not grow with the picture, single
 * inferences and the reading of lines, measured 9 s on one thread of a machine with two cores that had ten times as much to do.
 */
const BASE_MS = 240_000;

/**
 * Milliseconds of silence granted on top for each megapixel. The longest stretch that grows with the picture is the AVIF encoder, one
 * call into WebAssembly: .4 s a megapixel on one core, .9 s measured on the crowded machine. A slow phone may take eight times as long.
 */
const MS_PER_MEGAPIXEL = 6_000;

/**
 * How long an engine may be silent before it counts as stuck: 4 minutes for a small picture, 14 for the largest. Its thread can't answer
 * while it computes, so this is far above the longest stretch that it computes without a break, on the slowest device.
 * @param pixels - of the picture it works on; those of the largest picture where that is not known
 * @returns milliseconds
 */
export function silenceLimitMs(pixels: number = MAX_PIXELS): number {
  return BASE_MS + (pixels / 1e6) * MS_PER_MEGAPIXEL;
}

/** What is needed of a worker to notice that it is silent. */
export type SignsOfLife = Pick<EngineWorker, 'ping' | 'onSign'>;

/**
 * Waits for a worker that has a call to do to fall silent: no answer, no progress, no reply to a ping. Only time in which the page
 * itself was running counts: a look that comes late, because the machine slept or the browser slowed a hidden page down, counts like
 * one in time.
 */
export class SilenceWatch {
  /** Settles when the worker counts as stuck; never after {@link stop}. */
  readonly silence: Promise<void>;
  readonly #worker: SignsOfLife;
  readonly #timer: ReturnType<typeof setInterval>;
  #quietMs = 0;
  /** A worker that is stuck is not sent one ping after the other. */
  #asked = false;

  /**
   * Begins at once.
   * @param worker - heard of through its `onSign`, which this watch takes over
   * @param limitMs - milliseconds of silence, rounded up to whole looks
   */
  constructor(worker: SignsOfLife, limitMs: number) {
    this.#worker = worker;
    worker.onSign(() => {
      this.heard();
    });
    let fallSilent = (): void => undefined;
    this.silence = new Promise((resolve) => {
      fallSilent = resolve;
    });
    this.#timer = setInterval(() => {
      this.#quietMs += TICK_MS;
      if (this.#quietMs >= limitMs) {
        this.stop();
        fallSilent();
      } else if (!this.#asked) {
        this.#asked = true;
        worker.ping();
      }
    }, TICK_MS);
  }

  /** A sign of life came by another way: the silence counts from here. */
  heard(): void {
    this.#quietMs = 0;
    this.#asked = false;
  }

  /** Ends the watch; may be called more than once. */
  stop(): void {
    clearInterval(this.#timer);
    this.#worker.onSign(null);
  }
}
