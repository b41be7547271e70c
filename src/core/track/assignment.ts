/** Two things that may belong together, and how well they do. */
export interface Pair {
  /** Index in the first list. */
  readonly row: number;
  /** Index in the second list. */
  readonly column: number;
  /** Above 0; more is better. */
  readonly likeness: number;
}

/** Most rows or columns of a group that is solved exactly: its time grows with the cube. Larger ones take the best pair first. */
const MOST_EXACT = 128;

/**
 * Picks pairs so that no row and no column is used twice and the sum of their likeness is the greatest: two things that cross then
 * do not swap because one of them was asked first.
 * @param pairs - those that are possible, in any order
 * @returns the picked ones, in any order; the best choice in each group of up to 128 rows and columns that share possible pairs
 */
export function assign(pairs: readonly Pair[]): Pair[] {
  return groupsOf(pairs).flatMap((group) => {
    if (group.length === 1) return group;
    const rows = [...new Set(group.map(({ row }) => row))];
    const columns = [...new Set(group.map(({ column }) => column))];
    return rows.length > MOST_EXACT || columns.length > MOST_EXACT ? bestFirst(group) : exact(group, rows, columns);
  });
}

/** Pairs that share rows or columns, directly or through others. */
function groupsOf(pairs: readonly Pair[]): Pair[][] {
  const [only] = pairs;
  if (pairs.length < 2) return only === undefined ? [] : [[only]];
  const parents = new Map<number, number>();
  const rootOf = (node: number): number => {
    let root = node;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    for (let at = node; at !== root; ) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  // Rows are even, columns odd.
  for (const { row, column } of pairs) {
    const a = rootOf(2 * row);
    const b = rootOf(2 * column + 1);
    if (a !== b) parents.set(a, b);
  }
  const groups = new Map<number, Pair[]>();
  for (const pair of pairs) {
    const root = rootOf(2 * pair.row);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [pair]);
    else group.push(pair);
  }
  return [...groups.values()];
}

function bestFirst(pairs: readonly Pair[]): Pair[] {
  const rows = new Set<number>();
  const columns = new Set<number>();
  return [...pairs]
    .sort((a, b) => b.likeness - a.likeness)
    .filter(({ row, column }) => {
      if (rows.has(row) || columns.has(column)) return false;
      rows.add(row);
      columns.add(column);
      return true;
    });
}

/** The Hungarian method with shortest ways (Jonker and Volgenant); a pair that is not possible is worth nothing, as is being alone. */
function exact(pairs: readonly Pair[], rows: readonly number[], columns: readonly number[]): Pair[] {
  const flat = rows.length <= columns.length;
  const [short, long] = flat ? [rows, columns] : [columns, rows];
  const shortAt = new Map(short.map((id, index) => [id, index]));
  const longAt = new Map(long.map((id, index) => [id, index]));
  const cells = new Array<Pair | undefined>(short.length * long.length);
  for (const pair of pairs) {
    const [a, b] = flat ? [pair.row, pair.column] : [pair.column, pair.row];
    const cell = (shortAt.get(a) ?? 0) * long.length + (longAt.get(b) ?? 0);
    if ((cells[cell]?.likeness ?? 0) < pair.likeness) cells[cell] = pair;
  }
  const costs = Float64Array.from(cells, (pair) => -(pair?.likeness ?? 0));
  return [...cheapest(costs, short.length, long.length)].flatMap((row, column) => (row < 0 ? [] : (cells[row * long.length + column] ?? [])));
}

/**
 * Gives each row a column of its own for the least sum of costs.
 * @param costs - row by row
 * @param height - rows, no more than columns
 * @param width - columns
 * @returns for each column its row, or -1
 */
function cheapest(costs: Float64Array, height: number, width: number): Int32Array {
  const ofRow = new Float64Array(height);
  const ofColumn = new Float64Array(width);
  const rowOf = new Int32Array(width).fill(-1);
  for (let first = 0; first < height; first += 1) {
    const least = new Float64Array(width).fill(Infinity);
    const from = new Int32Array(width).fill(-1);
    const done = new Uint8Array(width);
    let row = first;
    let end = -1;
    for (let last = -1; row >= 0; ) {
      let step = Infinity;
      let next = -1;
      for (let column = 0; column < width; column += 1) {
        if (done[column] === 1) continue;
        const cost = (costs[row * width + column] ?? 0) - (ofRow[row] ?? 0) - (ofColumn[column] ?? 0);
        if (cost < (least[column] ?? 0)) {
          least[column] = cost;
          from[column] = last;
        }
        if ((least[column] ?? 0) < step) {
          step = least[column] ?? 0;
          next = column;
        }
      }
      // Prices move so that the way to the next column costs nothing.
      ofRow[first] = (ofRow[first] ?? 0) + step;
      for (let column = 0; column < width; column += 1) {
        if (done[column] === 1) {
          const owner = rowOf[column] ?? 0;
          ofRow[owner] = (ofRow[owner] ?? 0) + step;
          ofColumn[column] = (ofColumn[column] ?? 0) - step;
        } else {
          least[column] = (least[column] ?? 0) - step;
        }
      }
      done[next] = 1;
      last = next;
      end = next;
      row = rowOf[next] ?? -1;
    }
    for (let column = end; column >= 0; ) {
      const before = from[column] ?? -1;
      rowOf[column] = before < 0 ? first : (rowOf[before] ?? -1);
      column = before;
    }
  }
  return rowOf;
}
