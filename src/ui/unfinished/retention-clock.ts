import type { Retention } from '../../core/policy/policy.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Milliseconds of each retention class. */
export const RETENTION_MS: Readonly<Record<Retention, number>> = { none: 0, '1h': HOUR, '2h': 2 * HOUR, '7d': 7 * DAY, '14d': 14 * DAY, '30d': 30 * DAY };

/**
 * Whether a term has run out.
 * @param touchedAt - when the session was last worked on
 */
export function isExpired(touchedAt: number, retention: Retention, now: number): boolean {
  return touchedAt + RETENTION_MS[retention] <= now;
}

/** How far the device's clock may be ahead of the tab's running time before it is doubted, in milliseconds. */
const STEADY = 60_000;
/** How long it must stay ahead to be believed after all. */
const DOUBT = 60_000;

/**
 * The time by which terms run out. It never goes back: a clock that was set back finds nothing that had run out before. In an open tab,
 * where running time tells what really passed, a leap forward is believed only once it has stood for a minute, so that a clock that
 * goes wrong for a moment deletes nothing; a night's sleep of the device is such a leap, too. At the start of a tab, years in which
 * it was closed and a clock that is set wrong look the same, and the clock is believed.
 */
export class RetentionClock {
  readonly #wall: () => number;
  readonly #running: () => number;
  #time: number;
  #at: number;
  #doubtedAt: number | null = null;

  /**
   * @param wall - milliseconds since 1970, by the device's clock
   * @param running - milliseconds from any fixed point, by a clock that only goes forward
   */
  constructor(wall: () => number, running: () => number) {
    this.#wall = wall;
    this.#running = running;
    this.#time = wall();
    this.#at = running();
  }

  /** Takes in the latest time that was believed in any tab. */
  hear(highWater: number | null): void {
    this.#time = Math.max(this.now(), highWater ?? 0);
  }

  /** Milliseconds since 1970; never less than the time before. */
  now(): number {
    const wall = this.#wall();
    const running = this.#running();
    const least = this.#time + (running - this.#at);
    const leaps = wall > least + STEADY;
    if (!leaps) this.#doubtedAt = null;
    else this.#doubtedAt ??= running;
    const believed = !leaps || (this.#doubtedAt !== null && running - this.#doubtedAt >= DOUBT);
    if (believed) this.#doubtedAt = null;
    this.#time = believed ? Math.max(least, wall) : least;
    this.#at = running;
    return this.#time;
  }

  /** By which nothing is shown any more: the later of the two, even where a leap is still doubted. */
  latest(): number {
    return Math.max(this.now(), this.#wall());
  }
}
