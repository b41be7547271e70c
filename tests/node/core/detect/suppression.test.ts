import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nmm, nms, type Scored } from '../../../../src/core/detect/suppression.ts';
import { iou, sourceBox } from '../../../../src/core/geometry/box.ts';

type Find = Scored<'source'>;
const find = (score: number, left: number, top = 0, width = 10, height = 10): Find => ({ score, box: sourceBox(left, top, width, height) });
const settings = { iouThreshold: 0.4, iosThreshold: 0.75 };
const merge = (finds: readonly Find[], fuse?: (members: readonly Find[]) => number): Find[] => nmm<'source', Find>(finds, settings, fuse);

const finds = fc.array(
  fc
    .record({
      score: fc.integer({ min: 1, max: 1000 }),
      left: fc.integer({ min: 0, max: 60 }),
      top: fc.integer({ min: 0, max: 60 }),
      width: fc.integer({ min: 1, max: 30 }),
      height: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ score, left, top, width, height }) => find(score / 1000, left, top, width, height)),
  { maxLength: 25 },
);

describe('nms', () => {
  it('keeps the higher score when two boxes overlap above the threshold', () => {
    expect(nms([find(0.6, 0), find(0.9, 1)], 0.4)).toEqual([find(0.9, 1)]);
  });

  it('keeps both where the overlap is the threshold itself', () => {
    const a = find(0.9, 0, 0, 10, 10);
    const b = find(0.8, 0, 0, 10, 5);
    expect(nms([b, a], 0.5)).toEqual([a, b]);
    expect(nms([b, a], 0.49)).toEqual([a]);
  });

  it('is not blocked by a box that was dropped itself', () => {
    expect(nms([find(0.9, 0), find(0.8, 4), find(0.7, 8)], 0.4)).toEqual([find(0.9, 0), find(0.7, 8)]);
  });

  it('leaves finds that do not overlap above the threshold, sorted, and each dropped one lies on a better one', () => {
    fc.assert(
      fc.property(finds, (all) => {
        const kept = nms(all, 0.4);
        for (const [i, a] of kept.entries()) {
          expect(a.score).toBeLessThanOrEqual(kept[i - 1]?.score ?? 1);
          for (const b of kept.slice(i + 1)) expect(iou(a.box, b.box)).toBeLessThanOrEqual(0.4);
        }
        for (const gone of all.filter((a) => !kept.includes(a))) {
          expect(kept.some((a) => a.score >= gone.score && iou(a.box, gone.box) > 0.4)).toBe(true);
        }
        expect(nms(kept, 0.4)).toEqual(kept);
      }),
    );
  });
});

describe('nmm', () => {
  it('merges two finds of one thing at the mean of their boxes, weighted by score', () => {
    expect(merge([find(0.25, 3), find(0.75, 1)])).toEqual([find(0.75, 1.5)]);
  });

  it('takes a part of a thing in without shrinking the box', () => {
    expect(merge([find(0.9, 0, 0, 20, 20), find(0.5, 2, 2, 5, 5)])).toEqual([find(0.9, 0, 0, 20, 20)]);
  });

  it('keeps things apart that only touch', () => {
    expect(merge([find(0.5, 0), find(0.9, 9)])).toEqual([find(0.9, 9), find(0.5, 0)]);
  });

  it('gives the fusing function every member, best first', () => {
    const seen: number[][] = [];
    const merged = merge([find(0.3, 1), find(0.9, 0), find(0.6, 2), find(0.2, 50)], (members) => {
      seen.push(members.map((member) => member.score));
      return members.length / 10;
    });
    expect(seen).toEqual([[0.9, 0.6, 0.3], [0.2]]);
    expect(merged.map(({ score }) => score)).toEqual([0.3, 0.1]);
  });

  it('loses no find: each lies on a merged one, whose box stays within the hull of all', () => {
    fc.assert(
      fc.property(finds, (all) => {
        const merged = merge(all, (members) => members.length);
        expect(merged.reduce((sum, { score }) => sum + score, 0)).toBe(all.length);
        expect(Math.max(0, ...merged.map(({ box }) => box.left + box.width))).toBeLessThanOrEqual(
          Math.max(0, ...all.map(({ box }) => box.left + box.width)) + 1e-9,
        );
        for (const { box } of merged) expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });
});
