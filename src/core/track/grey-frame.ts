import type { Raster } from '../detect/resample.ts';

/** A small grey picture of a frame, on which things are followed that no detector finds. */
export interface GreyFrame {
  readonly width: number;
  readonly height: number;
  /** Brightness, 0..255, row by row. */
  readonly levels: Uint8Array;
  /** Pixels of the frame along one side of a pixel here: whole, at least 1. */
  readonly scale: number;
}

/** Longest side: a face of 40 pixels in 720p is 13 here, enough to be known again. */
const LONGEST = 480;

/** Makes the small picture of a frame. @param source - RGBA; only read */
export function greyFrame({ data, width, height }: Raster): GreyFrame {
  const scale = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST));
  const small = { width: Math.max(1, Math.floor(width / scale)), height: Math.max(1, Math.floor(height / scale)) };
  const across = Math.min(scale, width);
  const down = Math.min(scale, height);
  const levels = new Uint8Array(small.width * small.height);
  // Green counts twice, which is near enough to brightness.
  const parts = 4 * across * down;
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      let sum = 0;
      for (let row = 0; row < down; row += 1) {
        const start = ((y * scale + row) * width + x * scale) * 4;
        for (let at = start; at < start + across * 4; at += 4) sum += (data[at] ?? 0) + 2 * (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
      }
      levels[y * small.width + x] = sum / parts;
    }
  }
  return { ...small, levels, scale };
}
