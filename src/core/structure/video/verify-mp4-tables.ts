import { AnonymizerError } from '../../errors.ts';
import { u32be, u64be } from '../binary-reads.ts';
import type { FindingList } from '../finding-list.ts';
import type { SourceReader } from './byte-source.ts';
import { boxOf, type FilmBox } from './iso-walk.ts';
import { eachRow, MAX_ROWS, readSampleTimes, type SampleTimes } from './sample-times.ts';

/** Bytes of the file that samples of one track fill. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What the tables of one track say. */
export interface SampleTables {
  readonly times: SampleTimes;
  readonly keyFrameCount: number;
  readonly sampleBytes: number;
  /** One for each chunk, in order of the table. */
  readonly extents: readonly Extent[];
}

/**
 * Reads the tables of one track, and checks that they are exactly as long as their counts say and agree with each other.
 * @param stbl - boxes of the sample table
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function verifyTables(reader: SourceReader, stbl: readonly FilmBox[], findings: FindingList): Promise<SampleTables> {
  const [stts, ctts, stsc, stsz, stss] = ['stts', 'ctts', 'stsc', 'stsz', 'stss'].map((type) => boxOf(stbl, type));
  const offsets = boxOf(stbl, 'stco') ?? boxOf(stbl, 'co64');
  if (stts === undefined || stsc === undefined || stsz === undefined || offsets === undefined) throw new AnonymizerError('input/corrupt');
  await expectTable(reader, stts, 8, 0, findings);
  if (ctts !== undefined) await expectTable(reader, ctts, 8, 1, findings);
  const times = await readSampleTimes(reader, stts, ctts);
  const sizes = await sampleSizes(reader, stsz, findings);
  findings.expect(times.count === sizes.count, 'malformed', 'samples without a size or a time', stts.start, stts.end - stts.start);
  if (ctts !== undefined) {
    let count = 0;
    await eachRow(reader, ctts.dataStart + 8, await countOf(reader, ctts), 8, (bytes, at) => (count += u32be(bytes, at)));
    findings.expect(count === sizes.count, 'malformed', 'samples without a size or a time', ctts.start, ctts.end - ctts.start);
  }
  const extents = await extentsOf(reader, stsc, offsets, sizes, findings);
  const cslg = boxOf(stbl, 'cslg');
  if (cslg !== undefined) {
    const head = await reader.head(cslg.dataStart, cslg.end, 4);
    findings.expect(u32be(head, 0) === 0 && cslg.end - cslg.dataStart === 24, 'malformed', 'cslg box', cslg.start, cslg.end - cslg.start);
  }
  const sampleBytes = extents.reduce((sum, { start, end }) => sum + end - start, 0);
  return { times, keyFrameCount: stss === undefined ? sizes.count : await keyFrames(reader, stss, sizes.count, findings), sampleBytes, extents };
}

/** Checks that a table has its version, no flags, and exactly as many rows as it says. */
async function expectTable(reader: SourceReader, box: FilmBox, rowBytes: number, version: number, findings: FindingList): Promise<number> {
  const head = await reader.head(box.dataStart, box.end, 8);
  const count = u32be(head, 4);
  const fits = u32be(head, 0) === version * 0x1000000 && box.end - box.dataStart === 8 + count * rowBytes;
  findings.expect(fits, 'malformed', 'table longer or shorter than it says', box.start, box.end - box.start);
  if (count > (box.end - box.dataStart - 8) / rowBytes) throw new AnonymizerError('input/truncated', { offset: box.start });
  return count;
}

async function countOf(reader: SourceReader, box: FilmBox): Promise<number> {
  return u32be(await reader.head(box.dataStart, box.end, 8), 4);
}

/** Sizes of all samples: one for each, or one for all. */
interface SampleSizes {
  readonly count: number;
  readonly each: number;
  readonly own: Uint32Array | null;
}

async function sampleSizes(reader: SourceReader, stsz: FilmBox, findings: FindingList): Promise<SampleSizes> {
  const head = await reader.head(stsz.dataStart, stsz.end, 12);
  const [each, count] = [u32be(head, 4), u32be(head, 8)];
  const length = 12 + (each === 0 ? 4 * count : 0);
  findings.expect(u32be(head, 0) === 0 && stsz.end - stsz.dataStart === length && (count > 0 || each === 0), 'malformed', 'table longer or shorter than it says', stsz.start, stsz.end - stsz.start);
  if (each !== 0) return { count, each, own: null };
  if (count > MAX_ROWS || stsz.end - stsz.dataStart < length) throw new AnonymizerError('input/corrupt', { offset: stsz.start });
  const own = new Uint32Array(count);
  let index = 0;
  await eachRow(reader, stsz.dataStart + 12, count, 4, (bytes, at) => {
    own[index] = u32be(bytes, at);
    index += 1;
  });
  return { count, each, own };
}

async function extentsOf(reader: SourceReader, stsc: FilmBox, offsets: FilmBox, sizes: SampleSizes, findings: FindingList): Promise<readonly Extent[]> {
  const isLong = offsets.type === 'co64';
  const chunkCount = await expectTable(reader, offsets, isLong ? 8 : 4, 0, findings);
  const starts: number[] = [];
  await eachRow(reader, offsets.dataStart + 8, chunkCount, isLong ? 8 : 4, (bytes, at) => starts.push(isLong ? u64be(bytes, at) : u32be(bytes, at)));
  const rows: { readonly firstChunk: number; readonly samples: number; readonly description: number }[] = [];
  await eachRow(reader, stsc.dataStart + 8, await expectTable(reader, stsc, 12, 0, findings), 12, (bytes, at) =>
    rows.push({ firstChunk: u32be(bytes, at), samples: u32be(bytes, at + 4), description: u32be(bytes, at + 8) }),
  );
  const isRising = rows.every((row, index) => row.firstChunk > (rows[index - 1]?.firstChunk ?? 0) && row.description === 1);
  const isInside = (rows[0]?.firstChunk ?? 1) === 1 && (rows.at(-1)?.firstChunk ?? 0) <= chunkCount && rows.length > 0 === chunkCount > 0;
  findings.expect(isRising && isInside, 'malformed', 'chunks without samples', stsc.start, stsc.end - stsc.start);
  const extents: Extent[] = [];
  let [sample, row] = [0, 0];
  for (const [index, start] of starts.entries()) {
    if ((rows[row + 1]?.firstChunk ?? Infinity) <= index + 1) row += 1;
    const last = Math.min(sizes.count, sample + (rows[row]?.samples ?? 0));
    let length = sizes.each * (last - sample);
    for (let at = sample; sizes.own !== null && at < last; at += 1) {
      length += sizes.own[at] ?? 0;
    }
    extents.push({ start, end: start + length });
    findings.expect(last - sample === (rows[row]?.samples ?? 0) && last > sample, 'malformed', 'chunks without samples', stsc.start, stsc.end - stsc.start);
    sample = last;
  }
  findings.expect(sample === sizes.count, 'malformed', 'samples without a place', stsc.start, stsc.end - stsc.start);
  return extents;
}

async function keyFrames(reader: SourceReader, stss: FilmBox, sampleCount: number, findings: FindingList): Promise<number> {
  const count = await expectTable(reader, stss, 4, 0, findings);
  let [last, isRising] = [0, true];
  await eachRow(reader, stss.dataStart + 8, count, 4, (bytes, at) => {
    const sample = u32be(bytes, at);
    isRising &&= sample > last && sample <= sampleCount;
    last = sample;
  });
  findings.expect(isRising, 'malformed', 'key frames that are no samples', stss.start, stss.end - stss.start);
  return count;
}

/**
 * Checks that samples fill a range of the file: every byte of it belongs to exactly one.
 * @param extents - of all tracks; sorted here
 * @param start - first byte of the range
 * @param end - one past its last
 */
export function expectFilled(extents: readonly Extent[], start: number, end: number, findings: FindingList): void {
  let at = start;
  for (const extent of [...extents].sort((one, other) => one.start - other.start || one.end - other.end)) {
    const isInside = extent.start >= start && extent.end <= end;
    findings.expect(isInside, 'malformed', 'samples outside the media data', extent.start, extent.end - extent.start);
    findings.expect(extent.start <= at, 'segment', 'bytes that belong to no sample', at, extent.start - at);
    findings.expect(extent.start >= at, 'malformed', 'bytes that belong to two samples', extent.start, at - extent.start);
    at = Math.max(at, extent.end);
  }
  findings.expect(at >= end, 'segment', 'bytes that belong to no sample', at, end - at);
}
