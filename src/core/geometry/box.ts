/**
 * Coordinate spaces. `source`: pixels of the oriented picture as decoded. `stored`: pixels as stored in the file,
 * before orientation. `level`: pixels of one pyramid level. `tile`: pixels of one tile of a level. `model`: network input.
 */
export type Space = 'source' | 'stored' | 'level' | 'tile' | 'model';

/** Size in whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

declare const space: unique symbol;

/**
 * An axis-aligned box in pixels of one space: it covers `[left, left + width) x [top, top + height)`.
 * Values may be fractional and may reach outside the picture.
 */
export interface Box<S extends Space> extends Size {
  readonly left: number;
  readonly top: number;
  readonly [space]?: S;
}

/** Makes a box in pixels of the oriented picture. */
export function sourceBox(left: number, top: number, width: number, height: number): Box<'source'> {
  return { left, top, width, height };
}

/** Makes a box in pixels of the picture as stored in its file, before orientation. */
export function storedBox(left: number, top: number, width: number, height: number): Box<'stored'> {
  return { left, top, width, height };
}

/** Makes a box in pixels of one pyramid level. */
export function levelBox(left: number, top: number, width: number, height: number): Box<'level'> {
  return { left, top, width, height };
}

/** Makes a box in pixels of one tile. */
export function tileBox(left: number, top: number, width: number, height: number): Box<'tile'> {
  return { left, top, width, height };
}

/** Makes a box in pixels of the network's input. */
export function modelBox(left: number, top: number, width: number, height: number): Box<'model'> {
  return { left, top, width, height };
}

/** Area in square pixels; 0 for a degenerate box. */
export function area<S extends Space>(box: Box<S>): number {
  return Math.max(0, box.width) * Math.max(0, box.height);
}

/** Area shared by two boxes in square pixels. */
export function intersectionArea<S extends Space>(a: Box<S>, b: Box<S>): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0..1. */
export function iou<S extends Space>(a: Box<S>, b: Box<S>): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (area(a) + area(b) - shared);
}

/** Intersection over the smaller box, 0..1. */
export function ios<S extends Space>(a: Box<S>, b: Box<S>): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / Math.min(area(a), area(b));
}

/** Enlarges a box about its centre by a factor (1 = unchanged) in both directions. */
export function scaleAboutCentre<S extends Space>(box: Box<S>, factor: number): Box<S> {
  const width = box.width * factor;
  const height = box.height * factor;
  return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
}

/** The part of a box that lies inside a picture of the given size; width or height is 0 where nothing does. */
export function clip<S extends Space>(box: Box<S>, size: Size): Box<S> {
  const left = Math.min(Math.max(box.left, 0), size.width);
  const top = Math.min(Math.max(box.top, 0), size.height);
  const right = Math.max(left, Math.min(box.left + box.width, size.width));
  const bottom = Math.max(top, Math.min(box.top + box.height, size.height));
  return { left, top, width: right - left, height: bottom - top };
}

/** The smallest box with whole-pixel edges that covers the given one. */
export function roundOut<S extends Space>(box: Box<S>): Box<S> {
  const left = Math.floor(box.left);
  const top = Math.floor(box.top);
  return {
    left,
    top,
    width: Math.ceil(box.left + box.width) - left,
    height: Math.ceil(box.top + box.height) - top,
  };
}

/** A box that may be turned about its centre: clockwise in degrees, 0 where left out. */
export interface Turned<S extends Space> {
  readonly box: Box<S>;
  readonly angle?: number;
}

/** A point in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners of a turned box, clockwise from the one that was upper left before the turn. */
export function corners<S extends Space>({ box, angle = 0 }: Turned<S>): readonly [Point, Point, Point, Point] {
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  const radians = (angle * Math.PI) / 180;
  const cos = angle === 0 ? 1 : Math.cos(radians);
  const sin = angle === 0 ? 0 : Math.sin(radians);
  const corner = (dx: number, dy: number): Point => ({ x: x + dx * cos - dy * sin, y: y + dx * sin + dy * cos });
  const w = box.width / 2;
  const h = box.height / 2;
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
}

/** The smallest axis-aligned box around a turned one; the box itself where it isn't turned. */
export function hullOf<S extends Space>(turned: Turned<S>): Box<S> {
  if ((turned.angle ?? 0) === 0) return turned.box;
  return boxAround(corners(turned));
}

/** The smallest box around points, of which there is at least one. */
export function boxAround<S extends Space>(points: readonly Point[]): Box<S> {
  const left = Math.min(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  return { left, top, width: Math.max(...points.map(({ x }) => x)) - left, height: Math.max(...points.map(({ y }) => y)) - top };
}

/** Adds the same number of pixels on every side; a negative number takes them away. */
export function inflate<S extends Space>(box: Box<S>, by: number): Box<S> {
  return { left: box.left - by, top: box.top - by, width: box.width + 2 * by, height: box.height + 2 * by };
}
