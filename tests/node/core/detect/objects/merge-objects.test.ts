import { describe, expect, it } from 'vitest';
import { calibrateObject, fuseObjectScores } from '../../../../../src/core/detect/objects/calibrate-object.ts';
import { mergeObjects, vehiclesOf, type LevelObject } from '../../../../../src/core/detect/objects/merge-objects.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const object = (className: LevelObject['className'], score: number, level: number, left: number, width = 100): LevelObject => ({
  className,
  score,
  level,
  box: sourceBox(left, 10, width, 200),
});

describe('calibrateObject', () => {
  it('grows with the score and trusts persons and vehicles by their own curves', () => {
    const scores = [0.1, 0.3, 0.5, 0.7, 0.9].map((score) => calibrateObject('person', score));
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(calibrateObject('person', 0.5)).toBeCloseTo(0.636, 2);
    expect(calibrateObject('bus', 0.5)).toBeCloseTo(0.594, 2);
    expect(calibrateObject('person', 1)).toBeLessThan(1);
  });
});

describe('fuseObjectScores', () => {
  it('believes two sizes more than one, and one of two less than one alone', () => {
    expect(fuseObjectScores([0.6, 0.6], 2)).toBeGreaterThan(fuseObjectScores([0.6], 2));
    expect(fuseObjectScores([0.6], 2)).toBeLessThan(fuseObjectScores([0.6], 1));
    expect(fuseObjectScores([0.6], 1)).toBeCloseTo(0.6, 6);
  });
});

describe('mergeObjects', () => {
  it('joins what two sizes found at one place, and keeps the best score of the network', () => {
    const merged = mergeObjects([object('person', 0.5, 0, 0), object('person', 0.7, 1, 10)], 2);
    expect(merged).toHaveLength(1);
    expect(merged[0]!.networkScore).toBe(0.7);
    expect(merged[0]!.box.left).toBeGreaterThan(0);
    expect(merged[0]!.box.left).toBeLessThan(10);
    expect(merged[0]!.score).toBeGreaterThan(mergeObjects([object('person', 0.7, 1, 10)], 2)[0]!.score);
  });

  it('counts a size once, however many boxes it has for one object', () => {
    const once = mergeObjects([object('person', 0.7, 0, 0)], 2);
    expect(mergeObjects([object('person', 0.7, 0, 0), object('person', 0.69, 0, 5)], 2)).toEqual(once);
    // An IoU of .55: two for the size's own suppression, one for the merging.
    const [merged, ...others] = mergeObjects([object('person', 0.7, 0, 0), object('person', 0.5, 0, 29)], 2);
    expect(others).toEqual([]);
    expect(merged!.score).toBeCloseTo(once[0]!.score, 6);
  });

  it('keeps neighbours and other classes apart', () => {
    const merged = mergeObjects([object('person', 0.7, 0, 0), object('person', 0.6, 0, 90), object('bicycle', 0.5, 0, 0)], 1);
    expect(merged.map(({ className }) => className)).toEqual(['person', 'person', 'bicycle']);
  });
});

describe('vehiclesOf', () => {
  it('takes a truck that is also a car once, and no person', () => {
    const merged = mergeObjects([object('car', 0.7, 0, 0), object('truck', 0.6, 0, 4), object('bus', 0.5, 0, 300), object('person', 0.9, 0, 0)], 1);
    expect(vehiclesOf(merged).map(({ className }) => className)).toEqual(['car', 'bus']);
  });
});
