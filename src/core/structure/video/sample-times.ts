import { AnonymizerError } from '../../errors.ts';
import { u32be } from '../binary-reads.ts';
import type { SourceReader } from './byte-source.ts';
import type { FilmBox } from './iso-walk.ts';

/** Rows of one table, and samples of one track whose sizes are read: a hundred hours at 60 frames a second are 22 million. */
export const MAX_ROWS = 20_000_000;
/** Stretches of equal durations or offsets: one for each frame of twenty hours are fewer. They are held in memory. */
const MAX_RUNS = 5_000_000;
/** Bytes of a table read at once; a multiple of every row's length (4, 8 and 12). */
const PART_BYTES = 49_152;

/**
 * Goes through the rows of a table.
 * @param start - first byte of the first row
 * @param count - rows
 * @param rowBytes - 4, 8 or 12
 * @param visit - called with a view of each row at an offset of it
 * @throws AnonymizerError `input/truncated` when it reaches outside the file, `input/corrupt` for more than 20 million rows
 */
export async function eachRow(reader: SourceReader, start: number, count: number, rowBytes: 4 | 8 | 12, visit: (bytes: Uint8Array, at: number) => void): Promise<void> {
  if (count > MAX_ROWS) throw new AnonymizerError('input/corrupt', { rows: count });
  const end = start + count * rowBytes;
  for (let at = start; at < end; at += PART_BYTES) {
    const part = await reader.bytes(at, Math.min(PART_BYTES, end - at));
    for (let row = 0; row < part.length; row += rowBytes) {
      visit(part, row);
    }
  }
}

/** When the samples of a track are shown, in its ticks and before any edit. */
export interface SampleTimes {
  readonly count: number;
  /** Of the sample that is shown first; 0 where there is none. */
  readonly firstTime: number;
  /** When the sample that is shown last ends. */
  readonly endTime: number;
  /** Samples whose showing begins at or behind the time that was asked about. */
  readonly behind: number;
}

/**
 * Works out when the first and the last sample are shown.
 * @param stts - table of durations
 * @param ctts - table of the distance from decoding to showing; `undefined` where there is none
 * @param from - time that {@link SampleTimes.behind} is counted from
 * @returns samples that the second table leaves out count as shown when they are decoded
 * @throws AnonymizerError `input/truncated` or `input/corrupt`
 * @see ISO/IEC 14496-12, 8.6.1
 */
export async function readSampleTimes(reader: SourceReader, stts: FilmBox, ctts: FilmBox | undefined, from = Infinity): Promise<SampleTimes> {
  const durations = await runs(reader, stts);
  const offsets = ctts === undefined ? { counts: [], values: [] } : await runs(reader, ctts);
  let [count, time, row, left] = [0, 0, 0, offsets.counts[0] ?? Infinity];
  let [firstTime, endTime, behind] = [Infinity, 0, 0];
  for (const [index, samples] of durations.counts.entries()) {
    const duration = durations.values[index] ?? 0;
    for (let remaining = samples; remaining > 0; ) {
      // Inside a stretch of equal durations and equal offsets, the first sample is the earliest and the last one the latest.
      const stretch = Math.min(remaining, left);
      const shown = time + ((offsets.values[row] ?? 0) | 0);
      firstTime = Math.min(firstTime, shown);
      endTime = Math.max(endTime, shown + stretch * duration);
      behind += stretch - before(from, shown, duration, stretch);
      time += stretch * duration;
      remaining -= stretch;
      left -= stretch;
      while (left === 0) {
        row += 1;
        left = offsets.counts[row] ?? Infinity;
      }
    }
    count += samples;
  }
  return { count, firstTime: firstTime === Infinity ? 0 : firstTime, endTime, behind };
}

/** How many samples of a stretch begin before a time. */
function before(time: number, first: number, duration: number, count: number): number {
  if (first >= time) return 0;
  return duration === 0 ? count : Math.min(count, Math.ceil((time - first) / duration));
}

async function runs(reader: SourceReader, box: FilmBox): Promise<{ readonly counts: readonly number[]; readonly values: readonly number[] }> {
  const counts: number[] = [];
  const values: number[] = [];
  const count = u32be(await reader.head(box.dataStart, box.end, 8), 4);
  if (count > MAX_RUNS) throw new AnonymizerError('input/corrupt', { rows: count });
  if (count > (box.end - box.dataStart - 8) / 8) throw new AnonymizerError('input/truncated', { offset: box.start });
  await eachRow(reader, box.dataStart + 8, count, 8, (bytes, at) => {
    counts.push(u32be(bytes, at));
    values.push(u32be(bytes, at + 4));
  });
  return { counts, values };
}
