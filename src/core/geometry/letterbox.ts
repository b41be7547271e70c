import type { Box, Size } from './box.ts';

/** A picture fitted into a network's input: scaled evenly, top left, the rest padded. */
export interface Letterbox {
  /** Size of the network's input. */
  readonly input: Size;
  /** Input pixels per picture pixel. */
  readonly scale: number;
}

/**
 * Fits a picture into a fixed input, top left.
 * @param picture - size of what goes in
 * @param input - fixed size of the network's input
 */
export function fitLetterbox(picture: Size, input: Size): Letterbox {
  return { input, scale: Math.min(input.width / picture.width, input.height / picture.height) };
}

/**
 * Pads a picture at native size to whole multiples, right and below; scale stays 1.
 * @param picture - size of what goes in
 * @param multipleOf - the network's coarsest stride
 */
export function padLetterbox(picture: Size, multipleOf: number): Letterbox {
  const up = (value: number): number => Math.ceil(value / multipleOf) * multipleOf;
  return { input: { width: up(picture.width), height: up(picture.height) }, scale: 1 };
}

/** Maps a box from picture pixels into the network's input. */
export function toModel(box: Box<'tile'>, letterbox: Letterbox): Box<'model'> {
  return scaled(box, letterbox.scale);
}

/** Maps a box from the network's input back to picture pixels: the exact inverse of {@link toModel}. */
export function fromModel(box: Box<'model'>, letterbox: Letterbox): Box<'tile'> {
  return scaled(box, 1 / letterbox.scale);
}

function scaled(box: Size & { left: number; top: number }, factor: number): Size & { left: number; top: number } {
  return { left: box.left * factor, top: box.top * factor, width: box.width * factor, height: box.height * factor };
}
