import { byteAt, spells, u16be, u32be } from './binary-reads.ts';
import { utf8 } from './display-text.ts';
import type { MetadataKind } from './inspection.ts';
import type { MetadataList } from './metadata-list.ts';

/** Data sets of the application record that people care about. @see IPTC-NAA IIM 4.2, chapter 6 */
const DATA_SETS: ReadonlyMap<number, { readonly kind: MetadataKind; readonly name: string }> = new Map([
  [5, { kind: 'text', name: 'IPTC ObjectName' }],
  [25, { kind: 'text', name: 'IPTC Keywords' }],
  [40, { kind: 'text', name: 'IPTC SpecialInstructions' }],
  [55, { kind: 'time', name: 'IPTC DateCreated' }],
  [60, { kind: 'time', name: 'IPTC TimeCreated' }],
  [80, { kind: 'person', name: 'IPTC By-line' }],
  [90, { kind: 'gps', name: 'IPTC City' }],
  [92, { kind: 'gps', name: 'IPTC Sub-location' }],
  [95, { kind: 'gps', name: 'IPTC Province-State' }],
  [101, { kind: 'gps', name: 'IPTC Country-PrimaryLocationName' }],
  [105, { kind: 'text', name: 'IPTC Headline' }],
  [110, { kind: 'person', name: 'IPTC Credit' }],
  [116, { kind: 'person', name: 'IPTC CopyrightNotice' }],
  [118, { kind: 'person', name: 'IPTC Contact' }],
  [120, { kind: 'text', name: 'IPTC Caption-Abstract' }],
  [122, { kind: 'person', name: 'IPTC Writer-Editor' }],
]);

const RESOURCE_IPTC = 0x0404;
const RESOURCES_WITH_THUMBNAIL: readonly number[] = [0x0409, 0x040c];

/**
 * Lists the image resources of a Photoshop block: IPTC text, thumbnails, and the number of the rest. Stops quietly at
 * the first resource that does not fit: browsers don't read this block.
 * @param bytes - the file
 * @param start - first byte of the first resource (`8BIM`)
 * @param end - one past the block's last byte, inside the file
 * @see Adobe Photoshop file formats specification, image resource section
 */
export function listPhotoshopResources(bytes: Uint8Array, start: number, end: number, list: MetadataList): void {
  let others = 0;
  let at = start;
  while (at + 12 <= end && spells(bytes, at, '8BIM')) {
    const id = u16be(bytes, at + 4);
    // The name's length byte and text take an even number of bytes together.
    const nameBytes = (byteAt(bytes, at + 6) + 2) & ~1;
    const dataStart = at + 6 + nameBytes + 4;
    if (dataStart > end) {
      break;
    }
    const dataEnd = dataStart + u32be(bytes, dataStart - 4);
    if (dataEnd > end) {
      break;
    }
    if (id === RESOURCE_IPTC) {
      listDataSets(bytes, dataStart, dataEnd, list);
    } else if (RESOURCES_WITH_THUMBNAIL.includes(id)) {
      list.add('thumbnail', 'thumbnail in Photoshop block', 0);
    } else {
      others += 1;
    }
    at = dataEnd + ((dataEnd - dataStart) & 1);
  }
  if (others > 0) {
    list.add('other', 'further Photoshop resources', 0, String(others));
  }
}

function listDataSets(bytes: Uint8Array, start: number, end: number, list: MetadataList): void {
  let at = start;
  while (at + 5 <= end && byteAt(bytes, at) === 0x1c) {
    const length = u16be(bytes, at + 3);
    // The top bit announces an extended length, which no photo tool writes for text.
    if (length >= 0x8000 || at + 5 + length > end) {
      return;
    }
    const known = byteAt(bytes, at + 1) === 2 ? DATA_SETS.get(byteAt(bytes, at + 2)) : undefined;
    if (known !== undefined) {
      list.add(known.kind, known.name, 0, utf8(bytes, at + 5, at + 5 + length));
    }
    at += 5 + length;
  }
}
