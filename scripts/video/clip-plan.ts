import { sourceBox, type Box } from '../../src/core/geometry/box.ts';
import { Seeded } from '../evaluation/synthetic/seeded.ts';
import { FRAME_RATE, frameCountOf, frameTimeMs, type ClipStyle } from './clip-styles.ts';
import { seenPoints } from './seen-points.ts';

/** A face on one frame. */
export interface PlacedFace {
  /** The same person in a scene; never used again after a cut. */
  readonly id: number;
  /** Which cut-out it shows. */
  readonly cutout: number;
  /** From hairline to chin. */
  readonly box: Box<'source'>;
  /** How far the head is turned away: 0 not at all, 1 shows hair only. */
  readonly turned: number;
  /** Halvings of sharpness. */
  readonly blur: number;
}

/** What is drawn on one frame. */
export interface PlannedFrame {
  readonly timeMs: number;
  /** 0 for the first; counts hard cuts. */
  readonly scene: number;
  /** Where the backdrop begins, in its own pixels. */
  readonly backdrop: { readonly x: number; readonly y: number };
  /** From below to above. */
  readonly faces: readonly PlacedFace[];
  /** In front of all faces. */
  readonly pillars: readonly Box<'source'>[];
}

/** A face as it is in the picture: the exact truth. */
export interface TrueFace {
  readonly id: number;
  readonly box: readonly [left: number, top: number, width: number, height: number];
  /** Which points of {@link seenPoints} show the face: `1` for those, in rows. */
  readonly seen: string;
}

/** The exact truth of a clip. */
export interface ClipTruth {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly { readonly timeMs: number; readonly scene: number; readonly faces: readonly TrueFace[] }[];
}

interface Actor {
  readonly id: number;
  readonly cutout: number;
  readonly placeAt: (seconds: number) => Box<'source'>;
  readonly turnedAt: (seconds: number) => number;
  readonly blurAt: (seconds: number) => number;
}

/**
 * Plans every frame of a clip. The same for the same style.
 * @param style - what it is like
 * @param cutouts - how many there are to choose from
 */
export function planClip(style: ClipStyle, cutouts: number): PlannedFrame[] {
  const random = new Seeded(style.seed);
  const shakes = [1, 2, 3].map(() => ({ x: random.between(-1, 1), y: random.between(-1, 1), pace: random.between(12, 45), phase: random.between(0, 6) }));
  const drift = { x: random.between(20, 60), y: random.between(5, 25) };
  const frames: PlannedFrame[] = [];
  let [actors, pillars, scene, nextId] = [[] as Actor[], [] as Box<'source'>[], -1, 0];
  for (let frame = 0; frame < frameCountOf(style); frame += 1) {
    const timeMs = frameTimeMs(style, frame);
    const seconds = timeMs / 1000;
    if (Math.floor(seconds / style.cutEvery + 1e-9) > scene || frame === 0) {
      scene += 1;
      const first = random.whole(0, cutouts - 1);
      actors = Array.from({ length: style.faces }, (_, index) => castActor(style, random, (nextId += 1), (first + index) % cutouts, index));
      pillars = style.turns ? [0.3, 0.68].map((share) => standing(style, random, share)) : [];
    }
    const shaken = shakes.reduce((sum, wave) => ({ x: sum.x + wave.x * Math.sin(seconds * wave.pace + wave.phase), y: sum.y + wave.y * Math.sin(seconds * wave.pace * 1.2 + wave.phase) }), { x: 0, y: 0 });
    const off = { x: (shaken.x * style.shake) / 2, y: (shaken.y * style.shake) / 2 };
    const moved = ({ left, top, width, height }: Box<'source'>): Box<'source'> => sourceBox(left + off.x, top + off.y, width, height);
    const faces = actors.map(({ id, cutout, placeAt, turnedAt, blurAt }): PlacedFace => ({ id, cutout, box: moved(placeAt(seconds)), turned: turnedAt(seconds), blur: blurAt(seconds) }));
    frames.push({ timeMs, scene, backdrop: { x: drift.x * seconds + 100 - off.x, y: drift.y * seconds + 100 - off.y }, faces, pillars: pillars.map(moved) });
  }
  return frames;
}

/** What a plan shows, and where. Faces of which nothing is in the picture are left out. */
export function truthOf(frames: readonly PlannedFrame[], { width, height }: ClipStyle): ClipTruth {
  return {
    width,
    height,
    frames: frames.map(({ timeMs, scene, faces, pillars }) => ({
      timeMs,
      scene,
      faces: faces.flatMap((face, index): TrueFace[] => {
        const seen = seenPoints(face, faces.slice(index + 1), pillars, { width, height });
        const { box } = face;
        return seen.includes('1') ? [{ id: face.id, box: [box.left, box.top, box.width, box.height], seen }] : [];
      }),
    })),
  };
}

function castActor(style: ClipStyle, random: Seeded, id: number, cutout: number, index: number): Actor {
  const { width, height, roam } = style;
  const tall = random.between(...style.heights);
  const paces = [0, 1, 2, 3].map(() => random.between(...style.pace) * 2 * Math.PI);
  const phases = [0, 1, 2, 3].map(() => random.between(0, 2 * Math.PI));
  const [paceX = 1, paceY = 1, paceSize = 1, paceBlur = 1] = paces;
  const [phaseX = 0, phaseY = 0, phaseSize = 0, phaseBlur = 0] = phases;
  // Those that cross go along one line in pairs, as fast, in opposite directions.
  const row = height * (0.3 + 0.4 * (Math.floor(index / 2) % 2));
  const line = (seconds: number): number => 0.13 * 2 * Math.PI * seconds + Math.PI * (index % 2) + 0.8 * Math.floor(index / 2);
  const column = (index + 0.5) / style.faces;
  const turns = style.turns ? Array.from({ length: Math.ceil(style.seconds / 1.8) }, (_, at) => ({ from: at * 1.8 + random.between(0.1, 1.3), frames: random.whole(5, 20) })) : [];
  return {
    id,
    cutout,
    placeAt: (seconds) => {
      const high = tall * Math.exp(style.grow * Math.sin(seconds * paceSize * 1.5 + phaseSize));
      const wide = high * 0.78;
      const x = style.crosses ? width * (0.5 + roam * Math.cos(line(seconds))) : width * (0.5 + (column - 0.5) * 0.5 + roam * 0.75 * Math.sin(seconds * paceX + phaseX));
      const y = style.crosses ? row + height * 0.03 * Math.sin(seconds * paceY + phaseY) : height * (0.5 + Math.min(roam, 0.34) * Math.sin(seconds * paceY + phaseY));
      return sourceBox(x - wide / 2, y - high / 2, wide, high);
    },
    turnedAt: (seconds) => turns.reduce((most, { from, frames }) => Math.max(most, plateau(seconds, from, from + frames / FRAME_RATE)), 0),
    blurAt: (seconds) => style.blur * Math.max(0, Math.sin(seconds * (paceBlur + 2) + phaseBlur)),
  };
}

/** Seconds that a head takes to turn away or back. */
const TURN_SECONDS = 0.15;

/** 1 between two times, 0 away from them, and a slope before and after. */
function plateau(at: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, Math.min((at - from) / TURN_SECONDS + 1, (to - at) / TURN_SECONDS + 1)));
}

function standing({ width, height, heights }: ClipStyle, random: Seeded, share: number): Box<'source'> {
  return sourceBox(width * share, 0, heights[1] * random.between(0.4, 0.8), height);
}
