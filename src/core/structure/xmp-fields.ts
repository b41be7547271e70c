import { findText } from './binary-reads.ts';
import { utf8 } from './display-text.ts';
import type { MetadataKind } from './inspection.ts';
import type { MetadataList } from './metadata-list.ts';

/** Properties worth showing. A value is either an attribute or the first text inside the element. @see ISO 16684-1 */
const PROPERTIES: readonly { readonly name: string; readonly kind: MetadataKind }[] = [
  { name: 'dc:creator', kind: 'person' },
  { name: 'dc:rights', kind: 'person' },
  { name: 'dc:title', kind: 'text' },
  { name: 'dc:description', kind: 'text' },
  { name: 'photoshop:AuthorsPosition', kind: 'person' },
  { name: 'photoshop:City', kind: 'gps' },
  { name: 'photoshop:Country', kind: 'gps' },
  { name: 'Iptc4xmpCore:Location', kind: 'gps' },
  { name: 'exif:GPSLatitude', kind: 'gps' },
  { name: 'exif:GPSLongitude', kind: 'gps' },
  { name: 'Iptc4xmpExt:PersonInImage', kind: 'person' },
  { name: 'aux:SerialNumber', kind: 'serial-number' },
  { name: 'xmp:CreatorTool', kind: 'exif' },
  { name: 'xmp:CreateDate', kind: 'time' },
  { name: 'xmpMM:DocumentID', kind: 'serial-number' },
];
/** Bytes of one packet that are searched. Real packets are smaller unless they carry a depth map or a history. */
const MAX_SEARCHED_BYTES = 256 * 1024;
/** Farthest that a value may begin behind its property's name: room for `rdf:Seq`, `rdf:li` and their attributes. */
const MAX_VALUE_DISTANCE = 400;

/**
 * Lists an XMP packet and the values in it that a person would look for. It is searched as text, never parsed as XML,
 * so its work is linear whatever is in it; a value that is written unusually is missed, and the packet itself is not.
 * @param bytes - the file
 * @param start - first byte of the packet
 * @param end - one past its last byte
 * @param name - fixed technical name of the block
 * @param sizeBytes - bytes of the block in the file
 */
export function listXmp(bytes: Uint8Array, start: number, end: number, name: string, sizeBytes: number, list: MetadataList): void {
  list.add('xmp', name, sizeBytes);
  const searchedEnd = Math.min(end, start + MAX_SEARCHED_BYTES, bytes.length);
  for (const property of PROPERTIES) {
    const at = findText(bytes, property.name, start, searchedEnd);
    const value =
      at === -1
        ? null
        : propertyValue(
            utf8(bytes, at + property.name.length, Math.min(at + property.name.length + MAX_VALUE_DISTANCE + 600, searchedEnd)),
          );
    if (value !== null) {
      list.add(property.kind, `XMP ${property.name}`, 0, value);
    }
  }
  if (findText(bytes, 'hdrgm:', start, searchedEnd) !== -1 || findText(bytes, 'HDRGainMap', start, searchedEnd) !== -1) {
    list.add('second-image', 'XMP gain map', 0);
  }
  if (findText(bytes, 'MotionPhoto', start, searchedEnd) !== -1 || findText(bytes, 'MicroVideo', start, searchedEnd) !== -1) {
    list.add('trailer', 'XMP motion photo', 0);
  }
}

/** @param text - what follows the property's name */
function propertyValue(text: string): string | null {
  const attribute = /^\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)')/.exec(text);
  if (attribute !== null) {
    return unescaped(attribute[1] ?? attribute[2] ?? '');
  }
  // The first text between tags: through rdf:Seq and rdf:li, but not past the element's own end.
  let at = text.indexOf('>');
  while (at !== -1 && at < MAX_VALUE_DISTANCE) {
    const next = text.indexOf('<', at);
    const content = text.slice(at + 1, next === -1 ? undefined : next).trim();
    if (content !== '') {
      return unescaped(content);
    }
    if (next === -1 || text[next + 1] === '/') {
      return null;
    }
    at = text.indexOf('>', next);
  }
  return null;
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
