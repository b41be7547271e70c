import { fourCharacters, spells, u32be } from '../binary-reads.ts';
import { sniffFormat } from '../sniff.ts';

/** Containers that Cloakroom reads. */
export const VIDEO_CONTAINERS = ['mp4', 'mov', 'mkv', 'webm'] as const;
/** Container of a source video, told from its first bytes, never from its name. */
export type VideoContainer = (typeof VIDEO_CONTAINERS)[number];

/** Containers that are recognised only to say so. */
export const UNSUPPORTED_CONTAINERS = ['AVI', 'MPEG-TS', 'MPEG-PS', 'FLV', 'ASF', 'Ogg', 'MXF', 'RealMedia'] as const;
/** Name of a container that Cloakroom knows and does not read. */
export type UnsupportedContainer = (typeof UNSUPPORTED_CONTAINERS)[number];

/** Major brands of ISO base media files that hold no film: sound, JPEG 2000, JPEG XL, Canon's raw pictures. @see https://mp4ra.org */
const OTHER_BRANDS: readonly string[] = ['M4A ', 'M4B ', 'M4P ', 'jp2 ', 'jpx ', 'jpm ', 'jxl ', 'crx '];
/** What a QuickTime film from before file type boxes begins with. @see QuickTime File Format Specification, "Atoms" */
const QUICKTIME_STARTS: readonly string[] = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];
/** Bytes of the EBML header searched for the type of document; real headers have fewer than a hundred. */
const MAX_HEADER_BYTES = 4096;

/**
 * Tells a film's container from its first bytes. AVIF and HEIF, which share the box structure, are not claimed.
 * @param firstBytes - some kilobytes from the start, or all of a shorter file; 64 are enough for real films
 * @returns `null` where the bytes are none of the containers that Cloakroom reads
 */
export function sniffVideo(firstBytes: Uint8Array): VideoContainer | null {
  if (spells(firstBytes, 0, '\x1a\x45\xdf\xa3')) {
    return documentType(firstBytes);
  }
  if (firstBytes.length < 8 || sniffFormat(firstBytes) !== null) {
    return null;
  }
  const size = u32be(firstBytes, 0);
  const isPossibleSize = size === 0 || size === 1 || size >= 8;
  const type = fourCharacters(firstBytes, 4);
  if (type !== 'ftyp') {
    return isPossibleSize && QUICKTIME_STARTS.includes(type) ? 'mov' : null;
  }
  const brand = fourCharacters(firstBytes, 8);
  if (brand.length < 4 || !isPossibleSize || OTHER_BRANDS.includes(brand)) {
    return null;
  }
  return brand === 'qt  ' ? 'mov' : 'mp4';
}

/**
 * Names a container that Cloakroom knows and does not read, so that the refusal can say which it is.
 * @param firstBytes - some kilobytes from the start; MPEG-TS needs 400
 */
export function sniffUnsupportedVideo(firstBytes: Uint8Array): UnsupportedContainer | null {
  if (spells(firstBytes, 0, 'RIFF') && spells(firstBytes, 8, 'AVI ')) return 'AVI';
  if (spells(firstBytes, 0, 'FLV\x01')) return 'FLV';
  if (spells(firstBytes, 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11')) return 'ASF';
  if (spells(firstBytes, 0, 'OggS')) return 'Ogg';
  if (spells(firstBytes, 0, '\x00\x00\x01\xba') || spells(firstBytes, 0, '\x00\x00\x01\xb3')) return 'MPEG-PS';
  if (spells(firstBytes, 0, '\x06\x0e\x2b\x34\x02\x05\x01\x01')) return 'MXF';
  if (spells(firstBytes, 0, '.RMF')) return 'RealMedia';
  // Packets of 188 bytes, or of 192 with four bytes of time before each (camcorders, Blu-ray).
  const isPackets = (first: number, length: number): boolean => [0, 1, 2].every((index) => firstBytes[first + index * length] === 0x47);
  return isPackets(0, 188) || isPackets(4, 192) ? 'MPEG-TS' : null;
}

/** The DocType element: id 42 82, a size of one byte, and the text. */
function documentType(bytes: Uint8Array): VideoContainer | null {
  const end = Math.min(bytes.length, MAX_HEADER_BYTES);
  for (let at = 4; at < end; at += 1) {
    if (spells(bytes, at, '\x42\x82\x84webm')) return 'webm';
    if (spells(bytes, at, '\x42\x82\x88matroska')) return 'mkv';
  }
  return null;
}
