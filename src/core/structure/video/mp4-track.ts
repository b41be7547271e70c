import { fourCharacters, u16be, u32be } from '../binary-reads.ts';
import { displayable, latin1 } from '../display-text.ts';
import type { MetadataList } from '../metadata-list.ts';
import type { SourceReader } from './byte-source.ts';
import { boxOf, readBoxesIn, type FilmBox } from './iso-walk.ts';
import { editEffect, leavesOut, readEdits, shownEnd, shownParts, type Edit } from './mp4-edits.ts';
import { listSideBox } from './mp4-side-boxes.ts';
import { languageOf, listTimes, readTimedHeader } from './mp4-times.ts';
import { readSampleTimes } from './sample-times.ts';
import type { PixelAspect, TrackKind, VideoTrack } from './video-structure.ts';

/** A track, with what is only known once all tracks are. */
export interface FoundTrack {
  readonly track: VideoTrack;
  /** Four characters of its handler. */
  readonly handler: string;
  readonly isEnabled: boolean;
  /** Tracks that it names as its chapters. */
  readonly chapterIds: readonly number[];
  /** Bytes of its samples; 0 where they lie in fragments. */
  readonly sampleBytes: number;
}

/** Track kinds by handler. @see https://mp4ra.org/registered-types/handlers */
const HANDLERS: ReadonlyMap<string, TrackKind> = new Map<string, TrackKind>([
  ['vide', 'video'],
  ['auxv', 'video'],
  ['pict', 'video'],
  ['soun', 'audio'],
  ['text', 'subtitle'],
  ['sbtl', 'subtitle'],
  ['subt', 'subtitle'],
  ['subp', 'subtitle'],
  ['clcp', 'subtitle'],
  ['tmcd', 'timecode'],
  ['meta', 'metadata'],
  ['camm', 'metadata'],
]);
/** Sample entries that hold metadata, whatever the handler says: GoPro, Apple, Google, Sony, and tables of GPS units. */
const METADATA_CODECS: readonly string[] = ['gpmd', 'mebx', 'camm', 'rtmd', 'metx', 'mett', 'urim', 'fdsc', 'dvtm', 'djmd', 'dbgi', 'priv', 'text-gps'];
/** Bytes of a handler's name that are read. */
const MAX_NAME_BYTES = 256;
/** Sizes added up for one track. */
const MAX_SIZES = 2_000_000;
/** Seconds at the start of sound that hold nothing but what its coder needs before it is heard: HE-AAC, the slowest, takes up to .12. */
const PRIMING_S = 0.12;
/** Bytes of a sample entry of pictures before its boxes. @see ISO/IEC 14496-12, 12.1.3 */
export const VISUAL_ENTRY_BYTES = 78;

/**
 * Reads one `trak` box, and lists what it carries besides its samples.
 * @param movieTimescale - ticks in a second of the movie's own times
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function readTrack(reader: SourceReader, trak: FilmBox, movieTimescale: number, list: MetadataList): Promise<FoundTrack> {
  const boxes = await readBoxesIn(reader, trak.dataStart, trak.end);
  const mdia = await childrenOf(reader, boxes, 'mdia');
  const minf = await childrenOf(reader, mdia, 'minf');
  const stbl = await childrenOf(reader, minf, 'stbl');
  const header = await trackHeader(reader, boxOf(boxes, 'tkhd'), list);
  const media = await mediaHeader(reader, boxOf(mdia, 'mdhd'), list);
  const handler = await handlerOf(reader, boxOf(mdia, 'hdlr'), list);
  const entry = await sampleEntry(reader, boxOf(stbl, 'stsd'), list);
  const { edits, areAll } = await editsOf(reader, boxes);
  const stts = boxOf(stbl, 'stts');
  // Fragments have times of their own, and their edit lists no end.
  const end = shownEnd(edits, movieTimescale, media.timescale);
  const times = stts === undefined || edits.length === 0 ? { firstTime: 0, endTime: 0, behind: 0 } : await readSampleTimes(reader, stts, boxOf(stbl, 'ctts'), end);
  const parts = areAll ? shownParts(edits, movieTimescale, media.timescale) : null;
  const effect = editEffect(edits, parts, movieTimescale, media.timescale, times);
  const sizes = await sampleSizes(reader, boxOf(stbl, 'stsz'));
  const chapterIds = await chaptersOf(reader, boxes);
  for (const box of boxes) {
    await listSideBox(reader, box, list);
  }
  for (const box of [...mdia, ...minf].filter(({ type }) => ['udta', 'meta', 'uuid', 'free', 'skip'].includes(type))) {
    await listSideBox(reader, box, list);
  }
  const kind = METADATA_CODECS.includes(entry.codec) ? 'metadata' : entry.codec === 'tmcd' ? 'timecode' : (HANDLERS.get(handler) ?? 'other');
  const isVideo = kind === 'video';
  if (edits.length > 0) {
    const isPriming = kind === 'audio' && effect === 'hides the start' && hiddenAtStart(edits, times.firstTime) <= PRIMING_S * media.timescale;
    list.add('other', effect === 'none' || effect === 'delays' || isPriming ? 'edit list' : `edit list that ${effect}`, 0);
  }
  const track: VideoTrack = {
    id: header.id,
    kind,
    codec: displayable(entry.codec) ?? '',
    timescale: media.timescale,
    language: media.language,
    sampleCount: sizes.count,
    size: isVideo ? entry.size : null,
    rotation: isVideo ? header.rotation : 0,
    pixelAspect: isVideo ? entry.pixelAspect : null,
    hasEditList: edits.length > 0,
    isRearranged: effect === 'rearranges',
    shownParts: parts === null || leavesOut(kind, end, media.timescale, times) ? parts : parts.map((part, index) => (index === parts.length - 1 ? { ...part, to: Infinity } : part)),
  };
  return { track, handler, isEnabled: header.isEnabled, chapterIds, sampleBytes: sizes.bytes };
}

function hiddenAtStart(edits: readonly Edit[], firstTime: number): number {
  return (edits.find(({ mediaTime }) => mediaTime >= 0)?.mediaTime ?? firstTime) - firstTime;
}

async function childrenOf(reader: SourceReader, boxes: readonly FilmBox[], type: string): Promise<readonly FilmBox[]> {
  const box = boxOf(boxes, type);
  return box === undefined ? [] : readBoxesIn(reader, box.dataStart, box.end);
}

async function trackHeader(reader: SourceReader, box: FilmBox | undefined, list: MetadataList): Promise<{ readonly id: number; readonly isEnabled: boolean; readonly rotation: VideoTrack['rotation'] }> {
  if (box === undefined) return { id: 0, isEnabled: false, rotation: 0 };
  const header = await readTimedHeader(reader, box);
  listTimes(header, 'tkhd', list);
  const matrix = header.behindTimes + (header.version === 1 ? 16 : 12) + 16;
  const cells = [0, 4, 12, 16].map((at) => u32be(header.bytes, matrix + at) | 0);
  const id = u32be(header.bytes, header.behindTimes);
  return { id, isEnabled: ((header.bytes[3] ?? 0) & 1) === 1, rotation: rotationOf(cells) };
}

/** @param cells - a, b, c, d of the matrix in 1/65,536 */
function rotationOf(cells: readonly number[]): VideoTrack['rotation'] {
  const signs = cells.map(Math.sign).join(' ');
  const turns: Readonly<Record<string, VideoTrack['rotation']>> = { '1 0 0 1': 0, '0 1 -1 0': 90, '-1 0 0 -1': 180, '0 -1 1 0': 270, '0 0 0 0': 0 };
  return turns[signs] ?? null;
}

async function mediaHeader(reader: SourceReader, box: FilmBox | undefined, list: MetadataList): Promise<{ readonly timescale: number; readonly language: string | null }> {
  if (box === undefined) return { timescale: 1, language: null };
  const header = await readTimedHeader(reader, box);
  listTimes(header, 'mdhd', list);
  const at = header.behindTimes;
  const isLong = header.version === 1;
  const language = languageOf(u16be(header.bytes, at + (isLong ? 12 : 8)));
  if (language !== null) {
    list.add('other', 'mdhd language', 2, language);
  }
  return { timescale: u32be(header.bytes, at), language };
}

async function handlerOf(reader: SourceReader, box: FilmBox | undefined, list: MetadataList): Promise<string> {
  if (box === undefined) return '';
  const bytes = await reader.head(box.dataStart, box.end, 24 + MAX_NAME_BYTES);
  // QuickTime puts a length before the name, ISO a zero byte behind it; either is cut off with the other control characters.
  const name = latin1(bytes, 24, bytes.length).replace(/\0.*$/s, '');
  if (displayable(name) !== null) {
    list.add('application', 'hdlr name', name.length, name);
  }
  return fourCharacters(bytes, 8);
}

async function sampleEntry(reader: SourceReader, stsd: FilmBox | undefined, list: MetadataList): Promise<{ readonly codec: string; readonly size: VideoTrack['size']; readonly pixelAspect: PixelAspect | null }> {
  const entries = stsd === undefined ? [] : await readBoxesIn(reader, Math.min(stsd.dataStart + 8, stsd.end), stsd.end);
  const [entry] = entries;
  if (entry === undefined) return { codec: '', size: null, pixelAspect: null };
  if (entries.length > 1) {
    list.add('other', 'further sample descriptions', 0);
  }
  const bytes = await reader.head(entry.dataStart, entry.end, VISUAL_ENTRY_BYTES);
  if (bytes.length < VISUAL_ENTRY_BYTES) return { codec: entry.type, size: null, pixelAspect: null };
  const size = { width: u16be(bytes, 24), height: u16be(bytes, 26) };
  // Sound and other entries are laid out differently; what is read of them here is not used.
  const boxes = await readBoxesIn(reader, entry.dataStart + VISUAL_ENTRY_BYTES, entry.end).catch(() => []);
  const pasp = boxes.find(({ type }) => type === 'pasp');
  const aspect = pasp === undefined || pasp.end - pasp.dataStart < 8 ? null : await reader.head(pasp.dataStart, pasp.end, 8);
  const compressor = latin1(bytes, 43, Math.min(43 + Math.min(31, bytes[42] ?? 0), 74));
  if (bytes[42] !== undefined && bytes[42] > 0 && bytes[42] < 32 && displayable(compressor) !== null && /^[\x20-\x7e\0]+$/.test(compressor)) {
    list.add('application', 'stsd compressor name', 32, compressor);
  }
  return { codec: entry.type, size, pixelAspect: aspect === null ? null : { horizontal: u32be(aspect, 0), vertical: u32be(aspect, 4) } };
}

async function editsOf(reader: SourceReader, boxes: readonly FilmBox[]): Promise<{ readonly edits: readonly Edit[]; readonly areAll: boolean }> {
  const elst = boxOf(await childrenOf(reader, boxes, 'edts'), 'elst');
  return elst === undefined ? { edits: [], areAll: true } : readEdits(reader, elst);
}

async function chaptersOf(reader: SourceReader, boxes: readonly FilmBox[]): Promise<readonly number[]> {
  const chap = boxOf(await childrenOf(reader, boxes, 'tref'), 'chap');
  if (chap === undefined) return [];
  const bytes = await reader.head(chap.dataStart, chap.end, 64);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => u32be(bytes, index * 4));
}

async function sampleSizes(reader: SourceReader, stsz: FilmBox | undefined): Promise<{ readonly count: number | null; readonly bytes: number }> {
  if (stsz === undefined || stsz.end - stsz.dataStart < 12) return { count: null, bytes: 0 };
  const head = await reader.head(stsz.dataStart, stsz.end, 12);
  const [each, count] = [u32be(head, 4), u32be(head, 8)];
  if (each !== 0) return { count, bytes: each * count };
  const end = Math.min(stsz.end, stsz.dataStart + 12 + 4 * Math.min(count, MAX_SIZES));
  let bytes = 0;
  for (let at = stsz.dataStart + 12; at + 4 <= end; at += 65_536) {
    const part = await reader.bytes(at, Math.min(65_536, end - at));
    for (let index = 0; index + 4 <= part.length; index += 4) {
      bytes += u32be(part, index);
    }
  }
  return { count, bytes };
}
