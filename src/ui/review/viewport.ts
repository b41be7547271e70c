import type { Box, Size } from '../../core/geometry/box.ts';

/** How the picture lies on the screen: screen = source * scale + offset, in CSS pixels of the stage. */
export interface View {
  /** CSS pixels per picture pixel. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A point in CSS pixels of the stage, or in pixels of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Largest magnification. */
export const MAX_SCALE = 32;
/** Free space kept around a fitted picture, in CSS pixels. */
const FIT_MARGIN = 24;
/** Part of the picture that always stays in sight, in CSS pixels. */
const KEEP_IN_SIGHT = 48;
/** Longer side of a small region that is brought into sight, in CSS pixels: large enough to judge, with its surroundings. */
const REVEALED_SIDE = 72;

/** The whole picture, centred; small pictures are not enlarged. */
export function fitView(picture: Size, stage: Size): View {
  const margin = Math.min(FIT_MARGIN, stage.width / 16, stage.height / 16);
  const scale = Math.max(
    0.001,
    Math.min((stage.width - 2 * margin) / picture.width, (stage.height - 2 * margin) / picture.height, 1),
  );
  return { scale, x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2 };
}

/** Smallest scale: half of what fits. */
export function minScale(picture: Size, stage: Size): number {
  return Math.min(fitView(picture, stage).scale / 2, 1);
}

/**
 * Zooms so that the picture's point under `about` stays where it is.
 * @param factor - new scale divided by old scale
 * @param about - in CSS pixels of the stage
 */
export function zoomAbout(view: View, factor: number, about: Point, picture: Size, stage: Size): View {
  const wanted = Math.min(MAX_SCALE, Math.max(minScale(picture, stage), view.scale * factor));
  // 100 % is exact, so that a picture pixel is a screen pixel.
  const scale = Math.abs(wanted - 1) < 1e-9 ? 1 : wanted;
  const ratio = scale / view.scale;
  return keepInSight({ scale, x: about.x - (about.x - view.x) * ratio, y: about.y - (about.y - view.y) * ratio }, picture, stage);
}

/** Moves the picture by CSS pixels. */
export function pan(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  return keepInSight({ ...view, x: view.x + dx, y: view.y + dy }, picture, stage);
}

/** A point of the stage in pixels of the picture. */
export function toPicture(view: View, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale };
}

/** The view that shows a region in the middle, large enough to judge it, and no larger than needed. */
export function showRegion(view: View, box: Box<'source'>, picture: Size, stage: Size): View {
  const left = box.left * view.scale + view.x;
  const top = box.top * view.scale + view.y;
  const inSight = left >= 0 && top >= 0 && left + box.width * view.scale <= stage.width && top + box.height * view.scale <= stage.height;
  const largeEnough = Math.max(box.width, box.height) * view.scale >= 32;
  if (inSight && largeEnough) return view;
  const wanted = REVEALED_SIDE / Math.max(box.width, box.height, 1);
  const scale = largeEnough ? view.scale : Math.min(MAX_SCALE, Math.max(view.scale, wanted));
  return keepInSight(
    { scale, x: stage.width / 2 - (box.left + box.width / 2) * scale, y: stage.height / 2 - (box.top + box.height / 2) * scale },
    picture,
    stage,
  );
}

function keepInSight(view: View, picture: Size, stage: Size): View {
  const whole = (value: number): number => (view.scale === 1 ? Math.round(value) : value);
  const clamp = (value: number, length: number, room: number): number =>
    whole(Math.min(Math.max(value, KEEP_IN_SIGHT - length * view.scale), room - KEEP_IN_SIGHT));
  return { scale: view.scale, x: clamp(view.x, picture.width, stage.width), y: clamp(view.y, picture.height, stage.height) };
}
