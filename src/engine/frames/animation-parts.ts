import type { SplitAnimation, StoredFrame } from '../../core/animation/animation.ts';
import { Compositor } from '../../core/animation/compositor.ts';
import { splitGif } from '../../core/animation/split-gif.ts';
import { splitPng } from '../../core/animation/split-png.ts';
import { splitWebp } from '../../core/animation/split-webp.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import type { ImageFormat } from '../../core/structure/inspection.ts';
import type { OwnedRaster } from '../source-cache.ts';

/**
 * Takes an animation apart.
 * @param bytes - the file; read as long as pieces are asked for
 * @throws AnonymizerError `input/animated` for formats whose animations are not read, otherwise as the format's own splitter
 */
export function split(bytes: Uint8Array, format: ImageFormat): SplitAnimation {
  switch (format) {
    case 'gif':
      return splitGif(bytes);
    case 'png':
      return splitPng(bytes);
    case 'webp':
      return splitWebp(bytes);
    default:
      throw new AnonymizerError('input/animated');
  }
}

/** An empty canvas for an animation's frames. */
export function newCanvas(size: Size): Compositor {
  return new Compositor(size);
}

/** Draws the next frame and gives the canvas as it is shown then, as a copy. */
export function draw(canvas: Compositor, frame: StoredFrame, piece: Raster): OwnedRaster {
  return canvas.draw(frame, piece);
}
