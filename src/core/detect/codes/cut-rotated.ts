import type { Point, Size } from '../../geometry/box.ts';
import { sampleAt, type Plane } from './luminance.ts';
import type { RotatedBox } from './rotated-box.ts';

/** A piece of a plane turned upright, and the way back. */
export interface Piece {
  readonly plane: Plane;
  /** Maps a point of the piece to the plane it was cut from. */
  readonly toSource: (point: Point) => Point;
}

/** Size of a piece's plane. */
function pieceSize(box: Size, margin: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.round((box.width + 2 * margin.width) * scale)),
    height: Math.max(1, Math.round((box.height + 2 * margin.height) * scale)),
  };
}

/**
 * Cuts a rotated box out of a plane, upright.
 * @param source - only read
 * @param region - in pixels of the plane
 * @param margin - added on both sides in each direction, pixels of the plane
 * @param scale - pixels of the piece per pixel of the plane, above 0
 */
export function cutRotated(source: Plane, region: RotatedBox, margin: Size, scale: number): Piece {
  const { width, height } = pieceSize(region.box, margin, scale);
  const turn = (region.angle * Math.PI) / 180;
  const cos = Math.cos(turn) / scale;
  const sin = Math.sin(turn) / scale;
  const x0 = region.box.left + region.box.width / 2;
  const y0 = region.box.top + region.box.height / 2;
  const toSource = ({ x, y }: Point): Point => {
    const u = x - width / 2;
    const v = y - height / 2;
    return { x: x0 + u * cos - v * sin, y: y0 + u * sin + v * cos };
  };
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = toSource({ x: x + 0.5, y: y + 0.5 });
      data[y * width + x] = Math.round(sampleAt(source, at.x, at.y));
    }
  }
  return { plane: { width, height, data }, toSource };
}
