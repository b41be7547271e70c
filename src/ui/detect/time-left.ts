/** Files that the average looks back on. */
const WINDOW = 8;

/** Durations of the last finished files, in milliseconds, newest last. */
export type Durations = readonly number[];

/** Adds one duration. */
export function addDuration(durations: Durations, milliseconds: number): Durations {
  return [...durations, milliseconds].slice(-WINDOW);
}

/**
 * Time left by moving average.
 * @param remaining - files that are not finished, the running one included
 * @param elapsed - milliseconds that the running one has taken so far
 * @returns seconds, at least 1; `null` while there is nothing to go by or nothing left
 */
export function secondsLeft(durations: Durations, remaining: number, elapsed: number): number | null {
  if (durations.length === 0 || remaining === 0) return null;
  const mean = durations.reduce((sum, value) => sum + value, 0) / durations.length;
  const running = Math.max(0, mean - elapsed);
  return Math.max(1, Math.round((running + mean * (remaining - 1)) / 1000));
}

/** `m:ss`, or `h:mm:ss` from an hour. */
export function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
