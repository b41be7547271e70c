import type { Size } from '../../core/geometry/box.ts';
import type { KeptValues } from '../../core/structure/kept-metadata.ts';
import { GifWriter } from '../pixels/gif-writer.ts';
import { TiffWriter } from '../pixels/tiff/tiff-writer.ts';

export { changedArea, cropRaster } from '../../core/animation/changed-area.ts';
export { joinPng } from '../../core/animation/join-png.ts';
export { joinWebp } from '../../core/animation/join-webp.ts';

/** Starts a GIF. */
export function newGif({ width, height }: Size, plays: number, hasAlpha: boolean): GifWriter {
  return new GifWriter({ width, height }, plays, hasAlpha);
}

/** Starts a TIFF. */
export function newTiff(kept: KeptValues): TiffWriter {
  return new TiffWriter(kept);
}
