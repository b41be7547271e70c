import type { Detection, SearchReport } from '../../core/detect/detection.ts';
import { joinReports } from '../../core/detect/join-reports.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { Stopwatch } from '../stopwatch.ts';
import type { Detector, SearchOptions } from './detector.ts';
import { searchPicture } from './search.ts';

/** Frames or pages, or the one picture of a still file. */
export interface SearchedFrames {
  /** At least 1. */
  readonly count: number;
  /** Whether a frame may look like the one before; pages are not compared. */
  readonly mayRepeat: boolean;
  /** Decoded pixels of one; they are only read. */
  read(index: number): Promise<Raster>;
}

/** Finds of each frame or page, in order. */
export interface FramesOutcome {
  readonly finds: readonly (readonly Detection[])[];
  readonly search: SearchReport;
}

/**
 * Runs detectors over every frame or page. A frame that looks just like the one before is not searched again.
 * @param frames - read one after another; no two are held at once, but for the comparison
 * @param options - as for one picture, without progress, which the stopwatch tells
 */
export async function searchFrames(
  frames: SearchedFrames,
  detectors: readonly Detector[],
  options: Omit<SearchOptions, 'onFraction'>,
  watch: Stopwatch,
): Promise<FramesOutcome> {
  if (frames.count === 1) {
    const picture = await watch.run('decode', () => frames.read(0));
    const { detections, search } = await watch.run('detect', (onFraction) => searchPicture(picture, detectors, { ...options, onFraction }));
    return { finds: [detections], search };
  }
  const finds: (readonly Detection[])[] = [];
  let search: SearchReport | null = null;
  let last: Raster | null = null;
  for (let index = 0; index < frames.count; index += 1) {
    // Decoding is told as part of the search, or else the progress would jump between two stages.
    const { detections, report } = await watch.run('detect', async (onFraction) => {
      const picture = await frames.read(index);
      const repeats = last !== null && isSame(last, picture);
      last = frames.mayRepeat ? picture : null;
      if (repeats) return { detections: finds.at(-1) ?? [], report: null };
      const found = await searchPicture(picture, detectors, { ...options, onFraction });
      return { detections: found.detections, report: found.search };
    }, { index, of: frames.count });
    finds.push(detections);
    if (report !== null) search = joinReports(search, report);
  }
  if (search === null) throw new RangeError('a file holds at least one picture');
  return { finds, search };
}

function isSame(a: Raster, b: Raster): boolean {
  // Pixels that were given back are no picture: nothing is the same as they are.
  const bytes = a.width * a.height * 4;
  if (a.width !== b.width || a.height !== b.height || a.data.length !== bytes || b.data.length !== bytes) return false;
  for (let at = 0; at < a.data.length; at += 1) if (a.data[at] !== b.data[at]) return false;
  return true;
}
