import type { Box, Size } from '../../src/core/geometry/box.ts';

/** Points along each side of a face's box at which it is looked at. */
export const POINTS = 12;

/** By how much the cut-out of a head is larger than the box of its face, and how far its middle lies above, in shares of the box. */
export const HEAD = { width: 1.6, height: 1.62, up: 0.06 } as const;

/** Softness of a turning head's edge, as a share of the head's width. */
export const TURN_SOFTNESS = 0.12;

/**
 * How much of a head's hair covers a point, for a head that turns away from left to right.
 * @param across - 0 at the left edge of the head, 1 at the right
 * @param turned - 0 not at all, 1 shows hair only
 * @returns 0..1
 */
export function hairAt(across: number, turned: number): number {
  const edge = turned * (1 + TURN_SOFTNESS) - TURN_SOFTNESS;
  return Math.min(1, Math.max(0, (edge + TURN_SOFTNESS - across) / TURN_SOFTNESS));
}

/** Middle and radii of the head that belongs to a face's box. */
export function headOf({ left, top, width, height }: Box<'source'>): { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number } {
  return { x: left + width / 2, y: top + height * (0.5 - HEAD.up), rx: (width * HEAD.width) / 2, ry: (height * HEAD.height) / 2 };
}

/** Place of a point, in pixels of the frame. */
export function pointAt({ left, top, width, height }: Box<'source'>, column: number, row: number): { readonly x: number; readonly y: number } {
  return { x: left + ((column + 0.5) / POINTS) * width, y: top + ((row + 0.5) / POINTS) * height };
}

/**
 * Which points of a face can be seen. Corners outside the ellipse in its box are no face.
 * @param face - its box, and how far it is turned
 * @param above - faces drawn over it
 * @param pillars - in front of all
 * @param size - of the picture
 * @returns `1` for a point that shows the face, `0` for others, row by row
 */
export function seenPoints(face: { readonly box: Box<'source'>; readonly turned: number }, above: readonly { readonly box: Box<'source'> }[], pillars: readonly Box<'source'>[], size: Size): string {
  const heads = above.map(({ box }) => headOf(box));
  const own = headOf(face.box);
  let seen = '';
  for (let row = 0; row < POINTS; row += 1) {
    for (let column = 0; column < POINTS; column += 1) {
      const { x, y } = pointAt(face.box, column, row);
      const [u, v] = [((column + 0.5) / POINTS) * 2 - 1, ((row + 0.5) / POINTS) * 2 - 1];
      const isFace = u * u + v * v <= 1 && hairAt((x - own.x) / (2 * own.rx) + 0.5, face.turned) < 0.5;
      const isInside = x >= 0 && y >= 0 && x < size.width && y < size.height;
      const isHidden = pillars.some((box) => x >= box.left && x < box.left + box.width) || heads.some((head) => ((x - head.x) / head.rx) ** 2 + ((y - head.y) / head.ry) ** 2 < 0.9);
      seen += isFace && isInside && !isHidden ? '1' : '0';
    }
  }
  return seen;
}

/** Points that lie on the ellipse of a face: as many as a face shows that nothing hides. */
export const FACE_POINTS = seenPoints({ box: { left: 0, top: 0, width: POINTS, height: POINTS }, turned: 0 }, [], [], { width: POINTS, height: POINTS }).replaceAll('0', '').length;

/** Share of a face that can be seen, 0..1. */
export function seenShare(seen: string): number {
  return seen.replaceAll('0', '').length / FACE_POINTS;
}
