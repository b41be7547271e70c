/** A part of a track that players show, in seconds. */
export interface ShownPart {
  /** Where it begins, in the time of the track as it is read: from what is shown first on, without what lists of edits leave out behind that. */
  readonly from: number;
  /** Where it ends, in the same; Infinity where all that follows is shown. */
  readonly to: number;
  /** When it is shown, from the beginning of the presentation on. */
  readonly at: number;
}

/** All of a track, as it is where nothing says otherwise: what has a time before 0 is only there to be decoded from. */
export const ALL_SHOWN: readonly ShownPart[] = [{ from: 0, to: Infinity, at: 0 }];

/** What adding and dividing may change. */
const EXACT_S = 1e-6;
/** What would be shown for less is hidden: ends are rounded to ticks of the film, of which most have 600 or 1,000 a second. */
const SHORTEST_S = 0.001;

/**
 * Which part shows what begins at a time.
 * @param parts - in order
 * @param time - in seconds, as the track is read
 * @returns its place among the parts; -1 where it is hidden
 */
export function partShowing(parts: readonly ShownPart[], time: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.from ?? Infinity) - EXACT_S <= time) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  return part !== undefined && time < part.to - SHORTEST_S ? low - 1 : -1;
}

/**
 * When the last part ends.
 * @param parts - in order
 * @param end - of the track, in seconds as it is read
 * @returns in seconds of the presentation; 0 where nothing is shown
 */
export function presentationEnd(parts: readonly ShownPart[], end: number): number {
  return parts.reduce((latest, { from, to, at }) => (end > from ? Math.max(latest, at + Math.min(end, to) - from) : latest), 0);
}

/** A part of a sound, in samples. */
export interface SampleRange {
  /** First sample as the track is read. */
  readonly first: number;
  /** Samples; Infinity where all that follow are heard. */
  readonly count: number;
  /** First sample of the presentation; ranges follow each other without an overlap. */
  readonly at: number;
}

/**
 * The same parts in whole samples, so that however many there are, each is where its time says.
 * @param rate - samples in a second
 */
export function sampleRanges(parts: readonly ShownPart[], rate: number): readonly SampleRange[] {
  return parts.map(({ from, to, at }, index) => {
    const [start, end, next] = [at, at + to - from, parts[index + 1]?.at ?? Infinity].map((time) => Math.round(time * rate)) as [number, number, number];
    // A part ends where the next begins, also where both are rounded to different samples.
    return { first: Math.round(from * rate), count: (next <= end + 1 ? next : end) - start, at: start };
  });
}

/** Some samples that lie together, with their place. */
export interface PlacedSamples {
  /** Which of them is the first. */
  readonly skip: number;
  readonly count: number;
  /** Sample of the presentation at which it is heard. */
  readonly at: number;
}

/**
 * What is heard of samples that lie together.
 * @param ranges - in order
 * @param first - the first of them as the track is read; may be negative
 * @param count - how many they are
 * @returns in order; empty where nothing of them is heard
 */
export function heardOf(ranges: readonly SampleRange[], first: number, count: number): readonly PlacedSamples[] {
  return ranges.flatMap((range) => {
    const start = Math.max(first, range.first);
    const heard = Math.min(first + count, range.first + range.count) - start;
    return heard > 0 ? [{ skip: start - first, count: heard, at: range.at + start - range.first }] : [];
  });
}
