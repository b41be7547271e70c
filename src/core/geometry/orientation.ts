import type { Orientation } from '../structure/inspection.ts';
import { sourceBox, storedBox, type Box, type Size } from './box.ts';

/**
 * How an EXIF orientation turns stored pixels for display: first swap the axes, then flip what came out.
 * @see CIPA DC-008 (Exif), tag 0x0112 Orientation
 */
export interface Turn {
  /** Rows become columns: orientations 5 to 8. */
  readonly swapsAxes: boolean;
  /** The displayed picture is mirrored left to right after the swap. */
  readonly flipsX: boolean;
  /** The displayed picture is mirrored top to bottom after the swap. */
  readonly flipsY: boolean;
}

const TURNS: Readonly<Record<Orientation, Turn>> = {
  1: { swapsAxes: false, flipsX: false, flipsY: false },
  2: { swapsAxes: false, flipsX: true, flipsY: false },
  3: { swapsAxes: false, flipsX: true, flipsY: true },
  4: { swapsAxes: false, flipsX: false, flipsY: true },
  5: { swapsAxes: true, flipsX: false, flipsY: false },
  6: { swapsAxes: true, flipsX: true, flipsY: false },
  7: { swapsAxes: true, flipsX: true, flipsY: true },
  8: { swapsAxes: true, flipsX: false, flipsY: true },
};

/**
 * The swap and flips of an orientation.
 * @param orientation - EXIF orientation, 1..8
 */
export function turnOf(orientation: Orientation): Turn {
  return TURNS[orientation];
}

/**
 * Size of the picture as displayed.
 * @param stored - size as stored in the file, in pixels
 * @param orientation - EXIF orientation, 1..8
 */
export function orientedSize(stored: Size, orientation: Orientation): Size {
  return turnOf(orientation).swapsAxes
    ? { width: stored.height, height: stored.width }
    : { width: stored.width, height: stored.height };
}

/**
 * Maps a box of the stored picture to the picture as displayed.
 * @param box - in stored pixels; may be fractional and may reach past the edges
 * @param stored - size as stored in the file, in pixels
 * @param orientation - EXIF orientation, 1..8
 */
export function storedToSource(box: Box<'stored'>, stored: Size, orientation: Orientation): Box<'source'> {
  const turn = turnOf(orientation);
  const size = orientedSize(stored, orientation);
  const swapped = turn.swapsAxes ? sourceBox(box.top, box.left, box.height, box.width) : sourceBox(box.left, box.top, box.width, box.height);
  return sourceBox(
    turn.flipsX ? size.width - swapped.left - swapped.width : swapped.left,
    turn.flipsY ? size.height - swapped.top - swapped.height : swapped.top,
    swapped.width,
    swapped.height,
  );
}

/**
 * Maps a box of the picture as displayed back to the stored picture: the inverse of {@link storedToSource}.
 * @param box - in pixels of the oriented picture; may be fractional and may reach past the edges
 * @param stored - size as stored in the file, in pixels
 * @param orientation - EXIF orientation, 1..8
 */
export function sourceToStored(box: Box<'source'>, stored: Size, orientation: Orientation): Box<'stored'> {
  const turn = turnOf(orientation);
  const size = orientedSize(stored, orientation);
  const left = turn.flipsX ? size.width - box.left - box.width : box.left;
  const top = turn.flipsY ? size.height - box.top - box.height : box.top;
  return turn.swapsAxes ? storedBox(top, left, box.height, box.width) : storedBox(left, top, box.width, box.height);
}
