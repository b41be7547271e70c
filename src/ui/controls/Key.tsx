import type { ReactElement } from 'react';
import type { ShortcutName } from '../keyboard/shortcuts.ts';
import { useKeyNames } from '../keyboard/use-key-names.ts';

/** The key of an action, drawn as a key cap; nothing where no key starts it. Hidden from screen readers, which read `aria-keyshortcuts`. */
export function Key({ name }: { readonly name: ShortcutName }): ReactElement | null {
  const key = useKeyNames().shown(name);
  return key === '' ? null : <kbd className="key" aria-hidden="true">{key}</kbd>;
}
