import type { Detection, Kind, SearchReport } from '../../core/detect/detection.ts';
import { joinReports } from '../../core/detect/join-reports.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { greyFrame } from '../../core/track/grey-frame.ts';
import { CUT_HEIGHT, CUT_WIDTH, SceneCuts } from '../../core/track/scene-cut.ts';
import { Tracker } from '../../core/track/tracker.ts';
import { VIDEO_TRACKING } from '../../core/track/tracker-options.ts';
import type { Stopwatch } from '../stopwatch.ts';
import type { Detector, SearchOptions } from './detector.ts';
import { searchPicture, type SearchOutcome } from './search.ts';

/** Frames of a video, read one after another. */
export interface SearchedVideo {
  /** Milliseconds that each frame is shown, in order. */
  readonly durations: readonly number[];
  /** Decoded pixels of one; they are only read. */
  read(index: number): Promise<Raster>;
}

/**
 * Finds below what a person would be asked about still continue a track that is sure elsewhere, down to this confidence. The lowest one
 * that the search of pictures keeps.
 */
const LOW_SCORE = 0.06;

/**
 * Milliseconds of film between two frames that are searched closely everywhere. Between them what is followed is looked for closely
 * where it should be, and what is new where it is large; anything small that comes in between is masked from the second before it
 * is first seen.
 */
const CLOSELY_EVERY_MS = 400;
/** Milliseconds of film that are never skipped at once, however few frames a second are shown. */
const LONGEST_SKIP_MS = 400;

/**
 * Searches every frame and follows what was found: each thing becomes one find with its way, bridged over gaps and held at its ends, and
 * no way goes on beyond a cut.
 * @param video - its frames
 * @param detectors - loaded already
 * @param options - what is wanted of each kind
 * @param policy - from which confidence a find is sure, and from which a person is asked
 */
export async function searchVideo(video: SearchedVideo, detectors: readonly Detector[], options: Omit<SearchOptions, 'onFraction'>, policy: Policy, watch: Stopwatch): Promise<SearchOutcome> {
  const of = video.durations.length;
  const { everyNth, holdSeconds } = policy.video;
  const thresholds = (which: 'maskThreshold' | 'reviewThreshold'): Partial<Record<Kind, number>> =>
    Object.fromEntries(Object.entries(policy.kinds).map(([kind, own]) => [kind, own[which]]));
  const tracker = new Tracker({ ...VIDEO_TRACKING, holdMs: holdSeconds * 1000, confidentFrom: thresholds('maskThreshold'), keepFrom: thresholds('reviewThreshold') });
  const cuts = new SceneCuts();
  const scoreThresholds = Object.fromEntries(Object.entries(options.scoreThresholds).map(([kind, score]) => [kind, Math.min(score, LOW_SCORE)]));
  let search: SearchReport | null = null;
  let timeMs = 0;
  let [searchedAt, closelyAt, searched] = [-Infinity, -Infinity, -Infinity];
  for (const [index, durationMs] of video.durations.entries()) {
    // Decoding is told as part of the search, or else the progress would jump between two stages.
    await watch.run('detect', async (onFraction) => {
      const picture = await watch.measure('decode', () => video.read(index));
      const isCut = cuts.isCut(thumbnail(picture));
      const small = greyFrame(picture);
      const isEnd = index === 0 || index === of - 1;
      if (!isCut && !isEnd && index - searched < everyNth && timeMs - searchedAt < LONGEST_SKIP_MS) {
        tracker.add({ frame: index, timeMs, durationMs, detections: [], isCut, picture: small });
        return;
      }
      const isClose = isCut || isEnd || options.thorough === true || timeMs - closelyAt >= CLOSELY_EVERY_MS;
      const found = await searchPicture(picture, detectors, { ...options, scoreThresholds, onFraction, ...(isClose ? {} : { expected: tracker.expected(timeMs) }) });
      tracker.add({ frame: index, timeMs, durationMs, detections: found.detections, isCut, picture: small });
      search = search === null ? found.search : joinReports(search, found.search);
      [searchedAt, searched] = [timeMs, index];
      if (isClose) closelyAt = timeMs;
    }, { index, of });
    timeMs += durationMs;
  }
  const detections: Detection[] = [...tracker.finish()].sort((a, b) => b.score - a.score);
  if (search === null) throw new RangeError('a video has at least one frame');
  return { detections, search: withVideo(search, policy.video) };
}

/** The report with how closely each kind was looked for. */
function withVideo(search: SearchReport, { everyNth, holdSeconds }: Policy['video']): SearchReport {
  return { ...search, video: search.kinds.map((kind) => ({ kind, everyNth, holdSeconds })) };
}

/** Brightness of a picture in a few fields, by which cuts are told. */
export function thumbnail({ data, width, height }: Raster): Uint8Array {
  const luma = new Uint8Array(CUT_WIDTH * CUT_HEIGHT);
  for (let row = 0; row < CUT_HEIGHT; row += 1) {
    for (let column = 0; column < CUT_WIDTH; column += 1) luma[row * CUT_WIDTH + column] = fieldMean(data, width, height, column, row);
  }
  return luma;
}

/** Pixels along each side of a field that are looked at. */
const SAMPLES = 4;

function fieldMean(data: Raster['data'], width: number, height: number, column: number, row: number): number {
  let sum = 0;
  for (let y = 0; y < SAMPLES; y += 1) {
    for (let x = 0; x < SAMPLES; x += 1) {
      const px = Math.min(width - 1, Math.floor(((column + (x + 0.5) / SAMPLES) * width) / CUT_WIDTH));
      const py = Math.min(height - 1, Math.floor(((row + (y + 0.5) / SAMPLES) * height) / CUT_HEIGHT));
      const at = (py * width + px) * 4;
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    }
  }
  return Math.round(sum / SAMPLES ** 2);
}
