import { fourCharacters, u16be, u32be } from '../binary-reads.ts';
import { utf16, utf8 } from '../display-text.ts';
import type { MetadataList } from '../metadata-list.ts';
import { listXmp } from '../xmp-fields.ts';
import type { SourceReader } from './byte-source.ts';
import { readableBoxesIn, type FilmBox } from './iso-walk.ts';
import { knownTag } from './known-tags.ts';

/** Bytes of one value that are read. */
const MAX_VALUE_BYTES = 2048;
/** Bytes of an XMP packet that are read: as many as are searched. */
const MAX_XMP_BYTES = 256 * 1024;
/** Keys of one metadata box; real files have fewer than forty. */
const MAX_KEYS = 1000;

/**
 * Lists a `udta` box: items of QuickTime (©xyz and the like), of 3GPP, of camera makers, and the metadata box that may lie inside.
 * @see QuickTime File Format Specification, "User Data Atoms"; 3GPP TS 26.244, clause 8
 */
export async function listUserData(reader: SourceReader, udta: FilmBox, list: MetadataList): Promise<void> {
  for (const box of await readableBoxesIn(reader, udta.dataStart, udta.end)) {
    const sizeBytes = box.end - box.start;
    if (box.type === 'meta') {
      await listMetaBox(reader, box, list);
    } else if (box.type === 'chpl') {
      list.add('text', 'chpl chapters', sizeBytes);
    } else if (box.type === 'name' || box.type === 'hinf' || box.type === 'hnti') {
      list.add('text', `udta ${box.type}`, sizeBytes, box.type === 'name' ? await text(reader, box) : null);
    } else if (box.type === 'XMP_') {
      await listPacket(reader, box.dataStart, box.end, 'udta XMP_', sizeBytes, list);
    } else if (box.type !== 'free' && box.type !== 'skip') {
      await listItem(reader, box, list);
    }
  }
}

/** Lists an XMP packet that lies somewhere in the file. */
export async function listPacket(reader: SourceReader, start: number, end: number, name: string, sizeBytes: number, list: MetadataList): Promise<void> {
  if (!list.mayReadBlock()) {
    list.add('xmp', name, sizeBytes);
    return;
  }
  const packet = await reader.head(start, end, MAX_XMP_BYTES);
  listXmp(packet, 0, packet.length, name, sizeBytes, list);
}

/**
 * Lists a `meta` box: keys with values (QuickTime), or an item list (iTunes), or XML.
 * @see QuickTime File Format Specification, "Metadata"; ISO/IEC 14496-12, 8.11
 */
export async function listMetaBox(reader: SourceReader, meta: FilmBox, list: MetadataList): Promise<void> {
  const head = await reader.head(meta.dataStart, meta.end, 12);
  // QuickTime writes a plain box here, ISO one with version and flags.
  const inner = meta.dataStart + (fourCharacters(head, 4) === 'hdlr' ? 0 : 4);
  const boxes = await readableBoxesIn(reader, Math.min(inner, meta.end), meta.end);
  const keysBox = boxes.find((box) => box.type === 'keys');
  const keys = keysBox === undefined ? [] : await readKeys(reader, keysBox);
  let listed = 0;
  for (const box of boxes) {
    if (box.type === 'ilst') {
      listed += await listItems(reader, box, keys, list);
    } else if (box.type === 'xml ' || box.type === 'bxml') {
      await listPacket(reader, box.dataStart, box.end, 'meta xml', box.end - box.start, list);
      listed += 1;
    } else if (box.type === 'ID32') {
      list.add('other', 'meta ID3', box.end - box.start);
      listed += 1;
    }
  }
  if (listed === 0) {
    list.add('other', 'meta box', meta.end - meta.start);
  }
}

/** The names in a `keys` box, in order; what can't be read ends the list. */
async function readKeys(reader: SourceReader, box: FilmBox): Promise<readonly string[]> {
  const names: string[] = [];
  for (const key of await readableBoxesIn(reader, Math.min(box.dataStart + 8, box.end), box.end)) {
    if (names.length === MAX_KEYS) break;
    names.push(await text(reader, key));
  }
  return names;
}

async function listItems(reader: SourceReader, ilst: FilmBox, keys: readonly string[], list: MetadataList): Promise<number> {
  const items = await readableBoxesIn(reader, ilst.dataStart, ilst.end);
  for (const item of items) {
    const parts = await readableBoxesIn(reader, item.dataStart, item.end);
    const data = parts.find((part) => part.type === 'data');
    // `----` names itself in a part of its own.
    const ownName = parts.find((part) => part.type === 'name');
    const index = Array.from(item.type, (character) => character.charCodeAt(0)).reduce((sum, code) => sum * 256 + code, 0);
    const key = ownName === undefined ? (keys[index - 1] ?? item.type) : (await text(reader, ownName)).replace(/^[\0-\x1f]+/, '');
    const tag = knownTag(key);
    const value = data === undefined ? null : await dataText(reader, data);
    const sizeBytes = item.end - item.start;
    if (tag === null) {
      list.add('text', 'unknown key', sizeBytes, value === null ? key : `${key}: ${value}`);
    } else {
      list.add(tag.kind, `meta ${tag.name}`, sizeBytes, value);
    }
  }
  return items.length;
}

/** The value of a `data` box, where it is text. Its first four bytes tell its type: 0 unknown, 1 UTF-8, 2 UTF-16. */
async function dataText(reader: SourceReader, data: FilmBox): Promise<string | null> {
  const bytes = await reader.head(data.dataStart, data.end, MAX_VALUE_BYTES);
  if (bytes.length < 8) return null;
  const type = u32be(bytes, 0);
  if (type === 2) return utf16(bytes, 8, bytes.length, false);
  return type === 1 ? utf8(bytes, 8, bytes.length) : null;
}

async function listItem(reader: SourceReader, box: FilmBox, list: MetadataList): Promise<void> {
  const sizeBytes = box.end - box.start;
  const tag = knownTag(box.type);
  if (tag === null) {
    list.add('application', 'unknown user data', sizeBytes, box.type);
    return;
  }
  const name = `udta ${tag.name}`;
  const isWords = /^[©@]/.test(box.type) || ['auth', 'titl', 'dscp', 'cprt', 'perf', 'gnre', 'albm', 'kywd', 'date', 'manu', 'modl', 'CNCV', 'FIRM', 'LENS'].includes(box.type);
  list.add(tag.kind, name, sizeBytes, isWords ? await userText(reader, box) : tag.name === 'loci' ? await placeText(reader, box) : null);
}

/** Text of QuickTime: two bytes of length and two of language before it; of 3GPP: version, flags and language; of makers: nothing. */
async function userText(reader: SourceReader, box: FilmBox): Promise<string> {
  const bytes = await reader.head(box.dataStart, box.end, MAX_VALUE_BYTES);
  const length = bytes.length >= 4 ? u16be(bytes, 0) : 0;
  if (length > 0 && length <= box.end - box.dataStart - 4) {
    return utf8(bytes, 4, Math.min(bytes.length, 4 + length));
  }
  return utf8(bytes, bytes.length > 6 && u32be(bytes, 0) === 0 ? 6 : 0, bytes.length);
}

/** A place of 3GPP: a name, its role, and longitude and latitude in 1/65,536 of a degree. @see 3GPP TS 26.244, 8.10 */
async function placeText(reader: SourceReader, box: FilmBox): Promise<string | null> {
  const bytes = await reader.head(box.dataStart, box.end, MAX_VALUE_BYTES);
  const nameEnd = bytes.indexOf(0, 6);
  if (nameEnd === -1 || nameEnd + 10 > bytes.length) return null;
  const degrees = (at: number): string => ((u32be(bytes, at) | 0) / 65_536).toFixed(6);
  return `${utf8(bytes, 6, nameEnd)} ${degrees(nameEnd + 6)}, ${degrees(nameEnd + 2)}`;
}

async function text(reader: SourceReader, box: FilmBox): Promise<string> {
  const bytes = await reader.head(box.dataStart, box.end, MAX_VALUE_BYTES);
  return utf8(bytes, 0, bytes.length);
}
