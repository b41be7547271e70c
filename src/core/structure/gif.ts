import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, spells, u16le } from './binary-reads.ts';
import { latin1, utf8 } from './display-text.ts';
import type { SourceInspection } from './inspection.ts';
import { MetadataList } from './metadata-list.ts';
import { checkedSize } from './source-size.ts';
import { listTrailer } from './trailer.ts';
import { listXmp } from './xmp-fields.ts';

const BLOCK_EXTENSION = 0x21;
const BLOCK_IMAGE = 0x2c;
const BLOCK_TRAILER = 0x3b;
const EXTENSION_PLAIN_TEXT = 0x01;
const EXTENSION_GRAPHIC_CONTROL = 0xf9;
const EXTENSION_COMMENT = 0xfe;
const EXTENSION_APPLICATION = 0xff;
/** Applications whose name says nothing about the file: the two that store the number of repeats. */
const LOOPING: readonly string[] = ['NETSCAPE2.0', 'ANIMEXTS1.0'];
/** Blocks walked; a real animation has a few thousand. */
const MAX_BLOCKS = 100_000;

/** What the walk has seen so far. */
interface Progress {
  images: number;
  isTransparent: boolean;
  /** Size of the picture: the screen, enlarged for the first frame. */
  size: Size;
}

/**
 * Walks a GIF from its header to its last byte.
 * @param untrustedBytes - a file that begins with GIF87a or GIF89a
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, and `input/truncated` where the file
 *   ends before the trailer byte
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function inspectGif(untrustedBytes: Uint8Array): SourceInspection {
  const screen = { width: u16le(untrustedBytes, 6), height: u16le(untrustedBytes, 8) };
  if (screen.width > 0 && screen.height > 0) {
    checkedSize(screen.width, screen.height);
  }
  let at = 13 + colorTableBytes(byteAt(untrustedBytes, 10));
  const list = new MetadataList();
  const progress: Progress = { images: 0, isTransparent: false, size: screen };
  for (let blocks = 0; byteAt(untrustedBytes, at) !== BLOCK_TRAILER; blocks += 1) {
    const introducer = byteAt(untrustedBytes, at);
    refuseUnless(blocks < MAX_BLOCKS && (introducer === BLOCK_EXTENSION || introducer === BLOCK_IMAGE), at);
    if (introducer === BLOCK_EXTENSION) {
      at = walkExtension(untrustedBytes, at, progress, list);
    } else {
      if (progress.images === 0) {
        takeFirstImage(untrustedBytes, at, progress);
      }
      progress.images += 1;
      at = subBlocksEnd(untrustedBytes, at + 10 + colorTableBytes(byteAt(untrustedBytes, at + 9)) + 1);
    }
  }
  refuseUnless(progress.images > 0, at);
  listTrailer(untrustedBytes, at + 1, 'after GIF trailer', list);
  return {
    format: 'gif',
    storedSize: progress.size,
    size: progress.size,
    orientation: 1,
    hasAlpha: progress.isTransparent,
    frames: progress.images,
    blocks: null,
    metadata: list.items(),
  };
}

/** Browsers enlarge a screen that the first frame does not fit into; what no frame covers is transparent (measured). */
function takeFirstImage(bytes: Uint8Array, at: number, progress: Progress): void {
  const left = u16le(bytes, at + 1);
  const top = u16le(bytes, at + 3);
  const width = u16le(bytes, at + 5);
  const height = u16le(bytes, at + 7);
  progress.size = checkedSize(Math.max(progress.size.width, left + width), Math.max(progress.size.height, top + height));
  progress.isTransparent ||= width !== progress.size.width || height !== progress.size.height;
}

function colorTableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

function walkExtension(bytes: Uint8Array, start: number, progress: Progress, list: MetadataList): number {
  const label = byteAt(bytes, start + 1);
  const data = start + 2;
  const firstBytes = byteAt(bytes, data);
  const end = subBlocksEnd(bytes, data);
  const sizeBytes = end - start;
  switch (label) {
    case EXTENSION_GRAPHIC_CONTROL:
      progress.isTransparent ||= firstBytes >= 1 && (byteAt(bytes, data + 1) & 1) === 1;
      return end;
    case EXTENSION_COMMENT:
      list.add('comment', 'comment extension', sizeBytes, utf8(bytes, data + 1, data + 1 + firstBytes));
      return end;
    case EXTENSION_PLAIN_TEXT:
      list.add('text', 'plain text extension', sizeBytes);
      return end;
    case EXTENSION_APPLICATION:
      listApplication(bytes, data, end, sizeBytes, list);
      return end;
    default:
      list.add('other', 'unknown extension', sizeBytes);
      return end;
  }
}

function listApplication(bytes: Uint8Array, data: number, end: number, sizeBytes: number, list: MetadataList): void {
  const name = latin1(bytes, data + 1, Math.min(data + 12, end));
  if (LOOPING.includes(name)) {
    return;
  }
  if (spells(bytes, data + 1, 'XMP DataXMP')) {
    // Its packet is not cut into sub-blocks: a tail of falling numbers lets any reader find the end.
    if (list.mayReadBlock()) {
      listXmp(bytes, data + 12, end, 'application extension XMP', sizeBytes, list);
    }
  } else if (spells(bytes, data + 1, 'ICCRGBG1012')) {
    list.add('icc', 'application extension ICC', sizeBytes);
  } else {
    list.add('application', 'application extension', sizeBytes, name);
  }
}

/** One past the terminator of a chain of sub-blocks. */
function subBlocksEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let length = byteAt(bytes, at); length > 0; length = byteAt(bytes, at)) {
    at += length + 1;
  }
  return at + 1;
}

function refuseUnless(isAllowed: boolean, offset: number): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset });
  }
}
