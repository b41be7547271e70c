import { minimumRectangle } from '../text/minimum-rectangle.ts';
import { cornersOf, toFrame, type RotatedRectangle } from '../text/rotated-rectangle.ts';

/** Two lines may belong to one plate when their angles differ by less than this, degrees. */
const SAME_ANGLE = 12;
/** ... and their heights by less than this factor. */
const SAME_HEIGHT = 2.2;
/** Largest gap between an upper and a lower line, as a share of the smaller height. */
const STACK_GAP = 0.7;
/** Least share of the narrower line that lies under or over the other. */
const STACK_SHARE = 0.5;
/** Largest gap between two parts of one row, as a share of the smaller height: a space or an emblem. */
const ROW_GAP = 1.3;
/** Largest shift across the reading direction between parts of one row, as a share of the smaller height. */
const ROW_SHIFT = 0.35;

/** How two lines lie to each other, when they may belong to one plate. */
export type Neighbourhood = 'stacked' | 'in-row';

/**
 * Whether two lines lie to each other as parts of one plate do.
 * @returns the order matters: the second lies below, or to the right; `null` when they don't
 */
export function neighbourhood(first: RotatedRectangle, second: RotatedRectangle): Neighbourhood | null {
  const height = Math.min(first.height, second.height);
  if (angleBetween(first.angle, second.angle) > SAME_ANGLE || Math.max(first.height, second.height) > SAME_HEIGHT * height) return null;
  const { x, y } = toFrame(first, { x: second.centreX, y: second.centreY });
  const gapY = y - (first.height + second.height) / 2;
  const overlapX = Math.min(first.width / 2, x + second.width / 2) - Math.max(-first.width / 2, x - second.width / 2);
  if (y > 0 && gapY > -0.5 * height && gapY < STACK_GAP * height && overlapX >= STACK_SHARE * Math.min(first.width, second.width)) return 'stacked';
  const gapX = x - (first.width + second.width) / 2;
  if (x > 0 && gapX > -0.5 * height && gapX < ROW_GAP * height && Math.abs(y) < ROW_SHIFT * height) return 'in-row';
  return null;
}

/** The smallest rectangle around two, turned to the side that their lines run. */
export function around(first: RotatedRectangle, second: RotatedRectangle): RotatedRectangle {
  return minimumRectangle([...cornersOf(first), ...cornersOf(second)]);
}

function angleBetween(a: number, b: number): number {
  const difference = Math.abs(a - b) % 180;
  return Math.min(difference, 180 - difference);
}
