/** A part of the list that begins on a row of its own, after a heading. */
export interface GridSection {
  readonly id: string;
  /** First of its items. */
  readonly from: number;
  readonly count: number;
}

/** A row of the grid: a heading, or items side by side. */
export type GridRow<S extends GridSection = GridSection> =
  | { readonly type: 'head'; readonly section: S }
  | { readonly type: 'tiles'; readonly section: S | null; readonly from: number; /** After the last. */ readonly to: number };

/**
 * The rows of a list.
 * @param sections - one after the other, all items among them; `null` for a list without headings
 * @param count - items in the list
 * @param columns - items side by side
 */
export function gridRows<S extends GridSection>(sections: readonly S[] | null, count: number, columns: number): readonly GridRow<S>[] {
  const tiles = (section: S | null, from: number, end: number): readonly GridRow<S>[] =>
    Array.from({ length: Math.ceil((end - from) / columns) }, (_, row) => ({ type: 'tiles', section, from: from + row * columns, to: Math.min(end, from + (row + 1) * columns) }));
  if (sections === null) return tiles(null, 0, count);
  return sections.flatMap((section): readonly GridRow<S>[] => [{ type: 'head', section }, ...tiles(section, section.from, section.from + section.count)]);
}

/** The row that an item is in; -1 where there is none. */
export function rowOf(rows: readonly GridRow[], item: number): number {
  return rows.findIndex((row) => row.type === 'tiles' && item >= row.from && item < row.to);
}

/** The item above or below another: in the same column, or the last of a shorter row; at the edge the first or last of all. */
export function itemBeside(rows: readonly GridRow[], item: number, direction: 1 | -1): number {
  const tiles = rows.flatMap((row) => (row.type === 'tiles' ? [row] : []));
  const at = tiles.findIndex((row) => item >= row.from && item < row.to);
  const [here, next] = [tiles[at], tiles[at + direction]];
  if (here === undefined || next === undefined) return direction > 0 ? (tiles.at(-1)?.to ?? 1) - 1 : 0;
  return Math.min(next.from + item - here.from, next.to - 1);
}
