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
