import { describe, expect, it } from 'vitest';
import { storedBox } from '../../../../src/core/geometry/box.ts';
import { storedToSource } from '../../../../src/core/geometry/orientation.ts';
import { blockGrid } from '../../../../src/core/mask/block-grid.ts';
import type { Orientation } from '../../../../src/core/structure/inspection.ts';

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
const blocks = { width: 16, height: 8, margin: 2 };

describe('blockGrid', () => {
  it('has none for a lossless source', () => {
    expect(blockGrid({ blocks: null, storedSize: { width: 50, height: 37 }, orientation: 6 })).toBeNull();
  });

  it('begins before the edge where a flip brings the short blocks to the front', () => {
    expect(blockGrid({ blocks, storedSize: { width: 50, height: 37 }, orientation: 3 })).toEqual({
      cellWidth: 16,
      cellHeight: 8,
      originX: -14,
      originY: -3,
      margin: 2,
    });
  });

  it.each(ORIENTATIONS)('has a cell exactly where each stored block is shown at orientation %i', (orientation) => {
    for (const storedSize of [{ width: 50, height: 37 }, { width: 48, height: 40 }, { width: 3, height: 5 }]) {
      const grid = blockGrid({ blocks, storedSize, orientation });
      if (grid === null) throw new Error('no grid');
      expect(grid.originX > -grid.cellWidth && grid.originX <= 0 && grid.originY > -grid.cellHeight && grid.originY <= 0).toBe(true);
      for (let y = 0; y < storedSize.height; y += blocks.height) {
        for (let x = 0; x < storedSize.width; x += blocks.width) {
          const shown = storedToSource(storedBox(x, y, blocks.width, blocks.height), storedSize, orientation);
          expect([shown.width, shown.height]).toEqual([grid.cellWidth, grid.cellHeight]);
          expect([Math.abs((shown.left - grid.originX) % grid.cellWidth), Math.abs((shown.top - grid.originY) % grid.cellHeight)]).toEqual([0, 0]);
        }
      }
    }
  });

  it.each([
    { ...blocks, width: 0 },
    { ...blocks, height: 7.5 },
    { ...blocks, margin: -1 },
    { ...blocks, width: Number.NaN },
  ])('refuses blocks that make no sense with plan/invalid', (wrong) => {
    expect(() => blockGrid({ blocks: wrong, storedSize: { width: 50, height: 37 }, orientation: 1 })).toThrow(
      expect.objectContaining({ code: 'plan/invalid' }),
    );
  });
});
