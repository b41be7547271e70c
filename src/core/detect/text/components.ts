import type { Size } from '../../geometry/box.ts';

/** A stretch of set cells in one row. */
export interface Run {
  readonly row: number;
  /** First column. */
  readonly from: number;
  /** One past the last column. */
  readonly to: number;
}

/**
 * Groups the set cells of a map into 8-connected components, as runs of rows: the memory that it takes grows with the
 * number of runs and not with the map.
 * @param map - row by row, one value a cell
 * @param size - of the map
 * @param threshold - cells above it are set
 * @returns one list of runs for each component, in the order of their first cells
 */
export function connectedComponents(map: Uint8Array, size: Size, threshold: number): Run[][] {
  const runs: Run[] = [];
  const parent: number[] = [];
  let above = 0;
  let aboveEnd = 0;
  for (let row = 0; row < size.height; row += 1) {
    const start = runs.length;
    for (const run of runsOf(map, size.width, row, threshold)) {
      const index = runs.length;
      runs.push(run);
      parent.push(index);
      // A run that ends before this one starts, diagonals counted, touches none of the following either.
      while (above < aboveEnd && (runs[above]?.to ?? 0) < run.from) above += 1;
      for (let other = above; other < aboveEnd && (runs[other]?.from ?? 0) <= run.to; other += 1) join(parent, index, other);
    }
    above = start;
    aboveEnd = runs.length;
  }
  const components = new Map<number, Run[]>();
  for (const [index, run] of runs.entries()) {
    const root = rootOf(parent, index);
    const members = components.get(root);
    if (members === undefined) components.set(root, [run]);
    else members.push(run);
  }
  return [...components.values()];
}

function* runsOf(map: Uint8Array, width: number, row: number, threshold: number): Generator<Run> {
  const base = row * width;
  let column = 0;
  while (column < width) {
    while (column < width && (map[base + column] ?? 0) <= threshold) column += 1;
    if (column === width) return;
    const from = column;
    while (column < width && (map[base + column] ?? 0) > threshold) column += 1;
    yield { row, from, to: column };
  }
}

function rootOf(parent: number[], index: number): number {
  let root = index;
  for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) root = up;
  // Shortens the path for the next look-up.
  for (let at = index; at !== root; ) {
    const up = parent[at] ?? root;
    parent[at] = root;
    at = up;
  }
  return root;
}

/** The earlier root stays, so that a component is known by its first run. */
function join(parent: number[], a: number, b: number): void {
  const rootA = rootOf(parent, a);
  const rootB = rootOf(parent, b);
  parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}
