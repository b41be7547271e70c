import type { Detection } from '../detect/detection.ts';
import type { Box } from '../geometry/box.ts';
import type { Path } from './path.ts';
import { Tracker } from './tracker.ts';
import { ANIMATION_TRACKING } from './tracker-options.ts';

/** Milliseconds of a frame whose file gives none, as browsers show it. */
const UNTIMED_MS = 100;

/**
 * Joins the finds of an animation's frames into one find for each thing, with its way: where it was not found for a moment the
 * way goes straight on, and it is held a little before the first find and after the last. One confident find is enough for the
 * whole way, so that a mask does not flicker.
 * @param frames - finds of each frame, in order
 * @param durations - milliseconds of each frame; one for each
 * @param isCut - whether a frame is the first of another scene; without it the whole animation is one
 * @returns finds with a path, each with the box and score of its most confident frame; highest score first
 */
export function linkFrames(frames: readonly (readonly Detection[])[], durations: readonly number[], isCut: (frame: number) => boolean = () => false): Detection[] {
  const tracker = new Tracker(ANIMATION_TRACKING);
  let timeMs = 0;
  frames.forEach((detections, frame) => {
    const duration = durations[frame] ?? 0;
    const durationMs = duration > 0 ? duration : UNTIMED_MS;
    tracker.add({ frame, timeMs, durationMs, detections, isCut: isCut(frame) });
    timeMs += durationMs;
  });
  return [...tracker.finish()];
}

/**
 * Finds on pages: each is on its page alone.
 * @param pages - finds of each page, in order
 * @returns all of them with a path, highest score first
 */
export function placeOnPages(pages: readonly (readonly Detection[])[]): Detection[] {
  return pages.flatMap((detections, page) => detections.map((detection) => ({ ...detection, path: pathOnPage(page, detection.box) }))).sort((a, b) => b.score - a.score);
}

/** The path of a region that is on one page only. */
export function pathOnPage(page: number, box: Box<'source'>): Path {
  return { first: page, last: page, keys: [{ frame: page, box }] };
}
