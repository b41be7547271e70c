import { AnonymizerError } from '../../../core/errors.ts';
import type { Size } from '../../../core/geometry/box.ts';
import { joinBytes } from '../../../core/structure/byte-join.ts';
import { inspectJpeg } from '../../../core/structure/jpeg.ts';
import { decodePicture } from '../decode.ts';
import type { OwnedRaster } from '../../source-cache.ts';

/** Adobe's segment says whether three components are colours as they are (0) or brightness and two differences (1). */
const ADOBE = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0] as const;
const TRANSFORM = { rgb: 0, ycbcr: 1 } as const;

/**
 * Decodes one strip or tile that is stored as a JPEG, by the browser.
 * @param tables - tables that all of the page's JPEGs share: a JPEG without a picture; `null` where each has its own
 * @param segment - the strip's or tile's JPEG
 * @param meaning - colour space that the page states
 * @param least - size that must be covered
 * @param most - size of a whole strip or tile, which must not be exceeded by more than one block
 * @returns RGBA, at least `least` large
 * @throws AnonymizerError `input/corrupt` for a JPEG of another size, `input/undecodable`, and what a JPEG is refused with
 * @see TIFF technical note 2
 */
export async function decodeJpegSegment(
  tables: Uint8Array | null,
  segment: Uint8Array,
  meaning: 'rgb' | 'ycbcr' | 'black-is-zero',
  least: Size,
  most: Size,
): Promise<OwnedRaster> {
  const start = segment.subarray(0, 2);
  const adobe = meaning === 'black-is-zero' ? [] : [...ADOBE, TRANSFORM[meaning]];
  // The tables lose the mark of their end, the segment the mark of its start. The first Adobe segment is not the last
  // word: one inside the segment itself, which knows better, comes after it.
  const shared = tables === null ? new Uint8Array() : tables.subarray(2, tables.length - 2);
  const jpeg = joinBytes([start, Uint8Array.from(adobe), shared, segment.subarray(2)]);
  const { size, orientation } = inspectJpeg(jpeg);
  const fits = size.width >= least.width && size.height >= least.height && size.width < most.width + 32 && size.height < most.height + 32;
  if (!fits || orientation !== 1) throw new AnonymizerError('input/corrupt', { width: size.width, height: size.height });
  return decodePicture(new Blob([jpeg], { type: 'image/jpeg' }), size);
}
