import { english } from './words/en/english.ts';

/** The form of every language. */
export type Words = typeof english;

/** Every sentence and label of the interface, in the language in force. Read it while rendering, never while a module loads. */
export let words: Words = english;

const listeners = new Set<() => void>();

/** Puts another language in force, and has everything that follows it drawn again. */
export function setWords(next: Words): void {
  if (next === words) return;
  words = next;
  for (const listener of listeners) listener();
}

/** Calls back whenever another language comes into force; returns the way to stop. */
export function subscribeWords(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
