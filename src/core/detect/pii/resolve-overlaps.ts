import type { Candidate } from './finder.ts';
import { PERSONAL_DATA_KINDS, type PersonalDataKind } from './personal-data.ts';

/** Kinds that hold others as their parts: what lies wholly inside such a find belongs to it. */
const CONTAINERS: ReadonlySet<PersonalDataKind> = new Set(['email', 'travel-document', 'credential', 'postal-address', 'url']);

/** What is left of a find that lost characters to a better one is reported from this length on. */
const SHORTEST_REST = 4;

/**
 * Makes finds disjoint without losing what they cover.
 *
 * 1. A find that lies wholly inside a longer email, travel document, credential, address or URL goes, and the holder takes the
 *    higher of the two scores.
 * 2. After that every character goes to the best find that covers it: the higher score, then the longer, then the one that starts
 *    first, then the kind that stands first in PERSONAL_DATA_KINDS. What is left of the loser at either side stays a find,
 *    unless it is shorter than four characters.
 *
 * @param candidates - in any order
 * @returns disjoint finds in text order
 */
export function resolveOverlaps(candidates: readonly Candidate[]): Candidate[] {
  return cutToWinners(absorb(candidates));
}

function absorb(candidates: readonly Candidate[]): Candidate[] {
  const sorted = candidates.map((candidate) => ({ ...candidate })).sort((a, b) => a.start - b.start || b.end - a.end || rank(a, b));
  const kept: Candidate[] = [];
  let holder: { -readonly [Key in keyof Candidate]: Candidate[Key] } | null = null;
  for (const candidate of sorted) {
    const length = candidate.end - candidate.start;
    if (holder !== null && candidate.end <= holder.end && length < holder.end - holder.start) {
      holder.score = Math.max(holder.score, candidate.score);
      continue;
    }
    kept.push(candidate);
    if (CONTAINERS.has(candidate.kind) && (holder === null || candidate.end > holder.end)) holder = candidate;
  }
  return kept;
}

/** Negative when `a` wins. A total order over different finds, so that the outcome never depends on the order they came in. */
function rank(a: Candidate, b: Candidate): number {
  return (
    b.score - a.score ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start ||
    PERSONAL_DATA_KINDS.indexOf(a.kind) - PERSONAL_DATA_KINDS.indexOf(b.kind) ||
    compareText(a.country ?? '', b.country ?? '') ||
    compareText(a.reason, b.reason)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Part of a find that no better one covers. */
interface Piece {
  readonly whole: Candidate;
  readonly start: number;
  end: number;
}

/** Sweeps over all borders with the covering finds in a heap: n log n, however deep they overlap. */
function cutToWinners(candidates: readonly Candidate[]): Candidate[] {
  const byStart = [...candidates].sort((a, b) => a.start - b.start);
  const borders = [...new Set(candidates.flatMap((candidate) => [candidate.start, candidate.end]))].sort((a, b) => a - b);
  const open = new RankHeap();
  const pieces: Piece[] = [];
  let next = 0;
  for (const [index, border] of borders.entries()) {
    for (let opening = byStart[next]; opening !== undefined && opening.start === border; opening = byStart[next]) {
      open.push(opening);
      next += 1;
    }
    const best = open.bestAt(border);
    const end = borders[index + 1];
    if (best === null || end === undefined) continue;
    const last = pieces.at(-1);
    if (last?.whole === best && last.end === border) last.end = end;
    else pieces.push({ whole: best, start: border, end });
  }
  return pieces.filter(isWorthReporting).map(({ whole, start, end }) => ({ ...whole, start, end }));
}

function isWorthReporting({ whole, start, end }: Piece): boolean {
  return end - start >= SHORTEST_REST || end - start === whole.end - whole.start;
}

/** Binary heap with the best find on top; finds that ended are dropped when they surface. */
class RankHeap {
  private readonly items: Candidate[] = [];

  push(candidate: Candidate): void {
    this.items.push(candidate);
    let child = this.items.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.swapIfBetter(child, parent)) break;
      child = parent;
    }
  }

  bestAt(position: number): Candidate | null {
    for (let top = this.items[0]; top !== undefined; top = this.items[0]) {
      if (top.end > position) return top;
      this.pop();
    }
    return null;
  }

  private pop(): void {
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return;
    this.items[0] = last;
    let parent = 0;
    for (;;) {
      const left = parent * 2 + 1;
      const right = left + 1;
      const [a, b] = [this.items[left], this.items[right]];
      if (a === undefined) return;
      const child = b !== undefined && rank(b, a) < 0 ? right : left;
      if (!this.swapIfBetter(child, parent)) return;
      parent = child;
    }
  }

  private swapIfBetter(child: number, parent: number): boolean {
    const [below, above] = [this.items[child], this.items[parent]];
    if (below === undefined || above === undefined || rank(below, above) >= 0) return false;
    this.items[child] = above;
    this.items[parent] = below;
    return true;
  }
}
