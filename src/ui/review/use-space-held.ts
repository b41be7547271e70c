import { useEffect, useRef, useState } from 'react';

/** Whether Space is held over the stage, which then moves the picture. A Space that sets a corner has said so before this hears of it. */
export function useSpaceHeld(element: HTMLElement | null): { readonly current: boolean } {
  const held = useRef(false);
  const [, redraw] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const set = (next: boolean): void => {
      held.current = next;
      redraw(next);
    };
    const down = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const focus = document.activeElement;
      const free = focus === null || focus === document.body || (element.contains(focus) && focus.closest('[data-no-gesture]') === null);
      if (!free) return;
      event.preventDefault();
      set(true);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || !held.current) return;
      // A button that has the focus would be pressed by the release.
      event.preventDefault();
      set(false);
    };
    const drop = (): void => set(false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', drop);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', drop);
    };
  }, [element]);
  return held;
}
