import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { Dialog } from '../controls/Dialog.tsx';
import { settings } from '../settings/settings.ts';
import { words } from '../words.ts';
import { isMac } from './platform.ts';
import { SHORTCUT_GROUPS, SHORTCUTS, type ShortcutName } from './shortcuts.ts';
import './keyboard.css';

/** The list of all keys. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const singleKeys = useStore(settings, (state) => state.singleKeys);
  const names = Object.keys(SHORTCUTS) as ShortcutName[];
  return (
    <Dialog title={words.help.title} onClose={onClose} wide>
      {singleKeys ? null : <p className="field-caution">{words.help.off}</p>}
      <div className="shortcut-groups">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group}>
            <h3>{words.help.groups[group]}</h3>
            <dl>
              {names
                .filter((name) => SHORTCUTS[name].group === group)
                .map((name) => (
                  <div key={name}>
                    <dt>{words.help.actions[name]}</dt>
                    <dd>
                      {SHORTCUTS[name].shown.map((keys) => (
                        <kbd key={keys} className="key">{words.keyCaps(keys.replace('Mod', isMac ? '⌘' : 'Ctrl'))}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
