/** Size of the small grey pictures, unless told otherwise: enough to tell scenes apart, too little for details and noise. */
export const CUT_WIDTH = 32;
/** Their height. */
export const CUT_HEIGHT = 18;

/** Most that the camera may move between two frames, as a share of the width and of the height. */
const MOST_SHIFT = 1 / 6;
/** Difference of two frames, 0..1, from which they are two scenes whatever went before. */
const SURELY = 0.5;
/** Least difference that can be a cut: a quick movement in front of the camera is one. */
const LEAST = 0.15;
/** Times that a cut differs more than frames have lately. */
const STANDS_OUT = 4;
const OFFSET = 0.05;
/** How fast "lately" follows: a share for each frame. */
const PACE = 0.15;
/** Variance of grey levels that is taken for noise. */
const NOISE = 20;
/** Standard deviation of grey levels below which a frame shows nothing: black between scenes, white of a flash. */
const FLAT = 4.5;
/** A frame that is brighter by this, with this share of white, is washed out by a flash. */
const BRIGHTER = 45;
const WHITE = 245;
const WASHED_OUT = 0.2;
/** Frames that a flash may last. */
const FLASH_FRAMES = 3;
/** Difference up to which a frame after a flash is the scene from before it. */
const SAME = 0.15;

/** A small picture less its mean. */
interface Look {
  readonly levels: Float32Array;
  readonly mean: number;
  /** Share of pixels that are white. */
  readonly white: number;
  readonly deviation: number;
}

/**
 * Tells where scenes begin, from small grey pictures of one frame after the other, and at once: a frame is judged by those before it.
 *
 * Two frames are compared as patterns, so that exposure and even flashes change nothing, and at the shift at which they are most
 * alike, so that a camera that pans or shakes changes little. A cut differs much more than frames have lately, so neither grain nor
 * a wild camera counts, nor a dissolve, of which each step is small: over it tracks go on or are lost like any others.
 *
 * Black frames and frames that a flash washes out show nothing to compare. They are no cut; what comes after them is compared with
 * what was before. So a flash ends in the scene that it began in, and a fade to black and up again is a cut at the first frame that
 * shows the new scene. A flash that lights the scene otherwise, without washing it out, may be taken for one cut, never for two:
 * its end is recognised. A cut to a scene that is far brighter and mostly white is told up to three frames late.
 */
export class SceneCuts {
  readonly #width: number;
  readonly #height: number;
  #reference: Look | null = null;
  /** What was before the frames of a possible flash, latest last. */
  #before: Look[] = [];
  #lately = 0;
  #blind = 0;

  /**
   * @param width - pixels in a row of the small pictures
   * @param height - rows
   */
  constructor(width = CUT_WIDTH, height = CUT_HEIGHT) {
    this.#width = width;
    this.#height = height;
  }

  /**
   * Takes the next frame.
   * @param luma - its small grey picture, row by row, 0..255; only read during the call
   * @returns whether it is the first of another scene; never for the first frame of all
   * @throws RangeError where the picture has another size
   */
  isCut(luma: Uint8Array): boolean {
    if (luma.length !== this.#width * this.#height) throw new RangeError('the small picture has another size');
    const look = lookOf(luma);
    const reference = this.#reference;
    if (reference === null || this.#showsNothing(look, reference)) {
      this.#blind += 1;
      if (reference === null && look.deviation >= FLAT) this.#settle(look);
      return false;
    }
    const difference = this.#difference(reference, look);
    const isOther = difference > Math.min(SURELY, Math.max(LEAST, STANDS_OUT * this.#lately + OFFSET));
    const isBack = isOther && this.#before.some((earlier) => this.#difference(earlier, look) <= SAME);
    // Cuts count too, but not in full: where frame after frame differs, it is the camera.
    this.#lately += PACE * (Math.min(difference, SURELY) - this.#lately);
    this.#before = [...this.#before.slice(-FLASH_FRAMES), reference];
    this.#settle(look);
    return isOther && !isBack;
  }

  #settle(look: Look): void {
    this.#reference = look;
    this.#blind = 0;
  }

  #showsNothing({ deviation, mean, white }: Look, reference: Look): boolean {
    return deviation < FLAT || (this.#blind < FLASH_FRAMES && mean > reference.mean + BRIGHTER && white > WASHED_OUT && white > 2 * reference.white);
  }

  /** 0 for the same pattern at some shift, 1 for patterns that have nothing in common. */
  #difference(a: Look, b: Look): number {
    const mostX = Math.round(this.#width * MOST_SHIFT);
    const mostY = Math.round(this.#height * MOST_SHIFT);
    let best = this.#likeness(a, b, 0, 0);
    for (let dy = -mostY; dy <= mostY && best < 0.98; dy += 1) {
      for (let dx = -mostX; dx <= mostX; dx += 1) best = Math.max(best, this.#likeness(a, b, dx, dy));
    }
    return 1 - Math.max(0, best);
  }

  /** How alike two patterns are where they overlap at a shift: their correlation, -1..1, with room for noise. */
  #likeness(a: Look, b: Look, dx: number, dy: number): number {
    const left = Math.max(0, dx);
    const right = Math.min(this.#width, this.#width + dx);
    let count = 0;
    let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
    for (let y = Math.max(0, dy); y < Math.min(this.#height, this.#height + dy); y += 1) {
      for (let x = left; x < right; x += 1) {
        const p = a.levels[y * this.#width + x] ?? 0;
        const q = b.levels[(y - dy) * this.#width + x - dx] ?? 0;
        count += 1;
        sumA += p;
        sumB += q;
        sumAA += p * p;
        sumBB += q * q;
        sumAB += p * q;
      }
    }
    const shared = sumAB / count - (sumA / count) * (sumB / count);
    const spread = Math.sqrt(Math.max(0, sumAA / count - (sumA / count) ** 2) * Math.max(0, sumBB / count - (sumB / count) ** 2));
    return (shared + NOISE) / (spread + NOISE);
  }
}

function lookOf(luma: Uint8Array): Look {
  let sum = 0;
  let white = 0;
  for (const level of luma) {
    sum += level;
    if (level >= WHITE) white += 1;
  }
  const mean = sum / luma.length;
  const levels = Float32Array.from(luma, (level) => level - mean);
  let squares = 0;
  for (const level of levels) squares += level * level;
  return { levels, mean, white: white / luma.length, deviation: Math.sqrt(squares / luma.length) };
}
