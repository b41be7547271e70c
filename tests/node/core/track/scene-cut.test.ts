import { describe, expect, it } from 'vitest';
import { CUT_HEIGHT, CUT_WIDTH, SceneCuts } from '../../../../src/core/track/scene-cut.ts';
import { randomFrom } from './synthetic-clips.ts';

/** A scene without edges: grey levels at any point. */
type Scene = (x: number, y: number) => number;

/** Waves and blobs of light and dark, as scenes are when seen small. */
function makeScene(seed: number): Scene {
  const random = randomFrom(seed);
  const blobs = Array.from({ length: 40 }, () => ({ x: random() * 96 - 32, y: random() * 54 - 18, size: 2 + random() * 7, level: (random() - 0.5) * 180 }));
  return (x, y) => blobs.reduce((sum, blob) => sum + blob.level * Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.size ** 2)), 110);
}

/** The small picture of a scene. */
function look(scene: Scene, { x = 0, y = 0, zoom = 1, gain = 1, light = 0, noise = 0, random = (): number => 0.5 } = {}): Uint8Array {
  return Uint8Array.from({ length: CUT_WIDTH * CUT_HEIGHT }, (_, index) => {
    const column = (index % CUT_WIDTH) - CUT_WIDTH / 2;
    const row = Math.floor(index / CUT_WIDTH) - CUT_HEIGHT / 2;
    const level = scene(CUT_WIDTH / 2 + x + column / zoom, CUT_HEIGHT / 2 + y + row / zoom) * gain + light + (random() - 0.5) * 2 * noise;
    return Math.max(0, Math.min(255, Math.round(level)));
  });
}

/** Frames that are cuts. */
function cutsOf(count: number, frameAt: (frame: number) => Uint8Array): number[] {
  const cuts = new SceneCuts();
  return Array.from({ length: count }, (_, frame) => (cuts.isCut(frameAt(frame)) ? frame : -1)).filter((frame) => frame >= 0);
}

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const BLACK = new Uint8Array(CUT_WIDTH * CUT_HEIGHT).fill(3);

describe('a scene that goes on', () => {
  it('has no cut while the camera pans, however fast', () => {
    for (const seed of SEEDS) for (const step of [0.2, 1, 3]) expect(cutsOf(10, (frame) => look(makeScene(seed), { x: step * (frame - 5) }))).toEqual([]);
  });

  it('has no cut while the camera zooms', () => {
    for (const seed of SEEDS) expect(cutsOf(30, (frame) => look(makeScene(seed), { zoom: 1.03 ** (frame - 10) }))).toEqual([]);
  });

  it('has no cut in a shaking hand or in grain', () => {
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      expect(cutsOf(40, () => look(makeScene(seed), { x: random() * 2, y: random() * 2, noise: 8, random }))).toEqual([]);
    }
  });

  it('has no cut where every frame differs more and more, as in rain or before moving water', () => {
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      expect(cutsOf(60, (frame) => look(makeScene(seed), { noise: 0.5 * frame, random }))).toEqual([]);
    }
  });

  it('has no cut where its light changes', () => {
    for (const seed of SEEDS) expect(cutsOf(30, (frame) => look(makeScene(seed), { gain: 0.8 + 0.3 * Math.sin(frame), light: 15 * Math.cos(frame) }))).toEqual([]);
  });

  it('has no cut before, in or after a flash', () => {
    for (const seed of SEEDS) {
      for (const light of [60, 130, 220]) expect(cutsOf(12, (frame) => look(makeScene(seed), { light: frame === 5 || frame === 6 ? light : 0 }))).toEqual([]);
    }
  });

  it('has at most one cut where a flash lights it otherwise', () => {
    for (const seed of SEEDS) expect(cutsOf(12, (frame) => look(frame === 5 ? makeScene(seed + 100) : makeScene(seed))).length).toBeLessThanOrEqual(1);
  });

  it('has no cut where it fades to black and comes back', () => {
    for (const seed of SEEDS) expect(cutsOf(40, (frame) => look(makeScene(seed), { gain: Math.abs(frame - 20) / 20 }))).toEqual([]);
  });
});

describe('a hard cut', () => {
  it('is told on its first frame, also with a camera that moves', () => {
    for (const seed of SEEDS) {
      expect(cutsOf(20, (frame) => look(makeScene(frame < 10 ? seed : seed + 50)))).toEqual([10]);
      expect(cutsOf(20, (frame) => look(makeScene(frame < 10 ? seed : seed + 50), { x: 0.4 * frame }))).toEqual([10]);
    }
  });

  it('is told each time, also in quick succession', () => {
    expect(cutsOf(40, (frame) => look(makeScene(1 + 17 * Math.floor(frame / 8))))).toEqual([8, 16, 24, 32]);
  });

  it('is told at the first frame that shows something where black frames lie between', () => {
    expect(cutsOf(20, (frame) => (frame < 8 ? look(makeScene(3)) : frame < 12 ? BLACK : look(makeScene(4))))).toEqual([12]);
  });

  it('is told a few frames late, and still told, where the next scene is white', () => {
    const cuts = cutsOf(20, (frame) => (frame < 8 ? look(makeScene(3)) : look(makeScene(4), { light: 120 })));
    expect(cuts).toHaveLength(1);
    expect(cuts[0]).toBeLessThanOrEqual(11);
  });
});

describe('a dissolve', () => {
  it('is no cut: each step is small', () => {
    for (const seed of SEEDS) {
      const from = makeScene(seed);
      const to = makeScene(seed + 50);
      expect(cutsOf(50, (frame) => look((x, y) => from(x, y) + (to(x, y) - from(x, y)) * Math.min(1, Math.max(0, (frame - 10) / 30))))).toEqual([]);
    }
  });
});

describe('the first frame', () => {
  it('is no cut, nor is the first that shows something', () => {
    expect(cutsOf(6, (frame) => (frame < 3 ? BLACK : look(makeScene(9))))).toEqual([]);
  });

  it('has the size that was said', () => {
    expect(() => new SceneCuts().isCut(new Uint8Array(7))).toThrow(RangeError);
    expect(new SceneCuts(4, 2).isCut(new Uint8Array(8))).toBe(false);
  });
});
