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

/** Room that is kept free for the bars that lie over the stage, in CSS pixels: the tool's choices on top, decisions at the bottom. */
const BARS = { top: 56, bottom: 72, side: 16 };

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

/** A point of the picture in CSS pixels of the stage. */
export function toStage(view: View, point: Point): Point {
  return { x: point.x * view.scale + view.x, y: point.y * view.scale + view.y };
}

/** The view that shows a box as large as the stage allows, with the free space of a fitted picture around it. */
export function zoomToBox(box: Box<'source'>, picture: Size, stage: Size): View {
  const margin = Math.min(2 * FIT_MARGIN, stage.width / 8, stage.height / 8);
  const fitting = Math.min((stage.width - 2 * margin) / Math.max(box.width, 1), (stage.height - 2 * margin) / Math.max(box.height, 1));
  return centred(box, Math.min(MAX_SCALE, Math.max(minScale(picture, stage), fitting)), picture, stage);
}

/**
 * The view moved as little as needed to show a box, clear of the bars that lie over the stage. Of a box that is larger than what is
 * free, any part will do.
 */
export function scrollTo(view: View, box: Box<'source'>, picture: Size, stage: Size): View {
  const by = (start: number, side: number, room: number, before: number, after: number): number => {
    const least = Math.min(before, room / 8);
    const most = room - Math.min(after, room / 8);
    const isInSight = side > most - least ? start < most && start + side > least : start >= least && start + side <= most;
    if (isInSight) return 0;
    return start < least || side > most - least ? least - start : most - start - side;
  };
  const { x, y } = toStage(view, { x: box.left, y: box.top });
  const dx = by(x, box.width * view.scale, stage.width, BARS.side, BARS.side);
  const dy = by(y, box.height * view.scale, stage.height, BARS.top, BARS.bottom);
  return dx === 0 && dy === 0 ? view : pan(view, dx, dy, picture, stage);
}

/**
 * The view that shows a region whole and large enough to judge it, and no larger than needed. What is in sight in part moves as little as needed,
 * so that a person keeps their bearings; what is elsewhere, has to be enlarged, or is larger than the stage, comes to the middle.
 */
export function showRegion(view: View, box: Box<'source'>, picture: Size, stage: Size): View {
  const left = box.left * view.scale + view.x;
  const top = box.top * view.scale + view.y;
  const bottom = stage.height - Math.min(BARS.bottom, stage.height / 8);
  const inSight = left >= 0 && top >= 0 && left + box.width * view.scale <= stage.width && top + box.height * view.scale <= bottom;
  const largeEnough = Math.max(box.width, box.height) * view.scale >= 32;
  if (inSight && largeEnough) return view;
  const fitted = fitView(picture, stage);
  const whole = largestScale(box, stage);
  if (view.scale > Math.max(whole, fitted.scale)) return whole > fitted.scale ? centred(box, whole, picture, stage) : fitted;
  const isSeen = left < stage.width && top < stage.height && left + box.width * view.scale > 0 && top + box.height * view.scale > 0;
  if (isSeen && largeEnough) return scrollTo(view, box, picture, stage);
  const wanted = REVEALED_SIDE / Math.max(box.width, box.height, 1);
  const scale = largeEnough ? view.scale : Math.min(MAX_SCALE, Math.max(view.scale, wanted));
  return centred(box, scale, picture, stage);
}

/** The scale at which a box fills what the bars leave free of the stage, from its middle on. */
function largestScale(box: Box<'source'>, stage: Size): number {
  const free = (room: number, bar: number): number => room - 2 * Math.min(bar, room / 8);
  return Math.min(free(stage.width, BARS.side) / Math.max(box.width, 1), free(stage.height, BARS.bottom) / Math.max(box.height, 1));
}

function centred(box: Box<'source'>, scale: number, picture: Size, stage: Size): View {
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
