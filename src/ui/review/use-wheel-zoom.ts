import { useEffect, useRef } from 'react';
import type { Viewport } from './use-viewport.ts';

/** Zooms with the wheel. React listens for it passively, and a passive listener can't keep the page from zooming. */
export function useWheelZoom(viewport: Viewport): void {
  const latest = useRef(viewport);
  useEffect(() => {
    latest.current = viewport;
  });
  const { element } = viewport;
  useEffect(() => {
    if (element === null) return;
    const listen = (event: WheelEvent): void => {
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      // A pinch on a touchpad arrives as Ctrl with small steps.
      const factor = Math.exp(-Math.max(-240, Math.min(240, pixels)) / (event.ctrlKey ? 120 : 480));
      latest.current.zoomAt(factor, { x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    };
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [element]);
}
