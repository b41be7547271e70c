import { latin1, utf16, utf8 } from './display-text.ts';
import { gpsDegrees } from './gps-position.ts';
import type { MetadataKind, Orientation } from './inspection.ts';
import { exifCaptureTime, exifResolution } from './kept-fields.ts';
import { resolutionText } from './kept-metadata.ts';
import type { MetadataList } from './metadata-list.ts';
import { orientationOf, readTiff, type TiffField, type TiffFields } from './tiff-reader.ts';

/** How a field's bytes become text. `size`: opaque, only its size is told. */
type Form = 'text' | 'utf16' | 'comment' | 'size';

/** Fields that people care about, by tag. Names are those of the Exif and DNG standards. @see Exif 2.32, section 4.6 */
const KNOWN: ReadonlyMap<number, { readonly kind: MetadataKind; readonly name: string; readonly form: Form }> = new Map([
  [0x010d, { kind: 'text', name: 'DocumentName', form: 'text' }],
  [0x010e, { kind: 'text', name: 'ImageDescription', form: 'text' }],
  [0x010f, { kind: 'camera', name: 'Make', form: 'text' }],
  [0x0110, { kind: 'camera', name: 'Model', form: 'text' }],
  [0x0131, { kind: 'exif', name: 'Software', form: 'text' }],
  [0x0132, { kind: 'time', name: 'DateTime', form: 'text' }],
  [0x013b, { kind: 'person', name: 'Artist', form: 'text' }],
  [0x013c, { kind: 'camera', name: 'HostComputer', form: 'text' }],
  [0x02bc, { kind: 'xmp', name: 'XMP in EXIF', form: 'size' }],
  [0x8298, { kind: 'person', name: 'Copyright', form: 'text' }],
  [0x83bb, { kind: 'iptc', name: 'IPTC in EXIF', form: 'size' }],
  [0x8649, { kind: 'iptc', name: 'Photoshop in EXIF', form: 'size' }],
  [0x8773, { kind: 'icc', name: 'ICC profile in EXIF', form: 'size' }],
  [0x9003, { kind: 'time', name: 'DateTimeOriginal', form: 'text' }],
  [0x9004, { kind: 'time', name: 'DateTimeDigitized', form: 'text' }],
  [0x9010, { kind: 'time', name: 'OffsetTime', form: 'text' }],
  [0x9011, { kind: 'time', name: 'OffsetTimeOriginal', form: 'text' }],
  [0x9012, { kind: 'time', name: 'OffsetTimeDigitized', form: 'text' }],
  [0x927c, { kind: 'maker-note', name: 'MakerNote', form: 'size' }],
  [0x9286, { kind: 'comment', name: 'UserComment', form: 'comment' }],
  [0x9290, { kind: 'time', name: 'SubSecTime', form: 'text' }],
  [0x9291, { kind: 'time', name: 'SubSecTimeOriginal', form: 'text' }],
  [0x9292, { kind: 'time', name: 'SubSecTimeDigitized', form: 'text' }],
  [0x9c9b, { kind: 'text', name: 'XPTitle', form: 'utf16' }],
  [0x9c9c, { kind: 'comment', name: 'XPComment', form: 'utf16' }],
  [0x9c9d, { kind: 'person', name: 'XPAuthor', form: 'utf16' }],
  [0x9c9e, { kind: 'text', name: 'XPKeywords', form: 'utf16' }],
  [0x9c9f, { kind: 'text', name: 'XPSubject', form: 'utf16' }],
  [0xa420, { kind: 'serial-number', name: 'ImageUniqueID', form: 'text' }],
  [0xa430, { kind: 'person', name: 'CameraOwnerName', form: 'text' }],
  [0xa431, { kind: 'serial-number', name: 'BodySerialNumber', form: 'text' }],
  [0xa433, { kind: 'camera', name: 'LensMake', form: 'text' }],
  [0xa434, { kind: 'camera', name: 'LensModel', form: 'text' }],
  [0xa435, { kind: 'serial-number', name: 'LensSerialNumber', form: 'text' }],
  [0xa436, { kind: 'text', name: 'ImageTitle', form: 'text' }],
  [0xa437, { kind: 'person', name: 'Photographer', form: 'text' }],
  [0xa438, { kind: 'person', name: 'ImageEditor', form: 'text' }],
  [0xc62f, { kind: 'serial-number', name: 'CameraSerialNumber', form: 'text' }],
]);

/** Tags that only say how the block is laid out. */
const LAYOUT_TAGS: readonly number[] = [0x8769, 0x8825, 0xa005, 0x014a, 0x0202];
const TAG_THUMBNAIL_OFFSET = 0x0201;
const TAG_STRIP_OFFSETS = 0x0111;

/**
 * Lists what an EXIF block says, in words that a person can check.
 * @param bytes - the file
 * @param start - first byte of the TIFF header
 * @param end - one past the block's last byte
 * @param list - receives one item per field of interest and one with the number of the rest
 * @param layoutTags - fields that are not worth a word: they say how the block, or the picture around it, is laid out
 * @param pages - directories in the chain of a TIFF file, whose equal fields are listed once; 0 for an EXIF block
 * @returns orientation as browsers apply it; 1 where there is none or the block is not readable
 */
export function listTiffFields(
  bytes: Uint8Array,
  start: number,
  end: number,
  list: MetadataList,
  layoutTags: readonly number[] = [],
  pages = 0,
): Orientation {
  const tiff = readTiff(bytes, start, end, pages);
  if (tiff === null) {
    return 1;
  }
  // Pages of a file have a resolution each, which is read with them.
  const resolution = pages === 0 ? exifResolution(bytes, tiff) : null;
  if (resolution !== null) {
    const isKept = list.noteResolution(resolution.value);
    list.add('exif', 'resolution in EXIF', 0, resolutionText(resolution.value), isKept ? 'resolution' : null);
  }
  const time = exifCaptureTime(bytes, tiff);
  const timeFields = time !== null && list.noteCaptureTime(time.value) ? time.fields : [];
  let others = 0;
  const listed = new Set<string>();
  for (const field of tiff.fields) {
    if (resolution?.fields.includes(field) === true) continue;
    const known = field.directory === 'gps' || field.directory === 'interoperability' ? undefined : KNOWN.get(field.tag);
    if (field.directory === 'gps') {
      listGpsField(bytes, tiff, field, list);
    } else if (known !== undefined) {
      const text = fieldText(bytes, tiff, field, known.form);
      // Every page of a scan names the same scanner.
      if (pages === 0 || !listed.has(known.name + text)) list.add(known.kind, known.name, 0, text, timeFields.includes(field) ? 'capture-time' : null);
      if (pages > 0) listed.add(known.name + text);
    } else if (holdsPicture(field)) {
      list.add('thumbnail', field.directory === 'preview' ? 'preview in EXIF' : 'thumbnail in EXIF', 0);
    } else if (!LAYOUT_TAGS.includes(field.tag) && !layoutTags.includes(field.tag)) {
      others += 1;
    }
  }
  if (others > 0) {
    list.add('exif', 'further EXIF fields', 0, String(others));
  }
  return orientationOf(bytes, tiff);
}

/** A small picture is either one JPEG or bare strips, in the thumbnail's directory or a preview's. */
function holdsPicture(field: TiffField): boolean {
  const isPicture = field.tag === TAG_THUMBNAIL_OFFSET || field.tag === TAG_STRIP_OFFSETS;
  return isPicture && (field.directory === 'thumbnail' || field.directory === 'preview');
}

function listGpsField(bytes: Uint8Array, tiff: TiffFields, field: TiffField, list: MetadataList): void {
  switch (field.tag) {
    case 2:
      return list.add('gps', 'GPSLatitude', 0, gpsDegrees(bytes, tiff, field, 1));
    case 4:
      return list.add('gps', 'GPSLongitude', 0, gpsDegrees(bytes, tiff, field, 3));
    case 0x14:
      return list.add('gps', 'GPSDestLatitude', 0, gpsDegrees(bytes, tiff, field, 0x13));
    case 0x16:
      return list.add('gps', 'GPSDestLongitude', 0, gpsDegrees(bytes, tiff, field, 0x15));
    case 0x1b:
      return list.add('gps', 'GPSProcessingMethod', 0, fieldText(bytes, tiff, field, 'comment'));
    case 0x1c:
      return list.add('gps', 'GPSAreaInformation', 0, fieldText(bytes, tiff, field, 'comment'));
    case 0x1d:
      return list.add('gps', 'GPSDateStamp', 0, fieldText(bytes, tiff, field, 'text'));
    case 0: // version and the references belong to other fields
    case 1:
    case 3:
    case 0x13:
    case 0x15:
      return;
    default:
      return list.add('gps', 'further GPS fields', 0);
  }
}

function fieldText(bytes: Uint8Array, tiff: TiffFields, field: TiffField, form: Form): string {
  const { start, end } = field;
  switch (form) {
    case 'text':
      return untilZero(utf8(bytes, start, end));
    case 'utf16':
      return untilZero(utf16(bytes, start, end, true));
    case 'comment':
      return commentText(bytes, tiff, start, end);
    case 'size':
      return `${String(end - start)} bytes`;
  }
}

/** A comment begins with eight bytes that name its character set. @see Exif 2.32, section 4.6.5, UserComment */
function commentText(bytes: Uint8Array, tiff: TiffFields, start: number, end: number): string {
  const characterSet = latin1(bytes, start, Math.min(start + 8, end));
  const isNamed = /^(ASCII|JIS|UNICODE)?\0+$/.test(characterSet);
  const textStart = isNamed ? Math.min(start + 8, end) : start;
  return characterSet.startsWith('UNICODE')
    ? untilZero(utf16(bytes, textStart, end, tiff.littleEndian))
    : untilZero(utf8(bytes, textStart, end));
}

function untilZero(text: string): string {
  const zero = text.indexOf('\0');
  return zero === -1 ? text : text.slice(0, zero);
}
