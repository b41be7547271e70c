import { describe, expect, it } from 'vitest';
import { supportFaces } from '../../../../../src/core/detect/objects/support-faces.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const face = { score: 0.3, kind: 'face', box: sourceBox(160, 80, 60, 70) };
const person = (score: number, left = 100) => ({ score, box: sourceBox(left, 50, 200, 500) });
const scoreWith = (...persons: ReturnType<typeof person>[]): number => supportFaces([face], persons)[0]!.score;

describe('supportFaces', () => {
  it('believes a face on a person more than one alone, and the more the surer the person', () => {
    expect(scoreWith(person(0.9))).toBeGreaterThan(scoreWith(person(0.4)));
    expect(scoreWith(person(0.4))).toBeGreaterThan(scoreWith());
    expect(scoreWith()).toBeLessThan(face.score);
    expect(scoreWith(person(0.9))).toBeGreaterThan(face.score);
  });

  it('counts only a person whose head could be there', () => {
    expect(scoreWith(person(0.9, 220))).toBe(scoreWith());
    expect(supportFaces([{ ...face, box: sourceBox(160, 300, 60, 70) }], [person(0.9)])[0]!.score).toBe(scoreWith());
    expect(supportFaces([{ ...face, box: sourceBox(190, 60, 20, 24) }], [person(0.9)])[0]!.score).toBe(scoreWith());
  });

  it('takes the best of several persons and leaves the rest of a find alone', () => {
    expect(scoreWith(person(0.4), person(0.9))).toBe(scoreWith(person(0.9)));
    const [found] = supportFaces([face], [person(0.9)]);
    expect({ ...found, score: face.score }).toEqual(face);
  });
});
