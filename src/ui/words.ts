import { english } from './words/en/english.ts';

/** The form of every language. */
export type Words = typeof english;

/** Every sentence and label of the interface, in the language in force. Read it while rendering, never while a module loads. */
export let words: Words = english;

/** Puts another language in force; whoever calls this draws the page again. */
export function setWords(next: Words): void {
  words = next;
}
