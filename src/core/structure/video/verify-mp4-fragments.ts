import { AnonymizerError } from '../../errors.ts';
import { u32be, u64be } from '../binary-reads.ts';
import type { FindingList } from '../finding-list.ts';
import { anyBytes, fitsPattern, numberPattern } from './byte-pattern.ts';
import type { SourceReader } from './byte-source.ts';
import type { FilmBox } from './iso-walk.ts';
import { eachRow } from './sample-times.ts';
import { boxName, strictBoxes } from './strict-boxes.ts';
import { expectBytes, needed } from './verify-mp4-track.ts';
import { expectFilled, type Extent } from './verify-mp4-tables.ts';

/** What the fragments add up to for one track. */
export interface FragmentedTrack {
  sampleCount: number;
  keyFrameCount: number;
  sampleBytes: number;
  firstTime: number;
  endTime: number;
}

/** Flags of a fragment's track: its own defaults, and offsets from the fragment. @see ISO/IEC 14496-12, 8.8.7 */
const TRACK_FLAGS = '00020038';
/** Flags of a run. @see ISO/IEC 14496-12, 8.8.8 */
const RUN = { offset: 0x1, firstFlags: 0x4, durations: 0x100, sizes: 0x200, flags: 0x400, shifts: 0x800 } as const;
const RUN_FLAGS = Object.values(RUN).reduce((sum, flag) => sum | flag, 0);
/** Bit of a sample's flags that says it depends on others. */
const DEPENDS = 0x10000;

/** Checks `mvex`: one set of empty defaults for each track. */
export async function verifyDefaults(reader: SourceReader, mvex: FilmBox, ids: readonly number[], findings: FindingList): Promise<void> {
  const boxes = await strictBoxes(reader, mvex.dataStart, mvex.end, 'trex+', findings);
  findings.expect(boxes.length === ids.length, 'malformed', 'trex box', mvex.start, mvex.end - mvex.start);
  for (const [index, trex] of boxes.entries()) {
    await expectBytes(reader, trex, `00000000 ${numberPattern(ids[index] ?? 0, 4)} 00000001 00000000 00000000 00000000`, findings);
  }
}

/**
 * Checks one fragment and the media data behind it: every byte of the data belongs to one sample.
 * @param number - which fragment it is, from 1
 * @param tracks - by number; counted up
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 */
export async function verifyFragment(reader: SourceReader, moof: FilmBox, mdat: FilmBox, number: number, tracks: ReadonlyMap<number, FragmentedTrack>, findings: FindingList): Promise<void> {
  const boxes = await strictBoxes(reader, moof.dataStart, moof.end, 'mfhd traf+', findings);
  await expectBytes(reader, needed(boxes, 'mfhd'), `00000000 ${numberPattern(number, 4)}`, findings);
  const extents: Extent[] = [];
  for (const traf of boxes.filter(({ type }) => type === 'traf')) {
    extents.push(await verifyTrackFragment(reader, moof, traf, tracks, findings));
  }
  expectFilled(extents, mdat.dataStart, mdat.end, findings);
}

async function verifyTrackFragment(reader: SourceReader, moof: FilmBox, traf: FilmBox, tracks: ReadonlyMap<number, FragmentedTrack>, findings: FindingList): Promise<Extent> {
  const boxes = await strictBoxes(reader, traf.dataStart, traf.end, 'tfhd tfdt trun', findings);
  const tfhd = needed(boxes, 'tfhd');
  const head = await reader.head(tfhd.dataStart, tfhd.end, 32);
  findings.expect(fitsPattern(head, `${TRACK_FLAGS} ${anyBytes(16)}`), 'malformed', boxName('tfhd'), tfhd.start, tfhd.end - tfhd.start);
  const track = tracks.get(u32be(head, 4));
  const tfdt = needed(boxes, 'tfdt');
  const base = await reader.head(tfdt.dataStart, tfdt.end, 16);
  findings.expect(fitsPattern(base, `01000000 ${anyBytes(8)}`), 'malformed', boxName('tfdt'), tfdt.start, tfdt.end - tfdt.start);
  if (track === undefined) {
    findings.add('segment', 'samples of a track that is not there', traf.start, traf.end - traf.start);
    throw new AnonymizerError('input/corrupt', { offset: traf.start });
  }
  const defaults = { duration: u32be(head, 8), size: u32be(head, 12), flags: u32be(head, 16) };
  return verifyRun(reader, moof.start, needed(boxes, 'trun'), u64be(base, 4), defaults, track, findings);
}

async function verifyRun(
  reader: SourceReader,
  moofStart: number,
  trun: FilmBox,
  baseTime: number,
  defaults: { readonly duration: number; readonly size: number; readonly flags: number },
  track: FragmentedTrack,
  findings: FindingList,
): Promise<Extent> {
  const head = await reader.head(trun.dataStart, trun.end, 16);
  const flags = u32be(head, 0) - 0x1000000;
  const count = u32be(head, 4);
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const cells = [RUN.durations, RUN.sizes, RUN.flags, RUN.shifts].filter(has);
  const start = trun.dataStart + (has(RUN.firstFlags) ? 16 : 12);
  const length = start + count * cells.length * 4;
  const fits = flags >= 0 && (flags & ~RUN_FLAGS) === 0 && has(RUN.offset) && length === trun.end;
  findings.expect(fits, 'malformed', boxName('trun'), trun.start, trun.end - trun.start);
  if (!fits) throw new AnonymizerError('input/corrupt', { offset: trun.start });
  const firstFlags = has(RUN.firstFlags) ? u32be(head, 12) : null;
  const offset = u32be(head, 8) | 0;
  let [time, bytes, sample, row] = [baseTime, 0, 0, [] as number[]];
  const addSample = (): void => {
    const cell = (flag: number, otherwise: number): number => (has(flag) ? (row[cells.findIndex((one) => one === flag)] ?? 0) : otherwise);
    const duration = cell(RUN.durations, defaults.duration);
    const shown = time + (cell(RUN.shifts, 0) | 0);
    const sampleFlags = sample === 0 && firstFlags !== null ? firstFlags : cell(RUN.flags, defaults.flags);
    track.firstTime = Math.min(track.firstTime, shown);
    track.endTime = Math.max(track.endTime, shown + duration);
    track.keyFrameCount += (sampleFlags & DEPENDS) === 0 ? 1 : 0;
    bytes += cell(RUN.sizes, defaults.size);
    time += duration;
    sample += 1;
    row = [];
  };
  if (cells.length === 0) {
    // All alike: no rows to read, and no more of them than there are bytes in the file.
    if (count > reader.sizeBytes) throw new AnonymizerError('input/corrupt', { offset: trun.start });
    while (sample < count) {
      reader.step();
      addSample();
    }
  }
  await eachRow(reader, start, count * cells.length, 4, (part, at) => {
    row.push(u32be(part, at));
    if (row.length === cells.length) addSample();
  });
  track.sampleCount += count;
  track.sampleBytes += bytes;
  return { start: moofStart + offset, end: moofStart + offset + bytes };
}

/** Checks the index at the end: one table for each track, that points at fragments and nowhere else. */
export async function verifyFragmentIndex(reader: SourceReader, mfra: FilmBox, ids: readonly number[], moofStarts: ReadonlySet<number>, findings: FindingList): Promise<void> {
  const boxes = await strictBoxes(reader, mfra.dataStart, mfra.end, 'tfra+ mfro', findings);
  await expectBytes(reader, needed(boxes, 'mfro'), `00000000 ${numberPattern(mfra.end - mfra.start, 4)}`, findings);
  const tables = boxes.filter(({ type }) => type === 'tfra');
  findings.expect(tables.length === ids.length, 'malformed', boxName('tfra'), mfra.start, mfra.end - mfra.start);
  for (const [index, tfra] of tables.entries()) {
    const head = await reader.head(tfra.dataStart, tfra.end, 16);
    const count = u32be(head, 12);
    const isTable = fitsPattern(head, `01000000 ${numberPattern(ids[index] ?? 0, 4)} 0000003f ........`) && tfra.end - tfra.dataStart === 16 + count * 28;
    findings.expect(isTable, 'malformed', boxName('tfra'), tfra.start, tfra.end - tfra.start);
    if (!isTable) return;
    // Seven numbers of four bytes in each row.
    let [cell, isRight, high] = [0, true, 0];
    await eachRow(reader, tfra.dataStart + 16, count * 7, 4, (part, at) => {
      const value = u32be(part, at);
      const column = cell % 7;
      if (column === 2) high = value;
      isRight &&= column !== 3 || moofStarts.has(high * 0x100000000 + value);
      isRight &&= column !== 4 || (value >= 1 && value <= ids.length);
      isRight &&= column < 5 || value === 1;
      cell += 1;
    });
    findings.expect(isRight, 'malformed', boxName('tfra'), tfra.start, tfra.end - tfra.start);
  }
}
