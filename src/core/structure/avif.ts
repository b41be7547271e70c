import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { isAlpha, listItems, listTopBox } from './avif-metadata.ts';
import { readMeta, type AvifMeta } from './avif-items.ts';
import { byteAt, fourCharacters, u32be } from './binary-reads.ts';
import type { Orientation, SourceInspection } from './inspection.ts';
import { findBox, readBox, readBoxes, type IsoBox } from './iso-boxes.ts';
import { MetadataList } from './metadata-list.ts';
import { checkedSize, displayedSize } from './source-size.ts';
import { listTrailer } from './trailer.ts';

/** AV1's usual superblock, and a margin for its deblocking and restoration filters. Whether a picture is lossless is not in its boxes. */
const SUPERBLOCK = { width: 64, height: 64, margin: 8 } as const;
/** Boxes at the top of the file; real pictures have fewer than ten. */
const MAX_TOP_BOXES = 10_000;
/** Depth at which the sample table lies: moov, trak, mdia, minf, stbl, stsz. */
const SAMPLE_TABLE_PATH = ['trak', 'mdia', 'minf', 'stbl', 'stsz'] as const;
/**
 * EXIF orientation of each pair of turn (`irot`, quarter turns to the left) and mirror (`imir`: none, top and bottom
 * exchanged, left and right exchanged). The turn comes first. Measured against Chromium.
 */
const ORIENTATIONS: readonly (readonly [Orientation, Orientation, Orientation])[] = [
  [1, 4, 2],
  [8, 5, 7],
  [3, 2, 4],
  [6, 7, 5],
];

/**
 * Walks an AVIF from its file type box to its last byte.
 * @param untrustedBytes - a file that begins with a file type box with an AVIF brand
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`, and
 *   `input/undecodable` for a picture that is not AV1, or whose clean aperture cuts it in a way that programs disagree on
 * @see https://aomediacodec.github.io/av1-avif/
 */
export function inspectAvif(untrustedBytes: Uint8Array): SourceInspection {
  const { boxes, end } = topBoxes(untrustedBytes);
  const metaBox = findBox(boxes, 'meta');
  if (metaBox === undefined) {
    throw new AnonymizerError('input/corrupt');
  }
  const meta = readMeta(untrustedBytes, metaBox);
  const properties = meta.properties.get(meta.primaryId) ?? [];
  const storedSize = spatialExtents(untrustedBytes, properties);
  const primary = meta.items.find((item) => item.id === meta.primaryId);
  if ((primary?.type !== 'av01' && primary?.type !== 'grid') || findBox(properties, 'clap') !== undefined) {
    throw new AnonymizerError('input/undecodable');
  }
  const list = new MetadataList();
  listItems(untrustedBytes, meta, list);
  boxes.forEach((box) => listTopBox(untrustedBytes, box, list));
  listTrailer(untrustedBytes, end, 'after last box', list);
  const orientation = orientationOf(untrustedBytes, properties);
  return {
    format: 'avif',
    storedSize,
    size: displayedSize(storedSize, orientation),
    orientation,
    hasAlpha: hasAlphaPlane(untrustedBytes, meta),
    frames: countFrames(untrustedBytes, boxes),
    blocks: SUPERBLOCK,
    metadata: list.items(),
  };
}

/** Boxes up to the first bytes behind the picture that are none. */
function topBoxes(bytes: Uint8Array): { readonly boxes: readonly IsoBox[]; readonly end: number } {
  const boxes: IsoBox[] = [];
  let at = 0;
  while (at < bytes.length) {
    const isComplete = findBox(boxes, 'meta') !== undefined && findBox(boxes, 'mdat') !== undefined;
    // Behind a complete picture, what does not look like a box is a trailer; before that, it is damage.
    if (isComplete && !/^(ftyp|meta|mdat|moov|free|skip|uuid|wide)$/.test(fourCharacters(bytes, at + 4))) {
      break;
    }
    const box = readBox(bytes, at, bytes.length);
    boxes.push(box);
    if (boxes.length > MAX_TOP_BOXES) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    at = box.end;
  }
  return { boxes, end: at };
}

function spatialExtents(bytes: Uint8Array, properties: readonly IsoBox[]): Size {
  const extents = findBox(properties, 'ispe');
  if (extents === undefined || extents.end - extents.dataStart < 12) {
    throw new AnonymizerError('input/corrupt');
  }
  return checkedSize(u32be(bytes, extents.dataStart + 4), u32be(bytes, extents.dataStart + 8));
}

function orientationOf(bytes: Uint8Array, properties: readonly IsoBox[]): Orientation {
  const turn = findBox(properties, 'irot');
  const mirror = findBox(properties, 'imir');
  const quarterTurns = turn === undefined ? 0 : byteAt(bytes, turn.dataStart) & 3;
  const mirrored = mirror === undefined ? 0 : (byteAt(bytes, mirror.dataStart) & 1) + 1;
  return ORIENTATIONS[quarterTurns]?.[mirrored] ?? 1;
}

function hasAlphaPlane(bytes: Uint8Array, meta: AvifMeta): boolean {
  return meta.references.some(({ type, from, to }) => type === 'auxl' && to.includes(meta.primaryId) && isAlpha(bytes, meta, from));
}

/** Samples of the first track; two where a movie box is there, but can't be read. */
function countFrames(bytes: Uint8Array, boxes: readonly IsoBox[]): number {
  let box = findBox(boxes, 'moov');
  if (box === undefined) {
    return 1;
  }
  for (const type of SAMPLE_TABLE_PATH) {
    box = findBox(readBoxes(bytes, box.dataStart, box.end), type);
    if (box === undefined) {
      return 2;
    }
  }
  return box.end - box.dataStart < 12 ? 2 : Math.max(1, u32be(bytes, box.dataStart + 8));
}
