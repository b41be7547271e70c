/** A mark on the ruler. */
export interface Tick {
  /** Seconds. */
  readonly time: number;
  /** A longer mark, with its time beside it. */
  readonly isMain: boolean;
}

/** Distances of main ticks in seconds, each with the number of parts between two of them. */
const STEPS: readonly (readonly [seconds: number, parts: number])[] = [
  [0.02, 2], [0.05, 5], [0.1, 5], [0.2, 4], [0.5, 5], [1, 5], [2, 4], [5, 5], [10, 5], [15, 3], [30, 3], [60, 4], [120, 4], [300, 5], [600, 5], [900, 3], [1800, 3], [3600, 4],
];
/** Least distance of two main ticks, so that their times don't run into each other, in CSS pixels. */
const ROOM = 76;

/**
 * Ticks of a part of the ruler, at round times.
 * @param from - seconds at its left edge
 * @param to - seconds at its right edge
 * @param scale - CSS pixels per second
 */
export function rulerTicks(from: number, to: number, scale: number): readonly Tick[] {
  const [step, parts] = STEPS.find(([seconds]) => seconds * scale >= ROOM) ?? [Math.ceil(ROOM / scale / 3600) * 3600, 4];
  const small = step / parts;
  const first = Math.max(0, Math.floor(from / small));
  const last = Math.floor(to / small + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({ time: (first + index) * small, isMain: (first + index) % parts === 0 }));
}

/** Digits after the point that tell main ticks apart. */
export function tickDigits(scale: number): 0 | 1 | 2 {
  const step = STEPS.find(([seconds]) => seconds * scale >= ROOM)?.[0] ?? 3600;
  return step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
}
