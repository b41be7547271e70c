import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { isAlpha } from './avif-metadata.ts';
import type { AvifMeta, AvifReference } from './avif-items.ts';
import { byteAt, fourCharacters, u32be } from './binary-reads.ts';
import type { Orientation } from './inspection.ts';
import { findBox, readBox, readBoxes, type IsoBox } from './iso-boxes.ts';
import { checkedSize } from './source-size.ts';

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
 * Boxes up to the first bytes behind the picture that are none.
 * @param bytes - the file
 * @returns the boxes, and where the bytes begin that are none
 * @throws AnonymizerError `input/truncated` or `input/corrupt` when the boxes don't fit together
 */
export function topBoxes(bytes: Uint8Array): { readonly boxes: readonly IsoBox[]; readonly end: number } {
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

/**
 * Size that an item's properties state, before it is turned.
 * @param bytes - the file
 * @param properties - property boxes of the item
 * @throws AnonymizerError `input/corrupt` where there is none, `input/no-pixels`, `input/too-large`
 */
export function spatialExtents(bytes: Uint8Array, properties: readonly IsoBox[]): Size {
  const extents = findBox(properties, 'ispe');
  if (extents === undefined || extents.end - extents.dataStart < 12) {
    throw new AnonymizerError('input/corrupt');
  }
  return checkedSize(u32be(bytes, extents.dataStart + 4), u32be(bytes, extents.dataStart + 8));
}

/**
 * EXIF orientation that says the same as an item's turn and mirror, the turn first whatever their order in the file.
 * @param bytes - the file
 * @param properties - property boxes of the item
 */
export function orientationOf(bytes: Uint8Array, properties: readonly IsoBox[]): Orientation {
  const turn = findBox(properties, 'irot');
  const mirror = findBox(properties, 'imir');
  const quarterTurns = turn === undefined ? 0 : byteAt(bytes, turn.dataStart) & 3;
  const mirrored = mirror === undefined ? 0 : (byteAt(bytes, mirror.dataStart) & 1) + 1;
  return ORIENTATIONS[quarterTurns]?.[mirrored] ?? 1;
}

/** References by which alpha planes belong to the primary item: `from` is the plane. */
export function alphaPlanes(bytes: Uint8Array, meta: AvifMeta): readonly AvifReference[] {
  return meta.references.filter(({ type, from, to }) => type === 'auxl' && to.includes(meta.primaryId) && isAlpha(bytes, meta, from));
}

/**
 * Frames of a file: samples of the first track; two where a movie box is there, but can't be read.
 * @param bytes - the file
 * @param boxes - its top boxes
 */
export function countFrames(bytes: Uint8Array, boxes: readonly IsoBox[]): number {
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
