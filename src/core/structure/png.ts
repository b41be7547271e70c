import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, u32be } from './binary-reads.ts';
import { mayShowBackground } from './frame-coverage.ts';
import type { Orientation, Sequence, SourceInspection } from './inspection.ts';
import { MetadataList } from './metadata-list.ts';
import { PngAnimationReader, type PngAnimation } from './png-animation.ts';
import { hasGoodCrc, isCritical, PNG_SIGNATURE, readChunk, type PngChunk } from './png-chunks.ts';
import { listChunk } from './png-metadata.ts';
import { checkFrames } from './sequence.ts';
import { checkedSize, displayedSize } from './source-size.ts';
import { orientationOf, readTiff } from './tiff-reader.ts';
import { listTrailer } from './trailer.ts';

/** Bit depths that each colour type allows. @see https://www.w3.org/TR/png-3/#table111 */
const BIT_DEPTHS: ReadonlyMap<number, readonly number[]> = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);
const COLOR_TYPE_PALETTE = 3;
const ALPHA_BIT = 4;
/** Chunks walked: 100 megapixels in IDATs of 4 KB take fewer than 100,000. */
const MAX_CHUNKS = 500_000;

/** What the walk has seen so far. */
interface Progress {
  palettes: number;
  dataChunks: number;
  isTransparent: boolean;
  orientation: Orientation | null;
}

/**
 * Walks a PNG from its header to its last byte. A wrong CRC of a critical chunk refuses the file; an ancillary chunk
 * with a wrong CRC is listed, but has no effect, as browsers have it (measured). Chunks of an animation must all be right.
 * An animation is turned by eXIf as a still picture is (measured).
 * @param untrustedBytes - a file with a PNG signature
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`, `input/too-many-frames`
 * @see https://www.w3.org/TR/png-3/
 */
export function inspectPng(untrustedBytes: Uint8Array): SourceInspection {
  const header = readChunk(untrustedBytes, PNG_SIGNATURE.length);
  const storedSize = readHeader(untrustedBytes, header);
  const colorType = byteAt(untrustedBytes, header.dataStart + 9);
  const list = new MetadataList();
  const progress: Progress = {
    palettes: 0,
    dataChunks: 0,
    isTransparent: (colorType & ALPHA_BIT) !== 0,
    orientation: null,
  };
  const reader = new PngAnimationReader(storedSize);
  let previous = header;
  let chunk = readChunk(untrustedBytes, header.end);
  for (let chunks = 0; chunk.type !== 'IEND'; chunks += 1) {
    refuseUnless(chunks < MAX_CHUNKS, chunk);
    if (isCritical(chunk)) {
      takeCritical(untrustedBytes, chunk, previous, progress, colorType, list);
    } else {
      takeAncillary(untrustedBytes, chunk, progress, reader.isAnimated, list);
    }
    reader.take(untrustedBytes, chunk);
    previous = chunk;
    chunk = readChunk(untrustedBytes, chunk.end);
  }
  refuseUnless(hasGoodCrc(untrustedBytes, chunk) && progress.dataChunks > 0, chunk);
  const animation = reader.finish(chunk);
  if (animation !== null && animation.stillPictureBytes > 0) {
    list.add('second-image', 'still picture apart from the animation', animation.stillPictureBytes);
  }
  if (chunk.dataEnd > chunk.dataStart) {
    list.add('trailer', 'inside IEND', chunk.dataEnd - chunk.dataStart);
  }
  listTrailer(untrustedBytes, chunk.end, 'after IEND', list);
  const orientation = progress.orientation ?? 1;
  return {
    format: 'png',
    storedSize,
    size: displayedSize(storedSize, orientation),
    orientation,
    hasAlpha: progress.isTransparent || (animation !== null && mayShowBackground(animation.frames, storedSize)),
    sequence: sequenceOf(animation, storedSize),
    blocks: null,
    metadata: list.items(),
    ...list.kept(orientation),
  };
}

function readHeader(bytes: Uint8Array, header: PngChunk): Size {
  refuseUnless(header.type === 'IHDR' && header.dataEnd - header.dataStart === 13, header);
  const size = checkedSize(u32be(bytes, header.dataStart), u32be(bytes, header.dataStart + 4));
  const depth = byteAt(bytes, header.dataStart + 8);
  const colorType = byteAt(bytes, header.dataStart + 9);
  const compression = byteAt(bytes, header.dataStart + 10);
  const filter = byteAt(bytes, header.dataStart + 11);
  const interlace = byteAt(bytes, header.dataStart + 12);
  refuseUnless(hasGoodCrc(bytes, header), header);
  refuseUnless(BIT_DEPTHS.get(colorType)?.includes(depth) === true && compression === 0 && filter === 0 && interlace <= 1, header);
  return size;
}

function takeCritical(
  bytes: Uint8Array,
  chunk: PngChunk,
  previous: PngChunk,
  progress: Progress,
  colorType: number,
  list: MetadataList,
): void {
  refuseUnless(hasGoodCrc(bytes, chunk), chunk);
  switch (chunk.type) {
    case 'PLTE': {
      const length = chunk.dataEnd - chunk.dataStart;
      refuseUnless(progress.palettes === 0 && progress.dataChunks === 0 && length > 0 && length <= 768 && length % 3 === 0, chunk);
      progress.palettes = 1;
      return;
    }
    case 'IDAT':
      refuseUnless(colorType !== COLOR_TYPE_PALETTE || progress.palettes === 1, chunk);
      if (progress.dataChunks > 0 && previous.type !== 'IDAT') {
        // Decoders take or skip it; either way it may hold another picture.
        list.add('second-image', 'IDAT apart from the picture', chunk.end - chunk.start);
      }
      progress.dataChunks += 1;
      return;
    default:
      refuseUnless(false, chunk);
  }
}

function takeAncillary(bytes: Uint8Array, chunk: PngChunk, progress: Progress, isAnimated: boolean, list: MetadataList): void {
  listChunk(bytes, chunk, list);
  const isBeforeData = progress.dataChunks === 0;
  switch (chunk.type) {
    case 'tRNS':
      progress.isTransparent ||= isBeforeData && hasGoodCrc(bytes, chunk);
      return;
    case 'eXIf':
      if (isBeforeData && progress.orientation === null && hasGoodCrc(bytes, chunk)) {
        const tiff = readTiff(bytes, chunk.dataStart, chunk.dataEnd);
        progress.orientation = tiff === null ? 1 : orientationOf(bytes, tiff);
      }
      return;
    case 'fdAT':
      // Data of no animation: nothing shows them.
      if (!isAnimated) list.add('second-image', 'fdAT without an animation', chunk.end - chunk.start);
  }
}

/** Frames are shown on the canvas, so each counts with the canvas's size. */
function sequenceOf(animation: PngAnimation | null, canvas: Size): Sequence {
  if (animation === null) return { kind: 'still' };
  const { frames, plays, stillPictureBytes } = animation;
  checkFrames(frames.map(() => canvas));
  // One frame that is the still picture as well: there is nothing to put together.
  if (frames.length === 1 && stillPictureBytes === 0) return { kind: 'still' };
  return { kind: 'animation', durations: frames.map(({ duration }) => duration), plays };
}

function refuseUnless(isAllowed: boolean, chunk: PngChunk): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset: chunk.start });
  }
}
