import { AnonymizerError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { heifColor } from '../../core/structure/heif-color.ts';
import type { OwnedRaster } from '../source-cache.ts';
import { loadCodec } from './codec-files.ts';
import { codedProfile, readProfile } from './color-profile.ts';
import { decodePicture } from './decode.ts';
import type * as Libheif from './libheif.ts';
import { toSrgb } from './to-srgb.ts';

/**
 * Decodes a HEIF picture: by the browser where it can (Safari), else by libheif, loaded when the first such file comes.
 * @param file - bytes that were inspected already
 * @param expected - oriented size that the inspection found
 * @returns RGBA in sRGB, turned as the file's properties say; 10 bit pictures come out with 8
 * @throws AnonymizerError `input/undecodable`, `codec/integrity`, `engine/memory`
 */
export async function decodeHeif(file: Blob, expected: Size): Promise<OwnedRaster> {
  try {
    return await decodePicture(file, expected);
  } catch (error) {
    if (!(error instanceof AnonymizerError) || error.code !== 'input/undecodable') throw error;
  }
  const [{ decodeWithLibheif }, module, bytes] = await Promise.all([importLibheif(), loadCodec('heif'), file.arrayBuffer()]);
  const whole = new Uint8Array(bytes);
  const picture = await decodeWithLibheif(module, whole);
  const { width, height } = picture;
  if (width !== expected.width || height !== expected.height) {
    throw new AnonymizerError('input/undecodable', { width, height, expectedWidth: expected.width, expectedHeight: expected.height });
  }
  const color = heifColor(whole);
  const profile = color === null ? null : color.kind === 'icc' ? readProfile(color.profile) : codedProfile(color.primaries);
  if (profile !== null) toSrgb(picture.data, profile);
  return picture;
}

/** Loads what decoding a HEIF picture takes, for callers that will be offline when the first one comes. */
export async function prepareHeif(): Promise<void> {
  await Promise.all([importLibheif(), loadCodec('heif')]);
}

async function importLibheif(): Promise<typeof Libheif> {
  try {
    return await import('./libheif.ts');
  } catch {
    throw new AnonymizerError('codec/integrity');
  }
}
