import { u32be, u64be } from '../binary-reads.ts';
import type { SourceReader } from './byte-source.ts';
import type { FilmBox } from './iso-walk.ts';
import type { SampleTimes } from './sample-times.ts';
import type { ShownPart } from './shown-parts.ts';

/** One entry of an edit list. */
export interface Edit {
  /** In ticks of the movie; 0 in a fragmented film means up to the end. */
  readonly duration: number;
  /** In ticks of the track; -1: nothing is shown. */
  readonly mediaTime: number;
  /** 1 for normal speed. */
  readonly rate: number;
}

/** Durations of a movie and of its tracks are rounded, each to its own tick; this is less than any frame. */
const ROUNDING_SECONDS = 0.003;
/** Entries read; real lists have one or two, cut films some dozens. */
const MAX_EDITS = 1000;

/**
 * Reads an edit list.
 * @returns at most 1,000 entries, whether these are all, and how many bytes are left over behind all entries that it says it has
 * @throws AnonymizerError `input/truncated` when it is too short
 * @see ISO/IEC 14496-12, 8.6.6
 */
export async function readEdits(reader: SourceReader, elst: FilmBox): Promise<{ readonly edits: readonly Edit[]; readonly areAll: boolean; readonly leftOver: number }> {
  const head = await reader.head(elst.dataStart, elst.end, 8);
  const isLong = head[0] === 1;
  const entryBytes = isLong ? 20 : 12;
  const count = u32be(head, 4);
  const edits: Edit[] = [];
  const bytes = await reader.head(elst.dataStart + 8, elst.end, Math.min(count, MAX_EDITS) * entryBytes);
  for (let at = 0; edits.length < Math.min(count, MAX_EDITS); at += entryBytes) {
    const mediaTime = isLong ? signed(u32be(bytes, at + 8), u32be(bytes, at + 12)) : u32be(bytes, at + 4) | 0;
    const duration = isLong ? u64be(bytes, at) : u32be(bytes, at);
    edits.push({ duration, mediaTime, rate: u32be(bytes, at + entryBytes - 4) / 65_536 });
  }
  return { edits, areAll: edits.length === count, leftOver: elst.end - elst.dataStart - 8 - count * entryBytes };
}

/**
 * The parts of a track that an edit list shows. A pause between two of them lengthens the picture before it.
 * @param movieTimescale - ticks in a second of the movie
 * @param timescale - ticks in a second of the track
 * @returns in order, with times from the first shown sample on; `null` where it shows nothing, something twice, in another order or at another pace
 */
export function shownParts(edits: readonly Edit[], movieTimescale: number, timescale: number): readonly ShownPart[] | null {
  const [movie, media] = [Math.max(1, movieTimescale), Math.max(1, timescale)];
  const slack = Math.max(ROUNDING_SECONDS, 1 / movie);
  const parts: ShownPart[] = [];
  // Ticks of the movie, which are whole, so that nothing adds up.
  let [begin, offset] = [0, 0];
  for (const { duration, mediaTime, rate } of edits) {
    if (mediaTime >= 0) {
      if (rate !== 1) return null;
      // The first part is delayed by whole ticks of the track, as the times of its samples are read.
      if (parts.length === 0) offset = mediaTime - Math.round((begin / movie) * media);
      const from = (mediaTime - offset) / media;
      const before = parts.at(-1);
      if (before !== undefined && from < Math.max(before.from, before.to - slack)) return null;
      parts.push({ from, to: duration === 0 ? Infinity : from + duration / movie, at: before === undefined ? from : begin / movie });
    }
    begin += duration;
  }
  return parts.length === 0 ? null : parts;
}

/** What an edit list does. */
export type EditEffect = 'none' | 'delays' | 'hides the start' | 'hides the end' | 'cuts' | 'rearranges';

/**
 * What an edit list does to the samples of its track.
 * @param parts - as {@link shownParts} says
 * @param movieTimescale - ticks in a second of the movie
 * @param timescale - ticks in a second of the track
 * @param times - when its samples are shown; with frames that are stored out of order the first is often not shown at 0
 */
export function editEffect(edits: readonly Edit[], parts: readonly ShownPart[] | null, movieTimescale: number, timescale: number, times: Pick<SampleTimes, 'firstTime' | 'endTime'>): EditEffect {
  const first = edits.find(({ mediaTime }) => mediaTime >= 0);
  if (edits.length === 0) return 'none';
  if (parts === null || first === undefined) return 'rearranges';
  if (parts.length > 1) return 'cuts';
  if (first.mediaTime > times.firstTime) return 'hides the start';
  const shownSeconds = first.duration / Math.max(1, movieTimescale);
  const allSeconds = (times.endTime - first.mediaTime) / Math.max(1, timescale);
  if (first.duration !== 0 && shownSeconds < allSeconds - ROUNDING_SECONDS) return 'hides the end';
  return edits.length > 1 ? 'delays' : 'none';
}

/** Samples that may be hidden at the end, and seconds of sound: pictures that were cut without being encoded anew lose their order there, and sound comes in packets. */
const MOST_HIDDEN = { video: 1, audio: 2 } as const;
const MOST_HIDDEN_SOUND_S = 0.05;

/**
 * Where an edit list ends the showing of its track's samples, at the latest.
 * @returns in whole ticks of the track; Infinity where it says no end
 */
export function shownEnd(edits: readonly Edit[], movieTimescale: number, timescale: number): number {
  const last = edits.findLast(({ mediaTime }) => mediaTime >= 0);
  if (last === undefined || last.duration === 0) return Infinity;
  const tick = 1 / Math.max(1, movieTimescale);
  // Of coarse ticks a whole one may be lost by rounding.
  return Math.round(last.mediaTime + (last.duration * tick + (tick > ROUNDING_SECONDS ? tick : 0)) * timescale);
}

/**
 * Whether an edit list hides more at the end than belongs to cutting there. What it hides at the start is only there to be decoded from.
 * @param kind - of the track
 * @param end - as {@link shownEnd} says
 * @param times - counted from that end
 */
export function leavesOut(kind: string, end: number, timescale: number, times: Pick<SampleTimes, 'behind' | 'endTime'>): boolean {
  if (kind === 'audio') return times.behind > MOST_HIDDEN.audio && times.endTime - end > MOST_HIDDEN_SOUND_S * timescale;
  return kind === 'video' && times.behind > MOST_HIDDEN.video;
}

function signed(high: number, low: number): number {
  return (high | 0) * 0x100000000 + low;
}
