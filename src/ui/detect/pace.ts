import { addDuration, secondsLeft, type Durations, type RunningWork } from './time-left.ts';

/** How fast files go through, by what the last ones took. */
export class Pace {
  #durations: Durations = [];
  #sort = '';

  /**
   * Notes a finished file.
   * @param milliseconds - that it took
   * @param sort - of work; durations of another sort tell nothing and are forgotten
   */
  add(milliseconds: number, sort = ''): void {
    this.#durations = addDuration(sort === this.#sort ? this.#durations : [], milliseconds);
    this.#sort = sort;
  }

  /**
   * Seconds until everything is done; `null` while there is nothing to go by.
   * @param waiting - files that have not begun
   * @param running - files that have begun
   * @param lanes - how many run side by side
   */
  secondsLeft(waiting: number, running: readonly RunningWork[], lanes: number): number | null {
    return secondsLeft(this.#durations, waiting + running.length, running, lanes);
  }
}
