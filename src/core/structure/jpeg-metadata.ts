import { byteAt, findText, spells, u16be, u32be, u32le } from './binary-reads.ts';
import { utf8 } from './display-text.ts';
import { iccDescription } from './icc-profile.ts';
import type { Orientation } from './inspection.ts';
import { checkedResolution } from './kept-metadata.ts';
import { listPhotoshopResources } from './iptc-fields.ts';
import { isApplicationMarker, MARKER, type JpegSegment } from './jpeg-markers.ts';
import type { MetadataList } from './metadata-list.ts';
import { listTiffFields } from './tiff-fields.ts';
import { readTiff } from './tiff-reader.ts';
import { listXmp } from './xmp-fields.ts';

const XMP_PREFIX = 'http://ns.adobe.com/xap/1.0/\0';
const TAG_MPF_IMAGES = 0xb002;
const MPF_ENTRY_BYTES = 16;
/** Second pictures listed; phones write one to three. */
const MAX_MPF_IMAGES = 16;

/**
 * Lists the content of an application or comment segment.
 * @param bytes - the file
 * @param segment - APPn or COM; other segments are no metadata
 * @returns orientation where the segment is EXIF, else `null`
 */
export function listSegment(bytes: Uint8Array, segment: JpegSegment, list: MetadataList): Orientation | null {
  const { marker, contentStart: at, end } = segment;
  const sizeBytes = end - segment.start;
  if (marker === MARKER.com) {
    list.add('comment', 'COM', sizeBytes, utf8(bytes, at, end));
    return null;
  }
  if (!isApplicationMarker(marker)) {
    return null;
  }
  const within = (text: string): boolean => at + text.length <= end && spells(bytes, at, text);
  switch (marker - MARKER.app0) {
    case 0:
      listJfif(bytes, segment, list);
      return null;
    case 1:
      // The sixth byte of the identifier is padding of any value, as browsers have it (measured).
      if (within('Exif\0') && end >= at + 6) {
        list.add('exif', 'APP1 Exif', sizeBytes);
        return list.mayReadBlock() ? listTiffFields(bytes, at + 6, end, list) : null;
      }
      if (within(XMP_PREFIX)) {
        listXmpSegment(bytes, segment, list);
        return null;
      }
      if (within('http://ns.adobe.com/xmp/extension/\0')) {
        list.add('xmp', 'APP1 extended XMP', sizeBytes);
        return null;
      }
      break;
    case 2:
      if (within('ICC_PROFILE\0')) {
        list.add('icc', 'APP2 ICC_PROFILE', sizeBytes, list.mayReadBlock() ? iccDescription(bytes, at + 14, end) : null);
        return null;
      }
      if (within('MPF\0')) {
        list.add('other', 'APP2 MPF', sizeBytes);
        listMultiPicture(bytes, at + 4, end, list);
        return null;
      }
      if (within('urn:iso:std:iso:ts:21496:')) {
        list.add('second-image', 'APP2 gain map', sizeBytes);
        return null;
      }
      break;
    case 11:
      if (within('JP')) {
        const isC2pa = findText(bytes, 'c2pa', at, end) !== -1;
        list.add(isC2pa ? 'c2pa' : 'other', isC2pa ? 'APP11 C2PA' : 'APP11 JUMBF', sizeBytes);
        return null;
      }
      break;
    case 13:
      if (within('Photoshop 3.0\0')) {
        list.add('iptc', 'APP13 Photoshop', sizeBytes);
        if (list.mayReadBlock()) {
          listPhotoshopResources(bytes, at + 14, end, list);
        }
        return null;
      }
      break;
    case 14:
      if (within('Adobe')) {
        list.add('other', 'APP14 Adobe', sizeBytes);
        return null;
      }
      break;
  }
  list.add('application', `APP${String(marker - MARKER.app0)}`, sizeBytes);
  return null;
}

function listXmpSegment(bytes: Uint8Array, segment: JpegSegment, list: MetadataList): void {
  const { contentStart, start, end } = segment;
  if (list.mayReadBlock()) {
    listXmp(bytes, contentStart + XMP_PREFIX.length, end, 'APP1 XMP', end - start, list);
  } else {
    list.add('xmp', 'APP1 XMP', end - start);
  }
}

/** A plain JFIF header only says the density and is in every output as well, so it is listed only if it carries more. */
function listJfif(bytes: Uint8Array, segment: JpegSegment, list: MetadataList): void {
  const { contentStart: at, end } = segment;
  if (spells(bytes, at, 'JFIF\0') && end >= at + 12) noteDensity(bytes, at, list);
  if (spells(bytes, at, 'JFXX\0')) {
    list.add('thumbnail', 'APP0 JFXX', end - segment.start);
  } else if (!spells(bytes, at, 'JFIF\0')) {
    list.add('application', 'APP0', end - segment.start);
  } else if (end > at + 14) {
    list.add('thumbnail', 'APP0 JFIF thumbnail', end - segment.start);
  }
}

/** A density without a unit is a shape of pixels, and no resolution. @see ITU-T T.871, 10.1 */
function noteDensity(bytes: Uint8Array, at: number, list: MetadataList): void {
  const unit = byteAt(bytes, at + 7);
  const [x, y] = [u16be(bytes, at + 8), u16be(bytes, at + 10)];
  const resolution = unit === 1 ? checkedResolution(x, y, 'inch') : unit === 2 ? checkedResolution(x * 100, y * 100, 'metre') : null;
  if (resolution !== null) list.noteResolution(resolution);
}

/** @see CIPA DC-007, Multi-Picture Format, 5.2.3.3 */
function listMultiPicture(bytes: Uint8Array, start: number, end: number, list: MetadataList): void {
  const tiff = list.mayReadBlock() ? readTiff(bytes, start, end) : null;
  const entries = tiff?.fields.find((field) => field.tag === TAG_MPF_IMAGES);
  if (tiff === null || entries === undefined) {
    return;
  }
  const read = tiff.littleEndian ? u32le : u32be;
  // The first entry is the picture itself.
  for (let index = 1; index <= MAX_MPF_IMAGES; index += 1) {
    const at = entries.start + index * MPF_ENTRY_BYTES;
    if (at + MPF_ENTRY_BYTES > entries.end) {
      return;
    }
    list.add('second-image', 'MPF image', 0, `${String(read(bytes, at + 4))} bytes`);
  }
}
