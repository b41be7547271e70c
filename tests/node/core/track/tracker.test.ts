import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import { area, intersectionArea, sourceBox } from '../../../../src/core/geometry/box.ts';
import { boxAt, hasKeyOn } from '../../../../src/core/track/path.ts';
import { Tracker } from '../../../../src/core/track/tracker.ts';
import type { TrackerOptions } from '../../../../src/core/track/tracker-options.ts';
import { coverageOf, find, foundOn, makeClip, masksOf, purityOf, type Clip, type Setting } from './synthetic-clips.ts';

const FRAME_MS = 40;

/** Tracks of finds on frames of 40 milliseconds. */
function track(count: number, findsOn: (frame: number) => readonly Detection[], options: Partial<TrackerOptions> = {}, cuts: readonly number[] = []): readonly Detection[] {
  const tracker = new Tracker(options);
  for (let frame = 0; frame < count; frame += 1) tracker.add({ frame, timeMs: frame * FRAME_MS, durationMs: FRAME_MS, detections: findsOn(frame), isCut: cuts.includes(frame) });
  return tracker.finish();
}

function tracksOf({ frames }: Clip, options: Partial<TrackerOptions> = {}): readonly Detection[] {
  const tracker = new Tracker(options);
  for (const frame of frames) tracker.add(frame);
  return tracker.finish();
}

const at = (left: number, score = 0.9, top = 100, side = 40): Detection => find(sourceBox(left, top, side, side), score);

describe('a face within a second of a find', () => {
  const clips: readonly (readonly [string, Setting])[] = [
    ['moves evenly and is lost for up to 0.9 s', { swing: 0 }],
    ['swings around its way', { swing: 0.6 }],
    ['moves by six of its sides a second', { speed: 6, swing: 0.3, blindMs: 700 }],
    ['is filmed by a shaking camera', { shake: 0.15 }],
    ['is filmed with 60 frames a second', { fps: 60, seconds: 5 }],
    ['leaves and comes back, in frames of unequal length', { unequal: true, leaving: true }],
    ['is seen between cuts, beside false finds', { cutEvery: 3, things: 3, swing: 0.2, falseFinds: 0.02 }],
  ];
  it.each(clips)('is covered on every frame where it %s', (_name, setting) => {
    let [bare, bareWithout, watched] = [0, 0, 0];
    for (const seed of [101, 202, 303, 404, 505, 606]) {
      const clip = makeClip(seed, { falseFinds: 0, ...setting });
      const tracked = coverageOf(clip, masksOf(tracksOf(clip)));
      bare += tracked.bare;
      watched += tracked.watched;
      bareWithout += coverageOf(clip, foundOn(clip)).bare;
    }
    // The same finds leave faces bare on most frames: otherwise these clips would prove nothing.
    expect({ bare, bareWithout: bareWithout > watched / 2 }).toEqual({ bare: 0, bareWithout: true });
  });

  it('is hardly ever bare where it is lost for seconds in a crowd, which nothing can follow for certain', () => {
    let [bare, watched] = [0, 0];
    for (const seed of [1, 2, 3, 4, 5]) {
      const clip = makeClip(seed, { things: 8, blindMs: 2500, falseFinds: 0.05 });
      const tracked = coverageOf(clip, masksOf(tracksOf(clip)));
      bare += tracked.bare;
      watched += tracked.watched;
    }
    expect(bare / watched).toBeLessThan(0.04);
  });
});

describe('tracks', () => {
  it('keep their size where a find is smaller for a moment, about the same place', () => {
    const tracker = new Tracker();
    for (let frame = 0; frame < 20; frame += 1) {
      const side = frame === 10 ? 40 : 60;
      tracker.add({ frame, timeMs: frame * 40, durationMs: 40, isCut: false, detections: [{ kind: 'face', score: frame === 3 ? 0.9 : 0.8, detector: 'test', box: sourceBox(100 - side / 2, 100 - side / 2, side, side) }] });
    }
    const [face] = tracker.finish();
    expect(boxAt(face!, 10)!.width).toBeCloseTo(1.4 * 40);
    expect(boxAt(face!, 10)!.left + boxAt(face!, 10)!.width / 2).toBeCloseTo(100);
    expect(boxAt(face!, 15)!.width).toBeCloseTo(60);
  });

  it('do not run away from a thing that is cut off on one side before it is lost', () => {
    const tracker = new Tracker();
    for (let frame = 0; frame < 60; frame += 1) {
      // A pillar covers it from the left, 4 px a frame.
      const cut = Math.max(0, frame - 20) * 4;
      const box = sourceBox(400 + cut, 200, 60 - cut, 60);
      tracker.add({ frame, timeMs: frame * 40, durationMs: 40, isCut: false, detections: cut > 40 ? [] : [{ kind: 'face', score: 0.9, detector: 'test', box }] });
    }
    const [face] = tracker.finish();
    const held = boxAt(face!, 50)!;
    expect(held.left + held.width).toBeLessThan(400 + 60 + 60);
    expect(held.height).toBeLessThan(180);
  });

  it('show one thing each, in at least 95 of 100 finds', () => {
    for (const setting of [{ swing: 0 }, { swing: 0.5 }, { speed: 5 }, { shake: 0.15 }, { things: 10 }]) {
      const purities = [11, 22, 33, 44].map((seed) => {
        const clip = makeClip(seed, { falseFinds: 0, ...setting });
        return purityOf(tracksOf(clip, { simplify: 0, steady: false }), clip.shown);
      });
      expect(purities.reduce((sum, purity) => sum + purity, 0) / purities.length).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('never cross a cut, nor do their masks, however alike the next scene is', () => {
    const tracks = track(50, () => [at(100)], {}, [20]);
    expect(tracks.map(({ path }) => [path!.first, path!.last]).sort((a, b) => a[0]! - b[0]!)).toEqual([[0, 19], [20, 49]]);
    const late = track(50, (frame) => (frame < 18 || frame > 22 ? [at(100)] : []), {}, [20]);
    expect(late.map(({ path }) => [path!.first, path!.last]).sort((a, b) => a[0]! - b[0]!)).toEqual([[0, 19], [20, 49]]);
  });

  it('stay in one scene of any clip', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const clip = makeClip(seed, { cutEvery: 1.3, seconds: 4, things: 5, falseFinds: 0.5 });
        let scene = 0;
        const scenes = clip.frames.map(({ isCut }) => (scene += isCut ? 1 : 0));
        for (const { path } of tracksOf(clip)) expect(scenes[path!.first]).toBe(scenes[path!.last]);
      }),
      { numRuns: 15 },
    );
  });

  it('do not swap where two things pass each other, and one of them is not found meanwhile', () => {
    const tracks = track(60, (frame) => [at(100 + 8 * frame, 0.9), ...(frame > 22 && frame < 38 ? [] : [at(580 - 8 * frame, 0.8, 110)])], { simplify: 0 });
    expect(tracks).toHaveLength(2);
    const ends = tracks.map((one) => [boxAt(one, 0)!.left, boxAt(one, 59)!.left]);
    expect(ends).toEqual([[100, 572], [580, 108]]);
  });

  it('follow a fast thing over a gap to where its motion leads, and not what stands where it was', () => {
    const fast = (frame: number): Detection[] => (frame < 15 || frame >= 27 ? [at(20 * frame, 0.9)] : []);
    const tracks = track(45, (frame) => [...fast(frame), ...(frame >= 25 ? [at(280, 0.7)] : [])], { simplify: 0 });
    const [moving] = tracks.filter((one) => hasKeyOn(one, 0));
    expect(hasKeyOn(moving!, 44)).toBe(true);
    expect(boxAt(moving!, 44)!.left).toBe(880);
  });

  it('go on over a gap of a second, and are two after a longer one', () => {
    const gap = (frames: number): number => track(80, (frame) => (frame < 20 || frame >= 20 + frames ? [at(100)] : [])).length;
    expect(gap(25)).toBe(1);
    expect(gap(26)).toBe(2);
  });

  it('are joined backwards where one find knew no motion yet', () => {
    // Seen once, then again a good way off: only the later part tells that it came from there.
    const seen = (frame: number): Detection[] => (frame === 10 || frame >= 20 ? [at(7 * frame)] : []);
    const tracks = track(50, seen);
    expect(tracks).toHaveLength(1);
    expect(track(50, (frame) => (frame === 10 || frame >= 20 ? [at(frame === 10 ? 70 : 7 * 50 - 7 * frame)] : []))).toHaveLength(2);
  });

  it('leave out a find of something else that was taken for the thing while it was hidden', () => {
    const tracks = track(40, (frame) => (frame === 20 ? [at(124, 0.3, 110, 36)] : [at(100)]), { sameIou: 0.05 });
    const [thing] = tracks.filter((one) => hasKeyOn(one, 0));
    expect(hasKeyOn(thing!, 20)).toBe(false);
    expect(boxAt(thing!, 20)!.left).toBeLessThanOrEqual(100);
    expect(tracks).toHaveLength(2);
  });

  it('refuse frames out of order', () => {
    const tracker = new Tracker();
    const frame = { frame: 3, timeMs: 0, durationMs: 40, detections: [], isCut: false };
    tracker.add(frame);
    expect(() => tracker.add(frame)).toThrow(RangeError);
    expect(() => tracker.add({ ...frame, frame: 5 })).toThrow(RangeError);
    expect(() => tracker.add({ ...frame, frame: 4, timeMs: -1 })).toThrow(RangeError);
  });
});

describe('a doubtful find', () => {
  it('continues the track of a confident one', () => {
    const tracks = track(30, (frame) => [at(100 + frame, frame < 5 ? 0.8 : 0.07)]);
    expect(tracks).toHaveLength(1);
    expect(tracks[0]!.path!.found).toEqual([{ first: 0, last: 29 }]);
  });

  it('does not lead a track away where it lies beside it', () => {
    const tracks = track(40, (frame) => [at(frame < 15 || frame > 18 ? 100 : 122, frame < 15 || frame > 18 ? 0.9 : 0.1)]);
    const [best] = tracks;
    expect(best!.path!.found).toEqual([{ first: 0, last: 14 }, { first: 19, last: 39 }]);
    expect(tracks).toHaveLength(2);
  });

  it('is left out below the threshold of questions, unless several lie close together', () => {
    expect(track(30, (frame) => (frame === 9 ? [at(100, 0.08)] : []))).toEqual([]);
    expect(track(30, (frame) => (frame === 9 ? [at(100, 0.09)] : []))).toHaveLength(1);
    expect(track(30, (frame) => (frame >= 9 && frame < 12 ? [at(100, 0.08)] : []))).toEqual([]);
    expect(track(30, (frame) => (frame >= 9 && frame < 13 ? [at(100, 0.08)] : []))).toHaveLength(1);
    expect(track(90, (frame) => (frame % 20 === 0 ? [at(100, 0.08)] : []))).toEqual([]);
  });

  it('has the threshold of its kind', () => {
    const options = { keepFrom: { face: 0.05, text: 0.3 } };
    expect(track(9, (frame) => (frame === 4 ? [at(0, 0.06)] : []), options)).toHaveLength(1);
    expect(track(9, (frame) => (frame === 4 ? [find(sourceBox(0, 0, 9, 9), 0.29, 'text')] : []), options)).toEqual([]);
  });
});

describe('finds of any clip', () => {
  const clips = fc.record({ seed: fc.nat(), things: fc.integer({ min: 0, max: 9 }), falseFinds: fc.constantFrom(0, 0.5, 2), cutEvery: fc.constantFrom(0.7, 9), swing: fc.constantFrom(0, 0.8) });

  it('lie under a mask of their kind if a person would be asked about them', () => {
    fc.assert(
      fc.property(clips, ({ seed, ...setting }) => {
        const clip = makeClip(seed, { seconds: 3, ...setting });
        const masks = masksOf(tracksOf(clip));
        for (const { frame, detections } of clip.frames) {
          for (const { box } of detections.filter(({ score }) => score >= 0.09)) {
            expect(Math.max(...masks(frame).map((mask) => intersectionArea(mask, box) / area(box)))).toBeGreaterThan(0.95);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('make paths in order and inside the clip, with the best box as one of the keys, best score first', () => {
    fc.assert(
      fc.property(clips, ({ seed, ...setting }) => {
        const clip = makeClip(seed, { seconds: 3, ...setting });
        const tracks = tracksOf(clip);
        for (const { path, box, score } of tracks) {
          const frames = path!.keys.map(({ frame }) => frame);
          expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
          expect(frames[0]).toBeGreaterThanOrEqual(path!.first);
          expect(frames.at(-1)).toBeLessThanOrEqual(path!.last);
          expect(path!.first).toBeGreaterThanOrEqual(0);
          expect(path!.last).toBeLessThan(clip.frames.length);
          expect(path!.keys.find((key) => key.box === box)!.score).toBe(score);
          expect(Math.max(...path!.keys.map((key) => key.score ?? 0))).toBe(score);
          for (const key of path!.keys) if (key.score !== undefined) expect(hasKeyOn({ box, path: path! }, key.frame)).toBe(true);
        }
        expect(tracks.map(({ score }) => score)).toEqual(tracks.map(({ score }) => score).sort((a, b) => b - a));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a mask', () => {
  it('is held for a second at each end, and for a frame at least', () => {
    const [held] = track(90, (frame) => (frame === 40 ? [at(100)] : []));
    expect([held!.path!.first, held!.path!.last]).toEqual([15, 65]);
    const [short] = track(90, (frame) => (frame === 40 ? [at(100)] : []), { holdMs: 0 });
    expect([short!.path!.first, short!.path!.last]).toEqual([39, 41]);
  });

  it('covers the last place and the one that motion leads to while it is held', () => {
    const [face] = track(60, (frame) => (frame < 20 ? [at(10 * frame)] : []));
    const held = boxAt(face!, 29)!;
    expect(held.left).toBeLessThanOrEqual(190);
    expect(held.left + held.width).toBeGreaterThanOrEqual(290 + 40);
  });

  it('covers the straight line and the turn over a gap of something that turns', () => {
    const way = (frame: number): number => 100 + 0.12 * (frame - 30) ** 2;
    const [face] = track(60, (frame) => (frame < 20 || frame >= 40 ? [at(way(frame))] : []));
    expect(boxAt(face!, 30)!.left).toBeLessThan(100 + 0.2 * 40);
    expect(boxAt(face!, 30)!.left + boxAt(face!, 30)!.width).toBeGreaterThanOrEqual(way(20) + 40 - 1);
  });

  it('goes by the time of frames in a gap, not by their number', () => {
    const tracker = new Tracker({ holdMs: 0 });
    const times = [0, 40, 80, 120, 160, 200, 240, 280, 320, 360, 760, 800, 840, 880, 920];
    times.forEach((timeMs, frame) => tracker.add({ frame, timeMs, durationMs: frame === 9 ? 400 : 40, detections: frame === 10 || frame === 9 ? [] : [at(timeMs / 4)], isCut: false }));
    const [face] = tracker.finish();
    expect(boxAt(face!, 10)!.left + boxAt(face!, 10)!.width / 2).toBeCloseTo(760 / 4 + 20, -1);
  });

  it('has no angle of its own over gaps: it is the hull of what was found', () => {
    const [plate] = track(60, (frame) => (frame < 40 ? [{ ...at(100), angle: 30 }] : []));
    expect(plate).not.toHaveProperty('angle');
    expect(plate!.box.width).toBeGreaterThan(50);
  });
});

describe('keys', () => {
  it('are few where a thing keeps still or moves evenly, and keep the best find', () => {
    const [face] = track(3000, (frame) => [at(100 + frame / 10, frame === 1234 ? 0.95 : 0.9)]);
    expect(face!.path!.keys.length).toBeLessThan(140);
    expect(face!.path!.found).toEqual([{ first: 0, last: 2999 }]);
    expect(face!.path!.keys.find(({ box }) => box === face!.box)!.frame).toBe(1234);
    for (let frame = 0; frame < 3000; frame += 1) expect(Math.abs(boxAt(face!, frame)!.left - 100 - frame / 10)).toBeLessThan(0.4);
  });

  it('stay all where nothing may be left out', () => {
    const [face] = track(300, (frame) => [at(100 + frame)], { simplify: 0, widen: false });
    expect(face!.path!.keys).toHaveLength(300);
  });
});
