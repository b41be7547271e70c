/** Most CSS pixels of one frame: wider ones tell no more. */
const WIDEST_FRAME = 48;
/** Widest lane, in CSS pixels: browsers lay nothing out beyond some 33 million, and get slow long before. */
const WIDEST_LANE = 1_000_000;

/**
 * How many times wider than its window the lane can become.
 * @param frames - of the video
 * @param width - of the window on the lane in CSS pixels
 */
export function mostZoom(frames: number, width: number): number {
  return width <= 0 ? 1 : Math.max(1, Math.min(frames * WIDEST_FRAME, WIDEST_LANE) / width);
}

/**
 * A further step in or out; 1 shows all of the video.
 * @param factor - 2 is twice as near
 */
export function zoomedBy(zoom: number, factor: number, most: number): number {
  return Math.max(1, Math.min(zoom * factor, most));
}

/**
 * How far the lane has to be scrolled so that a place stays where it is on the screen.
 * @param scrolled - CSS pixels before
 * @param at - of the place, from the left edge of the window on the lane
 * @param factor - of the zoom, as it was carried out
 */
export function scrolledAfterZoom(scrolled: number, at: number, factor: number): number {
  return Math.max(0, (scrolled + at) * factor - at);
}

/**
 * How far to scroll so that a place can be seen with something around it.
 * @param scrolled - CSS pixels now
 * @param place - from the left end of the lane
 * @param width - of the window on the lane
 * @returns the same where it can be seen already
 */
export function scrolledTo(scrolled: number, place: number, width: number): number {
  return place >= scrolled && place <= scrolled + width - 1 ? scrolled : Math.max(0, place - width / 4);
}
