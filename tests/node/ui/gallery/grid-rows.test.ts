import { describe, expect, it } from 'vitest';
import { gridRows, itemBeside, rowOf } from '../../../../src/ui/gallery/grid-rows.ts';

const sections = [{ id: 'a', from: 0, count: 4 }, { id: 'b', from: 4, count: 2 }];
const rows = gridRows(sections, 6, 3);

describe('rows of the gallery', () => {
  it('begin anew after each heading', () => {
    expect(rows.map((row) => (row.type === 'head' ? row.section.id : [row.from, row.to]))).toEqual(['a', [0, 3], [3, 4], 'b', [4, 6]]);
  });

  it('follow each other without headings', () => {
    expect(gridRows(null, 7, 3).map((row) => (row.type === 'head' ? null : [row.from, row.to]))).toEqual([[0, 3], [3, 6], [6, 7]]);
  });

  it('say where an item is', () => {
    expect([rowOf(rows, 0), rowOf(rows, 3), rowOf(rows, 5), rowOf(rows, 6)]).toEqual([1, 2, 4, -1]);
  });

  it('lead up and down over headings in the same column, or to the last of a shorter row', () => {
    expect([itemBeside(rows, 2, 1), itemBeside(rows, 3, 1), itemBeside(rows, 5, -1), itemBeside(rows, 3, -1)]).toEqual([3, 4, 3, 0]);
  });

  it('end at the first and the last item', () => {
    expect([itemBeside(rows, 1, -1), itemBeside(rows, 4, 1)]).toEqual([0, 5]);
  });
});
