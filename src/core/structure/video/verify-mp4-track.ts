import { AnonymizerError } from '../../errors.ts';
import { fourCharacters, u32be, u64be } from '../binary-reads.ts';
import type { FindingList } from '../finding-list.ts';
import { anyBytes, fitsPattern, numberPattern, textPattern, zeros } from './byte-pattern.ts';
import type { SourceReader } from './byte-source.ts';
import { boxOf, type FilmBox } from './iso-walk.ts';
import { editEffect, readEdits, shownParts } from './mp4-edits.ts';
import { readTimedHeader } from './mp4-times.ts';
import { boxName, strictBoxes } from './strict-boxes.ts';
import type { ExpectedVideo } from './verified-video.ts';
import { verifySampleEntry } from './verify-mp4-entry.ts';
import { verifyTables, type Extent, type SampleTables } from './verify-mp4-tables.ts';

/** A matrix that changes nothing. */
export const IDENTITY_MATRIX = `00010000 ${zeros(12)} 00010000 ${zeros(12)} 40000000`;
/** Names of handlers that the writer gives. */
const HANDLER_NAMES = { vide: 'MediabunnyVideoHandler', soun: 'MediabunnySoundHandler' } as const;
/** Media headers, data references and the like that can only be these, behind their heads. */
const MEDIA_HEADERS = { vide: { type: 'vmhd', pattern: `00000001 ${zeros(8)}` }, soun: { type: 'smhd', pattern: zeros(8) } } as const;
const DATA_INFORMATION = `0000001c ${textPattern('dref')} 00000000 00000001 0000000c ${textPattern('url ')} 00000001`;
/** Language code of "und": undetermined. */
const UNDETERMINED = '55c4';

/** One track as its `trak` box says; samples in fragments are not in it. */
export interface TrackHead {
  readonly id: number;
  readonly kind: 'video' | 'audio';
  readonly timescale: number;
  readonly tables: SampleTables;
  readonly extents: readonly Extent[];
}

/**
 * Checks one `trak` box against the only form that is written.
 * @param movieTimescale - ticks in a second of the movie's own times
 * @param isFragmented - its samples lie in fragments, so that its tables are empty
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function verifyTrack(reader: SourceReader, trak: FilmBox, movieTimescale: number, isFragmented: boolean, expected: ExpectedVideo, findings: FindingList): Promise<TrackHead> {
  const boxes = await strictBoxes(reader, trak.dataStart, trak.end, 'tkhd edts? mdia', findings);
  const mdia = await childrenOf(reader, boxes, 'mdia', 'mdhd hdlr minf', findings);
  const hdlr = needed(mdia, 'hdlr');
  const handler = fourCharacters(await reader.head(hdlr.dataStart, hdlr.end, 12), 8);
  if (handler !== 'vide' && handler !== 'soun') {
    findings.add('segment', 'track that is neither video nor audio', trak.start, trak.end - trak.start);
    throw new AnonymizerError('input/corrupt', { offset: trak.start });
  }
  const isVideo = handler === 'vide';
  await expectBytes(reader, hdlr, `00000000 ${textPattern(`mhlr${handler}`)} ${zeros(12)} ${textPattern(HANDLER_NAMES[handler])} 00`, findings);
  const media = needed(mdia, 'mdhd');
  const { timescale, seconds: mediaSeconds } = await verifyMediaHeader(reader, media, findings);
  const header = needed(boxes, 'tkhd');
  const { id, duration } = await verifyTrackHeader(reader, header, isVideo, expected, findings);
  const own = MEDIA_HEADERS[handler];
  const minf = await childrenOf(reader, mdia, 'minf', `${own.type} dinf stbl`, findings);
  await expectBytes(reader, needed(minf, own.type), own.pattern, findings);
  await expectBytes(reader, needed(minf, 'dinf'), DATA_INFORMATION, findings);
  const stbl = await childrenOf(reader, minf, 'stbl', 'stsd stts ctts? cslg? stsc stsz stco/co64 stss?', findings);
  await verifySampleEntry(reader, needed(stbl, 'stsd'), isVideo ? 'video' : 'audio', expected, findings);
  const tables = await verifyTables(reader, stbl, findings);
  findings.expect(!isFragmented || tables.times.count === 0, 'malformed', 'samples outside fragments', trak.start, trak.end - trak.start);
  await verifyEdits(reader, boxes, { movieTimescale, timescale, tables }, findings);
  const seconds = (tables.times.endTime - tables.times.firstTime) / timescale;
  expectDuration(mediaSeconds, seconds, media, findings);
  expectDuration(duration / movieTimescale, seconds, header, findings);
  return { id, kind: isVideo ? 'video' : 'audio', timescale, tables, extents: tables.extents };
}

/** The one box of a type. @throws AnonymizerError `input/corrupt` where it is missing: there is nothing to go on with */
export function needed(boxes: readonly FilmBox[], type: string): FilmBox {
  const box = boxOf(boxes, type);
  if (box === undefined) throw new AnonymizerError('input/corrupt');
  return box;
}

/** Checks a box, behind its head, against a pattern as long as it should be. */
export async function expectBytes(reader: SourceReader, box: FilmBox, pattern: string, findings: FindingList): Promise<void> {
  const fits = fitsPattern(await reader.head(box.dataStart, box.end, 256), pattern);
  findings.expect(fits, 'malformed', boxName(box.type), box.start, box.end - box.start);
}

async function childrenOf(reader: SourceReader, boxes: readonly FilmBox[], type: string, grammar: string, findings: FindingList): Promise<readonly FilmBox[]> {
  const box = needed(boxes, type);
  return strictBoxes(reader, box.dataStart, box.end, grammar, findings);
}

/** Farthest that a duration in a header may be from what the tables add up to: frames that overlap count differently in the two. */
const DURATION_SLACK_SECONDS = 1;

/** Checks a duration in a header, so that it is not just any number. 0 where samples lie in fragments. */
export function expectDuration(seconds: number, ofSamples: number, header: FilmBox, findings: FindingList): void {
  const isNear = Math.abs(seconds - ofSamples) <= DURATION_SLACK_SECONDS + ofSamples / 100;
  findings.expect(isNear, 'malformed', 'duration that no sample has', header.start, header.end - header.start);
}

async function verifyMediaHeader(reader: SourceReader, mdhd: FilmBox, findings: FindingList): Promise<{ readonly timescale: number; readonly seconds: number }> {
  const { bytes, version, behindTimes } = await readTimedHeader(reader, mdhd);
  const width = version === 1 ? 8 : 4;
  await expectBytes(reader, mdhd, `0${version}000000 ${zeros(2 * width)} ........ ${anyBytes(width)} ${UNDETERMINED} 0000`, findings);
  const timescale = Math.max(1, u32be(bytes, behindTimes));
  return { timescale, seconds: (version === 1 ? u64be(bytes, behindTimes + 4) : u32be(bytes, behindTimes + 4)) / timescale };
}

async function verifyTrackHeader(reader: SourceReader, tkhd: FilmBox, isVideo: boolean, expected: ExpectedVideo, findings: FindingList): Promise<{ readonly id: number; readonly duration: number }> {
  const { bytes, version, behindTimes } = await readTimedHeader(reader, tkhd);
  const width = version === 1 ? 8 : 4;
  const { size } = expected.video;
  const matrix = isVideo ? turnedMatrix(expected.video) : IDENTITY_MATRIX;
  const shown = isVideo ? `${numberPattern(size.width, 2)}0000 ${numberPattern(size.height, 2)}0000` : zeros(8);
  const kind = isVideo ? '0000 0000' : '0001 0100';
  await expectBytes(
    reader,
    tkhd,
    `0${version}000003 ${zeros(2 * width)} ........ 00000000 ${anyBytes(width)} ${zeros(8)} 0000 ${kind} 0000 ${matrix} ${shown}`,
    findings,
  );
  return { id: u32be(bytes, behindTimes), duration: version === 1 ? u64be(bytes, behindTimes + 8) : u32be(bytes, behindTimes + 8) };
}

/** Cosine and sine of the turns. */
const TURNS = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] } as const;

/** A turn about the middle, a flip from left to right after it, and the shift that brings the picture back to where it starts. */
function turnedMatrix({ size: { width, height }, rotation = 0, flip = false }: ExpectedVideo['video']): string {
  const [cosine, sine] = TURNS[rotation];
  const side = flip ? -1 : 1;
  const [a, b, c, d] = [cosine * side, sine, -sine * side, cosine];
  const cell = (value: number): string => (value === 0 ? '00000000' : value > 0 ? '00010000' : 'ffff0000');
  const far = (across: number, down: number): string => `${numberPattern((across < 0 ? width : 0) + (down < 0 ? height : 0), 2)}0000`;
  return `${cell(a)}${cell(b)}00000000${cell(c)}${cell(d)}00000000${far(a, c)}${far(b, d)}40000000`;
}

/** What a list of edits is judged by. */
interface Edited {
  readonly movieTimescale: number;
  readonly timescale: number;
  readonly tables: SampleTables;
}

/** No output needs a list of edits; the finding says what it does. */
async function verifyEdits(reader: SourceReader, boxes: readonly FilmBox[], { movieTimescale, timescale, tables }: Edited, findings: FindingList): Promise<void> {
  const edts = boxOf(boxes, 'edts');
  if (edts === undefined) return;
  const elst = needed(await strictBoxes(reader, edts.dataStart, edts.end, 'elst', findings), 'elst');
  const { edits } = await readEdits(reader, elst);
  const effect = editEffect(edits, shownParts(edits, movieTimescale, timescale), movieTimescale, timescale, tables.times);
  findings.add('segment', effect === 'delays' || effect === 'none' ? 'edit list' : `edit list that ${effect}`, elst.start, elst.end - elst.start);
}
