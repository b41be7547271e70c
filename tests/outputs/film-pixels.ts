import type { Region } from './engine-session.ts';

type Box = Region['box'];

/** Brightness of the frames of a film, one byte a pixel. */
export type GrayFrames = readonly Uint8Array[];

/** What is compared. */
export interface PixelClaim {
  readonly source: GrayFrames;
  readonly output: GrayFrames;
  readonly width: number;
  /** What was to be masked. */
  readonly region: Box;
  /** What is covered. */
  readonly mask: Box;
  /** Brightness of the fill. */
  readonly fill: number;
}

/** Levels by which a filled pixel may differ from the fill. */
const FILL_LOSS = 6;
/** Levels by which a frame may differ from its source on average. */
const FRAME_LOSS = 5;
/** Pixels around a mask to which its edge may spread. */
const EDGE = 8;

/**
 * Looks at every frame: under the mask there is nothing but the fill, and elsewhere the frame is that of the source and not one beside it.
 * @returns one line for each fault; frames are counted from 0
 */
export function pixelFaults({ source, output, width, region, mask, fill }: PixelClaim): string[] {
  if (source.length === 0 || source.length !== output.length) return [`${output.length} frames of ${source.length}`];
  return output.flatMap((frame, index) => {
    const faults: string[] = [];
    const bare = count(frame, width, region, (value) => Math.abs(value - fill) > FILL_LOSS);
    if (bare > 0) faults.push(`frame ${index}: ${bare} pixels under the mask are not the fill`);
    const [own, before, after] = [source[index], source[index - 1], source[index + 1]].map((other) => (other === undefined ? Infinity : difference(frame, other, width, mask)));
    if (own! > FRAME_LOSS) faults.push(`frame ${index}: ${own!.toFixed(1)} levels from the source`);
    if (own! >= Math.min(before!, after!)) faults.push(`frame ${index} is nearer to one beside it`);
    return faults;
  });
}

/** Pixels of a box that are a fault. */
function count(frame: Uint8Array, width: number, { left, top, width: across, height }: Box, isFault: (value: number) => boolean): number {
  let faults = 0;
  for (let y = top; y < top + height; y += 1) for (const value of frame.subarray(y * width + left, y * width + left + across)) if (isFault(value)) faults += 1;
  return faults;
}

/** Levels by which frames differ outside a mask, on average. */
function difference(one: Uint8Array, other: Uint8Array, width: number, mask: Box): number {
  let [sum, pixels] = [0, 0];
  const [left, right, top, bottom] = [mask.left - EDGE, mask.left + mask.width + EDGE, mask.top - EDGE, mask.top + mask.height + EDGE];
  for (let at = 0; at < one.length; at += 1) {
    const x = at % width;
    const y = (at - x) / width;
    if (x >= left && x < right && y >= top && y < bottom) continue;
    sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    pixels += 1;
  }
  return sum / pixels;
}
