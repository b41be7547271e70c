import { AnonymizerError } from '../../errors.ts';
import { u32be, u64be } from '../binary-reads.ts';
import type { MetadataKind } from '../inspection.ts';
import { MetadataList } from '../metadata-list.ts';
import { SourceReader, type ByteSource } from './byte-source.ts';
import { FURTHER_TRACKS } from './further-tracks.ts';
import { boxOf, readBoxAt, readBoxesIn, type FilmBox } from './iso-walk.ts';
import { listSideBox } from './mp4-side-boxes.ts';
import { listTimes, readTimedHeader } from './mp4-times.ts';
import { readTrack, type FoundTrack } from './mp4-track.ts';
import type { ShownPart } from './shown-parts.ts';
import { sniffVideo } from './sniff-video.ts';
import type { VideoStructure, VideoTrack } from './video-structure.ts';

/** Boxes of one source. A fragment of a tenth of a second each for a day would have fewer. */
const MAX_BOXES = 2_000_000;
/** Tracks of one source; real films have fewer than twenty. */
const MAX_TRACKS = 200;
/** Bytes from the start that tell the container. */
const SNIFFED_BYTES = 4096;
/** Types at the top of a film. Another behind the film's end is a trailer that happens to look like a box. */
const TOP_TYPES: readonly string[] = ['ftyp', 'moov', 'mdat', 'moof', 'mfra', 'free', 'skip', 'wide', 'uuid', 'udta', 'meta', 'sidx', 'styp', 'ssix', 'emsg', 'prft', 'pdin', 'pnot', 'PICT'];

/**
 * Walks an MP4 or QuickTime source, and lists all that it carries besides picture and sound. Samples are not read.
 *
 * Not seen: what lies in `mdat` between the samples, and what the samples themselves carry. Neither survives, because every sample is encoded
 * anew or copied one by one.
 * @param source - the file
 * @throws AnonymizerError `input/truncated` where it ends in the middle, `input/corrupt` where it is no film or can't be walked
 */
export async function inspectMp4(source: ByteSource): Promise<VideoStructure> {
  const reader = new SourceReader(source, MAX_BOXES);
  const list = new MetadataList();
  const top = await topBoxes(reader, list);
  const moov = boxOf(top, 'moov');
  if (moov === undefined) {
    throw new AnonymizerError('input/corrupt');
  }
  const boxes = await readBoxesIn(reader, moov.dataStart, moov.end);
  const movie = await movieHeader(reader, boxOf(boxes, 'mvhd'), list);
  const found: FoundTrack[] = [];
  for (const box of boxes) {
    if (box.type === 'trak') {
      if (found.length === MAX_TRACKS) throw new AnonymizerError('input/corrupt', { tracks: found.length });
      found.push(await readTrack(reader, box, movie.timescale, list));
    } else {
      await listSideBox(reader, box, list);
    }
  }
  for (const box of top) {
    await listSideBox(reader, box, list);
  }
  const isFragmented = boxes.some(({ type }) => type === 'mvex');
  const tracks = listFurtherTracks(found, list).map((track) => (isFragmented ? asFragmented(track) : track));
  return {
    container: sniffVideo(await reader.head(0, reader.sizeBytes, SNIFFED_BYTES)) === 'mov' ? 'mov' : 'mp4',
    tracks,
    metadata: list.items(),
    hasEditList: tracks.some(({ hasEditList }) => hasEditList),
    isFragmented,
    durationSeconds: movie.durationSeconds,
  };
}

/** Where samples lie in the index and in fragments, what is said of those of the index is not to be followed. */
function asFragmented(track: VideoTrack): VideoTrack {
  const parts = track.shownParts ?? [];
  return { ...track, sampleCount: null, isRearranged: track.isRearranged || parts.length > 1 || parts.some(({ to }) => to !== Infinity), shownParts: null };
}

/** A track with the parts of it that players show. */
export interface PartlyShown {
  readonly id: number;
  readonly kind: VideoTrack['kind'];
  /** In order; at least one. */
  readonly parts: readonly ShownPart[];
}

/**
 * Reads from the index alone which parts of the tracks players show.
 * @param source - the file
 * @returns the tracks with a list of edits that can be followed; none of a film in fragments
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function readShownParts(source: ByteSource): Promise<readonly PartlyShown[]> {
  const reader = new SourceReader(source, MAX_BOXES);
  const moov = await findMovie(reader);
  const boxes = moov === null ? [] : await readBoxesIn(reader, moov.dataStart, moov.end);
  if (moov === null || boxes.some(({ type }) => type === 'mvex')) return [];
  const unused = new MetadataList();
  const { timescale } = await movieHeader(reader, boxOf(boxes, 'mvhd'), unused);
  const shown: PartlyShown[] = [];
  for (const trak of boxes.filter(({ type }) => type === 'trak').slice(0, MAX_TRACKS)) {
    if (boxOf(await readBoxesIn(reader, trak.dataStart, trak.end), 'edts') === undefined) continue;
    const { track } = await readTrack(reader, trak, timescale, unused);
    if (track.shownParts !== null) shown.push({ id: track.id, kind: track.kind, parts: track.shownParts });
  }
  return shown;
}

/** The first `moov` at the top; `null` where there is none before the end or before a fragment. */
async function findMovie(reader: SourceReader): Promise<FilmBox | null> {
  for (let at = 0; at < reader.sizeBytes; ) {
    const box = await readBoxAt(reader, at, reader.sizeBytes);
    if (box.type === 'moov') return box;
    if (box.type === 'moof') return null;
    at = box.end;
  }
  return null;
}

/** Boxes at the top, without fragments and their data, up to the first bytes that are none: those are listed as a trailer. */
async function topBoxes(reader: SourceReader, list: MetadataList): Promise<readonly FilmBox[]> {
  const boxes: FilmBox[] = [];
  let [hasMovie, hasMedia] = [false, false];
  for (let at = 0; at < reader.sizeBytes; ) {
    const isWhole = hasMovie && hasMedia;
    const box = await readBoxAt(reader, at, reader.sizeBytes).catch((thrown: unknown) => {
      if (isWhole && thrown instanceof AnonymizerError && thrown.facts['steps'] === undefined) return null;
      throw thrown;
    });
    if (box === null && (await startsKnownBox(reader, at))) {
      throw new AnonymizerError('input/truncated', { offset: at });
    }
    if (box === null || (isWhole && box.isOpenEnded && !TOP_TYPES.includes(box.type))) {
      list.add('trailer', 'after the last box', reader.sizeBytes - at);
      break;
    }
    hasMovie ||= box.type === 'moov';
    hasMedia ||= box.type === 'mdat' || box.type === 'moof';
    if (!['mdat', 'moof', 'sidx', 'styp'].includes(box.type)) boxes.push(box);
    if (boxes.length > 100_000) throw new AnonymizerError('input/corrupt', { offset: at });
    at = box.end;
  }
  if (boxes.filter(({ type }) => type === 'moov').length > 1) {
    list.add('other', 'further moov box', 0);
  }
  return boxes;
}

/** Whether a box that can't be read is one of the film's own, which then ends in the middle. */
async function startsKnownBox(reader: SourceReader, at: number): Promise<boolean> {
  const head = await reader.head(at, reader.sizeBytes, 8);
  return head.length === 8 && TOP_TYPES.includes(String.fromCharCode(...head.subarray(4)));
}

async function movieHeader(reader: SourceReader, box: FilmBox | undefined, list: MetadataList): Promise<{ readonly timescale: number; readonly durationSeconds: number | null }> {
  if (box === undefined) throw new AnonymizerError('input/corrupt');
  const header = await readTimedHeader(reader, box);
  listTimes(header, 'mvhd', list);
  const timescale = u32be(header.bytes, header.behindTimes);
  const duration = header.version === 1 ? u64be(header.bytes, header.behindTimes + 4) : u32be(header.bytes, header.behindTimes + 4);
  const isKnown = timescale > 0 && duration > 0 && duration < (header.version === 1 ? Number.MAX_SAFE_INTEGER : 0xffffffff);
  return { timescale, durationSeconds: isKnown ? duration / timescale : null };
}

/** Metadata tracks with a name of their own. */
const NAMED: ReadonlyMap<string, { readonly kind: MetadataKind; readonly name: string }> = new Map([
  ['gpmd', { kind: 'gps', name: 'GPMF track' }],
  ['camm', { kind: 'gps', name: 'camera motion track' }],
  ['mebx', { kind: 'other', name: 'mebx track' }],
  ['rtmd', { kind: 'camera', name: 'rtmd track' }],
  ['djmd', { kind: 'gps', name: 'djmd track' }],
]);

function listFurtherTracks(found: readonly FoundTrack[], list: MetadataList): readonly VideoTrack[] {
  const chapterIds = new Set(found.flatMap((one) => one.chapterIds));
  const tracks = found.map((one) => (chapterIds.has(one.track.id) && one.track.kind !== 'audio' ? { ...one, track: { ...one.track, kind: 'chapters' as const } } : one));
  const first = (kind: VideoTrack['kind']): FoundTrack | undefined =>
    tracks.find(({ track, isEnabled }) => track.kind === kind && isEnabled) ?? tracks.find(({ track }) => track.kind === kind);
  const kept = [first('video'), first('audio')];
  for (const one of tracks.filter((track) => !kept.includes(track))) {
    const { kind, name } = NAMED.get(one.track.codec) ?? FURTHER_TRACKS[one.track.kind];
    list.add(kind, name, one.sampleBytes, one.track.codec);
  }
  return tracks.map(({ track }) => track);
}
