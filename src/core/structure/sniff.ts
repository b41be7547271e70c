import { AnonymizerError } from '../errors.ts';
import { fourCharacters, spells, u32be } from './binary-reads.ts';
import type { ImageFormat } from './inspection.ts';

/** Brands of an ISO base media file that say AV1 pictures are inside. @see https://aomediacodec.github.io/av1-avif/ */
const AVIF_BRANDS: readonly string[] = ['avif', 'avis'];
/** Brands that say HEVC pictures are inside, or leave the codec to the items. @see ISO/IEC 23008-12, annex B, and 10.2 */
const HEIF_BRANDS: readonly string[] = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'mif2', 'msf1'];
/** Brands looked at in one file type box; real files have fewer than ten. */
const MAX_BRANDS = 64;

/**
 * Tells a picture's format from its first bytes, never from its name.
 * @param untrustedBytes - the whole file
 * @returns `null` where the bytes are none of the formats that Cloakroom reads
 */
export function sniffFormat(untrustedBytes: Uint8Array): ImageFormat | null {
  if (spells(untrustedBytes, 0, '\xff\xd8\xff')) {
    return 'jpeg';
  }
  if (spells(untrustedBytes, 0, '\x89PNG\r\n\x1a\n')) {
    return 'png';
  }
  if (spells(untrustedBytes, 0, 'RIFF') && spells(untrustedBytes, 8, 'WEBP')) {
    return 'webp';
  }
  if (spells(untrustedBytes, 0, 'GIF87a') || spells(untrustedBytes, 0, 'GIF89a')) {
    return 'gif';
  }
  if (isBmp(untrustedBytes)) {
    return 'bmp';
  }
  if (isTiff(untrustedBytes)) {
    return 'tiff';
  }
  const brands = readBrands(untrustedBytes);
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) {
    return 'avif';
  }
  return brands.some((brand) => HEIF_BRANDS.includes(brand)) ? 'heif' : null;
}

/**
 * Format of a file that must be a picture.
 * @param untrustedBytes - the whole file
 * @throws AnonymizerError `input/empty` for no bytes, `input/unsupported` for any other format
 */
export function requireFormat(untrustedBytes: Uint8Array): ImageFormat {
  if (untrustedBytes.length === 0) {
    throw new AnonymizerError('input/empty');
  }
  const format = sniffFormat(untrustedBytes);
  if (format === null) {
    throw new AnonymizerError('input/unsupported');
  }
  return format;
}

/** `BM` alone begins many a text file, so the size of the second header must be one of the known ones as well. */
function isBmp(bytes: Uint8Array): boolean {
  return spells(bytes, 0, 'BM') && [12, 16, 40, 52, 56, 64, 108, 124].some((size) => spells(bytes, 14, String.fromCharCode(size, 0, 0, 0)));
}

/** Byte order, then 42, or 43 for BigTIFF. Canon's raw format says so behind the first directory's offset. */
function isTiff(bytes: Uint8Array): boolean {
  const isTagged = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => spells(bytes, 0, mark));
  return isTagged && !spells(bytes, 8, 'CR\x02');
}

/** The major and the compatible brands of an ISO base media file; none for any other file. */
function readBrands(bytes: Uint8Array): string[] {
  if (bytes.length < 16 || !spells(bytes, 4, 'ftyp')) {
    return [];
  }
  const end = Math.min(u32be(bytes, 0), bytes.length, 16 + 4 * MAX_BRANDS);
  const brands = [fourCharacters(bytes, 8)];
  for (let at = 16; at + 4 <= end; at += 4) {
    brands.push(fourCharacters(bytes, at));
  }
  return brands;
}
