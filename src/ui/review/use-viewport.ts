import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Box, Size } from '../../core/geometry/box.ts';
import { fitView, pan, scrollTo, showRegion, zoomAbout, zoomToBox, type Point, type View } from './viewport.ts';

/** The view of the stage, and the ways to change it. */
export interface Viewport {
  /** Give this to the stage's element. */
  readonly attach: (element: HTMLElement | null) => void;
  readonly element: HTMLElement | null;
  /** CSS pixels. */
  readonly stage: Size;
  readonly view: View;
  /** The whole picture is shown, as it was at first. */
  readonly isFitted: boolean;
  readonly zoomAt: (factor: number, about: Point) => void;
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (dx: number, dy: number) => void;
  readonly fit: () => void;
  readonly actual: () => void;
  /** Zooms so that a box fills the stage. */
  readonly zoomTo: (box: Box<'source'>) => void;
  /** Shows a region large enough to judge it. */
  readonly reveal: (box: Box<'source'>) => void;
  /** Moves as little as needed to bring a box into sight, at the same zoom. */
  readonly scrollTo: (box: Box<'source'>) => void;
}

const NO_SIZE: Size = { width: 1, height: 1 };

/**
 * Keeps the view of one picture. A picture that was never zoomed or moved stays fitted while panels open and close.
 * @param picture - size of the shown picture; `null` before it is known
 * @param key - a new key starts fitted again
 */
export function useViewport(picture: Size | null, key: string | null): Viewport {
  const [element, attach] = useState<HTMLElement | null>(null);
  const [stage, setStage] = useState<Size>(NO_SIZE);
  const [own, setOwn] = useState<{ readonly key: string | null; readonly view: View } | null>(null);
  useEffect(() => {
    if (element === null) return;
    let from: Size | null = null;
    const observer = new ResizeObserver(() => {
      const to = { width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) };
      // What was in the middle stays there: a panel or a sheet that opens must not cover what a person looks at.
      const dx = from === null ? 0 : Math.round((to.width - from.width) / 2);
      const dy = from === null ? 0 : Math.round((to.height - from.height) / 2);
      from = to;
      setOwn((last) => (last === null ? null : { ...last, view: { ...last.view, x: last.view.x + dx, y: last.view.y + dy } }));
      setStage(to);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  const width = picture?.width ?? 1;
  const height = picture?.height ?? 1;
  const size = useMemo(() => ({ width, height }), [width, height]);
  const fitted = useMemo(() => fitView(size, stage), [size, stage]);
  const view = own !== null && own.key === key ? own.view : fitted;
  const change = useCallback(
    (to: (view: View) => View) =>
      setOwn((last) => {
        const from = last !== null && last.key === key ? last.view : fitted;
        const next = to(from);
        return next === from ? last : { key, view: next };
      }),
    [key, fitted],
  );
  return useMemo(() => {
    const zoomAt = (factor: number, about: Point): void => change((from) => zoomAbout(from, factor, about, size, stage));
    const middle = { x: stage.width / 2, y: stage.height / 2 };
    return {
      attach,
      element,
      stage,
      view,
      isFitted: view === fitted,
      zoomAt,
      zoomBy: (factor) => zoomAt(factor, middle),
      panBy: (dx, dy) => change((from) => pan(from, dx, dy, size, stage)),
      fit: () => setOwn(null),
      actual: () => change((from) => zoomAbout(from, 1 / from.scale, middle, size, stage)),
      zoomTo: (box) => change(() => zoomToBox(box, size, stage)),
      scrollTo: (box) => change((from) => scrollTo(from, box, size, stage)),
      reveal: (box) => change((from) => showRegion(from, box, size, stage)),
    };
  }, [element, stage, view, fitted, size, change]);
}
