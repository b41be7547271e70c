import type { Box } from '../../geometry/box.ts';
import type { RotatedRectangle } from '../text/rotated-rectangle.ts';

/** COCO classes that carry plates. */
export const PLATE_CARRIERS: ReadonlySet<string> = new Set(['bicycle', 'car', 'motorcycle', 'bus', 'train', 'truck']);

/** A vehicle's box is right to about this share of its width. */
const SIDE_SLACK = 0.05;
/** Plates lie below a vehicle's roof, and a box may end above the plate. */
const TOP_SHARE = 0.2;
const BOTTOM_SHARE = 1.08;
/** Wider text is a sign behind the vehicle or writing on its side. */
const WIDEST_SHARE = 0.7;
/** The narrowest plates are an eighth of their vehicle's width, seen at a slant half of that. */
const NARROWEST_SHARE = 0.04;

/**
 * `true` where a line of text lies on a vehicle as a plate would.
 * @param line - in pixels of the picture
 * @param vehicle - in pixels of the picture
 */
export function isPlatePlace({ centreX, centreY, width }: RotatedRectangle, vehicle: Box<'source'>): boolean {
  const x = (centreX - vehicle.left) / vehicle.width;
  const y = (centreY - vehicle.top) / vehicle.height;
  const isInside = x >= -SIDE_SLACK && x <= 1 + SIDE_SLACK && y >= TOP_SHARE && y <= BOTTOM_SHARE;
  return isInside && width > NARROWEST_SHARE * vehicle.width && width < WIDEST_SHARE * vehicle.width;
}

/** The part of a vehicle that can show a plate, within the picture. */
export function plateZone(vehicle: Box<'source'>, picture: { readonly width: number; readonly height: number }): Box<'source'> {
  const left = Math.max(0, Math.floor(vehicle.left - SIDE_SLACK * vehicle.width));
  const top = Math.max(0, Math.floor(vehicle.top + TOP_SHARE * vehicle.height));
  const right = Math.min(picture.width, Math.ceil(vehicle.left + (1 + SIDE_SLACK) * vehicle.width));
  const bottom = Math.min(picture.height, Math.ceil(vehicle.top + (BOTTOM_SHARE + SIDE_SLACK) * vehicle.height));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
