import type { CDPSession, Page } from 'playwright-core';
import { heardSince } from './ears.ts';
import { readFocus, type Spoken } from './focus.ts';

/** One key press, and all that was said after it. */
export interface Line {
  readonly keys: string;
  /** What the focus is on, and what is entered by it. */
  readonly focus: readonly string[];
  /** What live regions said, in order. */
  readonly announced: readonly string[];
}

/** A part of the transcript under a heading. */
export interface Chapter {
  readonly title: string;
  readonly lines: Line[];
}

/** Most presses of one key on the way to something. */
const MOST_PRESSES = 60;

/** Presses keys and writes down what a screen reader would say. */
export class Reader {
  readonly chapters: Chapter[] = [];
  /** Keys after which nothing had the focus. */
  readonly lost: string[] = [];
  readonly #page: Page;
  readonly #session: CDPSession;
  #last: Spoken | null = null;
  #title = '';

  constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** Name, role and states of what has the focus. */
  get focused(): string {
    return this.#last?.text ?? '';
  }

  chapter(title: string): void {
    this.chapters.push({ title, lines: [] });
  }

  /** Notes what is said without any key, such as when a page has opened or a search has ended. */
  async hear(what: string): Promise<void> {
    await this.#note(`*${what}*`, this.#last !== null);
  }

  /** Presses a key, or types a chord. */
  async press(key: string, shown = key): Promise<void> {
    await this.#page.keyboard.press(key);
    await this.#note(shown, true);
  }

  /** Presses a key until the focus is on something that reads so. */
  async pressUntil(key: string, wanted: RegExp): Promise<void> {
    for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
      await this.press(key);
      if (wanted.test(this.focused)) return;
    }
    throw new Error(`${key} never comes to ${String(wanted)}; it is on "${this.focused}".`);
  }

  async #note(keys: string, mustBeSomewhere: boolean): Promise<void> {
    const announced = await heardSince(this.#page);
    const focus: string[] = [];
    const title = await this.#page.title();
    if (title !== this.#title) focus.push(`${title}, page`);
    this.#title = title;
    const now = await readFocus(this.#session);
    const before = new Set(this.#last?.around.map(({ id }) => id));
    for (const { id, text } of now.around) if (!before.has(id) && id !== this.#last?.id) focus.push(text);
    if (!now.isLost && (now.id !== this.#last?.id || now.brief !== this.#last.brief)) focus.push(now.text);
    if (now.isLost && mustBeSomewhere) this.lost.push(keys);
    this.#last = now;
    this.chapters.at(-1)?.lines.push({ keys, focus, announced });
  }
}
