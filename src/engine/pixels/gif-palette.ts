import { quantize } from 'gifenc/dist/gifenc.esm.js';

/** Stands for a pixel that is not drawn. */
export const NOT_DRAWN = -1;

/** Entries of a GIF colour table. */
const MAX_COLORS = 256;
/** Colours that are kept as they are in a picture of too many; the rest of the table is for the others. */
const MAX_KEPT = 128;
/** A colour is kept from this share of the pixels on (253 pixels at 1080p), and from this number. */
const KEPT_SHARE = 1 / 8192;
const MIN_KEPT_PIXELS = 24;
/** Equal neighbours that count: what is filled has such runs, noise has not. */
const MIN_RUN = 4;
/** Colours counted at a time; the rarest are let go then. */
const MAX_COUNTED = 1 << 16;

/** Pixels as indices into a palette. */
export interface IndexedPixels {
  /** 0xRRGGBB; every entry is seen somewhere, except that the one not drawn is black. At least one. */
  readonly palette: readonly number[];
  readonly indices: Uint8Array;
  /** Index of pixels that are not drawn; -1 where all are. */
  readonly transparentIndex: number;
}

/**
 * Gives pixels a palette: their own colours where there is room for all of them. Otherwise colours that fill areas stay
 * exactly what they are, as a person who chose the colour of a mask expects, and the others get the nearest of those
 * that a quantiser finds.
 * @param pixels - 0xRRGGBB or {@link NOT_DRAWN}; only read
 */
export function indexPixels(pixels: Int32Array): IndexedPixels {
  const hasHoles = pixels.includes(NOT_DRAWN);
  const room = hasHoles ? MAX_COLORS - 1 : MAX_COLORS;
  const own = ownColors(pixels, room);
  const chosen = own ?? chosenColors(pixels, room);
  const nearest = nearestFinder(chosen);
  const exact = new Map(chosen.map((color, index) => [color, index]));
  const palette: number[] = hasHoles ? [0] : [];
  // Only colours that are seen get an entry: index of each chosen one, -1 for not seen so far.
  const places = new Int16Array(MAX_COLORS).fill(-1);
  const indices = new Uint8Array(pixels.length);
  let last = NOT_DRAWN;
  let lastPlace = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    const color = pixels[at] ?? NOT_DRAWN;
    if (color !== last) {
      last = color;
      lastPlace = color === NOT_DRAWN ? 0 : placeOf(exact.get(color) ?? nearest(color));
    }
    indices[at] = lastPlace;
  }
  return { palette, indices, transparentIndex: hasHoles ? 0 : -1 };

  function placeOf(choice: number): number {
    const place = places[choice] ?? -1;
    if (place !== -1) return place;
    places[choice] = palette.length;
    palette.push(chosen[choice] ?? 0);
    return palette.length - 1;
  }
}

/** The pixels' colours; `null` where they are more than there is room for. */
function ownColors(pixels: Int32Array, room: number): number[] | null {
  const colors = new Set<number>();
  let last = NOT_DRAWN;
  for (const color of pixels) {
    if (color !== last && color !== NOT_DRAWN) {
      colors.add(color);
      if (colors.size > room) return null;
    }
    last = color;
  }
  return [...colors];
}

function chosenColors(pixels: Int32Array, room: number): number[] {
  const kept = fillColors(pixels);
  const isKept = new Set(kept);
  const rest = new Uint8Array(pixels.length * 4);
  let to = 0;
  for (const color of pixels) {
    if (color === NOT_DRAWN || isKept.has(color)) continue;
    rest[to] = color >> 16;
    rest[to + 1] = color >> 8;
    rest[to + 2] = color;
    rest[to + 3] = 255;
    to += 4;
  }
  // The quantiser looks at the whole buffer behind an array, so the part is copied out.
  const found = quantize(rest.slice(0, to), room - kept.length, { format: 'rgb444' });
  return [...new Set([...kept, ...found.map(([red, green, blue]) => (red << 16) | (green << 8) | blue)])];
}

/** Colours that fill areas, those with the most pixels first. */
function fillColors(pixels: Int32Array): number[] {
  const counts = new Map<number, number>();
  let rare = 1;
  let drawn = 0;
  for (let start = 0; start < pixels.length;) {
    const color = pixels[start] ?? NOT_DRAWN;
    let end = start + 1;
    while (end < pixels.length && pixels[end] === color) end += 1;
    const run = end - start;
    start = end;
    if (color === NOT_DRAWN) continue;
    drawn += run;
    if (run < MIN_RUN) continue;
    counts.set(color, (counts.get(color) ?? 0) + run);
    if (counts.size > MAX_COUNTED) {
      // Keeps the table small in a picture of any size; the bar rises, so that this happens rarely.
      rare *= 2;
      for (const [counted, count] of counts) {
        if (count < rare * MIN_RUN) counts.delete(counted);
      }
    }
  }
  const bar = Math.max(MIN_KEPT_PIXELS, drawn * KEPT_SHARE);
  return [...counts]
    .filter(([, count]) => count >= bar)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_KEPT)
    .map(([color]) => color);
}

/** Finds the nearest of some colours. Colours that differ in the two lowest bits only share an answer, for speed. */
function nearestFinder(colors: readonly number[]): (color: number) => number {
  const cache = new Int16Array(1 << 18).fill(-1);
  const reds = Uint8Array.from(colors, (color) => color >> 16);
  const greens = Uint8Array.from(colors, (color) => color >> 8);
  const blues = Uint8Array.from(colors);
  return (color) => {
    const red = (color >> 18) & 63;
    const green = (color >> 10) & 63;
    const blue = (color >> 2) & 63;
    const key = (red << 12) | (green << 6) | blue;
    const cached = cache[key] ?? -1;
    if (cached !== -1) return cached;
    let best = 0;
    let bestDistance = Infinity;
    for (let index = 0; index < colors.length; index += 1) {
      const inRed = (reds[index] ?? 0) - red * 4 - 2;
      const inGreen = (greens[index] ?? 0) - green * 4 - 2;
      const inBlue = (blues[index] ?? 0) - blue * 4 - 2;
      const distance = inRed * inRed + inGreen * inGreen + inBlue * inBlue;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = index;
      }
    }
    cache[key] = best;
    return best;
  };
}
