import { AnonymizerError } from '../../../core/errors.ts';
import type { Extent } from '../../../core/structure/avif-items.ts';
import { tiffLayout } from '../../../core/structure/tiff-file.ts';
import type { TiffLayout } from '../../../core/structure/tiff-file-layout.ts';
import type { OwnedRaster } from '../../source-cache.ts';
import { readProfile } from '../color-profile.ts';
import { toSrgb } from '../to-srgb.ts';
import { turnRaster } from '../turn-raster.ts';
import { decodeJpegSegment } from './jpeg-segment.ts';
import { readSamples, rowBytes, shownSpan, spanOf, UNIT_SPAN, widerSpan, type Span } from './samples.ts';
import { pixelPainter } from './to-rgba.ts';
import { unpackFax } from './unpack-fax.ts';
import { unpackDeflate, unpackLzw, unpackPackBits } from './unpack.ts';

/** Where one strip or tile lies: in the picture, and as much of it as the picture shows. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Rows that are stored; a tile's last ones may lie below the picture. */
  readonly storedRows: number;
}

/**
 * Decodes one page of a TIFF. Every call reads the whole file again and lets go of it: memory is that of the file and of
 * one page, however many there are; the reading of all pages takes the file's size as many times as it has pages.
 * @param file - bytes that were inspected already
 * @param page - 0 for the first
 * @returns RGBA in sRGB, turned as the page's orientation says; 16 and 32 bit samples come out with 8. Floating point
 *   samples mean 0..1 where all of the page's colours lie there, and otherwise the least to the greatest of them
 * @throws AnonymizerError `input/corrupt`, `input/undecodable`, `engine/memory`
 * @throws RangeError where there is no such page
 */
export async function decodeTiff(file: Blob, page = 0): Promise<OwnedRaster> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const layout = tiffLayout(bytes, page);
  const { width, height } = layout.size;
  const stored: OwnedRaster = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const places = placesOf(layout);
  const span = layout.isFloat ? pageSpan(bytes, layout, places) : UNIT_SPAN;
  for (const [index, place] of places.entries()) {
    if (layout.compression === 'jpeg') await drawJpeg(bytes, layout, index, place, stored);
    else drawSamples(bytes, layout, index, places.length, place, span, stored);
  }
  const profile = layout.iccProfile === null || layout.colorSamples !== 3 ? null : readProfile(view(bytes, layout.iccProfile));
  if (profile !== null) toSrgb(stored.data, profile);
  return turnRaster(stored, layout.orientation);
}

function view(bytes: Uint8Array, { start, end }: Extent): Uint8Array {
  return bytes.subarray(start, end);
}

function placesOf({ size, segment, isTiled }: TiffLayout): Place[] {
  const places: Place[] = [];
  for (let top = 0; top < size.height; top += segment.height) {
    for (let left = 0; left < size.width; left += segment.width) {
      const height = Math.min(segment.height, size.height - top);
      places.push({ left, top, width: Math.min(segment.width, size.width - left), height, storedRows: isTiled ? segment.height : height });
    }
  }
  return places;
}

function drawSamples(bytes: Uint8Array, layout: TiffLayout, index: number, perPlane: number, place: Place, span: Span, target: OwnedRaster): void {
  const { samplesPerPixel, isPlanar, segment } = layout;
  const inRow = isPlanar ? 1 : samplesPerPixel;
  const planes = Array.from({ length: isPlanar ? samplesPerPixel : 1 }, (_, plane) => {
    const rows = unpackRows(bytes, layout, plane * perPlane + index, place);
    return readSamples(rows, segment.width, inRow, layout, { span, first: plane });
  });
  const whole = planes[0] ?? new Uint8Array();
  const paint = pixelPainter(
    layout,
    isPlanar ? (pixel, sample) => planes[sample]?.[pixel] ?? 0 : (pixel, sample) => whole[pixel * samplesPerPixel + sample] ?? 0,
  );
  for (let y = 0; y < place.height; y += 1) {
    const to = ((place.top + y) * target.width + place.left) * 4;
    for (let x = 0; x < place.width; x += 1) paint(target.data, to + x * 4, y * segment.width + x);
  }
}

/** Looks at all floating point samples of a page, which are unpacked once more for it: all of them at once may not fit. */
function pageSpan(bytes: Uint8Array, layout: TiffLayout, places: readonly Place[]): Span {
  const { isPlanar, samplesPerPixel, segment } = layout;
  const inRow = isPlanar ? 1 : samplesPerPixel;
  let seen: Span | null = null;
  for (let plane = 0; plane < (isPlanar ? layout.colorSamples : 1); plane += 1) {
    for (const [index, place] of places.entries()) {
      const rows = unpackRows(bytes, layout, plane * places.length + index, place);
      seen = widerSpan(seen, spanOf(rows, segment.width, inRow, layout, place));
    }
  }
  return shownSpan(seen);
}

function unpackRows(bytes: Uint8Array, layout: TiffLayout, index: number, { storedRows }: Place): Uint8Array {
  const { segment, samplesPerPixel, isPlanar, bitsPerSample } = layout;
  const rows = new Uint8Array(rowBytes(segment.width, isPlanar ? 1 : samplesPerPixel, bitsPerSample) * storedRows);
  unpack(bytes, layout, layout.segments[index], rows);
  return rows;
}

function unpack(bytes: Uint8Array, layout: TiffLayout, extent: Extent | undefined, rows: Uint8Array): void {
  const { compression } = layout;
  const stored = extent === undefined ? new Uint8Array() : view(bytes, extent);
  const packed = layout.isBitReversed ? reverseBits(stored) : stored;
  switch (compression) {
    case 'none':
      if (packed.length < rows.length) throw new AnonymizerError('input/corrupt');
      return rows.set(packed.subarray(0, rows.length));
    case 'packbits':
      return unpackPackBits(packed, rows);
    case 'lzw':
      return unpackLzw(packed, rows);
    case 'deflate':
      return unpackDeflate(packed, rows);
    case 'fax-rows':
    case 'fax-3':
    case 'fax-4':
      return unpackFax(packed, rows, layout.segment.width, { compression, isFax2d: layout.isFax2d });
    case 'jpeg':
      throw new AnonymizerError('engine/internal');
  }
}

/** A copy with each byte's bits the other way round. */
function reverseBits(bytes: Uint8Array): Uint8Array {
  const reversed = Uint8Array.from({ length: 256 }, (_, byte) => [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum | (((byte >> bit) & 1) << (7 - bit)), 0));
  return bytes.map((byte) => reversed[byte] ?? 0);
}

async function drawJpeg(bytes: Uint8Array, layout: TiffLayout, index: number, place: Place, target: OwnedRaster): Promise<void> {
  const extent = layout.segments[index];
  const { meaning, jpegTables } = layout;
  if (extent === undefined || (meaning !== 'rgb' && meaning !== 'ycbcr' && meaning !== 'black-is-zero')) throw new AnonymizerError('input/corrupt');
  const tables = jpegTables === null ? null : view(bytes, jpegTables);
  const piece = await decodeJpegSegment(tables, view(bytes, extent), meaning, place, layout.segment);
  for (let y = 0; y < place.height; y += 1) {
    const row = piece.data.subarray(y * piece.width * 4, (y * piece.width + place.width) * 4);
    target.data.set(row, ((place.top + y) * target.width + place.left) * 4);
  }
}
