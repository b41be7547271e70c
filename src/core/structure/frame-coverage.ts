import type { StoredFrame } from '../animation/animation.ts';
import type { Size } from '../geometry/box.ts';

/**
 * Whether the empty canvas may show through an animation, even where no frame has alpha: around the first frame, or
 * where a frame is taken away before the next.
 * @param frames - in order, in whatever space the canvas is in
 */
export function mayShowBackground(
  frames: readonly { readonly area: Size; readonly disposal: StoredFrame['disposal'] }[],
  canvas: Size,
): boolean {
  return frames.some(({ area, disposal }, index) => {
    const coversCanvas = area.width === canvas.width && area.height === canvas.height;
    const isTakenAway = index < frames.length - 1 && (disposal === 'clear' || (disposal === 'restore' && index === 0));
    return isTakenAway || (index === 0 && !coversCanvas);
  });
}
