import { sourceBox, type Box, type Size } from '../../core/geometry/box.ts';
import type { Point } from './viewport.ts';

/** Smallest side of a drawn region, in picture pixels. */
export const MIN_SIDE = 4;

/** The eight handles of a region, clockwise from the upper left. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
/** One handle of a region. */
export type Handle = (typeof HANDLES)[number];

/** Shorter sides have no handle in the middle, which would cover the region, in CSS pixels. */
const SIDE_WITH_MIDDLE = 76;

/**
 * The handles that a region has room for: the four corners, and the middle of long sides.
 * @param scale - CSS pixels per picture pixel
 */
export function shownHandles(box: Size, scale: number): readonly Handle[] {
  const isLong = { n: box.width, s: box.width, e: box.height, w: box.height };
  return HANDLES.filter((handle) => handle.length === 2 || isLong[handle as keyof typeof isLong] * scale >= SIDE_WITH_MIDDLE);
}

/** Whole pixels, at least {@link MIN_SIDE} wide and high, wholly inside the picture. */
export function fitBox(box: Box<'source'>, picture: Size): Box<'source'> {
  const width = Math.min(Math.max(Math.round(box.width), Math.min(MIN_SIDE, picture.width)), picture.width);
  const height = Math.min(Math.max(Math.round(box.height), Math.min(MIN_SIDE, picture.height)), picture.height);
  const left = Math.min(Math.max(Math.round(box.left), 0), picture.width - width);
  const top = Math.min(Math.max(Math.round(box.top), 0), picture.height - height);
  return sourceBox(left, top, width, height);
}

/** The box between two corners in any order, cut to the picture. */
export function boxBetween(a: Point, b: Point, picture: Size): Box<'source'> {
  const inX = (x: number): number => Math.min(Math.max(x, 0), picture.width);
  const inY = (y: number): number => Math.min(Math.max(y, 0), picture.height);
  const left = Math.min(inX(a.x), inX(b.x));
  const top = Math.min(inY(a.y), inY(b.y));
  return fitBox(sourceBox(left, top, Math.max(inX(a.x), inX(b.x)) - left, Math.max(inY(a.y), inY(b.y)) - top), picture);
}

/** Moves a box by picture pixels. */
export function moveBox(box: Box<'source'>, dx: number, dy: number, picture: Size): Box<'source'> {
  return fitBox({ ...box, left: box.left + dx, top: box.top + dy }, picture);
}

/**
 * Drags one handle; the opposite side stays where it is, and sides never cross.
 * @param dx - picture pixels to the right
 * @param dy - picture pixels down
 */
export function resizeBox(box: Box<'source'>, handle: Handle, dx: number, dy: number, picture: Size): Box<'source'> {
  let { left, top } = box;
  let right = box.left + box.width;
  let bottom = box.top + box.height;
  if (handle.includes('w')) left = Math.min(Math.max(0, left + dx), right - MIN_SIDE);
  if (handle.includes('e')) right = Math.max(Math.min(picture.width, right + dx), left + MIN_SIDE);
  if (handle.includes('n')) top = Math.min(Math.max(0, top + dy), bottom - MIN_SIDE);
  if (handle.includes('s')) bottom = Math.max(Math.min(picture.height, bottom + dy), top + MIN_SIDE);
  return fitBox(sourceBox(left, top, right - left, bottom - top), picture);
}

/** A square box of a quarter of what is in sight, about a point: what Enter inserts. */
export function insertedBox(centre: Point, inSight: Size, picture: Size): Box<'source'> {
  const side = Math.max(MIN_SIDE, Math.min(inSight.width, inSight.height, picture.width, picture.height) / 4);
  return fitBox(sourceBox(centre.x - side / 2, centre.y - side / 2, side, side), picture);
}

/**
 * A region's box as a person typed it: whole pixels inside the picture. What is turned or has an outline may reach past the edges, as long as its
 * centre is in the picture.
 * @param region - tells whether it is turned or has an outline
 */
export function fitRegion({ angle = 0, outline }: { readonly angle?: number; readonly outline?: unknown }, box: Box<'source'>, picture: Size): Box<'source'> {
  if (angle === 0 && outline === undefined) return fitBox(box, picture);
  const width = Math.max(MIN_SIDE, box.width);
  const height = Math.max(MIN_SIDE, box.height);
  const within = (start: number, side: number, room: number): number => Math.min(Math.max(start, -side / 2), room - side / 2);
  return sourceBox(within(box.left, width, picture.width), within(box.top, height, picture.height), width, height);
}
