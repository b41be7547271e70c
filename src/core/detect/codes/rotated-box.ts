import { sourceBox, type Box, type Point } from '../../geometry/box.ts';

/** A box and its clockwise rotation about its own centre. */
export interface RotatedBox {
  /** Before the rotation, pixels of the oriented picture. */
  readonly box: Box<'source'>;
  /** Degrees, above -90 to 90. */
  readonly angle: number;
}

const DEGREES = 180 / Math.PI;

/**
 * The smallest box with one side along a direction that holds all points.
 * @param points - at least one
 * @param direction - of the box's width, radians clockwise from the x axis
 */
export function boxAlong(points: readonly Point[], direction: number): RotatedBox {
  const cos = Math.cos(direction);
  const sin = Math.sin(direction);
  const along = points.map(({ x, y }) => x * cos + y * sin);
  const across = points.map(({ x, y }) => y * cos - x * sin);
  const [u0, u1, v0, v1] = [Math.min(...along), Math.max(...along), Math.min(...across), Math.max(...across)];
  const u = (u0 + u1) / 2;
  const v = (v0 + v1) / 2;
  const width = u1 - u0;
  const height = v1 - v0;
  return {
    box: sourceBox(u * cos - v * sin - width / 2, u * sin + v * cos - height / 2, width, height),
    angle: wrapped(direction * DEGREES),
  };
}

/** The smallest of the boxes along a quadrilateral's sides that holds its corners, turned by at most 45 degrees. */
export function boxOfCorners(corners: readonly Point[]): RotatedBox {
  const boxes = corners.map((corner, i) => {
    const next = corners[(i + 1) % corners.length] ?? corner;
    return boxAlong(corners, Math.atan2(next.y - corner.y, next.x - corner.x));
  });
  const best = boxes.reduce((a, b) => (b.box.width * b.box.height < a.box.width * a.box.height ? b : a));
  return Math.abs(best.angle) <= 45 ? best : quarterTurned(best);
}

/** `true` when the point lies inside the rotated box or on its border. */
export function holdsPoint({ box, angle }: RotatedBox, { x, y }: Point): boolean {
  const dx = x - (box.left + box.width / 2);
  const dy = y - (box.top + box.height / 2);
  const cos = Math.cos(angle / DEGREES);
  const sin = Math.sin(angle / DEGREES);
  return Math.abs(dx * cos + dy * sin) <= box.width / 2 && Math.abs(dy * cos - dx * sin) <= box.height / 2;
}

/** The middle of a box, which its rotation leaves where it is. */
export function centreOf({ box }: RotatedBox): Point {
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

function quarterTurned({ box, angle }: RotatedBox): RotatedBox {
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  return { box: sourceBox(x - box.height / 2, y - box.width / 2, box.height, box.width), angle: wrapped(angle + 90) };
}

/** The same line, above -90 to 90. */
function wrapped(degrees: number): number {
  const turned = degrees - 180 * Math.round(degrees / 180);
  return turned <= -90 ? turned + 180 : turned;
}
