import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { listItems, listTopBox } from './avif-metadata.ts';
import { readMeta, type AvifMeta } from './avif-items.ts';
import { byteAt, u16be, u32be } from './binary-reads.ts';
import { hevcSizes } from './heif-hevc.ts';
import type { CodecBlocks, Orientation, SourceInspection } from './inspection.ts';
import { findBox, type IsoBox } from './iso-boxes.ts';
import { alphaPlanes, countFrames, orientationOf, spatialExtents, topBoxes } from './iso-picture.ts';
import { MetadataList } from './metadata-list.ts';
import { checkedSize, displayedSize } from './source-size.ts';
import { listTrailer } from './trailer.ts';

/** HEVC's largest coding tree block, and a margin for its deblocking and sample offsets. */
const TREE_BLOCK = 64;
const FILTER_MARGIN = 8;
/** Blocks where the coded picture and its blocks begin and end on the same pixels. */
const ALIGNED: CodecBlocks = { width: TREE_BLOCK, height: TREE_BLOCK, margin: FILTER_MARGIN };
/** Wherever the blocks begin: one that holds a pixel reaches less than its side past it. */
const UNALIGNED: CodecBlocks = { width: 1, height: 1, margin: TREE_BLOCK + FILTER_MARGIN };
/** Pixels that any picture may have decoded for it, however small it is: tiles of common writers have 512 pixels a side. */
const SMALL_AREA = 4_000_000;
/** EXIF orientation with a mirror that comes before the turn: a quarter turn exchanges the mirror's axes. */
const MIRROR_FIRST: Readonly<Partial<Record<Orientation, Orientation>>> = { 5: 7, 7: 5 };

/**
 * Walks a HEIF file (HEIC and its kin) from its file type box to its last byte. Every size that a decoder would allocate
 * for is checked here: the picture's, the tiles', and those in the codec's own parameter sets.
 * @param untrustedBytes - a file that begins with a file type box with a HEIF brand
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`, and
 *   `input/undecodable` for a picture that is not HEVC, or that a clean aperture cuts
 * @see ISO/IEC 23008-12
 */
export function inspectHeif(untrustedBytes: Uint8Array): SourceInspection {
  const { boxes, end } = topBoxes(untrustedBytes);
  const frames = countFrames(untrustedBytes, boxes);
  const metaBox = findBox(boxes, 'meta');
  if (metaBox === undefined) {
    throw new AnonymizerError(frames > 1 ? 'input/animated' : 'input/corrupt', { frames });
  }
  const meta = readMeta(untrustedBytes, metaBox);
  const properties = meta.properties.get(meta.primaryId) ?? [];
  const storedSize = spatialExtents(untrustedBytes, properties);
  const blocks = checkPicture(untrustedBytes, meta, meta.primaryId, storedSize);
  // The decoder reads the alpha plane as well.
  for (const { from } of alphaPlanes(untrustedBytes, meta)) {
    checkPicture(untrustedBytes, meta, from, spatialExtents(untrustedBytes, meta.properties.get(from) ?? []));
  }
  if (frames > 1) throw new AnonymizerError('input/animated', { frames });
  const list = new MetadataList();
  listItems(untrustedBytes, meta, list);
  boxes.forEach((box) => listTopBox(untrustedBytes, box, list));
  listTrailer(untrustedBytes, end, 'after last box', list);
  const orientation = orderedOrientation(untrustedBytes, properties);
  return {
    format: 'heif',
    storedSize,
    size: displayedSize(storedSize, orientation),
    orientation,
    hasAlpha: alphaPlanes(untrustedBytes, meta).length > 0,
    sequence: { kind: 'still' },
    blocks,
    metadata: list.items(),
    ...list.kept(orientation),
  };
}

/** Unlike AVIF's, these properties apply in the order in which they are listed. */
function orderedOrientation(bytes: Uint8Array, properties: readonly IsoBox[]): Orientation {
  const orientation = orientationOf(bytes, properties);
  const order = properties.filter(({ type }) => type === 'irot' || type === 'imir').map(({ type }) => type);
  if (order.length > 2 || (order.length === 2 && order[0] === order[1])) {
    throw new AnonymizerError('input/undecodable');
  }
  return order[0] === 'imir' ? (MIRROR_FIRST[orientation] ?? orientation) : orientation;
}

/** Checks the primary item: one HEVC picture, or a grid of them. */
function checkPicture(bytes: Uint8Array, meta: AvifMeta, id: number, size: Size): CodecBlocks {
  const item = meta.items.find((candidate) => candidate.id === id);
  const properties = meta.properties.get(id) ?? [];
  if (findBox(properties, 'clap') !== undefined) {
    throw new AnonymizerError('input/undecodable');
  }
  switch (item?.type) {
    case 'hvc1':
      checkCoded(bytes, meta, id, size);
      return ALIGNED;
    case 'grid':
      return checkGrid(bytes, meta, id, size);
    case undefined:
      throw new AnonymizerError('input/corrupt');
    default:
      throw new AnonymizerError('input/undecodable');
  }
}

/** What the codec will allocate may be larger than the picture by less than one block on each side. */
function checkCoded(bytes: Uint8Array, meta: AvifMeta, id: number, size: Size): void {
  const configuration = findBox(meta.properties.get(id) ?? [], 'hvcC');
  if (configuration === undefined || !meta.extents.has(id)) {
    throw new AnonymizerError('input/corrupt');
  }
  for (const coded of hevcSizes(bytes, configuration)) {
    checkedSize(coded.width, coded.height);
    if (coded.width >= size.width + TREE_BLOCK || coded.height >= size.height + TREE_BLOCK) {
      throw new AnonymizerError('input/corrupt', { width: coded.width, height: coded.height });
    }
  }
}

/** @see ISO/IEC 23008-12, 6.6.2.3 */
function checkGrid(bytes: Uint8Array, meta: AvifMeta, id: number, size: Size): CodecBlocks {
  const extent = meta.extents.get(id)?.[0];
  if (extent === undefined) {
    throw new AnonymizerError('input/corrupt');
  }
  const isWide = (byteAt(bytes, extent.start + 1) & 1) === 1;
  const read = isWide ? u32be : u16be;
  const rows = byteAt(bytes, extent.start + 2) + 1;
  const columns = byteAt(bytes, extent.start + 3) + 1;
  const width = read(bytes, extent.start + 4);
  const height = read(bytes, extent.start + (isWide ? 8 : 6));
  const tiles = meta.references.filter(({ type, from }) => type === 'dimg' && from === id).flatMap(({ to }) => to);
  const first = tiles[0];
  if (width !== size.width || height !== size.height || tiles.length !== rows * columns || first === undefined) {
    throw new AnonymizerError('input/corrupt', { width, height });
  }
  const tile = spatialExtents(bytes, meta.properties.get(first) ?? []);
  // Tiles cover the picture, and not much more than that is decoded.
  const area = tile.width * columns * tile.height * rows;
  if (tile.width * columns < width || tile.height * rows < height || area > Math.max(4 * width * height, SMALL_AREA)) {
    throw new AnonymizerError('input/corrupt', { width: tile.width, height: tile.height });
  }
  let codedBytes = 0;
  for (const number of new Set(tiles)) {
    const item = meta.items.find((candidate) => candidate.id === number);
    const own = spatialExtents(bytes, meta.properties.get(number) ?? []);
    if (item?.type !== 'hvc1') {
      throw new AnonymizerError('input/undecodable');
    }
    if (own.width !== tile.width || own.height !== tile.height) {
      throw new AnonymizerError('input/corrupt', { width: own.width, height: own.height });
    }
    checkCoded(bytes, meta, number, tile);
    codedBytes += (meta.extents.get(number) ?? []).reduce((sum, { start, end }) => sum + end - start, 0);
  }
  // Tiles that share their bytes would let a small file ask for the work of a huge one.
  if (codedBytes > bytes.length || new Set(tiles).size !== tiles.length) {
    throw new AnonymizerError('input/corrupt', { tiles: tiles.length });
  }
  return tile.width % TREE_BLOCK === 0 && tile.height % TREE_BLOCK === 0 ? ALIGNED : UNALIGNED;
}
