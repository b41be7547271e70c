import { byteAt, findText, spells, u16be, u32be } from './binary-reads.ts';
import { latin1, utf8 } from './display-text.ts';
import type { MetadataKind } from './inspection.ts';
import { checkedResolution } from './kept-metadata.ts';
import type { MetadataList } from './metadata-list.ts';
import type { PngChunk } from './png-chunks.ts';
import { listTiffFields } from './tiff-fields.ts';
import { listXmp } from './xmp-fields.ts';

/** Chunks that only say how samples become colours, and animation, which is told as frames. */
const NOT_LISTED: readonly string[] = ['tRNS', 'sRGB', 'acTL', 'fcTL', 'fdAT'];
/** Registered chunks, whose names say nothing about the file. @see https://www.w3.org/TR/png-3/#11Chunks */
const REGISTERED: readonly string[] = [
  'cHRM',
  'gAMA',
  'sBIT',
  'cICP',
  'mDCV',
  'cLLI',
  'bKGD',
  'hIST',
  'sPLT',
  'oFFs',
  'pCAL',
  'sCAL',
  'sTER',
  'gIFg',
  'gIFx',
];
/** Longest keyword. @see https://www.w3.org/TR/png-3/#11keywords */
const MAX_KEYWORD = 79;

/**
 * Lists an ancillary chunk.
 * @param bytes - the file
 * @param chunk - any chunk that is not critical
 */
export function listChunk(bytes: Uint8Array, chunk: PngChunk, list: MetadataList): void {
  const { type, dataStart, dataEnd } = chunk;
  const sizeBytes = chunk.end - chunk.start;
  switch (type) {
    case 'eXIf':
      list.add('exif', 'eXIf', sizeBytes);
      if (list.mayReadBlock()) {
        // Some tools put JPEG's identifier in front, which browsers don't take.
        listTiffFields(bytes, spells(bytes, dataStart, 'Exif\0\0') ? dataStart + 6 : dataStart, dataEnd, list);
      }
      return;
    case 'tEXt':
    case 'zTXt':
    case 'iTXt':
      return listText(bytes, chunk, list);
    case 'iCCP':
      return list.add('icc', 'iCCP', sizeBytes, latin1(bytes, dataStart, keywordEnd(bytes, dataStart, dataEnd)));
    case 'tIME':
      return list.add('time', 'tIME', sizeBytes, timeText(bytes, chunk));
    case 'pHYs':
      return list.add('other', type, sizeBytes, null, notesResolution(bytes, chunk, list) ? 'resolution' : null);
    case 'caBX':
      return list.add('c2pa', 'caBX', sizeBytes);
    default:
      if (REGISTERED.includes(type)) {
        list.add('other', type, sizeBytes);
      } else if (!NOT_LISTED.includes(type)) {
        list.add('application', 'unknown chunk', sizeBytes, type);
      }
  }
}

/** Without a unit it says the shape of pixels, and no resolution. @see https://www.w3.org/TR/png-3/#11pHYs */
function notesResolution(bytes: Uint8Array, { dataStart, dataEnd }: PngChunk, list: MetadataList): boolean {
  if (dataEnd - dataStart !== 9 || byteAt(bytes, dataStart + 8) !== 1) return false;
  const resolution = checkedResolution(u32be(bytes, dataStart), u32be(bytes, dataStart + 4), 'metre');
  return resolution !== null && list.noteResolution(resolution);
}

function listText(bytes: Uint8Array, chunk: PngChunk, list: MetadataList): void {
  const { type, dataStart, dataEnd } = chunk;
  const sizeBytes = chunk.end - chunk.start;
  const keyEnd = keywordEnd(bytes, dataStart, dataEnd);
  const keyword = latin1(bytes, dataStart, keyEnd);
  const kind = kindOfKeyword(keyword);
  let textStart = keyEnd + 1;
  if (type === 'iTXt') {
    const isCompressed = keyEnd + 1 < dataEnd && byteAt(bytes, keyEnd + 1) !== 0;
    const languageEnd = zeroAt(bytes, keyEnd + 3, dataEnd);
    textStart = zeroAt(bytes, languageEnd + 1, dataEnd) + 1;
    if (keyword === 'XML:com.adobe.xmp' && !isCompressed && list.mayReadBlock()) {
      return listXmp(bytes, Math.min(textStart, dataEnd), dataEnd, 'iTXt XMP', sizeBytes, list);
    }
    textStart = isCompressed ? dataEnd : textStart;
  } else if (type === 'zTXt') {
    textStart = dataEnd;
  }
  const text = type === 'iTXt' ? utf8(bytes, textStart, dataEnd) : latin1(bytes, textStart, dataEnd);
  list.add(kind, type, sizeBytes, text === '' ? keyword : `${keyword}: ${text}`);
}

function kindOfKeyword(keyword: string): MetadataKind {
  if (/^Raw profile type (exif|APP1)$/i.test(keyword)) {
    return 'exif';
  }
  if (/^Raw profile type (iptc|8bim)$/i.test(keyword)) {
    return 'iptc';
  }
  if (/^Raw profile type (icc|icm)$/i.test(keyword)) {
    return 'icc';
  }
  if (/^Raw profile type xmp$|^XML:com\.adobe\.xmp$/i.test(keyword)) {
    return 'xmp';
  }
  if (/^(Author|Copyright)$/i.test(keyword)) {
    return 'person';
  }
  if (/^(Creation Time|date:(create|modify|timestamp))$/i.test(keyword)) {
    return 'time';
  }
  return /^Comment$/i.test(keyword) ? 'comment' : 'text';
}

function keywordEnd(bytes: Uint8Array, start: number, end: number): number {
  return zeroAt(bytes, start, Math.min(end, start + MAX_KEYWORD + 1));
}

/** Offset of the first zero byte in the range, or the range's end. */
function zeroAt(bytes: Uint8Array, start: number, end: number): number {
  const found = findText(bytes, '\0', Math.min(start, end), end);
  return found === -1 ? end : found;
}

function timeText(bytes: Uint8Array, chunk: PngChunk): string | null {
  if (chunk.dataEnd - chunk.dataStart !== 7) {
    return null;
  }
  const two = (index: number): string => String(byteAt(bytes, chunk.dataStart + index)).padStart(2, '0');
  return `${String(u16be(bytes, chunk.dataStart))}-${two(2)}-${two(3)} ${two(4)}:${two(5)}:${two(6)}`;
}
