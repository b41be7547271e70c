import { halve, type Raster } from '../../core/detect/resample.ts';
import type { OwnedRaster } from '../source-cache.ts';

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
    raster = halve(raster);
    scale /= 2;
  }
  const image = new ImageData(new Uint8ClampedArray(raster.data), raster.width, raster.height);
  return { bitmap: await createImageBitmap(image), scale };
}
