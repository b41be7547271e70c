import { createStore } from 'zustand/vanilla';

/** The last sentence for people who don't see the screen, numbered so that the same sentence is said twice. */
export const announcement = createStore<{ readonly text: string; readonly serial: number }>(() => ({ text: '', serial: 0 }));

/** Says one sentence politely. */
export function announce(text: string): void {
  announcement.setState((last) => ({ text, serial: last.serial + 1 }), true);
}
