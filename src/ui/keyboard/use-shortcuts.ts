import { useEffect, useLayoutEffect, useRef } from 'react';
import { settings } from '../settings/settings.ts';
import { matchOpacity, matchShortcut, type Press, type ShortcutName } from './shortcuts.ts';

/** What each action does. */
export type ShortcutHandlers = { readonly [Name in ShortcutName]?: () => void };

/** What a key turns on and off. */
const SWITCHES: ReadonlySet<ShortcutName> = new Set(['snap', 'compare', 'gallery']);

/** The parts of an event that shortcuts look at. AltGr only chooses the character, as for brackets on many layouts; some systems tell it as Ctrl and Alt. */
export function toPress(event: KeyboardEvent): Press {
  if (event.getModifierState('AltGraph')) return { key: event.key, code: event.code, mod: false, shift: event.shiftKey, alt: false };
  return { key: event.key, code: event.code, mod: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey };
}

/** Whether a key belongs to the element that has the focus: typing, choosing, or a modal dialog. */
export function isOwned(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (document.querySelector('dialog[open]') !== null) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target === null) return false;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return false;
  if (event.key === 'F6' || event.key === 'Escape') return false;
  const chord = event.ctrlKey || event.metaKey;
  const takesText = target instanceof HTMLInputElement && ['text', 'number', 'search'].includes(target.type);
  // Undo and "select all" inside a text field are the field's own.
  if (takesText) return !chord || ['a', 'y', 'z'].includes(event.key.toLowerCase());
  if (target instanceof HTMLSelectElement) return !chord;
  // Sliders, tick boxes and radio buttons take no letters, only these.
  return ['Enter', ' ', 'Delete', 'Backspace'].includes(event.key);
}

/**
 * Listens for the keys of the workroom while it is shown.
 * @param handlers - what each action does now
 * @param onOpacity - called with 0..1 for the digit keys, which mean nothing where it is left out
 */
export function useShortcuts(handlers: ShortcutHandlers, onOpacity?: (share: number) => void): void {
  const latest = useRef({ handlers, onOpacity });
  // With the picture that they belong to: a key that is pressed as soon as another frame is seen must not act on the one before.
  useLayoutEffect(() => {
    latest.current = { handlers, onOpacity };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (isOwned(event)) return;
      const press = toPress(event);
      const { singleKeys } = settings.getState();
      const opacity = matchOpacity(press, singleKeys);
      if (opacity !== null && latest.current.onOpacity !== undefined) {
        latest.current.onOpacity(opacity);
        event.preventDefault();
        return;
      }
      const name = matchShortcut(press, singleKeys);
      const handler = name === null ? undefined : latest.current.handlers[name];
      if (name === null || handler === undefined) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      // Enter presses the focused button; only on a region, on the picture or on nothing it means "mask".
      if (event.key === 'Enter' && target !== document.body && target?.closest('[data-region], [data-panel="stage"]') == null) return;
      if (event.key === 'Enter' && target?.closest('[data-no-gesture]') != null) return;
      event.preventDefault();
      // A key that is held goes on stepping and moving, but what it switches is switched once.
      if (event.repeat && SWITCHES.has(name)) return;
      handler();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** `?` opens the list of keys, on every screen. */
export function useHelpKey(open: () => void): void {
  const latest = useRef(open);
  useLayoutEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (isOwned(event) || matchShortcut(toPress(event), settings.getState().singleKeys) !== 'help') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
