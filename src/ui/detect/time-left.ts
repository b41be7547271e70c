/** Files that the average looks back on. */
const WINDOW = 8;

/** Durations of the last finished files, in milliseconds, newest last. */
export type Durations = readonly number[];

/** Adds one duration. */
export function addDuration(durations: Durations, milliseconds: number): Durations {
  return [...durations, milliseconds].slice(-WINDOW);
}

/**
 * Time left by moving average. A pause does not count: only what files took by themselves does.
 * @param remaining - files that are not finished, running ones included
 * @param elapsed - milliseconds that the running one, or each of the running ones, has taken so far
 * @param lanes - how many run side by side, at least 1
 * @returns seconds, at least 1; `null` while there is nothing to go by or nothing left
 */
export function secondsLeft(durations: Durations, remaining: number, elapsed: number | readonly number[], lanes = 1): number | null {
  if (durations.length === 0 || remaining === 0) return null;
  const mean = durations.reduce((sum, value) => sum + value, 0) / durations.length;
  const running = typeof elapsed === 'number' ? [elapsed] : elapsed;
  const started = running.reduce((sum, value) => sum + Math.max(0, mean - value), 0);
  const work = started + mean * Math.max(0, remaining - running.length);
  return Math.max(1, Math.round(work / Math.min(lanes, remaining) / 1000));
}

/** `m:ss`, or `h:mm:ss` from an hour. */
export function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
