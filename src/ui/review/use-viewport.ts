import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Box, Size } from '../../core/geometry/box.ts';
import { fitView, pan, showRegion, zoomAbout, type Point, type View } from './viewport.ts';

/** The view of the stage, and the ways to change it. */
export interface Viewport {
  /** Give this to the stage's element. */
  readonly attach: (element: HTMLElement | null) => void;
  readonly element: HTMLElement | null;
  /** CSS pixels. */
  readonly stage: Size;
  readonly view: View;
  readonly zoomAt: (factor: number, about: Point) => void;
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (dx: number, dy: number) => void;
  readonly fit: () => void;
  readonly actual: () => void;
  readonly reveal: (box: Box<'source'>) => void;
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
    const observer = new ResizeObserver(() => setStage({ width: Math.max(1, element.clientWidth), height: Math.max(1, element.clientHeight) }));
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
      zoomAt,
      zoomBy: (factor) => zoomAt(factor, middle),
      panBy: (dx, dy) => change((from) => pan(from, dx, dy, size, stage)),
      fit: () => setOwn(null),
      actual: () => change((from) => zoomAbout(from, 1 / from.scale, middle, size, stage)),
      reveal: (box) => change((from) => showRegion(from, box, size, stage)),
    };
  }, [element, stage, view, size, change]);
}
