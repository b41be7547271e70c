import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents } from '../../../../../src/core/detect/text/components.ts';

/** Makes a map from a drawing. */
function drawn(...rows: string[]): { map: Uint8Array; size: { width: number; height: number } } {
  return { map: Uint8Array.from(rows.join(''), (cell) => (cell === '#' ? 200 : 10)), size: { width: rows[0]!.length, height: rows.length } };
}

/** The same by flooding cell by cell, to compare with. */
function flooded(map: Uint8Array, width: number, height: number, threshold: number): number[][] {
  const seen = new Set<number>();
  const components: number[][] = [];
  for (let start = 0; start < map.length; start += 1) {
    if (map[start]! <= threshold || seen.has(start)) continue;
    const cells: number[] = [];
    const open = [start];
    seen.add(start);
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      cells.push(cell);
      const x = cell % width;
      const y = Math.floor(cell / width);
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) {
          const [nx, ny] = [x + dx, y + dy];
          const next = ny * width + nx;
          if (nx < 0 || ny < 0 || nx >= width || ny >= height || seen.has(next) || map[next]! <= threshold) continue;
          seen.add(next);
          open.push(next);
        }
    }
    components.push(cells.sort((a, b) => a - b));
  }
  return components;
}

describe('connectedComponents', () => {
  it('joins what touches at a corner and keeps apart what does not', () => {
    const { map, size } = drawn('#..#', '.#..', '...#');
    expect(connectedComponents(map, size, 50)).toHaveLength(3);
  });

  it('joins branches that meet further down', () => {
    const { map, size } = drawn('#.#.#', '#.#.#', '#####');
    expect(connectedComponents(map, size, 50)).toHaveLength(1);
  });

  it('does not join the end of a row with the start of the next', () => {
    const { map, size } = drawn('...#', '#...');
    expect(connectedComponents(map, size, 50)).toHaveLength(2);
  });

  it('counts only cells above the threshold', () => {
    expect(connectedComponents(Uint8Array.of(76, 77), { width: 2, height: 1 }, 76)).toEqual([[{ row: 0, from: 1, to: 2 }]]);
  });

  it('agrees with flooding on any map', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.constantFrom(0, 0, 255)), (width, height, cells) => {
        const map = Uint8Array.from(cells.take(width * height));
        const found = connectedComponents(map, { width, height }, 100).map((runs) =>
          runs.flatMap(({ row, from, to }) => Array.from({ length: to - from }, (_, i) => row * width + from + i)).sort((a, b) => a - b),
        );
        expect(found).toEqual(flooded(map, width, height, 100));
      }),
    );
  });
});
