import type { Size } from '../geometry/box.ts';
import { byteAt, fourCharacters, spells, u32be } from './binary-reads.ts';
import { expectedExif } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';

/** The only children of the two containers, in the only orders. */
const META_SEQUENCES: readonly string[] = ['hdlr pitm iloc iinf iprp', 'hdlr pitm iloc iinf iref iprp'];
const PLAIN_PROPERTIES = 'ispe pixi av1C colr';
const PROPERTY_SEQUENCES: readonly string[] = [PLAIN_PROPERTIES, `${PLAIN_PROPERTIES} ispe pixi av1C auxC`];
/** Names that may be told; a box type from the file may be anything. */
const KNOWN: readonly string[] = ['ftyp', 'meta', 'mdat', 'moov', 'free', 'skip', 'uuid', 'hdlr', 'pitm', 'iloc', 'iinf', 'iref', 'iprp', 'idat', 'grpl', 'ipco', 'ipma', 'ispe', 'pixi', 'av1C', 'colr', 'auxC', 'irot', 'imir', 'clap', 'pasp'];

/** Bytes of whole boxes, or of a box behind its header, that can only be these. */
const FILE_TYPE = 'avif\0\0\0\0avifmif1miaf';
const HANDLER = '\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0';
const PRIMARY_ITEM = '\0\0\0\0\0\x01';
/** The alpha plane belongs to the picture. */
const ALPHA_REFERENCE = '\0\0\0\x0eauxl\0\x02\0\x01\0\x01';
const REFERENCE_BYTES = ALPHA_REFERENCE.length;
const SRGB_COLOR = 'nclx\0\x01\0\x0d\0';
/** Mixtures of red, green and blue that the AV1 data may hold: none, BT.709's, BT.601's. */
const MATRICES: readonly number[] = [0, 1, 5, 6];
/** Bits of each channel: three of the picture's, or the alpha plane's only one. */
const DEPTHS = ['\0\0\0\0\x03\x08\x08\x08', '\0\0\0\0\x01\x08'] as const;
const ALPHA = '\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0';
const ONE_ASSOCIATION = '\0\0\0\0\0\0\0\x01\0\x01\x04\x01\x02\x83\x04';
const TWO_ASSOCIATIONS = '\0\0\0\0\0\0\0\x02\0\x01\x04\x01\x02\x83\x04\0\x02\x04\x05\x06\x87\x08';
/** Types of AV1 units that carry the picture. */
const PICTURE_UNITS: readonly number[] = [1, 3, 4, 6];

/** What an AVIF has to hold. */
interface Expected {
  readonly planes: 1 | 2;
  /** Block that says what is kept. */
  readonly exif: string | null;
  readonly expected: Size;
  readonly media: Box;
}

/** One box; `end` is one past its last byte. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly data: number;
  readonly end: number;
}

/**
 * Checks an AVIF against the only form that is written, byte by byte: file type, description, data, nothing between and
 * nothing behind; no item but the picture, its alpha plane and what is kept; no unit in the AV1 data but those that carry pixels.
 * Bytes inside such a unit are not seen: that takes a decoder.
 * @param bytes - the output
 * @param expected - size in pixels
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a box
 */
export function verifyAvif(bytes: Uint8Array, expected: Size, findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  const top = readBoxes(bytes, 0, bytes.length, findings);
  const [fileType, meta, media] = top;
  top.filter(({ type }) => !['ftyp', 'meta', 'mdat'].includes(type)).forEach((box) => report(box, findings));
  if (top.map(({ type }) => type).join(' ') !== 'ftyp meta mdat' || fileType === undefined || meta === undefined || media === undefined) {
    findings.add('malformed', 'not one picture', 0, bytes.length);
    return;
  }
  equals(bytes, fileType, FILE_TYPE, findings);
  findings.expect(u32be(bytes, meta.data) === 0, 'malformed', 'meta', meta.start, 12);
  const children = readBoxes(bytes, meta.data + 4, meta.end, findings);
  if (!META_SEQUENCES.includes(children.map(({ type }) => type).join(' '))) {
    children.filter(({ type }) => !META_SEQUENCES.some((sequence) => sequence.includes(type))).forEach((box) => report(box, findings));
    findings.add('malformed', 'meta', meta.start, meta.end - meta.start);
    return;
  }
  const exif = expectedExif(kept.resolutions[0] ?? null, kept.captureTime);
  const references = children.find(({ type }) => type === 'iref');
  const count = references === undefined ? 0 : (references.end - references.data - 4) / REFERENCE_BYTES;
  const planes = count + (exif === null ? 1 : 0);
  // A list of references is there only where it has any.
  if ((planes !== 1 && planes !== 2) || (references !== undefined && count === 0)) {
    findings.add('malformed', 'iref', meta.start, meta.end - meta.start);
    return;
  }
  for (const child of children) {
    verifyChild(bytes, child, { planes, exif, expected, media }, findings);
  }
}

function verifyChild(bytes: Uint8Array, child: Box, { planes, exif, expected, media }: Expected, findings: FindingList): void {
  switch (child.type) {
    case 'hdlr':
      return equals(bytes, child, HANDLER, findings);
    case 'pitm':
      return equals(bytes, child, PRIMARY_ITEM, findings);
    case 'iinf':
      return equals(bytes, child, itemList(planes, exif !== null), findings);
    case 'iref':
      return equals(bytes, child, referenceList(planes, exif !== null), findings);
    case 'iloc':
      return verifyLocations(bytes, child, planes, exif, media, findings);
    default:
      return verifyProperties(bytes, child, planes, expected, findings);
  }
}

/** The items' data stand one after the other and fill the media data box. */
function verifyLocations(bytes: Uint8Array, box: Box, planes: number, exif: string | null, media: Box, findings: FindingList): void {
  const items = planes + (exif === null ? 0 : 1);
  const isSound = box.end - box.data === 8 + items * 14 && spells(bytes, box.data, `\0\0\0\0\x44\0\0${String.fromCharCode(items)}`);
  let at = media.data;
  for (let plane = 0; isSound && plane < items; plane += 1) {
    const entry = box.data + 8 + plane * 14;
    const fits = spells(bytes, entry, `\0${String.fromCharCode(plane + 1)}\0\0\0\x01`) && u32be(bytes, entry + 6) === at;
    const end = at + u32be(bytes, entry + 10);
    findings.expect(fits && end <= media.end, 'malformed', 'iloc', entry, 14);
    if (!fits || end > media.end) {
      return;
    }
    if (exif !== null && plane === planes) {
      // Four bytes say that the block begins right behind them.
      findings.expect(end - at === exif.length + 4 && spells(bytes, at, `\0\0\0\0${exif}`), 'segment', 'Exif', at, end - at);
    } else {
      verifyUnits(bytes, at, end, findings);
    }
    at = end;
  }
  findings.expect(isSound, 'malformed', 'iloc', box.start, box.end - box.start);
  findings.expect(at === media.end, 'segment', 'mdat', at, media.end - at);
}

function verifyProperties(bytes: Uint8Array, box: Box, planes: number, expected: Size, findings: FindingList): void {
  const [list, associations, ...rest] = readBoxes(bytes, box.data, box.end, findings);
  if (list?.type !== 'ipco' || associations?.type !== 'ipma' || rest.length > 0) {
    findings.add('malformed', 'iprp', box.start, box.end - box.start);
    return;
  }
  equals(bytes, associations, planes === 1 ? ONE_ASSOCIATION : TWO_ASSOCIATIONS, findings);
  const properties = readBoxes(bytes, list.data, list.end, findings);
  if (properties.map(({ type }) => type).join(' ') !== PROPERTY_SEQUENCES[planes - 1]) {
    properties.filter(({ type }) => !['ispe', 'pixi', 'av1C', 'colr', 'auxC'].includes(type)).forEach((property) => report(property, findings));
    findings.add('malformed', 'ipco', list.start, list.end - list.start);
    return;
  }
  for (const property of properties) {
    verifyProperty(bytes, property, expected, findings);
  }
}

function verifyProperty(bytes: Uint8Array, box: Box, expected: Size, findings: FindingList): void {
  const { type, start, data, end } = box;
  const length = end - data;
  switch (type) {
    case 'ispe': {
      const isPlanned = length === 12 && u32be(bytes, data) === 0 && u32be(bytes, data + 4) === expected.width && u32be(bytes, data + 8) === expected.height;
      return findings.expect(isPlanned, 'size', type, start, end - start);
    }
    case 'pixi':
      return findings.expect(DEPTHS.some((depths) => length === depths.length && spells(bytes, data, depths)), 'segment', type, start, end - start);
    case 'av1C':
      return findings.expect(length === 4 && byteAt(bytes, data) === 0x81, 'segment', type, start, end - start);
    case 'colr': {
      const isMixed = length === 11 && MATRICES.includes(byteAt(bytes, data + 9)) && (byteAt(bytes, data + 10) & 0x7f) === 0;
      return findings.expect(isMixed && spells(bytes, data, SRGB_COLOR), 'segment', type, start, end - start);
    }
    default:
      return equals(bytes, box, ALPHA, findings);
  }
}

/** @see AV1 specification, 5.3 */
function verifyUnits(bytes: Uint8Array, start: number, end: number, findings: FindingList): void {
  for (let at = start; at < end;) {
    findings.walked();
    const header = byteAt(bytes, at);
    let to = at + ((header & 4) !== 0 ? 2 : 1);
    let size = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = byteAt(bytes, to);
      to += 1;
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 128) {
        break;
      }
    }
    to += size;
    findings.expect(PICTURE_UNITS.includes((header >> 3) & 15), 'segment', 'AV1 unit', at, to - at);
    // Every unit has a size, and reserved bits are zero.
    if ((header & 0x83) !== 0x02 || to > end) {
      findings.add('malformed', 'AV1 unit', at, end - at);
      return;
    }
    at = to;
  }
}

/** Boxes that fill a range; stops with a finding where they don't. */
function readBoxes(bytes: Uint8Array, start: number, end: number, findings: FindingList): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    findings.walked();
    const size = end - at < 8 ? 0 : u32be(bytes, at);
    if (size < 8 || at + size > end) {
      findings.add(boxes.some(({ type }) => type === 'mdat') ? 'trailer' : 'malformed', 'box size', at, end - at);
      return boxes;
    }
    boxes.push({ type: fourCharacters(bytes, at + 4), start: at, data: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}

function equals(bytes: Uint8Array, { type, start, data, end }: Box, content: string, findings: FindingList): void {
  findings.expect(end - data === content.length && spells(bytes, data, content), 'segment', type, start, end - start);
}

function report({ type, start, end }: Box, findings: FindingList): void {
  findings.add('segment', KNOWN.includes(type) ? type : 'unknown box', start, end - start);
}

/** Content of the box that lists the items: AV1 pictures without names, and what is kept. */
function itemList(planes: number, hasExif: boolean): string {
  const types = [...new Array<string>(planes).fill('av01'), ...(hasExif ? ['Exif'] : [])];
  const items = types.map((type, index) => `\0\0\0\x15infe\x02\0\0\0\0${String.fromCharCode(index + 1)}\0\0${type}\0`);
  return `\0\0\0\0\0${String.fromCharCode(types.length)}${items.join('')}`;
}

/** Content of the box that says what belongs to the picture: its alpha plane, and what is kept. */
function referenceList(planes: number, hasExif: boolean): string {
  const exif = `\0\0\0\x0ecdsc\0${String.fromCharCode(planes + 1)}\0\x01\0\x01`;
  return `\0\0\0\0${planes === 2 ? ALPHA_REFERENCE : ''}${hasExif ? exif : ''}`;
}
