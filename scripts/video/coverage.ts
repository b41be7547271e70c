import { sourceBox } from '../../src/core/geometry/box.ts';
import type { Footprint } from '../../src/core/mask/footprint.ts';
import { boxAt, hasKeyOn } from '../../src/core/track/path.ts';
import type { ClipTruth, TrueFace } from './clip-plan.ts';
import { coveredShare, faceArea, faceUnder, maskedArea, maskedRegions, type VideoRecord } from './recorded-masks.ts';
import { seenShare } from './seen-points.ts';

/** Least share of what can be seen of a face that masks must cover. */
export const COVERED = 0.8;
/** Least share of a face that must be seen for it to count: less shows nobody. */
export const COUNTS = 0.25;
/** Milliseconds before and after a sighting within which a face must be covered. */
export const WINDOW_MS = 1000;

/** What masks leave of a clip. */
export interface Coverage {
  /** Frames on which a face is bare that was seen within the window around them, in the same scene. */
  readonly bareFrames: readonly number[];
  /** Frames with a face that was seen within the window around them. */
  readonly watchedFrames: number;
  /** Faces on frames, each frame counted. */
  readonly faces: number;
  readonly covered: number;
  /** Area under masks by that of all faces that count. */
  readonly excess: number;
  /** Largest share of a frame that lies under masks, 0..1. */
  readonly mostMasked: number;
}

/** When each face was seen by the search, by its id; ids are never used again after a cut. */
export type Sightings = ReadonlyMap<number, readonly number[]>;

/** Faces of a frame that show enough to count. */
export function facesThatCount(faces: readonly TrueFace[]): TrueFace[] {
  return faces.filter(({ seen }) => seenShare(seen) >= COUNTS);
}

/**
 * When the finds that masks were made of showed which face.
 * @throws Error for a record that does not tell found frames from bridged ones
 */
export function sightingsOf(record: VideoRecord, { frames }: ClipTruth): Sightings {
  const isSilent = maskedRegions(record).some(({ origin, path }) => origin === 'detector' && path !== undefined && path.found === undefined);
  if (isSilent) throw new Error('The record does not say on which frames its regions were found.');
  const sightings = new Map<number, number[]>();
  for (const region of maskedRegions(record)) {
    if (region.path === undefined) continue;
    for (let frame = region.path.first; frame <= region.path.last; frame += 1) {
      const box = hasKeyOn(region, frame) ? boxAt(region, frame) : null;
      const truth = frames[frame];
      const id = box === null || truth === undefined ? null : faceUnder(box, truth.faces);
      if (id === null || truth === undefined) continue;
      const times = sightings.get(id);
      if (times === undefined) sightings.set(id, [truth.timeMs]);
      else times.push(truth.timeMs);
    }
  }
  return sightings;
}

/**
 * Compares masks with the truth.
 * @param masksOf - the masks of a frame
 * @param sightings - of the faces that must be covered
 */
export function coverageOf({ frames, width, height }: ClipTruth, masksOf: (frame: number) => readonly Footprint[], sightings: Sightings): Coverage {
  const bareFrames: number[] = [];
  let [watchedFrames, faces, covered, masked, real, most] = [0, 0, 0, 0, 0, 0];
  for (const [index, frame] of frames.entries()) {
    const masks = masksOf(index);
    const counting = facesThatCount(frame.faces);
    const hidden = maskedArea(masks, { width, height });
    masked += hidden;
    most = Math.max(most, hidden);
    real += faceArea(counting);
    let [isWatched, isBare] = [false, false];
    for (const face of counting) {
      const isCovered = coveredShare(face, masks) >= COVERED;
      faces += 1;
      covered += isCovered ? 1 : 0;
      if (sightings.get(face.id)?.some((timeMs) => Math.abs(timeMs - frame.timeMs) <= WINDOW_MS) !== true) continue;
      isWatched = true;
      isBare ||= !isCovered;
    }
    watchedFrames += isWatched ? 1 : 0;
    if (isBare) bareFrames.push(index);
  }
  return { bareFrames, watchedFrames, faces, covered, excess: real === 0 ? 0 : masked / real, mostMasked: most / (width * height) };
}

/** How well tracks stand for faces. */
export interface TrackQuality {
  /** Share of the finds of each track that show its most frequent face, over all tracks that show any. */
  readonly purity: number;
  /** Tracks that show a face most, for each face that is shown by any. */
  readonly tracksPerFace: number;
  /** Tracks that never show a face. */
  readonly falseTracks: number;
  /** Mean acceleration of a mask's middle, in sides a frame squared. */
  readonly jitter: number;
  /** The same of the faces themselves. */
  readonly trueJitter: number;
}

/** Measures the tracks that are masked. */
export function trackQuality(record: VideoRecord, { frames }: ClipTruth): TrackQuality {
  let [right, all, falseTracks] = [0, 0, 0];
  const tracksOf = new Map<number, number>();
  const steps: number[] = [];
  for (const region of maskedRegions(record)) {
    if (region.path === undefined) continue;
    const counts = new Map<number | null, number>();
    const way: Place[] = [];
    for (let frame = region.path.first; frame <= region.path.last; frame += 1) {
      const box = boxAt(region, frame);
      if (box === null) continue;
      way.push({ ...middle(box), side: (box.width + box.height) / 2 });
      if (!hasKeyOn(region, frame)) continue;
      const id = faceUnder(box, frames[frame]?.faces ?? []);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    steps.push(...accelerations(way));
    const [bestId, best] = [...counts].filter(([id]) => id !== null).sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
    if (bestId === null) {
      falseTracks += 1;
      continue;
    }
    right += best;
    all += [...counts.values()].reduce((sum, count) => sum + count, 0);
    tracksOf.set(bestId, (tracksOf.get(bestId) ?? 0) + 1);
  }
  const tracks = [...tracksOf.values()].reduce((sum, count) => sum + count, 0);
  return { purity: all === 0 ? 1 : right / all, tracksPerFace: tracksOf.size === 0 ? 0 : tracks / tracksOf.size, falseTracks, jitter: mean(steps), trueJitter: mean(trueSteps(frames)) };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function middle({ left, top, width, height }: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }): { readonly x: number; readonly y: number } {
  return { x: left + width / 2, y: top + height / 2 };
}

function trueSteps(frames: ClipTruth['frames']): number[] {
  const ways = new Map<number, { last: number; way: Place[] }>();
  const steps: number[] = [];
  for (const [index, { faces }] of frames.entries()) {
    for (const { id, box } of faces) {
      const known = ways.get(id);
      const isNext = known !== undefined && known.last === index - 1;
      if (known !== undefined && !isNext) steps.push(...accelerations(known.way));
      const way = isNext ? known.way : [];
      const own = sourceBox(...box);
      way.push({ ...middle(own), side: (own.width + own.height) / 2 });
      ways.set(id, { last: index, way });
    }
  }
  for (const { way } of ways.values()) steps.push(...accelerations(way));
  return steps;
}

function accelerations(way: readonly Place[]): number[] {
  return way.slice(2).flatMap((next, index) => {
    const [before, here] = [way[index], way[index + 1]];
    if (before === undefined || here === undefined) return [];
    return [Math.hypot(next.x - 2 * here.x + before.x, next.y - 2 * here.y + before.y) / here.side];
  });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
