import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { releaseBuffer } from './release-buffer.ts';

/**
 * Pixels per strip: 4 MB, so that what the browser keeps of a strip beside the picture does not count. Far below the smallest
 * canvas area that any current browser allows (16.7 megapixels on iOS).
 */
const STRIP_PIXELS = 1_000_000;

/**
 * Decodes a picture to RGBA in sRGB, turned as its orientation says. Read strip by strip, so that no canvas
 * is larger than every browser allows: oversize canvases come out blank without an error.
 * @param file - bytes that were inspected already
 * @param expected - oriented size that the inspection found
 * @throws AnonymizerError `input/undecodable` when the browser can't decode it or decodes another size, `input/unreadable` when the file is
 *   gone, `engine/memory`
 */
export async function decodePicture(file: Blob, expected: Size): Promise<Raster & { readonly data: Uint8ClampedArray<ArrayBuffer> }> {
  const bitmap = await decodeBitmap(file);
  try {
    const { width, height } = bitmap;
    if (width !== expected.width || height !== expected.height) {
      throw new AnonymizerError('input/undecodable', { width, height, expectedWidth: expected.width, expectedHeight: expected.height });
    }
    return { width, height, data: readStrips(bitmap) };
  } finally {
    bitmap.close();
  }
}

async function decodeBitmap(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new AnonymizerError((await isReadable(file)) ? 'input/undecodable' : 'input/unreadable');
  }
}

/** Browsers give the same fault for a picture that they can't decode and for a file that was moved or deleted since. */
async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

function readStrips(bitmap: ImageBitmap): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = bitmap;
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
  const canvas = new OffscreenCanvas(width, rows);
  try {
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new AnonymizerError('engine/memory');
    const data = new Uint8ClampedArray(width * height * 4);
    for (let top = 0; top < height; top += rows) {
      const count = Math.min(rows, height - top);
      context.clearRect(0, 0, width, rows);
      context.drawImage(bitmap, 0, top, width, count, 0, 0, width, count);
      const strip = context.getImageData(0, 0, width, count).data;
      data.set(strip, top * width * 4);
      releaseBuffer(strip.buffer);
    }
    return data;
  } finally {
    // Frees the strip now, not when the collector comes.
    canvas.width = 0;
    canvas.height = 0;
  }
}
