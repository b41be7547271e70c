/** Files that the average looks back on. */
const WINDOW = 8;

/** Durations of the last finished files, in milliseconds, newest last. */
export type Durations = readonly number[];

/** Adds one duration. */
export function addDuration(durations: Durations, milliseconds: number): Durations {
  return [...durations, milliseconds].slice(-WINDOW);
}

/** A file that is being worked on. */
export interface RunningWork {
  /** Milliseconds that it has taken so far. */
  readonly elapsed: number;
  /** How much of it is done, 0..1; `null` where that is not known. */
  readonly share: number | null;
  /** The share goes frame by frame, so that it tells soon how long all of it takes. */
  readonly isSteady?: boolean;
}

/** Milliseconds from which a file tells by itself how long it takes, and how much of it must be done: videos take far longer than the files before. */
const LONG_MS = 10_000;
/** The same for one whose share is steady. */
const STEADY_MS = 2_000;
const LEAST_SHARE = 0.01;
/** Times the mean of the files before from which they tell nothing of one that still runs. */
const FAR_SLOWER = 2;

/**
 * Time left by moving average, and by how far they are for files that take long. A pause does not count: only what files took by themselves does.
 * @param remaining - files that are not finished, running ones included
 * @param running - those that have begun
 * @param lanes - how many run side by side, at least 1
 * @returns seconds, at least 1; `null` while there is nothing to go by or nothing left, or only a beginning of what is far slower than all before
 */
export function secondsLeft(durations: Durations, remaining: number, running: readonly RunningWork[], lanes = 1): number | null {
  if (remaining === 0) return null;
  const totals = running.flatMap((work) => {
    const left = ownTimeLeft(work);
    return left === null ? [] : [work.elapsed + left];
  });
  // Until one is finished, those that wait are taken to last as long as those that have begun.
  const mean = meanOf(durations) ?? meanOf(totals);
  if (mean === null) return null;
  const begun = running.map((work) => leftOfBegun(work, mean));
  if (!begun.every((left) => left !== null)) return null;
  const waiting = Math.max(0, remaining - running.length);
  const work = begun.reduce((sum, left) => sum + left, 0) + mean * waiting;
  // Lanes can share out files, but not the one that takes longest.
  return Math.max(1, Math.round(Math.max(work / Math.min(lanes, remaining), ...begun) / 1000));
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @returns `null` for one that is far slower than all before, and too little done to go by */
function leftOfBegun(work: RunningWork, mean: number): number | null {
  const isFarSlower = work.share !== null && work.elapsed > FAR_SLOWER * mean;
  return ownTimeLeft(work, isFarSlower ? 0 : undefined) ?? (isFarSlower ? null : Math.max(0, mean - work.elapsed));
}

function ownTimeLeft({ elapsed, share, isSteady = false }: RunningWork, fromMs = isSteady ? STEADY_MS : LONG_MS): number | null {
  return share === null || elapsed < fromMs || share < LEAST_SHARE ? null : (elapsed * (1 - share)) / share;
}

/** `m:ss`, or `h:mm:ss` from an hour. */
export function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
