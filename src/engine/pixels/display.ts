import { halve, type Raster } from '../../core/detect/resample.ts';
import type { OwnedRaster } from '../source-cache.ts';
import { releaseBuffer } from './release-buffer.ts';

/**
 * Makes a bitmap for the screen: the picture itself, or halved until it has at most `maxPixels`.
 * @param picture - only read
 * @param maxPixels - at least 1
 * @returns the bitmap, owned by the caller, and its size as a share of the picture's
 */
export async function displayPicture(picture: OwnedRaster, maxPixels: number): Promise<{ readonly bitmap: ImageBitmap; readonly scale: number }> {
  let raster: Raster = picture;
  let scale = 1;
  while (raster.width * raster.height > maxPixels && raster.width > 1 && raster.height > 1) {
    const larger = raster;
    raster = halve(larger);
    if (larger !== picture) releaseBuffer(larger.data.buffer);
    scale /= 2;
  }
  try {
    const image = new ImageData(withoutSharing(raster.data), raster.width, raster.height);
    return { bitmap: await createImageBitmap(image), scale };
  } finally {
    if (raster !== picture) releaseBuffer(raster.data.buffer);
  }
}

/** The same bytes; copied only where they lie in memory that threads share, which the browser does not draw from. */
function withoutSharing(data: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const { buffer, byteOffset, length } = data;
  return buffer instanceof ArrayBuffer ? new Uint8ClampedArray(buffer, byteOffset, length) : new Uint8ClampedArray(data);
}
