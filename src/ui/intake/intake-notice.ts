import { announce } from '../announcer.ts';
import { words } from '../words.ts';

/** What the intake may have to say beside its buttons, by its name among the words of the start screen. */
export type IntakeNotice = 'nothingDropped' | 'archiveEmpty' | 'pasteEmpty' | 'pasteDenied' | 'sharedLost';

let notice: IntakeNotice | null = null;
const listeners = new Set<() => void>();

function set(next: IntakeNotice | null): void {
  if (next === notice) return;
  notice = next;
  for (const listener of listeners) listener();
}

/** The sentence beside the buttons that open files: a store for useSyncExternalStore. */
export const intakeNotice = {
  /** Calls back whenever it changes; returns the way to stop. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: (): IntakeNotice | null => notice,
  /** Shows a sentence and says it aloud. */
  show: (next: IntakeNotice): void => {
    set(next);
    announce(words.start[next]);
  },
  /** Takes it away. */
  clear: (): void => set(null),
} as const;
