/**
 * Agglomerative grouping by average linkage, cut at a threshold. Walks from each group to its nearest until two are nearest
 * to each other, which gives the same groups as always joining the most alike two, in time that grows with the square.
 * @param items - what is grouped, in the order that decides between equals
 * @param similarityOf - of two items; larger is more alike
 * @param threshold - groups whose items are less alike on average stay apart
 * @returns every item in exactly one group
 * @see D. Müllner, "Modern hierarchical, agglomerative clustering algorithms" (2011), section 3.2
 */
export function averageLinkage(items: readonly number[], similarityOf: (a: number, b: number) => number, threshold: number): readonly (readonly number[])[] {
  const count = items.length;
  const table = tableOf(items, similarityOf);
  const groups = items.map((item): readonly number[] => [item]);
  const active = new Set(groups.keys());
  const done: (readonly number[])[] = [];
  const chain: number[] = [];
  while (active.size > 0) {
    if (chain.length === 0) for (const first of active) {
      chain.push(first);
      break;
    }
    const top = chain.at(-1) ?? 0;
    const before = chain.at(-2);
    // The one before goes first among equals, or the walk might go round in circles.
    let nearest = before;
    let best = before === undefined ? -Infinity : (table[top * count + before] ?? 0);
    for (const other of active) {
      const value = other === top ? -Infinity : (table[top * count + other] ?? 0);
      if (value > best) [nearest, best] = [other, value];
    }
    if (nearest === undefined || best < threshold) {
      // Joining others never brings them nearer than the nearer of them was: this one is finished, and all that led to it.
      for (const index of chain.splice(0)) {
        active.delete(index);
        done.push(groups[index] ?? []);
      }
    } else if (nearest === before) {
      chain.splice(-2);
      join(table, groups, active, before, top);
    } else {
      chain.push(nearest);
    }
  }
  return done;
}

function tableOf(items: readonly number[], similarityOf: (a: number, b: number) => number): Float64Array {
  const count = items.length;
  const table = new Float64Array(count * count);
  items.forEach((item, a) => {
    for (let b = a + 1; b < count; b += 1) {
      const value = similarityOf(item, items[b] ?? item);
      table[a * count + b] = value;
      table[b * count + a] = value;
    }
  });
  return table;
}

/** Moves the items of one group into another; its similarities become the means over all items. */
function join(table: Float64Array, groups: (readonly number[])[], active: Set<number>, into: number, from: number): void {
  const count = groups.length;
  const [kept, moved] = [groups[into] ?? [], groups[from] ?? []];
  groups[into] = [...kept, ...moved];
  active.delete(from);
  for (const other of active) {
    if (other === into) continue;
    const mean = ((table[into * count + other] ?? 0) * kept.length + (table[from * count + other] ?? 0) * moved.length) / (kept.length + moved.length);
    table[into * count + other] = mean;
    table[other * count + into] = mean;
  }
}
