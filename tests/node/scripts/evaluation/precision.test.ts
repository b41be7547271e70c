import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPicture,
  averagePrecision,
  characterErrorRate,
  emptyTally,
  isLabelOf,
  type MaskedFind,
  type TruthImage,
} from '../../../../scripts/evaluation/metrics.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

const truth = (...objects: TruthImage['objects']): TruthImage => ({ file: 'a.png', width: 500, height: 500, objects });
const find = (left: number, score: number): MaskedFind => ({ box: sourceBox(left, 0, 40, 40), maskBox: sourceBox(left, 0, 40, 40), score });
const at = (left: number, ignore = false) => ({ label: 'person', box: [left, 0, 40, 40] as const, ignore });

describe('averagePrecision', () => {
  it('is 1 when every truth is found before anything else', () => {
    expect(averagePrecision([{ truth: truth(at(0), at(100)), finds: [find(0, 0.9), find(100, 0.8), find(300, 0.1)] }], 'person', 0.5)).toBe(
      1,
    );
  });

  it('loses what a wrong find of a higher score costs', () => {
    const finds = [find(300, 0.95), find(0, 0.9)];
    // One of two truths at a precision of one half.
    expect(averagePrecision([{ truth: truth(at(0), at(100)), finds }], 'person', 0.5)).toBeCloseTo(0.25, 6);
  });

  it('counts a truth once, and nothing on ignored ones', () => {
    const finds = [find(0, 0.9), find(1, 0.8), find(200, 0.99)];
    expect(averagePrecision([{ truth: truth(at(0), at(200, true)), finds }], 'person', 0.5)).toBe(1);
    expect(averagePrecision([{ truth: truth(at(0), at(1), at(200, true)), finds }], 'person', 0.5)).toBe(1);
  });

  it('has no value without truths', () => {
    expect(averagePrecision([{ truth: truth(at(0, true)), finds: [find(0, 0.5)] }], 'person', 0.5)).toBeNull();
  });

  it('ranks finds of all pictures together', () => {
    const pictures = [
      { truth: truth(at(0)), finds: [find(0, 0.3)] },
      { truth: truth(), finds: [find(0, 0.9)] },
    ];
    expect(averagePrecision(pictures, 'person', 0.5)).toBeCloseTo(0.5, 6);
  });
});

describe('labels', () => {
  it('take "plate" for a licence plate, and nothing else', () => {
    expect(isLabelOf('licence-plate', 'plate')).toBe(true);
    expect(isLabelOf('licence-plate', 'licence-plate')).toBe(true);
    expect(isLabelOf('text', 'plate')).toBe(false);
    const tally = emptyTally();
    addPicture(tally, truth({ label: 'plate', box: [0, 0, 40, 40] }), 'licence-plate', [find(0, 1)], 0.4);
    expect(tally).toMatchObject({ truths: 1, found: 1, covered: 1, falseFinds: 0 });
  });
});

describe('characterErrorRate', () => {
  it('counts changed, missing and added characters per true character', () => {
    expect(characterErrorRate([{ truth: 'AB123', read: 'AB123' }])).toBe(0);
    expect(characterErrorRate([{ truth: 'AB123', read: 'A8123' }])).toBeCloseTo(0.2, 9);
    expect(characterErrorRate([{ truth: 'AB123', read: '' }])).toBe(1);
    expect(characterErrorRate([{ truth: 'AB', read: 'xABx' }])).toBe(1);
    expect(characterErrorRate([{ truth: 'kitten', read: 'sitting' }])).toBeCloseTo(0.5, 9);
  });

  it('weighs pairs by their length', () => {
    expect(
      characterErrorRate([
        { truth: 'A', read: 'B' },
        { truth: 'ABCDEFGHI', read: 'ABCDEFGHI' },
      ]),
    ).toBeCloseTo(0.1, 9);
    expect(characterErrorRate([])).toBeNull();
  });

  it('is symmetric in edits and never negative', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ minLength: 1, maxLength: 12 }), (a, b) => {
        const there = (characterErrorRate([{ truth: a, read: b }]) ?? 0) * Array.from(a).length;
        const back = (characterErrorRate([{ truth: b, read: a }]) ?? 0) * Array.from(b).length;
        expect(there).toBeCloseTo(back, 9);
        expect(there).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
