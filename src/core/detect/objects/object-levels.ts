import type { Size } from '../../geometry/box.ts';

/** Longest sides of the network's input, in pixels; `large` ones only for pictures that have that much to show. */
const VIEWS = {
  first: { always: [416, 640], large: [1152] },
  second: { always: [544], large: [896] },
} as const;
/** Longest side in pixels above which a picture holds detail that 640 pixels lose. */
const LARGE = 960;
/** The network's coarsest stride. */
const STRIDE = 32;

/** One size at which the whole picture is searched. */
export interface ObjectLevel {
  /** The network's input: the picture stretched to whole strides, by at most half a stride a side. */
  readonly input: Size;
  /** Input pixels per picture pixel along the longer side. */
  readonly scale: number;
}

/**
 * The sizes at which a picture is searched for objects, smallest first. The network takes any size, so small objects get a
 * larger input instead of tiles: nothing is cut, and what is near stays in view of what is far.
 * @param picture - size in pixels
 * @param view - `second` lies between the sizes of `first`
 */
export function planObjectLevels(picture: Size, view: 'first' | 'second'): readonly ObjectLevel[] {
  const longest = Math.max(picture.width, picture.height);
  const { always, large } = VIEWS[view];
  return [...always, ...(longest > LARGE ? large : [])].map((side) => {
    const snap = (length: number): number => Math.max(1, Math.round((length * side) / longest / STRIDE)) * STRIDE;
    return { input: { width: snap(picture.width), height: snap(picture.height) }, scale: side / longest };
  });
}
