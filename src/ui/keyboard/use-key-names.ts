import { useStore } from 'zustand';
import { settings } from '../settings/settings.ts';
import { words } from '../words.ts';
import { isMac } from './platform.ts';
import { ariaKeys, shownKeys, type ShortcutName } from './shortcuts.ts';

/** What the keys of actions are called, for as long as they do anything. */
export interface KeyNames {
  /** The `aria-keyshortcuts` value of an action; `undefined` where no key starts it. */
  readonly aria: (name: ShortcutName) => string | undefined;
  /** As on the key caps of the language in force; empty where no key starts it. */
  readonly shown: (name: ShortcutName) => string;
  /** A label for the tooltip, with the key behind it where there is one. */
  readonly tip: (label: string, name: ShortcutName) => string;
}

/** Names of keys; draws again when single-letter keys are switched on or off. */
export function useKeyNames(): KeyNames {
  const singleKeys = useStore(settings, (state) => state.singleKeys);
  const shown = (name: ShortcutName): string => words.keyCaps(shownKeys(name, isMac, singleKeys));
  return {
    aria: (name) => ariaKeys(name, singleKeys),
    shown,
    tip: (label, name) => (shown(name) === '' ? label : `${label} (${shown(name)})`),
  };
}
