import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { u24le, u32le, spells } from './binary-reads.ts';
import { iccDescription } from './icc-profile.ts';
import type { CodecBlocks, SourceInspection } from './inspection.ts';
import { MetadataList } from './metadata-list.ts';
import { checkedSize } from './source-size.ts';
import { listTiffFields } from './tiff-fields.ts';
import { listTrailer } from './trailer.ts';
import { readCanvas, readFrameHeader, readWebpChunk, RIFF_HEADER_BYTES, type WebpChunk, type WebpFrameHeader } from './webp-chunks.ts';
import { listXmp } from './xmp-fields.ts';

/** VP8's macroblock, and how far its loop filter reaches into the next. @see https://www.rfc-editor.org/rfc/rfc6386#section-15 */
const MACROBLOCK = 16;
const FILTER_MARGIN = 4;
/** Bytes of an animation frame's header, before its own chunks. @see https://www.rfc-editor.org/rfc/rfc9649#section-2.7.1.1 */
const ANIMATION_FRAME_HEADER_BYTES = 16;
/** Chunks walked; real files have fewer than ten, or as many as frames. */
const MAX_CHUNKS = 100_000;

/** What the walk has seen so far. */
interface Progress {
  picture: WebpFrameHeader | null;
  hasAlphaChunk: boolean;
  animationFrames: number;
  /** Whether the picture begins on a border of the canvas's macroblock grid. */
  isOnGrid: boolean;
}

/**
 * Walks a WebP from its RIFF header to its last byte. EXIF orientation is not applied, as browsers have it (measured).
 * @param untrustedBytes - a file that begins with a RIFF header of form WEBP
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`
 * @see https://www.rfc-editor.org/rfc/rfc9649
 */
export function inspectWebp(untrustedBytes: Uint8Array): SourceInspection {
  const riffEnd = 8 + u32le(untrustedBytes, 4);
  const first = readWebpChunk(untrustedBytes, RIFF_HEADER_BYTES, untrustedBytes.length);
  const storedSize = readSize(untrustedBytes, first);
  if (riffEnd > untrustedBytes.length) {
    throw new AnonymizerError('input/truncated', { offset: untrustedBytes.length });
  }
  const list = new MetadataList();
  const progress: Progress = { picture: null, hasAlphaChunk: false, animationFrames: 0, isOnGrid: true };
  let chunks = 0;
  for (let at = RIFF_HEADER_BYTES; at < riffEnd; chunks += 1) {
    const chunk = readWebpChunk(untrustedBytes, at, riffEnd);
    refuseUnless(chunks < MAX_CHUNKS, chunk);
    takeChunk(untrustedBytes, chunk, progress, list);
    at = chunk.end;
  }
  const { picture } = progress;
  if (picture === null) {
    throw new AnonymizerError('input/corrupt', { offset: riffEnd });
  }
  // The picture of a still file fills its canvas; frames of an animation need not.
  refuseUnless(progress.animationFrames > 0 || (picture.width === storedSize.width && picture.height === storedSize.height), first);
  listTrailer(untrustedBytes, riffEnd, 'after RIFF', list);
  return {
    format: 'webp',
    storedSize,
    size: storedSize,
    orientation: 1,
    hasAlpha: picture.hasAlpha || progress.hasAlphaChunk || picture.width !== storedSize.width || picture.height !== storedSize.height,
    frames: Math.max(1, progress.animationFrames),
    blocks: picture.isLossy ? lossyBlocks(progress.isOnGrid) : null,
    metadata: list.items(),
  };
}

/** Where the picture does not begin on the grid, whole blocks can't be told, so a block's width is added all around. */
function lossyBlocks(isOnGrid: boolean): CodecBlocks {
  return { width: MACROBLOCK, height: MACROBLOCK, margin: isOnGrid ? FILTER_MARGIN : FILTER_MARGIN + MACROBLOCK };
}

/** Size of the whole picture, from the first chunk, which must be one of three. */
function readSize(bytes: Uint8Array, first: WebpChunk): Size {
  if (first.type === 'VP8X') {
    refuseUnless(first.dataEnd - first.dataStart >= 10, first);
    const canvas = readCanvas(bytes, first);
    return checkedSize(canvas.width, canvas.height);
  }
  refuseUnless(isPicture(first), first);
  const header = readFrameHeader(bytes, first);
  return checkedSize(header.width, header.height);
}

function isPicture(chunk: WebpChunk): boolean {
  return chunk.type === 'VP8 ' || chunk.type === 'VP8L';
}

function takeChunk(bytes: Uint8Array, chunk: WebpChunk, progress: Progress, list: MetadataList): void {
  const { dataStart, dataEnd } = chunk;
  const sizeBytes = chunk.end - chunk.start;
  switch (chunk.type) {
    case 'VP8X':
    case 'ANIM':
      return;
    case 'VP8 ':
    case 'VP8L':
      if (progress.picture === null) {
        progress.picture = readFrameHeader(bytes, chunk);
      } else {
        list.add('second-image', chunk.type.trim(), sizeBytes);
      }
      return;
    case 'ALPH':
      progress.hasAlphaChunk = true;
      return;
    case 'ANMF':
      progress.animationFrames += 1;
      return takeAnimationFrame(bytes, chunk, progress, list);
    case 'ICCP':
      return list.add('icc', 'ICCP', sizeBytes, list.mayReadBlock() ? iccDescription(bytes, dataStart, dataEnd) : null);
    case 'EXIF':
      list.add('exif', 'EXIF', sizeBytes);
      if (list.mayReadBlock()) {
        listTiffFields(bytes, spells(bytes, dataStart, 'Exif\0\0') ? dataStart + 6 : dataStart, dataEnd, list);
      }
      return;
    case 'XMP ':
      return list.mayReadBlock() ? listXmp(bytes, dataStart, dataEnd, 'XMP', sizeBytes, list) : list.add('xmp', 'XMP', sizeBytes);
    case 'C2PA':
      return list.add('c2pa', 'C2PA', sizeBytes);
    default:
      return list.add('application', 'unknown chunk', sizeBytes, chunk.type);
  }
}

function takeAnimationFrame(bytes: Uint8Array, frame: WebpChunk, progress: Progress, list: MetadataList): void {
  refuseUnless(frame.dataEnd - frame.dataStart > ANIMATION_FRAME_HEADER_BYTES, frame);
  // Offsets are stored halved.
  const left = u24le(bytes, frame.dataStart) * 2;
  const top = u24le(bytes, frame.dataStart + 3) * 2;
  progress.isOnGrid &&= left % MACROBLOCK === 0 && top % MACROBLOCK === 0;
  if (progress.animationFrames > 1) {
    return;
  }
  const start = frame.dataStart + ANIMATION_FRAME_HEADER_BYTES;
  for (let at = start, chunks = 0; at < frame.dataEnd; chunks += 1) {
    const chunk = readWebpChunk(bytes, at, frame.dataEnd);
    refuseUnless(chunks < MAX_CHUNKS && chunk.type !== 'ANMF', chunk);
    takeChunk(bytes, chunk, progress, list);
    at = chunk.end;
  }
  refuseUnless(progress.picture !== null, frame);
}

function refuseUnless(isAllowed: boolean, chunk: WebpChunk): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset: chunk.start });
  }
}
