import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection, Kind } from '../../../../src/core/detect/detection.ts';
import { hullOf, intersectionArea, area, sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { linkFrames, pathOnPage, placeOnPages } from '../../../../src/core/track/link-frames.ts';
import { boxAt } from '../../../../src/core/track/path.ts';

const find = (left: number, { score = 0.9, kind = 'face', top = 10, width = 20, height = 30, angle }: Partial<Detection> & { top?: number; width?: number; height?: number } = {}): Detection => ({
  kind, score, box: sourceBox(left, top, width, height), ...(angle === undefined ? {} : { angle }), detector: 'test',
});
const evenly = (count: number, milliseconds: number): number[] => new Array<number>(count).fill(milliseconds);
/** Finds on some frames, none on the others. */
function frames(count: number, finds: Readonly<Record<number, readonly Detection[]>>): (readonly Detection[])[] {
  return Array.from({ length: count }, (_, frame) => finds[frame] ?? []);
}
const range = ({ path }: Detection): readonly unknown[] => [path?.first, path?.last, path?.keys.map(({ frame }) => frame)];

describe('a thing in an animation', () => {
  it('is one find with its way, with the score and box of its best frame', () => {
    const [face, ...others] = linkFrames([[find(0, { score: 0.5 })], [find(4, { score: 0.95 })], [find(8, { score: 0.7 })]], evenly(3, 100));
    expect(others).toEqual([]);
    expect(face).toMatchObject({ kind: 'face', score: 0.95, box: sourceBox(4, 10, 20, 30), path: { first: 0, last: 2 } });
    expect(face!.path!.keys.map(({ box }) => box.left)).toEqual([0, 4, 8]);
    expect(face!.path!.keys[1]!.box).toBe(face!.box);
  });

  it('is held for 400 milliseconds before it is found and after', () => {
    expect(range(linkFrames(frames(30, { 10: [find(0)], 11: [find(0)] }), evenly(30, 100))[0]!)).toEqual([6, 15, [10, 11]]);
    expect(range(linkFrames(frames(60, { 20: [find(0)] }), evenly(60, 40))[0]!)).toEqual([10, 30, [20]]);
  });

  it('is held for one frame where frames are slow, and never beyond the ends', () => {
    expect(range(linkFrames(frames(9, { 4: [find(0)] }), evenly(9, 2000))[0]!)).toEqual([3, 5, [4]]);
    expect(range(linkFrames(frames(3, { 1: [find(0)] }), evenly(3, 50))[0]!)).toEqual([0, 2, [1]]);
    expect(range(linkFrames([[find(0)]], [100])[0]!)).toEqual([0, 0, [0]]);
  });

  it('takes a frame without a duration for a tenth of a second', () => {
    expect(range(linkFrames(frames(30, { 10: [find(0)] }), evenly(30, 0))[0]!)).toEqual([6, 14, [10]]);
  });

  it('goes straight on where it is not found for up to a second', () => {
    const [face, ...others] = linkFrames(frames(30, { 5: [find(0)], 16: [find(11)] }), evenly(30, 100));
    expect(others).toEqual([]);
    expect(boxAt(face!, 10)).toEqual(sourceBox(5, 10, 20, 30));
    expect(linkFrames(frames(30, { 5: [find(0)], 17: [find(11)] }), evenly(30, 100))).toHaveLength(2);
  });

  it('is bridged over two frames however slow they are, and not over three', () => {
    expect(linkFrames(frames(9, { 0: [find(0)], 3: [find(0)] }), evenly(9, 5000))).toHaveLength(1);
    expect(linkFrames(frames(9, { 0: [find(0)], 4: [find(0)] }), evenly(9, 5000))).toHaveLength(2);
  });

  it('is the same after a jump of half its size, and another where it has changed its size or is farther away', () => {
    const jump = (to: Detection): number => linkFrames([[find(0)], [to]], evenly(2, 100)).length;
    expect(jump(find(14))).toBe(1);
    expect(jump(find(16))).toBe(2);
    expect(jump(find(5, { width: 60, height: 90, top: -20 }))).toBe(2);
  });

  it('follows each of two that pass each other, the nearer one first', () => {
    const tracks = linkFrames([[find(0), find(40, { score: 0.8 })], [find(3), find(37, { score: 0.8 })], [find(6), find(34, { score: 0.8 })]], evenly(3, 100));
    expect(tracks.map(({ path }) => path!.keys.map(({ box }) => box.left))).toEqual([[0, 3, 6], [40, 37, 34]]);
  });

  it('never joins two finds of one frame, nor two kinds', () => {
    expect(linkFrames([[find(0), find(1, { score: 0.8 })]], [100])).toHaveLength(2);
    expect(linkFrames([[find(0)], [find(0, { kind: 'head' })], [find(0)]], evenly(3, 100)).map(({ kind, path }) => [kind, path!.keys.length])).toEqual([['face', 2], ['head', 1]]);
  });

  it('keeps its angle where it never turns', () => {
    const [plate] = linkFrames([[find(0, { angle: 20 })], [find(2, { angle: 20 })]], evenly(2, 100));
    expect(plate).toMatchObject({ angle: 20, box: sourceBox(0, 10, 20, 30) });
  });

  it('is masked by its hull where it turns on its way', () => {
    const [plate] = linkFrames([[find(0, { angle: 20, score: 0.7 })], [find(2, { angle: 30 })], [find(4)]], evenly(3, 100));
    expect(plate).not.toHaveProperty('angle');
    expect(plate!.box).toEqual(hullOf(find(2, { angle: 30 })));
    expect(plate!.path!.keys.map(({ box }) => box)).toEqual([find(0, { angle: 20 }), find(2, { angle: 30 }), find(4)].map(hullOf));
    expect(plate!.path!.keys[1]!.box).toBe(plate!.box);
  });

  it('is nowhere where nothing is found', () => {
    expect(linkFrames([[], [], []], evenly(3, 100))).toEqual([]);
    expect(linkFrames([], [])).toEqual([]);
  });
});

describe('every find', () => {
  const detection = fc
    .record({ kind: fc.constantFrom<Kind>('face', 'head', 'licence-plate'), score: fc.double({ min: 0, max: 1, noNaN: true }), left: fc.nat(120), top: fc.nat(80), width: fc.integer({ min: 4, max: 60 }), height: fc.integer({ min: 4, max: 60 }), angle: fc.constantFrom(undefined, undefined, 15, -40) })
    .map(({ kind, score, left, top, width, height, angle }): Detection => find(left, { kind, score, top, width, height, angle: angle as number }));
  const animation = fc.array(fc.tuple(fc.array(detection, { maxLength: 5 }), fc.constantFrom(0, 20, 100, 700, 3000)), { minLength: 1, maxLength: 25 });

  /** Whether one box lies in another, but for rounding. */
  const covers = (outer: Box<'source'>, inner: Box<'source'>): boolean => intersectionArea(outer, inner) >= area(inner) * (1 - 1e-9);

  it('lies under its thing on its frame, and each is part of exactly one', () => {
    fc.assert(
      fc.property(animation, (list) => {
        const finds = list.map(([detections]) => detections);
        const tracks = linkFrames(finds, list.map(([, duration]) => duration));
        expect(tracks.reduce((sum, { path }) => sum + path!.keys.length, 0)).toBe(finds.flat().length);
        finds.forEach((detections, frame) => {
          for (const one of detections) {
            const under = tracks.filter(({ kind, path }) => kind === one.kind && path!.keys.some((key) => key.frame === frame));
            expect(under.some((track) => covers(hullOf({ ...track, box: boxAt(track, frame)! }), hullOf(one)))).toBe(true);
          }
        });
      }),
    );
  });

  it('gives paths whose frames are in order and in the animation, and scores that are the best of each', () => {
    fc.assert(
      fc.property(animation, (list) => {
        const finds = list.map(([detections]) => detections);
        const tracks = linkFrames(finds, list.map(([, duration]) => duration));
        for (const { path, score, box } of tracks) {
          const { first, last, keys } = path!;
          expect(first).toBeGreaterThanOrEqual(0);
          expect(last).toBeLessThan(list.length);
          expect(keys.map(({ frame }) => frame)).toEqual([...new Set(keys.map(({ frame }) => frame))].sort((a, b) => a - b));
          expect(keys[0]!.frame).toBeGreaterThanOrEqual(first);
          expect(keys.at(-1)!.frame).toBeLessThanOrEqual(last);
          const best = keys.find((key) => key.box === box)!;
          expect(finds[best.frame]!.some((one) => one.score === score)).toBe(true);
        }
        expect(tracks.map(({ score }) => score)).toEqual(tracks.map(({ score }) => score).sort((a, b) => b - a));
      }),
    );
  });
});

describe('finds on pages', () => {
  it('stay on their page, however alike the next page looks', () => {
    const [best, other] = placeOnPages([[find(0, { score: 0.6 })], [], [find(0)]]);
    expect(best).toEqual({ ...find(0), path: { first: 2, last: 2, keys: [{ frame: 2, box: find(0).box }] } });
    expect(other).toMatchObject({ score: 0.6, path: { first: 0, last: 0 } });
    expect(boxAt(best!, 1)).toBeNull();
  });

  it('have a path of one page', () => {
    expect(pathOnPage(4, sourceBox(1, 2, 3, 4))).toEqual({ first: 4, last: 4, keys: [{ frame: 4, box: sourceBox(1, 2, 3, 4) }] });
  });
});
