import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, spells, u16le, u32le } from './binary-reads.ts';
import { mayShowBackground } from './frame-coverage.ts';
import { iccDescription } from './icc-profile.ts';
import type { CodecBlocks, Sequence, SourceInspection } from './inspection.ts';
import { MetadataList } from './metadata-list.ts';
import { checkFrames } from './sequence.ts';
import { checkedSize } from './source-size.ts';
import { listTiffFields } from './tiff-fields.ts';
import { listTrailer } from './trailer.ts';
import { readWebpFrame, type WebpFrame } from './webp-animation.ts';
import {
  readCanvas,
  readFrameHeader,
  readWebpChunk,
  RIFF_HEADER_BYTES,
  VP8X_FLAG,
  type WebpChunk,
  type WebpFrameHeader,
} from './webp-chunks.ts';
import { listXmp } from './xmp-fields.ts';

/** VP8's macroblock, and how far its loop filter reaches into the next. @see https://www.rfc-editor.org/rfc/rfc6386#section-15 */
const MACROBLOCK = 16;
const FILTER_MARGIN = 4;
/** Chunks walked; real files have fewer than ten, or as many as frames. */
const MAX_CHUNKS = 100_000;

/** What the walk has seen so far. */
interface Progress {
  readonly canvas: Size;
  /** Whether the first chunk announces an animation. */
  readonly isAnimated: boolean;
  /** Picture that is no frame. */
  picture: WebpFrameHeader | null;
  hasAlphaChunk: boolean;
  /** Times that the animation plays; `null` before its header. */
  plays: number | null;
  readonly frames: WebpFrame[];
}

/**
 * Walks a WebP from its RIFF header to its last byte, frames included. EXIF orientation is not applied, as browsers have it (measured).
 * @param untrustedBytes - a file that begins with a RIFF header of form WEBP
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`, `input/too-many-frames`
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
  const isAnimated = first.type === 'VP8X' && (byteAt(untrustedBytes, first.dataStart) & VP8X_FLAG.animation) !== 0;
  const progress: Progress = { canvas: storedSize, isAnimated, picture: null, hasAlphaChunk: false, plays: null, frames: [] };
  let chunks = 0;
  for (let at = RIFF_HEADER_BYTES; at < riffEnd; chunks += 1) {
    const chunk = readWebpChunk(untrustedBytes, at, riffEnd);
    refuseUnless(chunks < MAX_CHUNKS, chunk);
    takeChunk(untrustedBytes, chunk, progress, list);
    at = chunk.end;
  }
  const { frames, picture } = progress;
  // A still picture fills its canvas; frames of an animation need not.
  const isWhole = isAnimated ? frames.length > 0 : picture?.width === storedSize.width && picture.height === storedSize.height;
  refuseUnless(isWhole, first);
  listTrailer(untrustedBytes, riffEnd, 'after RIFF', list);
  return {
    format: 'webp',
    storedSize,
    size: storedSize,
    orientation: 1,
    hasAlpha: hasAlpha(progress),
    sequence: sequenceOf(progress),
    blocks: lossyBlocks(progress),
    metadata: list.items(),
    ...list.kept(1),
  };
}

function hasAlpha({ picture, hasAlphaChunk, frames, canvas }: Progress): boolean {
  return picture?.hasAlpha === true || hasAlphaChunk || frames.some(({ header }) => header.hasAlpha) || mayShowBackground(frames, canvas);
}

/** Frames are shown on the canvas, so each counts with the canvas's size. One frame is a picture like any other. */
function sequenceOf({ frames, plays, canvas }: Progress): Sequence {
  checkFrames(frames.map(() => canvas));
  return frames.length <= 1
    ? { kind: 'still' }
    : { kind: 'animation', durations: frames.map(({ duration }) => duration), plays: plays ?? 0 };
}

/**
 * Blocks of the lossy pictures. Where one does not begin on the canvas's grid, whole blocks can't be told, so a block's
 * width is added all around.
 */
function lossyBlocks({ picture, frames }: Progress): CodecBlocks | null {
  const isLossy = picture?.isLossy === true || frames.some(({ header }) => header.isLossy);
  const isOnGrid = frames.every(({ area }) => area.left % MACROBLOCK === 0 && area.top % MACROBLOCK === 0);
  return isLossy ? { width: MACROBLOCK, height: MACROBLOCK, margin: isOnGrid ? FILTER_MARGIN : FILTER_MARGIN + MACROBLOCK } : null;
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
  switch (chunk.type) {
    case 'VP8X':
      return;
    case 'ANIM':
      // Without the flag in VP8X there is no animation, and the chunk says nothing.
      refuseUnless(!progress.isAnimated || (progress.plays === null && chunk.dataEnd - chunk.dataStart >= 6), chunk);
      if (progress.isAnimated) progress.plays = u16le(bytes, chunk.dataStart + 4);
      return;
    case 'VP8 ':
    case 'VP8L':
      // All pictures of an animation lie in frames.
      refuseUnless(!progress.isAnimated, chunk);
      if (progress.picture === null) {
        progress.picture = readFrameHeader(bytes, chunk);
      } else {
        list.add('second-image', chunk.type.trim(), chunk.end - chunk.start);
      }
      return;
    case 'ALPH':
      refuseUnless(!progress.isAnimated, chunk);
      progress.hasAlphaChunk = true;
      return;
    case 'ANMF': {
      refuseUnless(progress.isAnimated && progress.plays !== null, chunk);
      const frame = readWebpFrame(bytes, chunk, progress.canvas);
      progress.frames.push(frame);
      for (const other of frame.others) {
        listMetadata(bytes, other, list);
      }
      return;
    }
    default:
      listMetadata(bytes, chunk, list);
  }
}

function listMetadata(bytes: Uint8Array, chunk: WebpChunk, list: MetadataList): void {
  const { dataStart, dataEnd } = chunk;
  const sizeBytes = chunk.end - chunk.start;
  switch (chunk.type) {
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

function refuseUnless(isAllowed: boolean, chunk: WebpChunk): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset: chunk.start });
  }
}
