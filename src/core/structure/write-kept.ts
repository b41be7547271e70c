import { u32le } from './binary-reads.ts';
import { u16beBytes, u32beBytes } from './binary-writes.ts';
import { joinBytes, textBytes } from './byte-join.ts';
import { cleanAvif } from './clean-avif.ts';
import { crc32 } from './crc32.ts';
import type { WrittenImageFormat } from './inspection.ts';
import type { KeptValues, Resolution } from './kept-metadata.ts';
import { readCanvas, readFrameHeader, readWebpChunk, RIFF_HEADER_BYTES, VP8X_FLAG, writtenCanvas, writtenWebp, writtenWebpChunk } from './webp-chunks.ts';
import { exifBlock } from './write-kept-exif.ts';

const INCH_IN_METRES = 0.0254;
/** Where a clean JPEG's density stands, and where its first segment ends. */
const JFIF_DENSITY = 13;
const JFIF_END = 20;
/** Where the first chunk of a PNG ends, which is the header's. */
const PNG_HEADER_END = 33;

/**
 * Puts what is kept into a finished file. Every byte is made of the values: none comes from a source.
 * @param bytes - a clean file, as `cleanOutput` gives it, or an animation made of such; only read
 * @param format - of the file. TIFF is written with what is kept in it, and GIF has no place for it: both come back as they are
 * @param kept - resolution and time; those that are not there are left out
 */
export function withKept(bytes: Uint8Array<ArrayBuffer>, format: WrittenImageFormat, { resolutions, captureTime }: KeptValues): Uint8Array<ArrayBuffer> {
  const resolution = resolutions[0] ?? null;
  if (resolution === null && captureTime === null) return bytes;
  switch (format) {
    case 'jpeg': {
      const block = exifBlock(null, captureTime);
      const segment = block === null ? [] : [Uint8Array.of(0xff, 0xe1), u16beBytes(2 + 6 + block.length), textBytes('Exif\0\0'), block];
      const start = resolution === null ? bytes.subarray(0, JFIF_END) : joinBytes([bytes.subarray(0, JFIF_DENSITY), density(resolution), bytes.subarray(JFIF_DENSITY + 5, JFIF_END)]);
      return joinBytes([start, ...segment, bytes.subarray(JFIF_END)]);
    }
    case 'png': {
      const block = exifBlock(null, captureTime);
      const chunks = [...(resolution === null ? [] : [pngChunk('pHYs', physical(resolution))]), ...(block === null ? [] : [pngChunk('eXIf', block)])];
      return joinBytes([bytes.subarray(0, PNG_HEADER_END), ...chunks, bytes.subarray(PNG_HEADER_END)]);
    }
    case 'webp':
      return extendedWebp(bytes, exifBlock(resolution, captureTime) ?? new Uint8Array());
    case 'avif':
      return cleanAvif(bytes, exifBlock(resolution, captureTime));
    case 'gif':
    case 'tiff':
      return bytes;
  }
}

/** JFIF's unit and densities, which are whole numbers: per centimetre where nothing is lost by it, else per inch. @see ITU-T T.871, 10.1 */
function density({ x, y, unit }: Resolution): Uint8Array {
  const isCentimetres = unit === 'metre' && x % 100 === 0 && y % 100 === 0;
  const whole = (value: number): number => (isCentimetres ? value / 100 : Math.round(unit === 'metre' ? value * INCH_IN_METRES : value));
  return joinBytes([Uint8Array.of(isCentimetres ? 2 : 1), u16beBytes(whole(x)), u16beBytes(whole(y))]);
}

/** Pixels per metre. @see https://www.w3.org/TR/png-3/#11pHYs */
function physical({ x, y, unit }: Resolution): Uint8Array {
  const metres = (value: number): number => Math.round(unit === 'metre' ? value : value / INCH_IN_METRES);
  return joinBytes([u32beBytes(metres(x)), u32beBytes(metres(y)), Uint8Array.of(1)]);
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const named = joinBytes([textBytes(type), data]);
  return joinBytes([u32beBytes(data.length), named, u32beBytes(crc32(named, 0, named.length))]);
}

/** The chunk stands last, and the first one announces it. @see https://www.rfc-editor.org/rfc/rfc9649#section-2.7.1.4 */
function extendedWebp(bytes: Uint8Array, block: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = 8 + u32le(bytes, 4);
  const first = readWebpChunk(bytes, RIFF_HEADER_BYTES, end);
  const exif = writtenWebpChunk('EXIF', block);
  if (first.type === 'VP8X') {
    const flags = (bytes[first.dataStart] ?? 0) | VP8X_FLAG.exif;
    return writtenWebp([writtenCanvas(flags, readCanvas(bytes, first)), bytes.subarray(first.end, end), exif]);
  }
  const header = readFrameHeader(bytes, first);
  const canvas = writtenCanvas(VP8X_FLAG.exif | (header.hasAlpha ? VP8X_FLAG.alpha : 0), header);
  return writtenWebp([canvas, bytes.subarray(first.start, end), exif]);
}
