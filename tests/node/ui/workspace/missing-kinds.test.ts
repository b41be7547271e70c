import { describe, expect, it } from 'vitest';
import type { Detection, Kind } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { newFinds } from '../../../../src/ui/workspace/missing-kinds.ts';

const person = (first: number, last: number, from: number, to: number, kind: Kind = 'face'): Detection => {
  const keys = [{ frame: first, box: sourceBox(from, 100, 80, 80) }, { frame: last, box: sourceBox(to, 100, 80, 80) }];
  return { kind, score: 0.9, box: keys[0]!.box, detector: 'test', path: { first, last, keys, found: [{ first, last }] } };
};

describe('what a further search of a video found', () => {
  const known = person(0, 100, 0, 1000);

  it('is nothing new where it is what is known', () => {
    expect(newFinds([known], [person(0, 100, 5, 1010), person(10, 90, 100, 900)])).toEqual([]);
  });

  it('is new where its way only crosses a known one', () => {
    const other = person(0, 100, 1010, 0);
    expect(newFinds([known], [known, other])).toEqual([other]);
  });

  it('is new where it is on frames that the known one leaves bare, and where it is of another kind', () => {
    const more = [person(0, 101, 0, 1010), person(0, 100, 0, 1000, 'head')];
    expect(newFinds([known], more)).toEqual(more);
  });
});
