import type { Detection } from '../../core/detect/detection.ts';
import { greyFrame } from '../../core/track/grey-frame.ts';
import { SceneCuts } from '../../core/track/scene-cut.ts';
import { Tracker } from '../../core/track/tracker.ts';
import { VIDEO_TRACKING } from '../../core/track/tracker-options.ts';
import { thumbnail, type SearchedVideo } from '../detect/search-video.ts';

/** Milliseconds before the first frame that matters: what is a cut shows by what frames have differed lately. */
const AHEAD_MS = 1000;

/**
 * Joins what still shows in a finished video to things with a way, as the search does: no way goes on beyond a cut, things are followed by
 * their pixels over the frames that nobody looked at, and masks widen where they are not seen. Every find is kept. Only frames around
 * finds are read.
 * @param video - the source, whose frames show what the masks of the output may hide
 * @param finds - of each frame; of most none, for few are looked at
 * @param holdMs - that a mask stays at each end; at least as long as there is between two looks
 * @param onFrame - called after each frame that was read
 */
export async function trackSurvivors(video: SearchedVideo, finds: readonly (readonly Detection[])[], holdMs: number, onFrame: () => void): Promise<Detection[]> {
  const { durations } = video;
  const starts = startsOf(durations);
  const isNear = framesAround(finds, starts, holdMs + AHEAD_MS);
  if (!isNear.includes(true)) return [];
  const tracker = new Tracker({ ...VIDEO_TRACKING, holdMs, confidentFrom: 0, keepFrom: 0 });
  let cuts = new SceneCuts();
  for (const [frame, durationMs] of durations.entries()) {
    const stop = { frame, timeMs: starts[frame] ?? 0, durationMs, detections: finds[frame] ?? [] };
    if (isNear[frame] !== true) {
      cuts = new SceneCuts();
      tracker.add({ ...stop, isCut: false });
      continue;
    }
    const picture = await video.read(frame);
    tracker.add({ ...stop, isCut: cuts.isCut(thumbnail(picture)), picture: greyFrame(picture) });
    onFrame();
  }
  return [...tracker.finish()];
}

function startsOf(durations: readonly number[]): number[] {
  let timeMs = 0;
  return durations.map((durationMs) => {
    const start = timeMs;
    timeMs += durationMs;
    return start;
  });
}

/** Whether each frame is no farther than some time from one with a find, or next to it. */
function framesAround(finds: readonly (readonly Detection[])[], starts: readonly number[], ms: number): boolean[] {
  const isNear = new Array<boolean>(starts.length).fill(false);
  for (const [found, list] of finds.entries()) {
    if (list.length === 0) continue;
    const at = starts[found] ?? 0;
    const isIn = (frame: number): boolean => Math.abs(frame - found) <= 1 || Math.abs((starts[frame] ?? Infinity) - at) <= ms;
    for (let frame = found; frame >= 0 && isIn(frame); frame -= 1) isNear[frame] = true;
    for (let frame = found; frame < starts.length && isIn(frame); frame += 1) isNear[frame] = true;
  }
  return isNear;
}
