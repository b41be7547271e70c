import type { ReactElement } from 'react';
import { shownKeys, type ShortcutName } from '../keyboard/shortcuts.ts';
import { isMac } from '../keyboard/platform.ts';
import { words } from '../words.ts';

/** The key of an action, drawn as a key cap; hidden from screen readers, which read `aria-keyshortcuts`. */
export function Key({ name }: { readonly name: ShortcutName }): ReactElement {
  return (
    <kbd className="key" aria-hidden="true">
      {words.keyCaps(shownKeys(name, isMac))}
    </kbd>
  );
}
