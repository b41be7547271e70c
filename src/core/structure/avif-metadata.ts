import { findText, fourCharacters, u32be } from './binary-reads.ts';
import type { AvifItem, AvifMeta, Extent } from './avif-items.ts';
import { iccDescription } from './icc-profile.ts';
import type { MetadataKind } from './inspection.ts';
import { findBox, type IsoBox } from './iso-boxes.ts';
import type { MetadataList } from './metadata-list.ts';
import { listTiffFields } from './tiff-fields.ts';
import { listXmp } from './xmp-fields.ts';

/** What an auxiliary picture that holds alpha calls itself. @see AVIF 1.1, section 4.1, and MIAF */
const ALPHA_NAMES = ['urn:mpeg:mpegB:cicp:systems:auxiliary:alpha', 'urn:mpeg:hevc:2015:auxid:1'] as const;
/** Bytes 8 to 24 of a `uuid` box that holds C2PA. @see C2PA 2.1, A.5 */
const C2PA_UUID = '\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81';

/** Whether an item is an alpha plane. */
export function isAlpha(bytes: Uint8Array, meta: AvifMeta, id: number): boolean {
  const auxiliary = findBox(meta.properties.get(id) ?? [], 'auxC');
  return auxiliary !== undefined && ALPHA_NAMES.some((name) => findText(bytes, name, auxiliary.dataStart, auxiliary.end) !== -1);
}

/** What other auxiliary pictures call themselves, by the end of their name. @see ISO/IEC 23008-12, 6.5.8, and ISO 21496-1 */
const AUXILIARY_NAMES: readonly (readonly [part: string, name: string])[] = [
  ['hevc:2015:auxid:2', 'depth map item'],
  ['auxiliary:depth', 'depth map item'],
  ['gainmap', 'gain map item'],
  ['matte', 'matte item'],
];
/** Properties that carry words or times, and what they are. @see ISO/IEC 23008-12, 6.5 */
const TELLING_PROPERTIES: ReadonlyMap<string, { readonly kind: MetadataKind; readonly name: string }> = new Map([
  ['udes', { kind: 'text', name: 'udes description' }],
  ['altt', { kind: 'text', name: 'altt accessibility text' }],
  ['crtt', { kind: 'time', name: 'crtt creation time' }],
  ['mdft', { kind: 'time', name: 'mdft modification time' }],
]);

/**
 * Lists everything that the `meta` box names besides the picture itself and its alpha plane.
 * @param bytes - the file
 */
export function listItems(bytes: Uint8Array, meta: AvifMeta, list: MetadataList): void {
  const own = pictureParts(bytes, meta);
  const thumbnails = new Set(meta.references.filter(({ type }) => type === 'thmb').map(({ from }) => from));
  for (const item of meta.items) {
    if (own.has(item.id)) {
      continue;
    }
    const extents = meta.extents.get(item.id) ?? [];
    const sizeBytes = extents.reduce((sum, { start, end }) => sum + end - start, 0);
    if (thumbnails.has(item.id)) {
      list.add('thumbnail', 'thumbnail item', sizeBytes);
    } else {
      listItem(bytes, item, extents[0], sizeBytes, list, auxiliaryName(bytes, meta, item.id));
    }
  }
  for (const [type, { kind, name }] of TELLING_PROPERTIES) {
    const boxes = new Set([...meta.properties.values()].flat().filter((box) => box.type === type));
    boxes.forEach((box) => list.add(kind, name, box.end - box.start));
  }
  const profile = findBox(meta.properties.get(meta.primaryId) ?? [], 'colr');
  if (profile !== undefined && ['prof', 'rICC'].includes(fourCharacters(bytes, profile.dataStart))) {
    list.add(
      'icc',
      'colr',
      profile.end - profile.start,
      list.mayReadBlock() ? iccDescription(bytes, profile.dataStart + 4, profile.end) : null,
    );
  }
}

/** The primary item, its alpha plane, and the tiles of both. */
function pictureParts(bytes: Uint8Array, meta: AvifMeta): Set<number> {
  const parts = new Set([meta.primaryId]);
  for (const { type, from, to } of meta.references) {
    if (type === 'auxl' && to.includes(meta.primaryId) && isAlpha(bytes, meta, from)) {
      parts.add(from);
    }
  }
  for (const { type, from, to } of meta.references) {
    if (type === 'dimg' && parts.has(from)) {
      to.forEach((id) => parts.add(id));
    }
  }
  return parts;
}

function auxiliaryName(bytes: Uint8Array, meta: AvifMeta, id: number): string | null {
  const auxiliary = findBox(meta.properties.get(id) ?? [], 'auxC');
  if (auxiliary === undefined) {
    return null;
  }
  return AUXILIARY_NAMES.find(([part]) => findText(bytes, part, auxiliary.dataStart, auxiliary.end) !== -1)?.[1] ?? 'auxiliary picture item';
}

function listItem(
  bytes: Uint8Array,
  item: AvifItem,
  extent: Extent | undefined,
  sizeBytes: number,
  list: MetadataList,
  auxiliary: string | null,
): void {
  const isReadable = extent !== undefined && list.mayReadBlock();
  switch (item.type) {
    case 'Exif':
      list.add('exif', 'Exif item', sizeBytes);
      if (isReadable && extent.end - extent.start > 4) {
        // Four bytes say how far behind them the TIFF header stands.
        listTiffFields(bytes, Math.min(extent.start + 4 + u32be(bytes, extent.start), extent.end), extent.end, list);
      }
      return;
    case 'mime':
      if (item.contentType === 'application/rdf+xml' && isReadable) {
        return listXmp(bytes, extent.start, extent.end, 'XMP item', sizeBytes, list);
      }
      return list.add(item.contentType === 'application/rdf+xml' ? 'xmp' : 'other', 'mime item', sizeBytes);
    case 'av01':
    case 'grid':
    case 'iovl':
    case 'iden':
    case 'hvc1':
    case 'avc1':
    case 'unci':
    case 'jpeg':
      return list.add('second-image', auxiliary ?? 'further picture item', sizeBytes);
    case 'tmap':
      return list.add('second-image', 'gain map item', sizeBytes);
    default:
      return list.add('other', 'further item', sizeBytes);
  }
}

/**
 * Lists a box at the top of the file that is no part of a still picture.
 * @param bytes - the file
 */
export function listTopBox(bytes: Uint8Array, box: IsoBox, list: MetadataList): void {
  const sizeBytes = box.end - box.start;
  switch (box.type) {
    case 'ftyp':
    case 'meta':
    case 'mdat':
    case 'moov':
      return;
    case 'free':
    case 'skip':
      return list.add('other', 'free space box', sizeBytes);
    case 'uuid':
      if (findText(bytes, C2PA_UUID, box.dataStart, Math.min(box.dataStart + 16, box.end)) !== -1) {
        return list.add('c2pa', 'uuid C2PA', sizeBytes);
      }
      return list.add('application', 'uuid box', sizeBytes);
    default:
      return list.add('application', 'unknown box', sizeBytes);
  }
}
