import { clip, type Box, type Size } from '../geometry/box.ts';
import { byteAt, spells } from './binary-reads.ts';
import { latin1, utf8 } from './display-text.ts';
import { walkGif, type GifExtension, type GifImage } from './gif-blocks.ts';
import type { Sequence, SourceInspection } from './inspection.ts';
import { MetadataList } from './metadata-list.ts';
import { checkFrames } from './sequence.ts';
import { listTrailer } from './trailer.ts';
import { listXmp } from './xmp-fields.ts';

const EXTENSION_PLAIN_TEXT = 0x01;
const EXTENSION_COMMENT = 0xfe;
const EXTENSION_APPLICATION = 0xff;

/**
 * Walks a GIF from its header to its last byte.
 * @param untrustedBytes - a file that begins with GIF87a or GIF89a
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/too-many-frames`, `input/corrupt`, and
 *   `input/truncated` where the file ends before the trailer byte
 */
export function inspectGif(untrustedBytes: Uint8Array): SourceInspection {
  const list = new MetadataList();
  const { canvas, images, plays, end } = walkGif(untrustedBytes, (extension) => listExtension(untrustedBytes, extension, list));
  // Each frame is decoded as it is stored and shown on the canvas: what is larger is what it takes.
  checkFrames(images.map(({ area }) => (area.width * area.height > canvas.width * canvas.height ? area : canvas)));
  listTrailer(untrustedBytes, end, 'after GIF trailer', list);
  const sequence: Sequence =
    images.length === 1 ? { kind: 'still' } : { kind: 'animation', durations: images.map(({ duration }) => duration), plays };
  return {
    format: 'gif',
    storedSize: canvas,
    size: canvas,
    orientation: 1,
    hasAlpha: showsThrough(canvas, images),
    sequence,
    blocks: null,
    metadata: list.items(),
  };
}

/**
 * Whether a canvas, which begins transparent, may be so anywhere in any frame as shown. A frame closes the hole only
 * where it covers all of it without a transparent colour; so what is called opaque is.
 */
function showsThrough(canvas: Size, images: readonly GifImage[]): boolean {
  let hole: Box<'source'> | null = { left: 0, top: 0, ...canvas };
  for (const { area, transparentIndex, disposal } of images) {
    if (hole !== null && (transparentIndex !== null || !covers(area, hole))) return true;
    if (disposal !== 'restore') {
      hole = disposal === 'clear' ? clip(area, canvas) : null;
    }
  }
  return false;
}

function covers(outer: Box<'source'>, inner: Box<'source'>): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.left + outer.width >= inner.left + inner.width &&
    outer.top + outer.height >= inner.top + inner.height
  );
}

function listExtension(bytes: Uint8Array, { label, start, end }: GifExtension, list: MetadataList): void {
  const data = start + 2;
  const sizeBytes = end - start;
  switch (label) {
    case EXTENSION_COMMENT:
      list.add('comment', 'comment extension', sizeBytes, utf8(bytes, data + 1, data + 1 + byteAt(bytes, data)));
      break;
    case EXTENSION_PLAIN_TEXT:
      list.add('text', 'plain text extension', sizeBytes);
      break;
    case EXTENSION_APPLICATION:
      listApplication(bytes, data, end, sizeBytes, list);
      break;
    default:
      list.add('other', 'unknown extension', sizeBytes);
  }
}

function listApplication(bytes: Uint8Array, data: number, end: number, sizeBytes: number, list: MetadataList): void {
  if (spells(bytes, data + 1, 'XMP DataXMP')) {
    // Its packet is not cut into sub-blocks: a tail of falling numbers lets any reader find the end.
    if (list.mayReadBlock()) {
      listXmp(bytes, data + 12, end, 'application extension XMP', sizeBytes, list);
    }
  } else if (spells(bytes, data + 1, 'ICCRGBG1012')) {
    list.add('icc', 'application extension ICC', sizeBytes);
  } else {
    list.add('application', 'application extension', sizeBytes, latin1(bytes, data + 1, Math.min(data + 12, end)));
  }
}
