import type { Detection } from '../detect/detection.ts';
import { hullOf, iou, type Box } from '../geometry/box.ts';
import type { Path, PathKey } from './path.ts';

/** Overlap at which a find on the next frame is the same thing. Frames of animations lie far apart, so it is low. */
const SAME_IOU = 0.15;
/** Distance of centres, in mean sides of the two boxes, below which a thing that jumps is still the same if it keeps its size. */
const JUMP = 0.6;
/** Ratio of sides beyond which a jump is another thing. */
const JUMP_SIZE = 1.6;
/** Milliseconds without a find after which a thing is gone. Until then its way is drawn straight through the gap. */
const GAP_MS = 1000;
/** Frames without a find that are always bridged, however slow the animation. */
const GAP_FRAMES = 2;
/** Milliseconds that a mask stays before the first find and after the last: a face that turns away is seen longer than found. */
const HOLD_MS = 400;
/** Frames that a mask stays at least, however slow the animation. */
const HOLD_FRAMES = 1;
/** Milliseconds of a frame whose file gives none, as browsers show it. */
const UNTIMED_MS = 100;

/** A thing that is followed. */
interface Track {
  readonly finds: { readonly frame: number; readonly detection: Detection }[];
}

/**
 * Joins the finds of an animation's frames into one find for each thing, with its way: where it was not found for a moment the
 * way goes straight on, and it is held a little before the first find and after the last. One confident find is enough for the
 * whole way, so that a mask does not flicker.
 * @param frames - finds of each frame, in order
 * @param durations - milliseconds of each frame; one for each
 * @returns finds with a path, each with the box and score of its most confident frame; highest score first
 */
export function linkFrames(frames: readonly (readonly Detection[])[], durations: readonly number[]): Detection[] {
  const starts = startTimes(durations);
  const tracks: Track[] = [];
  let open: Track[] = [];
  frames.forEach((detections, frame) => {
    open = open.filter((track) => isOpen(track, frame, starts));
    const free = new Set(open);
    const pairs = detections
      .flatMap((detection) => open.flatMap((track) => pairOf(track, detection)))
      .sort((a, b) => b.likeness - a.likeness);
    const taken = new Set<Detection>();
    for (const { track, detection } of pairs) {
      if (!free.has(track) || taken.has(detection)) continue;
      free.delete(track);
      taken.add(detection);
      track.finds.push({ frame, detection });
    }
    for (const detection of detections.filter((find) => !taken.has(find))) {
      const track: Track = { finds: [{ frame, detection }] };
      tracks.push(track);
      open.push(track);
    }
  });
  return tracks.map((track) => toDetection(track, starts, frames.length)).sort((a, b) => b.score - a.score);
}

/**
 * Finds on pages: each is on its page alone.
 * @param pages - finds of each page, in order
 * @returns all of them with a path, highest score first
 */
export function placeOnPages(pages: readonly (readonly Detection[])[]): Detection[] {
  return pages.flatMap((detections, page) => detections.map((detection) => ({ ...detection, path: pathOnPage(page, detection.box) }))).sort((a, b) => b.score - a.score);
}

/** The path of a region that is on one page only. */
export function pathOnPage(page: number, box: Box<'source'>): Path {
  return { first: page, last: page, keys: [{ frame: page, box }] };
}

/** Time at which each frame is shown, and the end, in milliseconds. */
function startTimes(durations: readonly number[]): number[] {
  let time = 0;
  return [0, ...durations.map((duration) => (time += duration > 0 ? duration : UNTIMED_MS))];
}

function isOpen({ finds }: Track, frame: number, starts: readonly number[]): boolean {
  const last = finds.at(-1)?.frame ?? 0;
  return frame - last <= GAP_FRAMES + 1 || (starts[frame] ?? 0) - (starts[last + 1] ?? 0) <= GAP_MS;
}

function pairOf(track: Track, detection: Detection): { track: Track; detection: Detection; likeness: number }[] {
  const last = track.finds.at(-1)?.detection;
  if (last === undefined || last.kind !== detection.kind) return [];
  const a = hullOf(last);
  const b = hullOf(detection);
  const overlap = iou(a, b);
  if (overlap >= SAME_IOU) return [{ track, detection, likeness: 1 + overlap }];
  const side = (a.width + a.height + b.width + b.height) / 4;
  const distance = Math.hypot(a.left + a.width / 2 - b.left - b.width / 2, a.top + a.height / 2 - b.top - b.height / 2) / side;
  const ratio = Math.sqrt((a.width * a.height) / (b.width * b.height));
  const keepsSize = ratio < JUMP_SIZE && ratio > 1 / JUMP_SIZE;
  return distance < JUMP && keepsSize ? [{ track, detection, likeness: 1 - distance }] : [];
}

function toDetection({ finds }: Track, starts: readonly number[], count: number): Detection {
  const bestFind = finds.reduce((a, b) => (b.detection.score > a.detection.score ? b : a));
  const best = bestFind.detection;
  // A box that turns on its way is masked by its hull: half-way between two angles lies neither.
  const turns = finds.some(({ detection }) => detection.angle !== best.angle);
  const boxOf = (detection: Detection): Box<'source'> => (turns ? hullOf(detection) : detection.box);
  const keys = finds.map(({ frame, detection }): PathKey => ({ frame, box: boxOf(detection) }));
  const { angle, ...upright } = best;
  const first = finds[0]?.frame ?? 0;
  const last = finds.at(-1)?.frame ?? 0;
  return {
    ...upright,
    ...(angle === undefined || turns ? {} : { angle }),
    // The very box of its key, by which the frame with the highest score is known again.
    box: keys[finds.indexOf(bestFind)]?.box ?? best.box,
    path: { first: heldFrom(first, starts), last: heldTo(last, starts, count), keys },
  };
}

function heldFrom(first: number, starts: readonly number[]): number {
  let frame = Math.max(0, first - HOLD_FRAMES);
  while (frame > 0 && (starts[first] ?? 0) - (starts[frame] ?? 0) < HOLD_MS) frame -= 1;
  return frame;
}

function heldTo(last: number, starts: readonly number[], count: number): number {
  let frame = Math.min(count - 1, last + HOLD_FRAMES);
  while (frame < count - 1 && (starts[frame + 1] ?? 0) - (starts[last + 1] ?? 0) < HOLD_MS) frame += 1;
  return frame;
}
