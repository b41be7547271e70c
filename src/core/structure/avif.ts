import { AnonymizerError } from '../errors.ts';
import { listItems, listTopBox } from './avif-metadata.ts';
import { readMeta } from './avif-items.ts';
import type { SourceInspection } from './inspection.ts';
import { findBox } from './iso-boxes.ts';
import { alphaPlanes, countFrames, orientationOf, spatialExtents, topBoxes } from './iso-picture.ts';
import { MetadataList } from './metadata-list.ts';
import { displayedSize } from './source-size.ts';
import { listTrailer } from './trailer.ts';

/** AV1's usual superblock, and a margin for its deblocking and restoration filters. Whether a picture is lossless is not in its boxes. */
const SUPERBLOCK = { width: 64, height: 64, margin: 8 } as const;

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
  const frames = countFrames(untrustedBytes, boxes);
  if (frames > 1) throw new AnonymizerError('input/animated', { frames });
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
    hasAlpha: alphaPlanes(untrustedBytes, meta).length > 0,
    sequence: { kind: 'still' },
    blocks: SUPERBLOCK,
    metadata: list.items(),
    ...list.kept(orientation),
  };
}
