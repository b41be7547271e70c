import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTiles, type Tile, type TilingSettings } from '../../../../src/core/geometry/tiling.ts';

const settings = { maxSide: 100, overlap: 20 };
const whole = { left: false, top: false, right: false, bottom: false };

/** Tiles of one row or column of the plan, as start and length. */
const columnsOf = (tiles: readonly Tile[]) => tiles.filter((tile) => tile.box.top === 0).map(({ box }) => ({ start: box.left, length: box.width }));
const rowsOf = (tiles: readonly Tile[]) => tiles.filter((tile) => tile.box.left === 0).map(({ box }) => ({ start: box.top, length: box.height }));

describe('planTiles', () => {
  it('leaves a level alone that is no longer than a tile', () => {
    expect(planTiles({ width: 100, height: 37 }, settings)).toEqual([{ box: { left: 0, top: 0, width: 100, height: 37 }, innerEdges: whole }]);
  });

  it('cuts a level that is one pixel too long into two equal tiles that share the overlap', () => {
    const tiles = planTiles({ width: 101, height: 50 }, settings);
    expect(tiles.map(({ box }) => [box.left, box.width])).toEqual([[0, 61], [40, 61]]);
    expect(tiles.map(({ innerEdges }) => innerEdges)).toEqual([{ ...whole, right: true }, { ...whole, left: true }]);
  });

  it('goes row by row, left to right', () => {
    expect(planTiles({ width: 180, height: 180 }, settings).map(({ box }) => [box.left, box.top])).toEqual([[0, 0], [80, 0], [0, 80], [80, 80]]);
  });

  const cases = fc.record({
    level: fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 900 }) }),
    settings: fc.record({ maxSide: fc.integer({ min: 40, max: 200 }), overlap: fc.integer({ min: 0, max: 30 }) }),
  });

  it('covers the level from edge to edge, with at least the asked-for overlap', () => {
    fc.assert(
      fc.property(cases, ({ level, settings: asked }) => {
        const tiles = planTiles(level, asked);
        for (const [length, runs] of [[level.width, columnsOf(tiles)], [level.height, rowsOf(tiles)]] as const) {
          expect(runs[0]?.start).toBe(0);
          expect(runs.at(-1)!.start + runs.at(-1)!.length).toBe(length);
          for (const [i, run] of runs.slice(1).entries()) {
            expect(runs[i]!.start + runs[i]!.length - run.start).toBeGreaterThanOrEqual(asked.overlap);
          }
        }
        expect(tiles).toHaveLength(columnsOf(tiles).length * rowsOf(tiles).length);
      }),
    );
  });

  it('makes no tile longer than asked, and all the same size', () => {
    fc.assert(
      fc.property(cases, ({ level, settings: asked }) => {
        const sizes = new Set(planTiles(level, asked).map(({ box }) => `${box.width} x ${box.height}`));
        expect(sizes.size).toBe(1);
        for (const { box } of planTiles(level, asked)) expect(Math.max(box.width, box.height)).toBeLessThanOrEqual(asked.maxSide);
      }),
    );
  });

  it('needs the fewest tiles', () => {
    const reach = (count: number, { maxSide, overlap }: TilingSettings): number => count * maxSide - (count - 1) * overlap;
    fc.assert(
      fc.property(cases, ({ level, settings: asked }) => {
        const tiles = planTiles(level, asked);
        const columns = columnsOf(tiles).length;
        const rows = rowsOf(tiles).length;
        if (columns > 1) expect(reach(columns - 1, asked)).toBeLessThan(level.width);
        if (rows > 1) expect(reach(rows - 1, asked)).toBeLessThan(level.height);
      }),
    );
  });

  it('calls an edge inner exactly where the level goes on behind it', () => {
    fc.assert(
      fc.property(cases, ({ level, settings: asked }) => {
        for (const { box, innerEdges } of planTiles(level, asked)) {
          expect(innerEdges).toEqual({
            left: box.left > 0,
            top: box.top > 0,
            right: box.left + box.width < level.width,
            bottom: box.top + box.height < level.height,
          });
        }
      }),
    );
  });
});
