import type { Point } from './viewport.ts';

/** One finger, pen or mouse that is down on the stage. */
export interface Down {
  readonly type: string;
  /** CSS pixels of the stage. */
  readonly at: Point;
}

/** What is down, by pointer id. */
export type Downs = ReadonlyMap<number, Down>;

/** Whether a press is to be overlooked: a hand that rests on the screen while a pen is down. */
export function isPalm(downs: Downs, type: string): boolean {
  return type === 'touch' && [...downs.values()].some((down) => down.type === 'pen');
}

/** What stays down when a pen comes: the hand that came before it doesn't count. */
export function withoutPalms(downs: Downs, type: string): Downs {
  return type === 'pen' ? new Map([...downs].filter(([, down]) => down.type !== 'touch')) : downs;
}

/** How two fingers changed the view. */
export interface Pinch {
  readonly dx: number;
  readonly dy: number;
  readonly factor: number;
  readonly about: Point;
}

/**
 * What one of two fingers does to the view.
 * @param other - the finger that rests
 */
export function pinchOf(from: Point, to: Point, other: Point): Pinch {
  const before = Math.hypot(from.x - other.x, from.y - other.y);
  const after = Math.hypot(to.x - other.x, to.y - other.y);
  return {
    dx: (to.x - from.x) / 2, dy: (to.y - from.y) / 2, factor: before > 0 && after > 0 ? after / before : 1, about: { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 },
  };
}

/** A finger that came and went without moving. */
export interface Tap {
  /** In milliseconds. */
  readonly when: number;
  readonly at: Point;
}

/** Whether two taps are a double tap: within 350 ms, and within 30 CSS pixels. */
export function isDoubleTap(first: Tap | null, second: Tap): boolean {
  return first !== null && second.when - first.when <= 350 && Math.hypot(second.at.x - first.at.x, second.at.y - first.at.y) <= 30;
}
