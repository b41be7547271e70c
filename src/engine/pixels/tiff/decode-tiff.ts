import { AnonymizerError } from '../../../core/errors.ts';
import type { Extent } from '../../../core/structure/avif-items.ts';
import { tiffLayout } from '../../../core/structure/tiff-file.ts';
import type { TiffLayout } from '../../../core/structure/tiff-file-layout.ts';
import type { OwnedRaster } from '../../source-cache.ts';
import { readProfile } from '../color-profile.ts';
import { toSrgb } from '../to-srgb.ts';
import { turnRaster } from '../turn-raster.ts';
import { decodeJpegSegment } from './jpeg-segment.ts';
import { readSamples, rowBytes } from './samples.ts';
import { pixelPainter } from './to-rgba.ts';
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
 * Decodes a TIFF's only page.
 * @param file - bytes that were inspected already
 * @returns RGBA in sRGB, turned as the page's orientation says; 16 bit samples come out with 8
 * @throws AnonymizerError `input/corrupt`, `input/undecodable`, `engine/memory`
 */
export async function decodeTiff(file: Blob): Promise<OwnedRaster> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const layout = tiffLayout(bytes);
  const { width, height } = layout.size;
  const stored: OwnedRaster = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const places = placesOf(layout);
  for (const [index, place] of places.entries()) {
    if (layout.compression === 'jpeg') await drawJpeg(bytes, layout, index, place, stored);
    else drawSamples(bytes, layout, index, places.length, place, stored);
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

function drawSamples(bytes: Uint8Array, layout: TiffLayout, index: number, perPlane: number, place: Place, target: OwnedRaster): void {
  const { samplesPerPixel, isPlanar, segment } = layout;
  const inRow = isPlanar ? 1 : samplesPerPixel;
  const planes = Array.from({ length: isPlanar ? samplesPerPixel : 1 }, (_, plane) => {
    const rows = new Uint8Array(rowBytes(segment.width, inRow, layout.bitsPerSample) * place.storedRows);
    unpack(bytes, layout, layout.segments[plane * perPlane + index], rows);
    return readSamples(rows, segment.width, inRow, layout);
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

function unpack(bytes: Uint8Array, { compression }: TiffLayout, extent: Extent | undefined, rows: Uint8Array): void {
  const packed = extent === undefined ? new Uint8Array() : view(bytes, extent);
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
    case 'jpeg':
      throw new AnonymizerError('engine/internal');
  }
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
