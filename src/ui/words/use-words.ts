import { useSyncExternalStore } from 'react';
import { subscribeWords, words, type Words } from '../words.ts';

/**
 * The words in force; renders again when another language comes into force. The page needs it once at the top, and in
 * every component that is memoised, because its parent doesn't reach it.
 */
export function useWords(): Words {
  return useSyncExternalStore(subscribeWords, () => words);
}
