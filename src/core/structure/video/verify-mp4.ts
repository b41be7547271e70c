import { AnonymizerError } from '../../errors.ts';
import { u32be, u64be } from '../binary-reads.ts';
import { FindingList } from '../finding-list.ts';
import { anyBytes, fitsPattern, textPattern, zeros } from './byte-pattern.ts';
import { holdsContent, SourceReader, type ByteSource } from './byte-source.ts';
import { readBoxAt, type FilmBox } from './iso-walk.ts';
import { readTimedHeader } from './mp4-times.ts';
import { boxName, expectGrammar, strictBoxes } from './strict-boxes.ts';
import { expectTracks, type ExpectedVideo, type VerifiedTrack, type VideoReport } from './verified-video.ts';
import { verifyDefaults, verifyFragment, verifyFragmentIndex, type FragmentedTrack } from './verify-mp4-fragments.ts';
import { expectFilled } from './verify-mp4-tables.ts';
import { expectBytes, expectDuration, IDENTITY_MATRIX, needed, verifyTrack, type TrackHead } from './verify-mp4-track.ts';

/** The file types that the writer gives, behind the box's head. */
const FILE_TYPES: readonly string[] = ['isom\0\0\x02\0isomavc1mp41', 'isom\0\0\x02\0isommp41', 'iso5\0\0\x02\0iso5iso6mp41'].map(textPattern);
const FILE_GRAMMARS = { whole: ['ftyp moov mdat', 'ftyp mdat moov', 'ftyp moov free mdat'], fragmented: 'ftyp moov moof mdat mfra' } as const;
/** What the writer leaves of the longer head of `mdat` where the shorter one was enough: the upper half of a size of 16. */
const HEAD_REMAINS = '00000000 00000010';
/** Ticks of the film's own times in a second: 57,600, which common frame rates divide. */
const MOVIE_TIMESCALE = '0000e100';
/** Boxes at the top of one output: two for each second of a hundred hours are fewer. */
const MAX_TOP_BOXES = 1_000_000;

/**
 * Walks a finished MP4 and tells everything in it that is not the expected picture and sound, against the only forms that are written: index at
 * the end, at the start, at the start with room behind it, or in fragments. Times have to be 0 (see `zeroTimes`), names the writer's own.
 * Every byte of the file belongs to a box, and every byte of media data to exactly one sample.
 *
 * Limits: what samples and parameter sets hold is not seen here (see `user-data-units.ts` for units that carry words).
 * @param source - the output
 * @param expected - what it has to be
 * @returns no findings exactly where all of that holds; never refuses a file: one that can't be walked is a finding
 * @throws AnonymizerError only what the source itself throws
 */
export async function verifyMp4(source: ByteSource, expected: ExpectedVideo): Promise<VideoReport> {
  const findings = new FindingList();
  const tracks: VerifiedTrack[] = [];
  let durationSeconds: number | null = null;
  try {
    const reader = new SourceReader(source);
    const top = await topBoxes(reader, findings);
    const moov = needed(top, 'moov');
    const isFragmented = top.some(({ type }) => type === 'moof');
    const boxes = await strictBoxes(reader, moov.dataStart, moov.end, isFragmented ? 'mvhd trak+ mvex' : 'mvhd trak+', findings);
    const ftyp = needed(top, 'ftyp');
    const type = await reader.head(ftyp.dataStart, ftyp.end, 64);
    findings.expect(FILE_TYPES.some((pattern) => fitsPattern(type, pattern)), 'malformed', boxName('ftyp'), ftyp.start, ftyp.end - ftyp.start);
    const traks = boxes.filter((box) => box.type === 'trak');
    const movie = await verifyMovieHeader(reader, needed(boxes, 'mvhd'), findings);
    durationSeconds = movie.durationSeconds;
    const heads: TrackHead[] = [];
    for (const trak of traks.slice(0, 8)) {
      heads.push(await verifyTrack(reader, trak, movie.timescale, isFragmented, expected, findings));
    }
    const lastEnd = Math.max(0, ...heads.map(({ tables, timescale }) => (tables.times.endTime - tables.times.firstTime) / timescale));
    expectDuration(movie.durationSeconds, lastEnd, moov, findings);
    findings.expect(movie.nextId === Math.max(0, ...heads.map(({ id }) => id)) + 1, 'malformed', boxName('mvhd'), moov.start, 0);
    if (isFragmented) {
      tracks.push(...(await verifyFragments(reader, top, boxes, heads, findings)));
    } else {
      const mdat = needed(top, 'mdat');
      const start = mdat.dataStart + ((await holdsHeadRemains(reader, top, moov, mdat)) ? 8 : 0);
      expectFilled(heads.flatMap(({ extents }) => extents), start, mdat.end, findings);
      tracks.push(...heads.map((head) => counted(head, head.tables.times, head.tables)));
    }
    expectTracks(tracks, expected, findings, reader.sizeBytes);
  } catch (thrown) {
    if (!(thrown instanceof AnonymizerError) || (thrown.code !== 'input/truncated' && thrown.code !== 'input/corrupt')) throw thrown;
    // A read past the end is a finding like any other, not a reason to give up.
    findings.add('malformed', thrown.code === 'input/truncated' ? 'end of file' : 'structure', source.sizeBytes, 0);
  }
  return { ...findings.report(), tracks, durationSeconds };
}

/** All boxes at the top, up to the last byte. What follows the last box is a trailer. */
async function topBoxes(reader: SourceReader, findings: FindingList): Promise<readonly FilmBox[]> {
  const boxes: FilmBox[] = [];
  for (let at = 0; at < reader.sizeBytes; ) {
    const box = await readBoxAt(reader, at, reader.sizeBytes).catch((thrown: unknown) => {
      if (thrown instanceof AnonymizerError && boxes.some(({ type }) => type === 'moov')) return null;
      throw thrown;
    });
    if (box === null || boxes.length === MAX_TOP_BOXES) {
      findings.add('trailer', 'after the last box', at, reader.sizeBytes - at);
      break;
    }
    findings.walked();
    findings.expect(!box.isOpenEnded, 'malformed', 'box without a size', at, box.end - at);
    if (box.type === 'free') {
      findings.expect(!(await holdsContent(reader, box.dataStart, box.end)), 'segment', 'free with content', at, box.end - at);
    }
    boxes.push(box);
    at = box.end;
  }
  expectOrder(boxes, findings);
  return boxes;
}

function expectOrder(boxes: readonly FilmBox[], findings: FindingList): void {
  const types = boxes.map(({ type }) => type).join(' ');
  if (boxes.some(({ type }) => type === 'moof')) {
    const isInOrder = /^ftyp moov(?: moof mdat)+ mfra$/.test(types);
    const known = FILE_GRAMMARS.fragmented.split(' ');
    boxes.filter(({ type }) => !known.includes(type)).forEach(({ type, start, end }) => findings.add('segment', boxName(type), start, end - start));
    findings.expect(isInOrder, 'malformed', 'boxes missing, twice or out of order', 0, 0);
  } else if (!FILE_GRAMMARS.whole.some((grammar) => grammar === types)) {
    expectGrammar(boxes, boxes.findIndex(({ type }) => type === 'mdat') < boxes.findIndex(({ type }) => type === 'moov') ? FILE_GRAMMARS.whole[1] : FILE_GRAMMARS.whole[0], findings);
  }
}

/** Whether the data was written before its size was known: its head was kept long for that, and shortened once it was not needed. */
async function holdsHeadRemains(reader: SourceReader, top: readonly FilmBox[], moov: FilmBox, mdat: FilmBox): Promise<boolean> {
  const isWrittenFirst = mdat.start < moov.start || top.some(({ type }) => type === 'free');
  return isWrittenFirst && mdat.dataStart - mdat.start === 8 && fitsPattern(await reader.head(mdat.dataStart, mdat.end, 8), HEAD_REMAINS);
}

async function verifyMovieHeader(reader: SourceReader, mvhd: FilmBox, findings: FindingList): Promise<{ readonly timescale: number; readonly durationSeconds: number; readonly nextId: number }> {
  const { bytes, version, behindTimes } = await readTimedHeader(reader, mvhd);
  const width = version === 1 ? 8 : 4;
  const length = behindTimes + 4 + width + 80;
  await expectBytes(
    reader,
    mvhd,
    `0${version}000000 ${zeros(2 * width)} ${MOVIE_TIMESCALE} ${anyBytes(width)} 00010000 0100 ${zeros(10)} ${IDENTITY_MATRIX} ${zeros(24)} ........`,
    findings,
  );
  const timescale = Math.max(1, u32be(bytes, behindTimes));
  const duration = version === 1 ? u64be(bytes, behindTimes + 4) : u32be(bytes, behindTimes + 4);
  return { timescale, durationSeconds: duration / timescale, nextId: u32be(bytes, length - 4) };
}

async function verifyFragments(reader: SourceReader, top: readonly FilmBox[], moov: readonly FilmBox[], heads: readonly TrackHead[], findings: FindingList): Promise<readonly VerifiedTrack[]> {
  const ids = heads.map(({ id }) => id);
  await verifyDefaults(reader, needed(moov, 'mvex'), ids, findings);
  const counts = new Map<number, FragmentedTrack>(ids.map((id) => [id, { sampleCount: 0, keyFrameCount: 0, sampleBytes: 0, firstTime: Infinity, endTime: 0 }]));
  const starts = new Set<number>();
  for (const [index, moof] of top.entries()) {
    if (moof.type !== 'moof') continue;
    const mdat = top[index + 1];
    if (mdat?.type !== 'mdat') throw new AnonymizerError('input/corrupt', { offset: moof.start });
    starts.add(moof.start);
    await verifyFragment(reader, moof, mdat, starts.size, counts, findings);
  }
  await verifyFragmentIndex(reader, needed(top, 'mfra'), ids, starts, findings);
  return heads.flatMap((head) => {
    const count = counts.get(head.id);
    if (count === undefined) return [];
    return [counted(head, { count: count.sampleCount, firstTime: Number.isFinite(count.firstTime) ? count.firstTime : 0, endTime: count.endTime }, count)];
  });
}

function counted(
  { id, kind, timescale }: TrackHead,
  times: { readonly count: number; readonly firstTime: number; readonly endTime: number },
  { keyFrameCount, sampleBytes }: { readonly keyFrameCount: number; readonly sampleBytes: number },
): VerifiedTrack {
  return {
    id,
    kind,
    sampleCount: times.count,
    keyFrameCount,
    sampleBytes,
    timescale,
    firstSeconds: times.firstTime / timescale,
    endSeconds: times.endTime / timescale,
  };
}

