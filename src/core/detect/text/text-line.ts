import { sourceBox, type Box } from '../../geometry/box.ts';
import { quarterTurned, type RotatedRectangle } from './rotated-rectangle.ts';

/** A box before its rotation, as finds carry it. */
export interface TurnedBox {
  readonly box: Box<'source'>;
  /** Clockwise rotation about the box's centre in degrees, above -90 to 90. */
  readonly angle: number;
}

/** A rectangle as a box and an angle. */
export function toTurnedBox({ centreX, centreY, width, height, angle }: RotatedRectangle): TurnedBox {
  return { box: sourceBox(centreX - width / 2, centreY - height / 2, width, height), angle };
}

/** A box and an angle as a rectangle. */
export function toRectangle({ box, angle }: TurnedBox): RotatedRectangle {
  return { centreX: box.left + box.width / 2, centreY: box.top + box.height / 2, width: box.width, height: box.height, angle };
}

/** Rectangles higher than this times their width hold a line that runs up or down. */
const VERTICAL_RATIO = 1.5;

/** Turns the rectangle of a line that runs up or down by a quarter, so that its width is always the line's length. */
export function alongLine(rectangle: RotatedRectangle): RotatedRectangle {
  return rectangle.height > VERTICAL_RATIO * rectangle.width ? quarterTurned(rectangle) : rectangle;
}

/**
 * Maps a rectangle through a scaling that may differ a little between the axes. Exact for right angles; for others the
 * direction of the width and the area are exact.
 * @param rectangle - in the space before
 * @param scaleX - factor across
 * @param scaleY - factor down
 * @param left - added after scaling
 * @param top - added after scaling
 */
export function scaledRectangle(rectangle: RotatedRectangle, scaleX: number, scaleY: number, left: number, top: number): RotatedRectangle {
  const radians = (rectangle.angle * Math.PI) / 180;
  const x = Math.cos(radians) * scaleX;
  const y = Math.sin(radians) * scaleY;
  const stretch = Math.hypot(x, y);
  return {
    centreX: rectangle.centreX * scaleX + left,
    centreY: rectangle.centreY * scaleY + top,
    width: rectangle.width * stretch,
    height: (rectangle.height * scaleX * scaleY) / stretch,
    angle: (Math.atan2(y, x) * 180) / Math.PI,
  };
}
