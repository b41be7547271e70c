import { turnOf } from '../geometry/orientation.ts';
import type { Size } from '../geometry/box.ts';
import type { Orientation } from '../structure/inspection.ts';
import type { Footprint } from './footprint.ts';

/** How frames of a video lie in memory: one plane of brightness, then colour at half or full resolution. @see https://www.w3.org/TR/webcodecs/#pixel-format */
export const PLANE_FORMATS = ['I420', 'I422', 'I444', 'NV12'] as const;
/** Layout of a frame's planes, 8 bits a value, without gaps. */
export type PlaneFormat = (typeof PLANE_FORMATS)[number];

/** What the values of a frame mean. */
export interface PlaneColors {
  /** @see ITU-R BT.601, BT.709, BT.2020 */
  readonly matrix: 'bt601' | 'bt709' | 'bt2020';
  /** `false`: brightness goes from 16 to 235 and colour from 16 to 240, as in almost all videos. */
  readonly fullRange: boolean;
}

/** One decoded frame as it is stored, before it is turned for display. */
export interface PlanePicture extends Size {
  readonly format: PlaneFormat;
  readonly colors: PlaneColors;
  /** Planes one behind another. */
  readonly data: Uint8Array;
}

/** One colour as a frame stores it. */
export interface PlaneColor {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

/** Shares of red and blue in brightness. */
const WEIGHTS: Readonly<Record<PlaneColors['matrix'], readonly [red: number, blue: number]>> = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] };

/**
 * Turns a colour into the values that a frame stores.
 * @param red - 0..255, as the others
 */
export function planeColor(red: number, green: number, blue: number, { matrix, fullRange }: PlaneColors): PlaneColor {
  const [wr, wb] = WEIGHTS[matrix];
  const luma = wr * red + (1 - wr - wb) * green + wb * blue;
  const cb = (blue - luma) / (2 * (1 - wb));
  const cr = (red - luma) / (2 * (1 - wr));
  if (fullRange) return { y: byte(luma), u: byte(128 + cb), v: byte(128 + cr) };
  return { y: byte(16 + (luma * 219) / 255), u: byte(128 + (cb * 224) / 255), v: byte(128 + (cr * 224) / 255) };
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

/** Size of one plane of colour, and how many values of brightness a value of colour stands for. */
interface ColorGrid extends Size {
  readonly stepX: 1 | 2;
  readonly stepY: 1 | 2;
}

function colorGrid({ format, width, height }: PlanePicture): ColorGrid {
  const stepX = format === 'I444' ? 1 : 2;
  const stepY = format === 'I420' || format === 'NV12' ? 2 : 1;
  return { width: Math.ceil(width / stepX), height: Math.ceil(height / stepY), stepX, stepY };
}

/** Bytes of all planes together. */
export function planeBytes(picture: Omit<PlanePicture, 'data' | 'colors'>): number {
  const grid = colorGrid(picture as PlanePicture);
  return picture.width * picture.height + 2 * grid.width * grid.height;
}

/**
 * Paints masks into a stored frame, in place. A value of colour that belongs to any covered pixel is overwritten whole, so that no
 * colour from under a mask is left at its edge.
 * @param picture - as stored; its planes are changed under the masks
 * @param orientation - how the stored frame is turned for display
 * @param prints - what is covered, in pixels of the turned picture
 * @param colorAt - colour of a covered pixel, in pixels of the turned picture
 */
export function paintPlanes(picture: PlanePicture, orientation: Orientation, prints: readonly Footprint[], colorAt: (x: number, y: number) => PlaneColor): void {
  const { data, width, height, format } = picture;
  const turn = turnOf(orientation);
  const [lastX, lastY] = turn.swapsAxes ? [height - 1, width - 1] : [width - 1, height - 1];
  const grid = colorGrid(picture);
  const uStart = width * height;
  const vStart = uStart + grid.width * grid.height;
  for (const { left, top, width: across, height: down, coverage } of prints) {
    for (let row = 0, at = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1, at += 1) {
        if (coverage[at] !== 1) continue;
        const [x, y] = [left + column, top + row];
        const [turnedX, turnedY] = [turn.flipsX ? lastX - x : x, turn.flipsY ? lastY - y : y];
        const [storedX, storedY] = turn.swapsAxes ? [turnedY, turnedX] : [turnedX, turnedY];
        const color = colorAt(x, y);
        data[storedY * width + storedX] = color.y;
        const cell = Math.floor(storedY / grid.stepY) * grid.width + Math.floor(storedX / grid.stepX);
        if (format === 'NV12') {
          data[uStart + 2 * cell] = color.u;
          data[uStart + 2 * cell + 1] = color.v;
        } else {
          data[uStart + cell] = color.u;
          data[vStart + cell] = color.v;
        }
      }
    }
  }
}

/**
 * Turns pixels into planes: for frames that a decoder gives in a form of its own.
 * @param pixels - RGBA rows of the turned picture; only read
 * @param stored - size before the turn
 * @param orientation - how the stored frame is turned for display
 * @returns I420 as stored, each value of colour the mean of its pixels; owned by the caller
 */
export function toPlanes(pixels: Uint8ClampedArray, { width, height }: Size, orientation: Orientation, colors: PlaneColors): PlanePicture {
  const turn = turnOf(orientation);
  const [lastX, lastY] = turn.swapsAxes ? [height - 1, width - 1] : [width - 1, height - 1];
  const place = (storedX: number, storedY: number): number => {
    const [x, y] = turn.swapsAxes ? [storedY, storedX] : [storedX, storedY];
    return ((turn.flipsY ? lastY - y : y) * (lastX + 1) + (turn.flipsX ? lastX - x : x)) * 4;
  };
  const [wr, wb] = WEIGHTS[colors.matrix];
  const wg = 1 - wr - wb;
  const [lumaScale, chromaScale, black] = colors.fullRange ? [1, 1, 0] : [219 / 255, 224 / 255, 16];
  const across = Math.ceil(width / 2);
  const down = Math.ceil(height / 2);
  const data = new Uint8Array(planeBytes({ format: 'I420', width, height }));
  const uStart = width * height;
  const vStart = uStart + across * down;
  for (let cellY = 0; cellY < down; cellY += 1) {
    for (let cellX = 0; cellX < across; cellX += 1) {
      let [red, green, blue, count] = [0, 0, 0, 0];
      for (let y = 2 * cellY; y < Math.min(height, 2 * cellY + 2); y += 1) {
        for (let x = 2 * cellX; x < Math.min(width, 2 * cellX + 2); x += 1) {
          const from = place(x, y);
          const [r, g, b] = [pixels[from] ?? 0, pixels[from + 1] ?? 0, pixels[from + 2] ?? 0];
          data[y * width + x] = byte(black + (wr * r + wg * g + wb * b) * lumaScale);
          red += r;
          green += g;
          blue += b;
          count += 1;
        }
      }
      const luma = (wr * red + wg * green + wb * blue) / count;
      const cell = cellY * across + cellX;
      data[uStart + cell] = byte(128 + ((blue / count - luma) / (2 * (1 - wb))) * chromaScale);
      data[vStart + cell] = byte(128 + ((red / count - luma) / (2 * (1 - wr))) * chromaScale);
    }
  }
  return { format: 'I420', width, height, colors, data };
}
