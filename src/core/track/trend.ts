import type { Box } from '../geometry/box.ts';
import type { Find } from './fragment.ts';

/** How a thing moves at one end of what was seen of it. */
export interface Trend {
  /** Pixels a millisecond of its centre; forward in time at both ends. */
  readonly x: number;
  readonly y: number;
  /** Growth a millisecond of the logarithm of its side. */
  readonly growth: number;
}

/** Milliseconds of finds that tell the motion at their end: long enough to even out a detector's jitter, short enough for a turn. */
const TREND_MS = 300;
/** Sides by which a detector's box wanders: one standard deviation. */
const JITTER = 0.03;
/** How many times the speed of its slower edge a thing may have: jitter makes even ways uneven. */
const UNEVEN = 3;
const STILL: Trend = { x: 0, y: 0, growth: 0 };

/**
 * The motion of a thing at one of its finds: straight lines through the finds on one side, made smaller where jitter alone could make
 * them. Along each axis it moves as the slower of its two edges does: where only one edge moves, a thing is being covered, cut by the
 * picture's edge or growing, and does not go anywhere.
 * @param finds - in order
 * @param index - the find
 * @param side - -1 looks at finds before it, 1 at those after it
 */
export function trendAt(finds: readonly Find[], index: number, side: -1 | 1): Trend {
  const end = finds[index];
  if (end === undefined) return STILL;
  const [left, right, top, bottom, size] = [new Line(), new Line(), new Line(), new Line(), new Line()];
  for (let at = index; ; at += side) {
    const find = finds[at];
    if (find === undefined || Math.abs(find.timeMs - end.timeMs) > TREND_MS) break;
    const t = find.timeMs - end.timeMs;
    const [box, last] = [find.box, end.box];
    left.add(t, box.left - last.left);
    right.add(t, box.left + box.width - last.left - last.width);
    top.add(t, box.top - last.top);
    bottom.add(t, box.top + box.height - last.top - last.height);
    size.add(t, Math.log(sideOf(box) / sideOf(last)));
  }
  const { width } = size;
  if (width <= 0) return STILL;
  const x = slower(left.slope, right.slope);
  const y = slower(top.slope, bottom.slope);
  const growth = size.slope;
  const doubt = (JITTER * JITTER) / width;
  const side2 = sideOf(end.box) ** 2;
  const trustMotion = (x * x + y * y) / (x * x + y * y + 2 * doubt * side2);
  const trustGrowth = (growth * growth) / (growth * growth + doubt);
  return { x: x * (trustMotion || 0), y: y * (trustMotion || 0), growth: growth * (trustGrowth || 0) };
}

/** The straight line nearest to some values over time. */
class Line {
  #count = 0;
  #t = 0;
  #v = 0;
  #tt = 0;
  #tv = 0;

  add(t: number, v: number): void {
    this.#count += 1;
    this.#t += t;
    this.#v += v;
    this.#tt += t * t;
    this.#tv += t * v;
  }

  /** How far apart the times are, squared; 0 for fewer than two. */
  get width(): number {
    return this.#count < 2 ? 0 : this.#tt - (this.#t * this.#t) / this.#count;
  }

  get slope(): number {
    return (this.#tv - (this.#t * this.#v) / this.#count) / this.width;
  }
}

/** Of two speeds in one direction their mean, but not much more than the lower; of two that go apart none. */
function slower(a: number, b: number): number {
  if (a * b <= 0) return 0;
  return Math.sign(a) * Math.min(Math.abs(a + b) / 2, UNEVEN * Math.min(Math.abs(a), Math.abs(b)));
}

/**
 * A box after it went on as it did.
 * @param ms - forward, or backward where negative
 */
export function carried(box: Box<'source'>, { x, y, growth }: Trend, ms: number): Box<'source'> {
  const factor = Math.exp(Math.max(-MOST_GROWTH, Math.min(MOST_GROWTH, growth * ms)));
  const width = box.width * factor;
  const height = box.height * factor;
  const most = MOST_SIDES * sideOf(box);
  const far = Math.hypot(x, y) * Math.abs(ms);
  const part = far > most ? most / far : 1;
  return { left: centreX(box) + x * ms * part - width / 2, top: centreY(box) + y * ms * part - height / 2, width, height };
}

/** Most sides that a thing is carried on without a find: as far as a fast one gets in a second. */
const MOST_SIDES = 3;
/** Most that it grows or shrinks meanwhile: a logarithm. */
const MOST_GROWTH = Math.LN2;

/** Mean of width and height. */
export function sideOf({ width, height }: Box<'source'>): number {
  return Math.max(1e-6, (width + height) / 2);
}

/** Middle between the left and the right edge. */
export function centreX({ left, width }: Box<'source'>): number {
  return left + width / 2;
}

/** Middle between the upper and the lower edge. */
export function centreY({ top, height }: Box<'source'>): number {
  return top + height / 2;
}
