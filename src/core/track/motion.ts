import type { Box } from '../geometry/box.ts';

/** Where a thing is expected. */
export interface Expected {
  readonly box: Box<'source'>;
  /** Standard deviation of its centre, in sides of the thing. */
  readonly spread: number;
}

/** Sides by which a detector's box wanders from frame to frame: one standard deviation. */
const JITTER = 0.05;
/** Sides a second that a thing may have when it is first seen: one standard deviation. */
const FIRST_SPEED = 4;
/** Sides a second, each second, by which things change their speed: a head that nods, a camera that shakes. */
const UNREST = 15;
/** The same for the logarithm of the size. */
const FIRST_GROWTH = 0.6;
const GROWTH_UNREST = 2;
/** Most that a size is expected to change while a thing is not found: a logarithm. */
const MOST_GROWTH = Math.LN2 / 2;

/** Variance of a place, of its speed, and what they share. */
interface Doubt {
  readonly place: number;
  readonly shared: number;
  readonly speed: number;
}

/**
 * The motion of one thing: even speed of its centre and even growth, known better with each find (a Kalman filter). Doubts are in
 * sides of the thing, so that one setting fits a face at the back and one in front; both axes share theirs.
 */
export class Motion {
  #timeMs: number;
  #x: number;
  #y: number;
  #wide: number;
  #high: number;
  #speedX = 0;
  #speedY = 0;
  #growthWide = 0;
  #growthHigh = 0;
  #place: Doubt = { place: JITTER * JITTER, shared: 0, speed: FIRST_SPEED * FIRST_SPEED };
  #size: Doubt = { place: JITTER * JITTER, shared: 0, speed: FIRST_GROWTH * FIRST_GROWTH };

  /**
   * @param box - first find
   * @param timeMs - when
   */
  constructor(box: Box<'source'>, timeMs: number) {
    this.#timeMs = timeMs;
    this.#x = box.left + box.width / 2;
    this.#y = box.top + box.height / 2;
    this.#wide = logOf(box.width);
    this.#high = logOf(box.height);
  }

  /**
   * Where it should be at a time; changes nothing.
   * @param timeMs - not before the last find
   */
  at(timeMs: number): Expected {
    const seconds = (timeMs - this.#timeMs) / 1000;
    const width = Math.exp(this.#wide + limited(this.#growthWide * seconds));
    const height = Math.exp(this.#high + limited(this.#growthHigh * seconds));
    const x = this.#x + this.#speedX * seconds;
    const y = this.#y + this.#speedY * seconds;
    return { box: { left: x - width / 2, top: y - height / 2, width, height }, spread: Math.sqrt(later(this.#place, seconds, UNREST).place) };
  }

  /**
   * Learns from a find.
   * @param timeMs - not before the last find
   */
  see(box: Box<'source'>, timeMs: number): void {
    const seconds = (timeMs - this.#timeMs) / 1000;
    const place = later(this.#place, seconds, UNREST);
    const size = later(this.#size, seconds, GROWTH_UNREST);
    const trustPlace = trust(place);
    const trustSize = trust(size);
    const offX = box.left + box.width / 2 - (this.#x + this.#speedX * seconds);
    const offY = box.top + box.height / 2 - (this.#y + this.#speedY * seconds);
    const offWide = logOf(box.width) - (this.#wide + this.#growthWide * seconds);
    const offHigh = logOf(box.height) - (this.#high + this.#growthHigh * seconds);
    this.#x += this.#speedX * seconds + trustPlace.place * offX;
    this.#y += this.#speedY * seconds + trustPlace.place * offY;
    this.#speedX += trustPlace.speed * offX;
    this.#speedY += trustPlace.speed * offY;
    this.#wide += this.#growthWide * seconds + trustSize.place * offWide;
    this.#high += this.#growthHigh * seconds + trustSize.place * offHigh;
    this.#growthWide += trustSize.speed * offWide;
    this.#growthHigh += trustSize.speed * offHigh;
    this.#place = learnt(place, trustPlace);
    this.#size = learnt(size, trustSize);
    this.#timeMs = timeMs;
  }
}

/** Logarithm of a side; a box without any is taken for one of a pixel. */
function logOf(side: number): number {
  return Math.log(Math.max(side, 1));
}

function limited(growth: number): number {
  return Math.max(-MOST_GROWTH, Math.min(MOST_GROWTH, growth));
}

/** Doubt after some time without a find. */
function later({ place, shared, speed }: Doubt, seconds: number, unrest: number): Doubt {
  const noise = (unrest * seconds) ** 2;
  return {
    place: place + 2 * seconds * shared + seconds * seconds * speed + (noise * seconds * seconds) / 4,
    shared: shared + seconds * speed + (noise * seconds) / 2,
    speed: speed + noise,
  };
}

/** Shares of what a find is off by that the place and the speed take over. */
function trust({ place, shared }: Doubt): { readonly place: number; readonly speed: number } {
  const total = place + JITTER * JITTER;
  return { place: place / total, speed: shared / total };
}

function learnt(doubt: Doubt, by: { readonly place: number; readonly speed: number }): Doubt {
  return { place: (1 - by.place) * doubt.place, shared: (1 - by.place) * doubt.shared, speed: doubt.speed - by.speed * doubt.shared };
}
