import type { FrameSpan } from './path.ts';

/** When each frame is shown, and where scenes begin. Frames follow each other without a hole, from any number on. */
export class FrameTimes {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #sceneStarts: number[] = [];
  #first = 0;

  /** Number of scenes so far. */
  get scenes(): number {
    return this.#sceneStarts.length;
  }

  /** The frame added last; one before the first where there is none. */
  get last(): number {
    return this.#first + this.#starts.length - 1;
  }

  /**
   * Adds the next frame.
   * @param frame - one more than the last
   * @param isCut - whether a scene begins with it
   * @throws RangeError where a frame is left out, comes twice, or goes back in time
   */
  add(frame: number, timeMs: number, durationMs: number, isCut: boolean): void {
    if (this.#starts.length === 0) this.#first = frame;
    else if (frame !== this.last + 1 || timeMs < this.start(this.last)) throw new RangeError('frames come in order, each once');
    if (isCut || this.#starts.length === 0) this.#sceneStarts.push(frame);
    this.#starts.push(timeMs);
    this.#ends.push(timeMs + durationMs);
  }

  /** Milliseconds at which a frame is shown. */
  start(frame: number): number {
    return this.#starts[frame - this.#first] ?? 0;
  }

  /** Milliseconds at which it is gone. */
  end(frame: number): number {
    return this.#ends[frame - this.#first] ?? 0;
  }

  /** Frames of a scene. */
  scene(index: number): FrameSpan {
    return { first: this.#sceneStarts[index] ?? this.#first, last: (this.#sceneStarts[index + 1] ?? this.last + 1) - 1 };
  }
}
