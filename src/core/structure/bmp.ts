import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, i32le, u16le, u32le, spells } from './binary-reads.ts';
import { latin1 } from './display-text.ts';
import { iccDescription } from './icc-profile.ts';
import type { SourceInspection } from './inspection.ts';
import { checkedResolution } from './kept-metadata.ts';
import { MetadataList } from './metadata-list.ts';
import { checkedSize } from './source-size.ts';
import { listTrailer } from './trailer.ts';

/** Bytes of the file header; the information header follows. */
const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;
const ALPHA_MASK_HEADER_BYTES = 56;
const V5_HEADER_BYTES = 124;
const COMPRESSION = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 } as const;
const BIT_COUNTS: readonly number[] = [1, 2, 4, 8, 16, 24, 32];

/** The header's facts. */
interface BmpHeader {
  readonly size: Size;
  readonly headerBytes: number;
  readonly bitsPerPixel: number;
  readonly compression: number;
  readonly pixelStart: number;
}

/**
 * Walks a BMP from its header to its last byte.
 * @param untrustedBytes - a file that begins with BM and has an information header of a known size
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`, and
 *   `input/undecodable` for embedded JPEG or PNG and fax compression
 * @see https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types
 */
export function inspectBmp(untrustedBytes: Uint8Array): SourceInspection {
  const header = readHeader(untrustedBytes);
  const list = new MetadataList();
  let end = pixelsEnd(untrustedBytes, header);
  end = listProfile(untrustedBytes, header, end, list);
  listTrailer(untrustedBytes, end, 'after pixels', list);
  // Pixels per metre; a negative number reads as one out of range.
  const resolution = header.headerBytes < 40 ? null : checkedResolution(u32le(untrustedBytes, FILE_HEADER_BYTES + 24), u32le(untrustedBytes, FILE_HEADER_BYTES + 28), 'metre');
  if (resolution !== null) list.noteResolution(resolution);
  return {
    format: 'bmp',
    storedSize: header.size,
    size: header.size,
    orientation: 1,
    hasAlpha: hasAlpha(untrustedBytes, header),
    sequence: { kind: 'still' },
    blocks: null,
    metadata: list.items(),
    ...list.kept(1),
  };
}

function readHeader(bytes: Uint8Array): BmpHeader {
  const at = FILE_HEADER_BYTES;
  const headerBytes = u32le(bytes, at);
  const isCore = headerBytes === CORE_HEADER_BYTES;
  const width = isCore ? u16le(bytes, at + 4) : i32le(bytes, at + 4);
  const height = isCore ? u16le(bytes, at + 6) : i32le(bytes, at + 8);
  refuseUnless(width >= 0);
  // A negative height stores the rows from the top.
  const size = checkedSize(width, Math.abs(height));
  const bitsPerPixel = u16le(bytes, at + (isCore ? 10 : 14));
  const compression = headerBytes >= 40 ? u32le(bytes, at + 16) : COMPRESSION.none;
  const isFax = headerBytes === 64 && compression === COMPRESSION.bitFields;
  if (isFax || !(Object.values(COMPRESSION) as readonly number[]).includes(compression)) {
    throw new AnonymizerError('input/undecodable', { compression });
  }
  refuseUnless(BIT_COUNTS.includes(bitsPerPixel));
  refuseUnless(compression !== COMPRESSION.rle8 || bitsPerPixel === 8);
  refuseUnless(compression !== COMPRESSION.rle4 || bitsPerPixel === 4);
  const pixelStart = u32le(bytes, 10);
  refuseUnless(pixelStart >= at + headerBytes);
  return { size, headerBytes, bitsPerPixel, compression, pixelStart };
}

/** One past the last byte that the pixels take. */
function pixelsEnd(bytes: Uint8Array, header: BmpHeader): number {
  const { size, bitsPerPixel, compression, pixelStart } = header;
  if (compression === COMPRESSION.rle8 || compression === COMPRESSION.rle4) {
    return runsEnd(bytes, pixelStart, compression === COMPRESSION.rle4 ? 4 : 8);
  }
  // Rows take whole groups of four bytes.
  const end = pixelStart + Math.ceil((size.width * bitsPerPixel) / 32) * 4 * size.height;
  if (end > bytes.length) {
    throw new AnonymizerError('input/truncated', { offset: bytes.length });
  }
  return end;
}

/** Steps over run-length codes to the one that ends the picture. */
function runsEnd(bytes: Uint8Array, start: number, bitsPerPixel: number): number {
  let at = start;
  for (;;) {
    const count = byteAt(bytes, at);
    const code = byteAt(bytes, at + 1);
    at += 2;
    if (count !== 0 || code === 0) {
      continue;
    }
    if (code === 1) {
      return at;
    }
    // 2 moves by two more bytes; above, that many pixels stand as they are, filled up to two bytes.
    at += code === 2 ? 2 : Math.ceil((code * bitsPerPixel) / 16) * 2;
  }
}

/** @returns the end of what the file's header accounts for */
function listProfile(bytes: Uint8Array, header: BmpHeader, pixelEnd: number, list: MetadataList): number {
  if (header.headerBytes !== V5_HEADER_BYTES) {
    return pixelEnd;
  }
  const at = FILE_HEADER_BYTES;
  const isLinked = spells(bytes, at + 56, 'KNIL');
  if (!isLinked && !spells(bytes, at + 56, 'DEBM')) {
    return pixelEnd;
  }
  const start = at + u32le(bytes, at + 112);
  const end = start + u32le(bytes, at + 116);
  if (end > bytes.length || end === start) {
    return pixelEnd;
  }
  list.add(
    'icc',
    isLinked ? 'linked ICC profile' : 'ICC profile',
    end - start,
    isLinked ? latin1(bytes, start, end) : iccDescription(bytes, start, end),
  );
  // Bytes between the pixels and a profile far behind them are still nobody's.
  return start <= pixelEnd + 3 ? Math.max(end, pixelEnd) : pixelEnd;
}

function hasAlpha(bytes: Uint8Array, header: BmpHeader): boolean {
  if (header.compression === COMPRESSION.alphaBitFields) {
    return true;
  }
  const hasMask = header.headerBytes >= ALPHA_MASK_HEADER_BYTES && header.headerBytes !== 64;
  return hasMask && (header.bitsPerPixel === 16 || header.bitsPerPixel === 32) && u32le(bytes, FILE_HEADER_BYTES + 52) !== 0;
}

function refuseUnless(isAllowed: boolean): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt');
  }
}
