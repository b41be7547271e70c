import { sourceBox, type Box, type Size, type Turned } from '../../core/geometry/box.ts';
import type { Outline } from '../../core/geometry/outline.ts';
import { MIN_SIDE, type Handle } from './region-box.ts';
import type { Point } from './viewport.ts';

/** The handle that turns a region. */
export const TURN_HANDLE = 'turn';

/** Step of turning while Shift is held, in degrees. */
export const TURN_STEP = 15;

/** The same direction of an axis as an angle above -90 to 90 degrees, to a hundredth. */
export function normalAngle(degrees: number): number {
  const whole = Math.round((((degrees % 180) + 180) % 180) * 100) / 100 % 180;
  return whole > 90 ? whole - 180 : whole;
}

/**
 * A region after a turn. Angles end at 90 degrees, so a polygon or a brush that goes beyond is turned by 180 degrees inside its box.
 * @param region - its angle and outline before
 * @param by - clockwise degrees
 * @returns `outline` is there only where it changes
 */
export function turnedBy(region: { readonly angle?: number; readonly outline?: Outline }, by: number): { readonly angle: number; readonly outline?: Outline } {
  const wanted = (region.angle ?? 0) + by;
  const angle = normalAngle(wanted);
  const isHalfTurned = Math.abs(Math.round((wanted - angle) / 180)) % 2 === 1;
  return region.outline === undefined || !isHalfTurned ? { angle } : { angle, outline: halfTurned(region.outline) };
}

function halfTurned(outline: Outline): Outline {
  const turn = ({ x, y }: Point): Point => ({ x: 1 - x, y: 1 - y });
  return outline.type === 'polygon' ? { ...outline, points: outline.points.map(turn) } : { ...outline, strokes: outline.strokes.map((stroke) => stroke.map(turn)) };
}

/** Clockwise degrees from one point to another as seen from a centre, above -180 to 180. */
export function angleBetween(centre: Point, from: Point, to: Point): number {
  const degrees = ((Math.atan2(to.y - centre.y, to.x - centre.x) - Math.atan2(from.y - centre.y, from.x - centre.x)) * 180) / Math.PI;
  return degrees > 180 ? degrees - 360 : degrees <= -180 ? degrees + 360 : degrees;
}

/** The nearest angle that is a multiple of {@link TURN_STEP}. */
export function steppedAngle(degrees: number): number {
  return Math.round(degrees / TURN_STEP) * TURN_STEP;
}

/**
 * Drags one handle of a turned region: sides move along the region's own axes, and the opposite corner or side stays where it is.
 * The centre stays in the picture, because a mask outside hides nothing; corners may reach past it.
 * @param region - before; its centre lies in the picture
 * @param dx - picture pixels to the right
 * @param dy - picture pixels down
 * @returns the box before its rotation; not on whole pixels
 */
export function resizeTurned({ box, angle = 0 }: Turned<'source'>, handle: Handle, dx: number, dy: number, picture: Size): Box<'source'> {
  const radians = (angle * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const sideX = handle.includes('e') ? 1 : handle.includes('w') ? -1 : 0;
  const sideY = handle.includes('s') ? 1 : handle.includes('n') ? -1 : 0;
  const growX = Math.max(sideX * (dx * cos + dy * sin), Math.min(MIN_SIDE - box.width, 0)) * Math.abs(sideX);
  const growY = Math.max(sideY * (dy * cos - dx * sin), Math.min(MIN_SIDE - box.height, 0)) * Math.abs(sideY);
  const centre = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  // Where one side moves, the centre moves half as far along the same axis.
  const moveX = ((sideX * growX) / 2) * cos - ((sideY * growY) / 2) * sin;
  const moveY = ((sideX * growX) / 2) * sin + ((sideY * growY) / 2) * cos;
  const share = Math.min(shareInside(centre.x, moveX, picture.width), shareInside(centre.y, moveY, picture.height));
  const width = box.width + growX * share;
  const height = box.height + growY * share;
  return sourceBox(centre.x + moveX * share - width / 2, centre.y + moveY * share - height / 2, width, height);
}

/** The part of a way, 0..1, that ends inside a length. */
function shareInside(from: number, by: number, length: number): number {
  if (by === 0) return 1;
  const room = by > 0 ? length - from : from;
  return Math.min(1, Math.max(0, room / Math.abs(by)));
}

const CURSORS = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'] as const;
const DIRECTIONS: Readonly<Record<Handle, number>> = { n: 0, ne: 45, e: 90, se: 135, s: 180, sw: 225, w: 270, nw: 315 };

/** The cursor that points the way a handle of a turned region moves. */
export function cursorOf(handle: Handle, angle: number): (typeof CURSORS)[number] {
  const eighth = Math.round((DIRECTIONS[handle] + angle + 360) / 45) % 4;
  return CURSORS[eighth] ?? 'ns-resize';
}
