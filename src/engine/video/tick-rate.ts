/** Ticks a second of times that no rate of their own can tell; encoders count in these. */
const MICROSECONDS = 1e6;
/** Most ticks a second of a rate of its own: times go through an encoder in whole microseconds, and have to come back to the same tick. */
const MOST_TICKS = MICROSECONDS / 2;
/** Of a tick: what adding and dividing may change. */
const EXACT = 1e-3;

/**
 * Ticks a second in which times can be written down: those of the source where all of them are whole ticks, or else microseconds.
 * @param own - ticks a second of the source, which may be no whole number
 * @param times - in seconds
 */
export function tickRate(own: number, times: readonly number[]): number {
  const isOwn = Number.isInteger(own) && own >= 1 && own <= MOST_TICKS && times.every((time) => Math.abs(time * own - Math.round(time * own)) < EXACT);
  return isOwn ? own : MICROSECONDS;
}

/** Seconds as an encoder gives them back: in whole microseconds. */
export function wholeMicroseconds(seconds: number): number {
  return Math.round(seconds * MICROSECONDS) / MICROSECONDS;
}
