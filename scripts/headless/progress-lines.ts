import type { RunnerProgress } from '../../src/protocol/runner-page.ts';

/** Milliseconds between two lines on a terminal, where each takes the place of the one before. */
const EVERY_MS = 2000;
/** Lines of each errand elsewhere, where they stay: one for every tenth of it. */
const STEPS = 10;
/** Removes what a longer line left behind. */
const TO_LINE_END = '\u001b[K';

/** How far one of the two errands of a film has come. */
interface Errand {
  readonly name: 'search' | 'export';
  /** Share that is done, 0..1. */
  readonly share: number;
  /** What is done to the frames that are counted. */
  readonly done: 'searched' | 'masked' | 're-checked';
}

/** Where the lines go, and what time it is. */
export interface ProgressSurroundings {
  /** Whether a person watches: then a line may be written over. */
  readonly isTerminal: boolean;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
  readonly say: (text: string) => void;
}

/**
 * Tells how far one file has come. A film takes long, so its frames, their pace and the time left are told, for its search and for its
 * export; on a terminal every few seconds, elsewhere at every tenth. Of a picture only a terminal is told, stage by stage.
 */
export class ProgressLines {
  readonly #label: string;
  readonly #outside: ProgressSurroundings;
  #toldAt = 0;
  /** What runs: since when, and how much of it was told already. */
  #errand: { readonly name: Errand['name']; readonly since: number; share: number; step: number } | null = null;
  #stage: { readonly name: string; readonly since: number } | null = null;

  /** @param label - of the file, at the start of each line */
  constructor(label: string, outside: ProgressSurroundings) {
    this.#label = label;
    this.#outside = outside;
  }

  /** Takes one report of the page, and writes a line where one is due. */
  tell({ stage, fraction, frames }: RunnerProgress): void {
    const { isTerminal, say } = this.#outside;
    const errand = frames === undefined ? null : errandOf(stage, fraction);
    if (errand !== null && frames !== undefined) this.#tellFrames(errand, stage, fraction, frames);
    else if (isTerminal && frames === undefined) say(`\r${this.#label} ${stage} ${String(Math.round(fraction * 100))} %${TO_LINE_END}`);
  }

  /** Writes the last line of the file, in place of what tells of its progress. */
  end(text: string): void {
    const { isTerminal, say } = this.#outside;
    say(`${isTerminal ? '\r' : ''}${this.#label} ${text}${isTerminal ? TO_LINE_END : ''}\n`);
  }

  #tellFrames({ name, share, done }: Errand, stage: string, fraction: number, frames: number): void {
    const { isTerminal, now, say } = this.#outside;
    const time = now();
    // An export that has to mask more begins anew.
    if (this.#errand?.name !== name || share < this.#errand.share) {
      this.#errand = { name, since: time, share, step: 0 };
      this.#toldAt = time;
    }
    this.#errand.share = share;
    if (this.#stage?.name !== stage || fraction === 0) this.#stage = { name: stage, since: time };
    const step = Math.floor(share * STEPS + ROUNDING);
    const isDue = isTerminal ? time - this.#toldAt >= EVERY_MS : step > this.#errand.step;
    if (!isDue || share === 0) return;
    this.#errand.step = step;
    this.#toldAt = time;
    const count = Math.floor(fraction * frames + ROUNDING);
    const pace = perSecond(count, time - this.#stage.since);
    const left = share >= 1 ? '' : `, about ${clock(((time - this.#errand.since) * (1 - share)) / share / 1000)} left`;
    const line = `${this.#label} ${name} ${String(Math.floor(share * 100 + ROUNDING))} %: ${String(count)} of ${String(frames)} frames ${done}${pace}${left}`;
    say(isTerminal ? `\r${line}${TO_LINE_END}` : `${line}\n`);
  }
}

/** So that the share of a frame times their number does not come out just below that frame. */
const ROUNDING = 1e-6;

/** Checking the frames of an export takes about twice as long as masking them. `null` where no frames are counted. */
function errandOf(stage: RunnerProgress['stage'], fraction: number): Errand | null {
  switch (stage) {
    case 'detect':
      return { name: 'search', share: fraction, done: 'searched' };
    case 'mask':
      return { name: 'export', share: fraction / 3, done: 'masked' };
    case 'verify':
      return { name: 'export', share: (1 + 2 * fraction) / 3, done: 're-checked' };
    default:
      return null;
  }
}

function perSecond(count: number, milliseconds: number): string {
  return milliseconds <= 0 || count === 0 ? '' : `, ${((count * 1000) / milliseconds).toFixed(1)} a second`;
}

/** `m:ss`, or `h:mm:ss` from an hour. */
function clock(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
