import type { Detection, Kind } from '../../../../src/core/detect/detection.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { boxAt } from '../../../../src/core/track/path.ts';
import type { TrackedFrame } from '../../../../src/core/track/tracker.ts';

/** A clip in which it is known where each thing is. */
export interface Clip {
  readonly frames: readonly TrackedFrame[];
  /** For each frame, things that are in the picture. */
  readonly truth: readonly ReadonlyMap<number, Box<'source'>>[];
  /** Which thing a find shows; nothing for a false one. By the box, which keys carry on. */
  readonly shown: WeakMap<Box<'source'>, number>;
}

/** What a clip is like. */
export interface Setting {
  readonly seconds?: number;
  /** Things in each scene. */
  readonly things?: number;
  readonly fps?: number;
  /** Frames are shown for unequal times. */
  readonly unequal?: boolean;
  /** Sides by which the camera shakes. */
  readonly shake?: number;
  /** Sides a second, at most. */
  readonly speed?: number;
  /** Sides by which things swing around their way. */
  readonly swing?: number;
  /** Share of finds that are missing for a frame. */
  readonly dropped?: number;
  /** Longest stretch without a find, in milliseconds; each thing has one about every three seconds. */
  readonly blindMs?: number;
  /** False finds a frame. */
  readonly falseFinds?: number;
  /** Seconds between cuts. */
  readonly cutEvery?: number;
  /** Things leave the picture and come back. */
  readonly leaving?: boolean;
  /** Share of a side by which boxes wander. */
  readonly jitter?: number;
}

export const WIDTH = 1280;
export const HEIGHT = 720;

/** Numbers that look random and are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Thing {
  readonly id: number;
  readonly boxAt: (seconds: number) => Box<'source'>;
  readonly isBlind: (seconds: number) => boolean;
  readonly isThere: (seconds: number) => boolean;
  readonly confidence: number;
}

/** A clip of things that move, swing, grow, cross, leave and come back, seen by a detector that misses and invents. */
export function makeClip(seed: number, setting: Setting = {}): Clip {
  const { seconds = 8, things = 4, fps = 30, unequal = false, shake = 0, dropped = 0.15, falseFinds = 0.2, cutEvery = Infinity, jitter = 0.02 } = setting;
  const random = randomFrom(seed);
  const between = (a: number, b: number): number => a + (b - a) * random();
  const shown = new WeakMap<Box<'source'>, number>();
  const shakes = [1, 2].map(() => ({ x: between(-1, 1), y: between(-1, 1), pace: between(4, 14), phase: between(0, 6) }));
  const frames: TrackedFrame[] = [];
  const truth: Map<number, Box<'source'>>[] = [];
  let timeMs = 0;
  let scene = -1;
  let cast: Thing[] = [];
  let nextId = 0;
  for (let frame = 0; timeMs < seconds * 1000; frame += 1) {
    const at = timeMs / 1000;
    const isCut = Math.floor(at / cutEvery) !== scene && frame > 0;
    if (frame === 0 || isCut) {
      scene = Math.floor(at / cutEvery);
      cast = Array.from({ length: things }, () => makeThing((nextId += 1), random, seconds, setting));
    }
    const durationMs = unequal ? (random() < 0.05 ? between(80, 180) : between(15, 55)) : 1000 / fps;
    const here = new Map<number, Box<'source'>>();
    const detections: Detection[] = [];
    for (const thing of cast) {
      const still = thing.boxAt(at);
      const side = still.width;
      const off = shakes.reduce((sum, wave) => ({ x: sum.x + wave.x * Math.sin(at * wave.pace + wave.phase), y: sum.y + wave.y * Math.sin(at * wave.pace * 1.1 + wave.phase) }), { x: 0, y: 0 });
      const box = sourceBox(still.left + off.x * shake * side, still.top + off.y * shake * side, still.width, still.height);
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      if (!thing.isThere(at) || x < 0 || y < 0 || x > WIDTH || y > HEIGHT) continue;
      here.set(thing.id, box);
      if (thing.isBlind(at) || random() < dropped) continue;
      const wander = (): number => (random() + random() + random() - 1.5) * 2 * jitter * side;
      const found = sourceBox(box.left + wander(), box.top + wander(), box.width + wander(), box.height + wander());
      shown.set(found, thing.id);
      const score = random() < 0.25 ? between(0.06, 0.28) : Math.min(0.99, Math.max(0.1, thing.confidence + between(-0.15, 0.15)));
      detections.push(find(found, score));
    }
    for (let extra = random() * 2 * falseFinds; extra > random(); extra -= 1) {
      const side = between(24, 120);
      detections.push(find(sourceBox(between(0, WIDTH - side), between(0, HEIGHT - side), side, side * 1.3), between(0.06, 0.35)));
    }
    frames.push({ frame, timeMs, durationMs, detections, isCut });
    truth.push(here);
    timeMs += durationMs;
  }
  return { frames, truth, shown };
}

export function find(box: Box<'source'>, score = 0.9, kind: Kind = 'face'): Detection {
  return { kind, score, box, detector: 'test' };
}

function makeThing(id: number, random: () => number, seconds: number, { speed = 2, swing = 0.4, blindMs = 900, leaving = false }: Setting): Thing {
  const between = (a: number, b: number): number => a + (b - a) * random();
  const side = between(40, 120);
  const start = { x: between(0.1, 0.9) * WIDTH, y: between(0.15, 0.85) * HEIGHT };
  const way = between(0, 2 * Math.PI);
  const pace = between(0.2, 1) * speed * side;
  const waves = [between(1, 4), between(1, 4), between(0.5, 1.5)];
  const phases = waves.map(() => between(0, 6));
  const grows = between(0.05, 0.3);
  const blind = Array.from({ length: Math.round(seconds / 3) }, () => {
    const from = between(0, seconds);
    return { from, to: from + between(0.2, 1) * (blindMs / 1000) };
  });
  const away = { from: between(0.3, 0.5) * seconds, to: between(0.55, 0.7) * seconds };
  const [paceX = 1, paceY = 1, paceSize = 1] = waves;
  const [phaseX = 0, phaseY = 0, phaseSize = 0] = phases;
  return {
    id,
    confidence: between(0.3, 0.9),
    isBlind: (at) => blind.some(({ from, to }) => at >= from && at < to),
    isThere: (at) => !leaving || at < away.from || at >= away.to,
    boxAt: (at) => {
      const width = side * Math.exp(grows * Math.sin(at * paceSize + phaseSize));
      const x = turning(start.x + Math.cos(way) * pace * at, WIDTH) + swing * side * Math.sin(at * paceX + phaseX);
      const y = turning(start.y + Math.sin(way) * pace * at, HEIGHT) + swing * side * Math.sin(at * paceY + phaseY);
      return sourceBox(x - width / 2, y - width * 0.65, width, width * 1.3);
    },
  };
}

/** A way that slows down towards the edges and turns round there. */
function turning(value: number, size: number): number {
  return (size / 2) * (1 - Math.cos((Math.PI * value) / size));
}

/** What masks leave of a clip. */
export interface Coverage {
  /** Frames on which something that was found within the window around them is less than 80 % covered. */
  readonly bare: number;
  /** Frames on which something was found within the window around them. */
  readonly watched: number;
  /** Area of all masks by that of all things. */
  readonly excess: number;
}

/**
 * Compares masks with the truth.
 * @param masksOn - masks of a frame
 * @param from - least confidence of the finds that count as seen
 * @param windowMs - how long before and after a find a thing must be covered
 */
export function coverageOf({ frames, truth, shown }: Clip, masksOn: (frame: number) => readonly Box<'source'>[], from = 0.09, windowMs = 1000): Coverage {
  let scene = 0;
  const sightings = new Map<number, { readonly timeMs: number; readonly scene: number }[]>();
  const scenes = frames.map(({ isCut, timeMs, detections }) => {
    if (isCut) scene += 1;
    for (const { box, score } of detections) {
      const id = shown.get(box);
      if (id === undefined || score < from) continue;
      sightings.set(id, [...(sightings.get(id) ?? []), { timeMs, scene }]);
    }
    return scene;
  });
  let [bare, watched, masked, real] = [0, 0, 0, 0];
  for (const { frame, timeMs } of frames) {
    const masks = masksOn(frame);
    for (const mask of masks) masked += inPicture(mask);
    let [isWatched, isBare] = [false, false];
    for (const [id, box] of truth[frame] ?? []) {
      real += inPicture(box);
      if (sightings.get(id)?.some((seen) => seen.scene === scenes[frame] && Math.abs(seen.timeMs - timeMs) <= windowMs) !== true) continue;
      isWatched = true;
      isBare ||= shareCovered(box, masks) < 0.8;
    }
    watched += isWatched ? 1 : 0;
    bare += isBare ? 1 : 0;
  }
  return { bare, watched, excess: masked / real };
}

/** Share of a box under any of several masks, on a grid of 20 by 20 points. */
function shareCovered({ left, top, width, height }: Box<'source'>, masks: readonly Box<'source'>[]): number {
  const near = masks.filter((mask) => mask.left < left + width && mask.left + mask.width > left && mask.top < top + height && mask.top + mask.height > top);
  let [inside, all] = [0, 0];
  for (let row = 0.5; row < 20; row += 1) {
    for (let column = 0.5; column < 20; column += 1) {
      const x = left + (column / 20) * width;
      const y = top + (row / 20) * height;
      if (x < 0 || y < 0 || x > WIDTH || y > HEIGHT) continue;
      all += 1;
      if (near.some((mask) => x >= mask.left && x < mask.left + mask.width && y >= mask.top && y < mask.top + mask.height)) inside += 1;
    }
  }
  return all === 0 ? 1 : inside / all;
}

function inPicture({ left, top, width, height }: Box<'source'>): number {
  return Math.max(0, Math.min(left + width, WIDTH) - Math.max(left, 0)) * Math.max(0, Math.min(top + height, HEIGHT) - Math.max(top, 0));
}

/** Masks of tracks on a frame. */
export function masksOf(tracks: readonly Detection[]): (frame: number) => Box<'source'>[] {
  return (frame) => tracks.flatMap((track) => boxAt(track, frame) ?? []);
}

/** Masks without tracking: what was found on that very frame. */
export function foundOn({ frames }: Clip, from = 0.09): (frame: number) => Box<'source'>[] {
  return (frame) => (frames[frame]?.detections ?? []).filter(({ score }) => score >= from).map(({ box }) => box);
}

/** Share of the finds of each track that show its most frequent thing, over all tracks that show any; false finds count against it. */
export function purityOf(tracks: readonly Detection[], shown: Clip['shown']): number {
  let [right, all] = [0, 0];
  for (const { path } of tracks) {
    const counts = new Map<number | undefined, number>();
    for (const { box, score } of path?.keys ?? []) if (score !== undefined) counts.set(shown.get(box), (counts.get(shown.get(box)) ?? 0) + 1);
    const best = Math.max(0, ...[...counts].map(([id, count]) => (id === undefined ? 0 : count)));
    if (best === 0) continue;
    right += best;
    all += [...counts.values()].reduce((sum, count) => sum + count, 0);
  }
  return all === 0 ? 1 : right / all;
}
