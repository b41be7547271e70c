import { AnonymizerError } from '../../core/errors.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import type { OwnedRaster } from '../source-cache.ts';
import { decodeHeif, prepareHeif } from './decode-heif.ts';
import { decodePicture } from './decode.ts';
import { prepareAvif } from './encode.ts';
import type * as TiffDecoder from './tiff/decode-tiff.ts';

/**
 * Decodes a source by the browser, or by a decoder of our own where browsers have none.
 * @param file - bytes that were inspected already
 * @param inspection - what the inspection found; of a still picture or of pages
 * @param page - 0 for the first or only one
 * @returns RGBA in sRGB, turned as the file says
 * @throws AnonymizerError `input/undecodable`, `codec/integrity`, `engine/memory`
 */
export function decodeSource(file: Blob, inspection: SourceInspection, page: number): Promise<OwnedRaster> {
  switch (inspection.format) {
    case 'heif':
      return decodeHeif(file, inspection.size);
    case 'tiff':
      return decodeTiffLazily(file, page);
    default:
      return decodePicture(file, inspection.size);
  }
}

/** Few people open a TIFF, so its decoder is no part of the first load of the engine. */
async function decodeTiffLazily(file: Blob, page: number): Promise<OwnedRaster> {
  const { decodeTiff } = await importTiff();
  return decodeTiff(file, page);
}

async function importTiff(): Promise<typeof TiffDecoder> {
  try {
    return await import('./tiff/decode-tiff.ts');
  } catch {
    throw new AnonymizerError('codec/integrity');
  }
}

/**
 * Loads every decoder and encoder now, for a worker whose server goes away before the first file comes. One that does not
 * load fails the files that need it, and no other.
 */
export async function prepareCodecs(): Promise<void> {
  await Promise.allSettled([prepareHeif(), importTiff(), prepareAvif()]);
}
