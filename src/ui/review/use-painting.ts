import { useEffect } from 'react';
import { paint, type Scene } from './paint.ts';
import type { Viewport } from './use-viewport.ts';

/** What is painted; `picture` is `null` while there is none. */
export interface Painting extends Omit<Scene, 'picture' | 'view' | 'careful'> {
  readonly picture: Scene['picture'] | null;
}

/** Draws on the next frame, quickly while things move, and once more with care when they rest. */
export function usePainting(canvas: { readonly current: HTMLCanvasElement | null }, { stage, view }: Pick<Viewport, 'stage' | 'view'>, painting: Painting): void {
  const { picture, decisions, patches, policy, opacity, originalShare } = painting;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context == null) return;
    const ratio = window.devicePixelRatio;
    const draw = (careful: boolean): void => {
      const width = Math.round(stage.width * ratio);
      const height = Math.round(stage.height * ratio);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      // With what is painted and not before, or a stage that grows or shrinks would stretch the picture until then.
      element.style.width = `${String(stage.width)}px`;
      element.style.height = `${String(stage.height)}px`;
      if (picture === null) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, width, height);
      } else paint(context, { picture, view, decisions, patches, policy, opacity, originalShare, careful }, ratio);
    };
    let rest = 0;
    const frame = requestAnimationFrame(() => {
      draw(false);
      rest = window.setTimeout(() => draw(true), 120);
    });
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(rest);
    };
  }, [canvas, stage, view, picture, decisions, patches, policy, opacity, originalShare]);
}
