import { describe, expect, it } from 'vitest';
import { mergeLevels, placeTileFinds, type LevelFind } from '../../../../src/core/detect/merge-levels.ts';
import { levelBox, sourceBox, tileBox } from '../../../../src/core/geometry/box.ts';
import type { Tile } from '../../../../src/core/geometry/tiling.ts';

const whole = { left: false, top: false, right: false, bottom: false };
const every = { left: true, top: true, right: true, bottom: true };
const tile = (innerEdges: Tile['innerEdges']): Tile => ({ box: levelBox(100, 60, 80, 40), innerEdges });
const half = { scale: 0.5, width: 400, height: 400 };

const isCut = (left: number, top: number, width: number, height: number, innerEdges = every): boolean =>
  placeTileFinds([{ score: 0.5, box: tileBox(left, top, width, height) }], tile(innerEdges), half)[0]!.cut;

describe('placeTileFinds', () => {
  it('places a find in the picture: the tile first, then the scale', () => {
    expect(placeTileFinds([{ score: 0.5, box: tileBox(10, 20, 6, 8) }], tile(whole), half)).toEqual([
      { score: 0.5, scale: 0.5, cut: false, box: sourceBox(220, 160, 12, 16) },
    ]);
  });

  it.each([
    ['left', [1, 10, 10, 10]],
    ['top', [10, 1, 10, 10]],
    ['right', [69, 10, 10, 10]],
    ['bottom', [10, 29, 10, 10]],
  ] as const)('marks a find at the %s edge as cut, but only where the level goes on there', (edge, [left, top, width, height]) => {
    expect(isCut(left, top, width, height, { ...whole, [edge]: true })).toBe(true);
    expect(isCut(left, top, width, height, { ...every, [edge]: false })).toBe(false);
  });

  it('calls a find whole that keeps two pixels of distance', () => {
    expect(isCut(2, 2, 76, 36)).toBe(false);
  });
});

describe('mergeLevels', () => {
  const at = (score: number, left: number, width: number, more: Partial<LevelFind> = {}): LevelFind => ({
    score, box: sourceBox(left, 0, width, 10), scale: 1, cut: false, ...more,
  });
  const same = (find: LevelFind): number => find.score;
  const best = ([first]: readonly number[]): number => first ?? 0;

  it('lets a find at a cut give way to a whole one that covers it, however much better its score is', () => {
    expect(mergeLevels([at(0.9, 0, 6, { cut: true }), at(0.4, 0, 10)], same, best)).toEqual([{ score: 0.4, box: sourceBox(0, 0, 10, 10) }]);
  });

  it('keeps a find at a cut that nothing else covers', () => {
    expect(mergeLevels([at(0.9, 50, 6, { cut: true }), at(0.4, 0, 10)], same, best)).toEqual([
      { score: 0.9, box: sourceBox(50, 0, 6, 10) },
      { score: 0.4, box: sourceBox(0, 0, 10, 10) },
    ]);
  });

  it('keeps a find at a cut that lies half outside of the whole one', () => {
    expect(mergeLevels([at(0.9, 7, 6, { cut: true }), at(0.4, 0, 10)], same, best)).toHaveLength(2);
  });

  it('merges two parts of one thing that lie at the same cut', () => {
    expect(mergeLevels([at(0.9, 0, 10, { cut: true }), at(0.6, 1, 10, { cut: true })], same, best)).toHaveLength(1);
  });

  it('fuses the best calibrated score of every level, best first', () => {
    const seen: (readonly number[])[] = [];
    const finds = [at(0.125, 0, 10), at(0.25, 0, 10), at(0.375, 0, 10, { scale: 2 }), at(0.25, 0, 10, { scale: 0.5 })];
    const merged = mergeLevels(finds, (find) => find.score * 2, (scores) => {
      seen.push(scores);
      return 0.5;
    });
    expect(seen).toEqual([[0.75, 0.5, 0.5]]);
    expect(merged).toEqual([{ score: 0.5, box: sourceBox(0, 0, 10, 10) }]);
  });

  it('sorts by the fused score, parts among wholes', () => {
    const finds = [at(0.3, 0, 10), at(0.5, 100, 10, { cut: true }), at(0.7, 200, 10)];
    expect(mergeLevels(finds, same, best).map(({ score }) => score)).toEqual([0.7, 0.5, 0.3]);
  });

  it('finds nothing in nothing', () => {
    expect(mergeLevels([], same, best)).toEqual([]);
  });
});
