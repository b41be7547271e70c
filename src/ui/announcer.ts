import { createStore } from 'zustand/vanilla';

/** The last sentences for people who don't see the screen, numbered so that the same sentence is said twice. */
export const announcement = createStore<{ readonly text: string; readonly serial: number }>(() => ({ text: '', serial: 0 }));

/** Whether more may be said at the same moment. */
let isOpen = false;

/** Says one sentence politely. Sentences of the same moment are said together: a live region has room for one, and the last would take the place of the others. */
export function announce(text: string): void {
  const joins = isOpen;
  announcement.setState((last) => ({ text: joins ? `${last.text} ${text}` : text, serial: last.serial + 1 }), true);
  if (joins) return;
  isOpen = true;
  queueMicrotask(() => {
    isOpen = false;
  });
}
