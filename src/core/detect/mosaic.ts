import type { Raster } from './resample.ts';
import type { LevelFind } from './merge-levels.ts';
import { sourceBox, type Box, type Size } from '../geometry/box.ts';
import type { Level } from '../geometry/pyramid.ts';

/** Side of the part of a level that is looked at for one expected thing, in level pixels. */
export const CELL = 128;
/** Longest side of a thing in its part, in level pixels, so that around it there is room for what it moved. */
const FITS = 56;
/** Longest side from which the coarse levels show a thing well enough, in their pixels. */
const SHOWS = 28;
/** How near to the edge of a part, in level pixels, a find counts as touching it. */
const REACH = 2;

/** Parts of one level side by side, in rows, as one picture for one run of a network. */
export interface Mosaic extends Size {
  readonly level: Level;
  readonly columns: number;
  /** Top left corner of each part in its level, whole pixels. */
  readonly parts: readonly { readonly left: number; readonly top: number }[];
}

/**
 * Which parts of the fine levels show the things that are expected and too small for the coarse levels.
 * @param expected - where things are expected, in picture pixels
 * @param fine - levels that are not searched whole, largest first
 * @param coarse - scale of the largest level that is searched whole; 0 for none
 * @returns one mosaic for each level that is needed, largest level first
 */
export function planMosaics(expected: readonly Box<'source'>[], fine: readonly Level[], coarse: number): Mosaic[] {
  const byLevel = new Map<Level, { left: number; top: number }[]>();
  for (const box of expected) {
    const longest = Math.max(box.width, box.height);
    if (longest * coarse >= SHOWS) continue;
    const level = fine.find(({ scale }) => longest * scale <= FITS) ?? fine.at(-1);
    if (level === undefined) continue;
    const corner = (start: number, length: number, within: number): number => Math.max(0, Math.min(Math.round((start + length / 2) * level.scale - CELL / 2), within - CELL));
    const part = { left: corner(box.left, box.width, level.width), top: corner(box.top, box.height, level.height) };
    const parts = byLevel.get(level) ?? [];
    byLevel.set(level, parts);
    // Two things in one place, or nearly: one part shows both.
    if (parts.every(({ left, top }) => Math.max(Math.abs(left - part.left), Math.abs(top - part.top)) > CELL / 8)) parts.push(part);
  }
  return [...byLevel].sort(([a], [b]) => b.scale - a.scale).map(([level, parts]) => {
    const columns = Math.ceil(Math.sqrt(parts.length));
    return { level, parts, columns, width: columns * CELL, height: Math.ceil(parts.length / columns) * CELL };
  });
}

/**
 * Puts the parts of a level side by side. What a level is too small for stays grey.
 * @param raster - the level; only read
 */
export function paintMosaic(raster: Raster, { parts, columns, width, height }: Mosaic): Raster {
  const data = new Uint8ClampedArray(width * height * 4).fill(127);
  const wide = Math.min(CELL, raster.width);
  const high = Math.min(CELL, raster.height);
  for (const [index, { left, top }] of parts.entries()) {
    const x = (index % columns) * CELL;
    const y = Math.floor(index / columns) * CELL;
    for (let row = 0; row < high; row += 1) {
      const from = ((top + row) * raster.width + left) * 4;
      data.set(raster.data.subarray(from, from + wide * 4), ((y + row) * width + x) * 4);
    }
  }
  return { width, height, data };
}

/**
 * Places what was found in a mosaic in the picture. A find belongs to the part where its centre is; one that lies in two parts shows
 * nothing that is in the picture, and counts as cut.
 * @param finds - in pixels of the mosaic
 */
export function placeMosaicFinds(finds: readonly { readonly score: number; readonly box: Size & { readonly left: number; readonly top: number } }[], { level, parts, columns }: Mosaic): LevelFind[] {
  return finds.flatMap(({ score, box }) => {
    const column = Math.floor((box.left + box.width / 2) / CELL);
    const row = Math.floor((box.top + box.height / 2) / CELL);
    const part = column < 0 || column >= columns ? undefined : parts[row * columns + column];
    if (part === undefined) return [];
    const left = box.left - column * CELL;
    const top = box.top - row * CELL;
    const right = left + box.width;
    const bottom = top + box.height;
    // At the picture's own edge nothing is cut off.
    const cut =
      (left < REACH && part.left > 0) || (top < REACH && part.top > 0) ||
      (right > CELL - REACH && part.left + CELL < level.width) || (bottom > CELL - REACH && part.top + CELL < level.height);
    return [{ score, scale: level.scale, cut, box: sourceBox((part.left + left) / level.scale, (part.top + top) / level.scale, box.width / level.scale, box.height / level.scale) }];
  });
}
