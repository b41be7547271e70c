import type { Box } from '../geometry/box.ts';
import type { GreyFrame } from './grey-frame.ts';

/** Fewest pixels of a side at which a thing can be known again, and points along it at most. */
const SMALLEST = 6;
const MOST_POINTS = 20;
/** Share of a box that is looked at: its edge is mostly what is behind. */
const INNER = 0.85;
/** Share of the points that must lie in the picture: what has left it by more can't be followed. */
const INSIDE = 0.4;
/** Share below which a thing that is lost is taken to have left. */
const LEFT = 0.6;
/** Least standard deviation of brightness: a plain surface looks the same everywhere. */
const TEXTURE = 5;
/** How alike (normalised correlation) a place must be to the thing just before, and to the thing as it was found. */
const LIKE_BEFORE = 0.8;
const LIKE_FOUND = 0.5;
/** Sides that a thing is looked for around where its motion leads, and sides a second on top. */
const REACH = { least: 0.25, perSecond: 4, most: 1.2 } as const;
/** Places along the way from the middle to the rim that are tried first, and rounds that halve the step between them. */
const TRIED = 6;
const ROUNDS = 3;
/** Share of a measured speed that is taken over. */
const PACE = 0.6;
/** Sides by which a mask grows on each side: at once, and with each second without a find. */
const SLACK = { once: 0.03, perSecond: 0.2 } as const;

/** How alike one place is. */
interface Look {
  readonly x: number;
  readonly y: number;
  readonly before: number;
  readonly found: number;
}

/**
 * Follows one thing by its pixels from a frame with a find to frames without, forward or backward in time: it is looked for where it looks
 * as just before, as long as it still looks like what was found. Light, noise and small turns do no harm; what is covered, turns away or
 * leaves the picture is lost.
 */
export class Follow {
  readonly #box: Box<'source'>;
  readonly #fromMs: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #found: Float32Array;
  #before: Float32Array;
  /** Room for one look. */
  readonly #here: Float32Array;
  #hasLeft = false;
  #timeMs: number;
  #x: number;
  #y: number;
  #speedX: number;
  #speedY: number;

  private constructor(box: Box<'source'>, timeMs: number, frame: GreyFrame, points: readonly [number, number], speed: { readonly x: number; readonly y: number }) {
    this.#box = box;
    [this.#fromMs, this.#timeMs] = [timeMs, timeMs];
    [this.#columns, this.#rows] = points;
    this.#x = box.left + box.width / 2;
    this.#y = box.top + box.height / 2;
    [this.#speedX, this.#speedY] = [speed.x, speed.y];
    this.#found = new Float32Array(this.#columns * this.#rows);
    this.#sample(frame, this.#x, this.#y, this.#found);
    this.#before = this.#found.slice();
    this.#here = this.#found.slice();
  }

  /**
   * Begins at a find.
   * @param box - of the find
   * @param timeMs - of its frame
   * @param frame - the one it is on
   * @param speed - pixels a millisecond of its centre, forward in time
   * @returns `null` where it is too small, too plain or too far out of the picture to be known again
   */
  static from(box: Box<'source'>, timeMs: number, frame: GreyFrame, speed: { readonly x: number; readonly y: number }): Follow | null {
    const [wide, high] = [(box.width * INNER) / frame.scale, (box.height * INNER) / frame.scale];
    if (Math.min(wide, high) < SMALLEST) return null;
    const points = (side: number): number => Math.min(MOST_POINTS, Math.round(side));
    const follow = new Follow(box, timeMs, frame, [points(wide), points(high)], speed);
    return alike(follow.#found, follow.#found) > LIKE_BEFORE ? follow : null;
  }

  /** Where it was last. */
  get box(): Box<'source'> {
    return this.at(this.#timeMs);
  }

  /** Where its motion leads to. @param timeMs - on the side in time to which it is followed */
  at(timeMs: number): Box<'source'> {
    const { width, height } = this.#box;
    const ms = timeMs - this.#timeMs;
    return { left: this.#x + this.#speedX * ms - width / 2, top: this.#y + this.#speedY * ms - height / 2, width, height };
  }

  /** Whether it was lost because it left the picture. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /**
   * Looks for the thing on the next frame.
   * @param frame - next to the one before, on the same side in time
   * @returns where it is, a little larger the longer ago it was found; `null` where it is lost, after which nothing more is asked
   */
  next(frame: GreyFrame, timeMs: number): Box<'source'> | null {
    const ms = timeMs - this.#timeMs;
    const side = (this.#box.width + this.#box.height) / 2;
    const [fromX, fromY] = [this.#x + this.#speedX * ms, this.#y + this.#speedY * ms];
    let step = (Math.min(REACH.most, REACH.least + (REACH.perSecond * Math.abs(ms)) / 1000) * side) / TRIED;
    let best = this.#look(frame, fromX, fromY);
    const around = (middle: Look, reach: number): void => {
      for (let row = -reach; row <= reach; row += 1) {
        for (let column = -reach; column <= reach; column += 1) {
          if (row === 0 && column === 0) continue;
          const look = this.#look(frame, middle.x + column * step, middle.y + row * step);
          if (look.before + look.found > best.before + best.found) best = look;
        }
      }
    };
    around(best, TRIED);
    for (let round = 0; round < ROUNDS; round += 1) {
      step /= 2;
      around(best, 1);
    }
    if (best.before < LIKE_BEFORE || best.found < LIKE_FOUND) {
      this.#hasLeft = this.#insideAt(frame, fromX, fromY) < LEFT;
      return null;
    }
    if (ms !== 0) {
      this.#speedX += PACE * ((best.x - this.#x) / ms - this.#speedX);
      this.#speedY += PACE * ((best.y - this.#y) / ms - this.#speedY);
    }
    [this.#x, this.#y, this.#timeMs] = [best.x, best.y, timeMs];
    this.#before = new Float32Array(this.#found.length);
    this.#sample(frame, best.x, best.y, this.#before);
    const grown = 2 * side * (SLACK.once + (SLACK.perSecond * Math.abs(timeMs - this.#fromMs)) / 1000);
    const [width, height] = [this.#box.width + grown, this.#box.height + grown];
    return { left: best.x - width / 2, top: best.y - height / 2, width, height };
  }

  /** Share of the box around a place that lies in the picture. */
  #insideAt({ width, height, scale }: GreyFrame, x: number, y: number): number {
    const within = (middle: number, side: number, most: number): number => Math.max(0, Math.min(most * scale, middle + side / 2) - Math.max(0, middle - side / 2)) / side;
    return within(x, this.#box.width, width) * within(y, this.#box.height, height);
  }

  #look(frame: GreyFrame, x: number, y: number): Look {
    this.#sample(frame, x, y, this.#here);
    return { x, y, before: alike(this.#before, this.#here), found: alike(this.#found, this.#here) };
  }

  /** Levels at the points of the box around a place; -1 for those outside the picture. */
  #sample({ levels, width, height, scale }: GreyFrame, x: number, y: number, into: Float32Array): void {
    const [stepX, stepY] = [(this.#box.width * INNER) / this.#columns / scale, (this.#box.height * INNER) / this.#rows / scale];
    const left = x / scale - (stepX * (this.#columns - 1)) / 2 - 0.5;
    const top = y / scale - (stepY * (this.#rows - 1)) / 2 - 0.5;
    let at = 0;
    for (let row = 0; row < this.#rows; row += 1) {
      const py = top + row * stepY;
      const y0 = Math.floor(py);
      for (let column = 0; column < this.#columns; column += 1, at += 1) {
        const px = left + column * stepX;
        const x0 = Math.floor(px);
        if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) {
          into[at] = -1;
          continue;
        }
        const [u, v, start] = [px - x0, py - y0, y0 * width + x0];
        const upper = (levels[start] ?? 0) * (1 - u) + (levels[start + 1] ?? 0) * u;
        const lower = (levels[start + width] ?? 0) * (1 - u) + (levels[start + width + 1] ?? 0) * u;
        into[at] = upper * (1 - v) + lower * v;
      }
    }
  }
}

/** Normalised correlation over the points that both have: 1 for the same picture in whatever light, -1 where it can't be told. */
function alike(a: Float32Array, b: Float32Array): number {
  let [n, sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [one, other] = [a[at] ?? -1, b[at] ?? -1];
    if (one < 0 || other < 0) continue;
    n += 1;
    sumA += one;
    sumB += other;
    squareA += one * one;
    squareB += other * other;
    product += one * other;
  }
  const [varianceA, varianceB] = [n * squareA - sumA * sumA, n * squareB - sumB * sumB];
  const least = (n * TEXTURE) ** 2;
  if (n < INSIDE * a.length || varianceA < least || varianceB < least) return -1;
  return (n * product - sumA * sumB) / Math.sqrt(varianceA * varianceB);
}
