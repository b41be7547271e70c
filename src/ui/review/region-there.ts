import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Frames } from './use-frames.ts';

/**
 * A region with the box that it has on the screen. While the frame that was gone to is on its way, the one before stays there, with the places
 * of that frame.
 * @param frames - of the picture on the screen
 * @param hasPicture - whether there is one
 * @returns `null` until the wanted frame is there, and where the region is not on it
 */
export function regionThere(id: RegionId | null, frames: Pick<Frames, 'frame' | 'wanted' | 'here'>, hasPicture: boolean): Decision | null {
  if (id === null || !hasPicture || frames.frame !== frames.wanted) return null;
  return frames.here.find((decision) => decision.id === id) ?? null;
}
