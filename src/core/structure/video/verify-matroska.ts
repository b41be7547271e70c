import { AnonymizerError } from '../../errors.ts';
import { u16be } from '../binary-reads.ts';
import { FindingList } from '../finding-list.ts';
import { SourceReader, type ByteSource } from './byte-source.ts';
import { floatOf, readElementAt, readElementsIn, textOf, unsignedOf, type EbmlElement } from './ebml.ts';
import { ID } from './ebml-ids.ts';
import { openMatroska, segmentParts } from './matroska-segment.ts';
import { expectTracks, WRITER_NAME, type ExpectedVideo, type VerifiedTrack, type VideoReport } from './verified-video.ts';
import { elementName, expectParts, verifyMatroskaTracks, type MatroskaTrackHead } from './verify-matroska-tracks.ts';

/** Elements of the header and what they have to say. */
const HEADER: readonly (readonly [id: number, value: number | null])[] = [
  [ID.ebmlVersion, 1],
  [ID.ebmlReadVersion, 1],
  [ID.ebmlMaxIdLength, 4],
  [ID.ebmlMaxSizeLength, 8],
  [ID.docType, null],
  [ID.docTypeVersion, 4],
  [ID.docTypeReadVersion, 2],
];
/** Ticks of all times: a millisecond, in nanoseconds. */
const TIMESTAMP_SCALE = 1_000_000;
const TICKS_PER_SECOND = 1000;
/** Bytes of a cluster's time: six are enough for nine thousand years. */
const MAX_TIME_BYTES = 6;
/** Places that an index names. */
const MAX_PLACES = 1_000_000;

/** What is counted for one track while blocks go by. */
interface Count {
  readonly head: MatroskaTrackHead;
  sampleCount: number;
  keyFrameCount: number;
  sampleBytes: number;
  first: number;
  last: number;
}

/** State of one walk. */
interface Walk {
  readonly reader: SourceReader;
  readonly findings: FindingList;
  readonly counts: Map<number, Count>;
  /** By the place of a cluster: when each track's first block in it is shown, by the track's number. */
  readonly clusters: Map<number, Map<number, number>>;
  /** First place of each element at the top, by id. */
  readonly places: Map<number, number>;
}

/**
 * Walks a finished Matroska or WebM file and tells everything in it that is not the expected picture and sound. It has to be a header and one
 * segment with index, description, tracks, clusters of simple blocks, and cues, in this order; every byte belongs to one of them, every block to a
 * track. Titles, dates, names, ids, tags, chapters, attachments, padding, checksums and block groups are findings.
 *
 * Limits: what blocks and parameter sets hold is not seen here (see `user-data-units.ts` for units that carry words).
 * @param source - the output
 * @param docType - which of the two it has to be
 * @param expected - what it has to be; lists of edits do not exist here
 * @returns no findings exactly where all of that holds; never refuses a file: one that can't be walked is a finding
 * @throws AnonymizerError only what the source itself throws
 */
export async function verifyMatroska(source: ByteSource, docType: 'matroska' | 'webm', expected: ExpectedVideo): Promise<VideoReport> {
  const findings = new FindingList();
  const tracks: VerifiedTrack[] = [];
  let durationSeconds: number | null = null;
  try {
    const walk: Walk = { reader: new SourceReader(source), findings, counts: new Map(), clusters: new Map(), places: new Map() };
    const { reader } = walk;
    const file = await openMatroska(reader);
    findings.expect(file.docType === docType, 'malformed', 'DocType', file.header.start, file.header.end);
    await verifyHeader(walk, file.headerParts);
    findings.expect(file.segment.start === file.header.end, 'segment', 'bytes before the segment', file.header.end, file.segment.start - file.header.end);
    durationSeconds = await verifySegment(walk, file.segment, expected);
    findings.expect(file.segment.end === reader.sizeBytes, 'trailer', 'after the segment', file.segment.end, reader.sizeBytes - file.segment.end);
    tracks.push(...[...walk.counts.values()].map(verified));
    expectTracks(tracks, expected, findings, reader.sizeBytes);
  } catch (thrown) {
    if (!(thrown instanceof AnonymizerError) || (thrown.code !== 'input/truncated' && thrown.code !== 'input/corrupt')) throw thrown;
    // A read past the end is a finding like any other, not a reason to give up.
    findings.add('malformed', thrown.code === 'input/truncated' ? 'end of file' : 'structure', source.sizeBytes, 0);
  }
  return { ...findings.report(), tracks, durationSeconds };
}

function verified({ head, sampleCount, keyFrameCount, sampleBytes, first, last }: Count): VerifiedTrack {
  return {
    id: head.id,
    kind: head.kind,
    sampleCount,
    keyFrameCount,
    sampleBytes,
    timescale: TICKS_PER_SECOND,
    firstSeconds: sampleCount === 0 ? 0 : first / TICKS_PER_SECOND,
    endSeconds: sampleCount === 0 ? 0 : last / TICKS_PER_SECOND,
  };
}

async function verifyHeader({ reader, findings }: Walk, parts: readonly EbmlElement[]): Promise<void> {
  expectParts(parts, HEADER.map(([id]) => id), [], findings);
  for (const part of parts) {
    const value = HEADER.find(([id]) => id === part.id)?.[1] ?? null;
    const fits = value === null ? part.end - part.dataStart <= 8 && !(await textOf(reader, part)).includes('\0') : (await unsignedOf(reader, part)) === value;
    findings.expect(fits && (part.id !== ID.docType || (await textOf(reader, part)).length === part.end - part.dataStart), 'malformed', elementName(part.id), part.start, part.end - part.start);
  }
}

/** Elements at the top of a segment, in the only order; clusters come any number of times. */
const ORDER: readonly number[] = [ID.seekHead, ID.info, ID.tracks, ID.cluster, ID.cues];

async function verifySegment(walk: Walk, segment: EbmlElement, expected: ExpectedVideo): Promise<number | null> {
  const { reader, findings, places } = walk;
  const indexes: EbmlElement[] = [];
  let [last, durationSeconds] = [-1, null as number | null];
  for await (const part of segmentParts(reader, segment)) {
    findings.walked();
    const sizeBytes = part.end - part.start;
    const place = ORDER.indexOf(part.id);
    if (place === -1) {
      findings.add('segment', elementName(part.id), part.start, sizeBytes);
      continue;
    }
    findings.expect(place > last || (place === last && part.id === ID.cluster), 'malformed', 'elements twice or out of order', part.start, sizeBytes);
    last = place;
    if (!places.has(part.id)) places.set(part.id, part.start - segment.dataStart);
    if (part.id === ID.seekHead || part.id === ID.cues) indexes.push(part);
    else if (part.id === ID.info) durationSeconds = await verifyInfo(walk, part, segment.isOpenEnded);
    else if (part.id === ID.tracks) {
      for (const head of await verifyMatroskaTracks(reader, part, expected, findings)) {
        findings.expect(!walk.counts.has(head.id), 'malformed', 'tracks of the same number', part.start, sizeBytes);
        walk.counts.set(head.id, { head, sampleCount: 0, keyFrameCount: 0, sampleBytes: 0, first: Infinity, last: -Infinity });
      }
    } else {
      const firstTimes = new Map<number, number>();
      walk.clusters.set(part.start - segment.dataStart, firstTimes);
      await verifyCluster(walk, part, firstTimes);
    }
  }
  findings.expect([ID.info, ID.tracks, ID.cues].every((id) => places.has(id)), 'malformed', 'elements missing', segment.start, 0);
  findings.expect(places.has(ID.seekHead) !== segment.isOpenEnded, 'malformed', 'SeekHead', segment.start, 0);
  for (const index of indexes) {
    await (index.id === ID.cues ? verifyCues(walk, index) : verifySeekHead(walk, index));
  }
  return durationSeconds;
}

async function verifyInfo({ reader, findings }: Walk, info: EbmlElement, isStream: boolean): Promise<number | null> {
  const parts = await readElementsIn(reader, info);
  expectParts(parts, [ID.timestampScale, ID.muxingApp, ID.writingApp, ...(isStream ? [] : [ID.duration])], [], findings);
  let durationSeconds: number | null = null;
  for (const part of parts) {
    let fits = true;
    if (part.id === ID.timestampScale) fits = (await unsignedOf(reader, part)) === TIMESTAMP_SCALE;
    if (part.id === ID.muxingApp || part.id === ID.writingApp) fits = part.end - part.dataStart === WRITER_NAME.length && (await textOf(reader, part)) === WRITER_NAME;
    if (part.id === ID.duration) durationSeconds = (await floatOf(reader, part)) / TICKS_PER_SECOND;
    findings.expect(fits, 'malformed', elementName(part.id), part.start, part.end - part.start);
  }
  return durationSeconds;
}

async function verifyCluster(walk: Walk, cluster: EbmlElement, firstTimes: Map<number, number>): Promise<void> {
  const { reader, findings } = walk;
  let clusterTime: number | null = null;
  for (let at = cluster.dataStart; at < cluster.end; ) {
    const part = await readElementAt(reader, at, cluster.end);
    const sizeBytes = part.end - part.start;
    findings.expect(!part.isOpenEnded, 'malformed', 'element without a size', part.start, sizeBytes);
    if (part.id === ID.timestamp) {
      findings.expect(clusterTime === null && part.end - part.dataStart <= MAX_TIME_BYTES, 'malformed', 'Timestamp', part.start, sizeBytes);
      clusterTime = await unsignedOf(reader, part);
    } else if (part.id === ID.simpleBlock && clusterTime !== null) {
      await verifyBlock(walk, part, clusterTime, firstTimes);
    } else {
      findings.add('segment', elementName(part.id), part.start, sizeBytes);
    }
    at = part.end;
  }
}

/** Track, time and flags, then one frame. @see RFC 9559, 10.2 */
async function verifyBlock({ reader, findings, counts }: Walk, block: EbmlElement, clusterTime: number, firstTimes: Map<number, number>): Promise<void> {
  const sizeBytes = block.end - block.start;
  if (block.end - block.dataStart < 4) {
    findings.add('malformed', 'SimpleBlock', block.start, sizeBytes);
    return;
  }
  const head = await reader.bytes(block.dataStart, 4);
  const count = counts.get((head[0] ?? 0) - 0x80);
  const flags = head[3] ?? 0;
  // Only the key frame's flag: no frames that are not shown, none that may be dropped, no lacing.
  findings.expect((flags & 0x7f) === 0, 'malformed', 'flags of a SimpleBlock', block.start, sizeBytes);
  if (count === undefined) {
    findings.add('segment', 'samples of a track that is not there', block.start, sizeBytes);
    return;
  }
  const relative = u16be(head, 1);
  const time = clusterTime + (relative > 0x7fff ? relative - 0x10000 : relative);
  // A cluster begins when its first block is shown; one from before 0 comes in a cluster at 0.
  findings.expect(firstTimes.size > 0 || clusterTime === Math.max(0, time), 'malformed', 'Timestamp', block.start, sizeBytes);
  if (!firstTimes.has(count.head.id)) firstTimes.set(count.head.id, time);
  count.sampleCount += 1;
  count.keyFrameCount += flags === 0x80 ? 1 : 0;
  count.sampleBytes += block.end - block.dataStart - 4;
  count.first = Math.min(count.first, time);
  count.last = Math.max(count.last, time);
}

async function verifySeekHead({ reader, findings, places }: Walk, seekHead: EbmlElement): Promise<void> {
  const seeks = await readElementsIn(reader, seekHead);
  findings.expect(seeks.every(({ id }) => id === ID.seek) && seeks.length <= ORDER.length, 'segment', 'SeekHead', seekHead.start, seekHead.end - seekHead.start);
  for (const seek of seeks.slice(0, ORDER.length)) {
    const parts = await readElementsIn(reader, seek);
    expectParts(parts, [ID.seekId, ID.seekPosition], [], findings);
    const [id, position] = parts;
    const fits = id !== undefined && position !== undefined && places.get(await unsignedOf(reader, id)) === (await unsignedOf(reader, position));
    findings.expect(fits, 'malformed', 'SeekHead', seek.start, seek.end - seek.start);
  }
}

async function verifyCues({ reader, findings, clusters }: Walk, cues: EbmlElement): Promise<void> {
  let places = 0;
  for (let at = cues.dataStart; at < cues.end; ) {
    const point = await readElementAt(reader, at, cues.end);
    if (point.isOpenEnded || point.id !== ID.cuePoint || places > MAX_PLACES) {
      findings.add('segment', elementName(point.id), point.start, point.end - point.start);
      return;
    }
    const [time, ...positions] = await readElementsIn(reader, point);
    const cueTime = time?.id === ID.cueTime ? await unsignedOf(reader, time) : -1;
    findings.expect(time?.id === ID.cueTime && positions.length > 0, 'malformed', 'CuePoint', point.start, point.end - point.start);
    for (const position of positions) {
      const parts = await readElementsIn(reader, position);
      expectParts(parts, [ID.cueTrack, ID.cueClusterPosition], [], findings);
      const [track, cluster] = parts;
      // A time before 0 can't be written, and is written as 0.
      const shown = track === undefined || cluster === undefined ? undefined : clusters.get(await unsignedOf(reader, cluster))?.get(await unsignedOf(reader, track));
      const fits = position.id === ID.cueTrackPositions && shown !== undefined && cueTime === Math.max(0, shown);
      findings.expect(fits, 'malformed', 'CueTrackPositions', position.start, position.end - position.start);
      places += 1;
    }
    at = point.end;
  }
}
