import type { Detection, SearchReport } from '../../core/detect/detection.ts';
import { joinReports } from '../../core/detect/join-reports.ts';
import { isMaskIntact, type PlannedMask } from '../../core/export/recheck.ts';
import type { Box } from '../../core/geometry/box.ts';
import type { WrittenVideoFormat } from '../../core/structure/inspection.ts';
import type { ExportRequest } from '../../protocol/engine-api.ts';
import type { Detector } from '../detect/detector.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';
import type { OwnedRaster } from '../source-cache.ts';
import type { Stopwatch } from '../stopwatch.ts';
import { FrameDecoder, openVideo, type OpenVideo } from '../video/open-video.ts';
import { SampleCanvas } from '../video/video-frames.ts';
import type { WrittenVideo } from '../video/write-video.ts';
import { decisionsOn } from './decisions-on.ts';
import { lookAgain } from './second-look.ts';
import { trackSurvivors } from './track-survivors.ts';
import type { FramePlans } from './video.ts';

/** What the re-check saw in the decoded output. */
export interface SeenVideo {
  readonly regionsCompared: number;
  readonly framesSearched: number;
  readonly explained: number;
  readonly search: SearchReport;
}

/** Milliseconds of film between two frames that the detectors look at again, besides those where a mask begins or ends. */
const LOOK_EVERY_MS = 1000;
/** Seconds by which a time may move: WebM counts in milliseconds, and encoders in microseconds. */
const TICK_S: Readonly<Record<WrittenVideoFormat, number>> = { mp4: 1.01e-6, webm: 0.00051 };

async function readFrame(decoder: FrameDecoder, canvas: SampleCanvas, index: number, part: Box<'source'>): Promise<OwnedRaster> {
  const sample = await decoder.read(index);
  try {
    return canvas.raster(sample, part);
  } finally {
    sample.close();
  }
}

/**
 * Decodes the finished file beside its source and compares.
 * @param video - the source
 * @param written - the finished file
 * @param shown - what was planned for each frame
 * @param request - what was asked for
 * @param detectors - look again
 * @param watch - times it
 * @returns what was seen, with what should be masked and still shows; `null` where a mask is not what was planned, or a frame is not where it was
 */
export async function checkPixels(
  video: OpenVideo,
  written: WrittenVideo,
  shown: FramePlans,
  request: ExportRequest,
  detectors: readonly Detector[],
  watch: Stopwatch,
): Promise<(SeenVideo & { readonly survivors: readonly Detection[] }) | null> {
  const output = await openVideo(written.bytes);
  const [before, after] = [new FrameDecoder(video), new FrameDecoder(output)];
  const [sourceCanvas, outputCanvas] = [new SampleCanvas(video.size), new SampleCanvas(output.size)];
  const of = video.frames.length;
  const survivors: (readonly Detection[])[] = [];
  let [regionsCompared, framesSearched, explained, lookedAt] = [0, 0, 0, -Infinity];
  let search: SearchReport | null = null;
  try {
    if (!keepsFrames(video, output, written.format)) return null;
    for (const [index, { timestamp }] of video.frames.entries()) {
      const isDue = (timestamp - lookedAt) * 1000 >= LOOK_EVERY_MS || shown.isEnd(index);
      if (isDue) lookedAt = timestamp;
      const look = await watch.run(
        'verify',
        async (onFraction) => {
          const { plan, applied, planned } = await shown.masks(index, () => readFrame(before, sourceCanvas, index, { left: 0, top: 0, ...video.size }));
          // Where nobody looks again, only masks are compared: reading all pixels of every frame would take as long as everything else.
          const part = isDue ? { left: 0, top: 0, ...output.size } : hullOfMasks(planned);
          if (part === null) {
            (await after.read(index)).close();
            return 'intact';
          }
          const decoded = await readFrame(after, outputCanvas, index, part);
          try {
            if (!planned.every((mask) => isMaskIntact(within(mask, part), decoded, false))) return 'damaged';
            regionsCompared += planned.length;
            return isDue ? await lookAgain(decoded, plan, applied, { ...request, decisions: decisionsOn(request, index) }, detectors, onFraction) : 'intact';
          } finally {
            releaseBuffer(decoded.data.buffer);
          }
        },
        { index, of },
      );
      if (look === 'damaged') return null;
      survivors.push(look === 'intact' ? [] : look.survivors);
      if (look === 'intact') continue;
      framesSearched += 1;
      explained += look.explained;
      search = joinReports(search, look.search);
    }
    const source = { durations: video.frames.map(({ duration }) => duration * 1000), read: (index: number) => readFrame(before, sourceCanvas, index, { left: 0, top: 0, ...video.size }) };
    // Held at least as far as the next look, for in between nobody has looked.
    const holdMs = Math.max(request.policy.video.holdSeconds * 1000, LOOK_EVERY_MS);
    const joined = survivors.every((list) => list.length === 0) ? [] : await watch.run('verify', (onFraction) => trackSurvivors(source, survivors, holdMs, () => { onFraction(1); }), { index: of - 1, of });
    return { regionsCompared, framesSearched, explained, search: search ?? request.search, survivors: joined };
  } finally {
    await before.rest();
    await after.rest();
    output.input.dispose();
  }
}

/** The smallest part of a frame in which all of its masks lie; `null` where it has none. */
function hullOfMasks(masks: readonly PlannedMask[]): Box<'source'> | null {
  if (masks.length === 0) return null;
  const edge = (of: (box: Box<'source'>) => number, which: (...values: number[]) => number): number => which(...masks.map(({ box }) => of(box)));
  const left = edge((box) => box.left, Math.min);
  const top = edge((box) => box.top, Math.min);
  return { left, top, width: edge((box) => box.left + box.width, Math.max) - left, height: edge((box) => box.top + box.height, Math.max) - top };
}

/** A mask as it lies in a part of its frame. */
function within(mask: PlannedMask, { left, top }: Box<'source'>): PlannedMask {
  return { ...mask, box: { ...mask.box, left: mask.box.left - left, top: mask.box.top - top } };
}

/** Whether a finished video has the frames of its source, each at its time, and, where the container tells how long the last one is shown, ends when that does. */
function keepsFrames(source: OpenVideo, output: OpenVideo, format: WrittenVideoFormat): boolean {
  const isSameSize = source.size.width === output.size.width && source.size.height === output.size.height;
  if (!isSameSize || source.frames.length !== output.frames.length) return false;
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= TICK_S[format];
  return (format === 'webm' || isNear(endOf(source), endOf(output))) && source.frames.every(({ timestamp }, index) => isNear(timestamp, output.frames[index]?.timestamp ?? Infinity));
}

function endOf({ frames }: OpenVideo): number {
  const last = frames.at(-1);
  return last === undefined ? 0 : last.timestamp + last.duration;
}
