import type { Kind } from '../detect/detection.ts';
import { isZone, REGION_KINDS, type Decision, type DecisionState, type RegionId, type RegionKind } from './decision.ts';

/** A region of one of many files. */
export interface GalleryItem<Id extends string = string> {
  /** Id of its file. */
  readonly job: Id;
  readonly decision: Decision;
}

/** How regions of many files can be ordered. */
export const GALLERY_ORDERS = ['uncertain', 'confidence', 'kind', 'file'] as const;
/** How regions of many files are ordered. */
export type GalleryOrder = (typeof GALLERY_ORDERS)[number];

/** What the regions can be narrowed to. */
export interface GalleryFilter {
  /** `null` for every state. */
  readonly state: DecisionState | null;
  /** `null` for every kind. */
  readonly kind: RegionKind | null;
}

/** Key of a region over all files. */
export function itemKey(item: { readonly job: string; readonly decision: Pick<Decision, 'id'> }): string {
  return `${item.job}/${item.decision.id}`;
}

/**
 * Regions of all files under a filter, in order; zones are none.
 * @param files - in the order of the queue
 * @param order - `uncertain`: undecided ones first, those nearest to their kind's mask threshold before others, then masked ones from
 *   the least certain, then those kept clear from the likeliest; `confidence`: highest first; `kind` and `file`: undecided first in each
 * @param thresholds - from which confidence each kind is masked, 0..1
 */
export function galleryItems<Id extends string>(
  files: readonly { readonly id: Id; readonly decisions: readonly Decision[] }[],
  filter: GalleryFilter,
  order: GalleryOrder,
  thresholds: Readonly<Record<Kind, number>>,
): readonly GalleryItem<Id>[] {
  const wanted = (decision: Decision): boolean =>
    !isZone(decision) && (filter.state === null || decision.state === filter.state) && (filter.kind === null || decision.kind === filter.kind);
  const items = files.flatMap(({ id, decisions }, file) => decisions.filter(wanted).map((decision) => ({ job: id, decision, file })));
  const keys = (item: (typeof items)[number]): readonly number[] => {
    const { decision, file } = item;
    const uncertain = [STATE_RANK[decision.state], doubt(decision, thresholds)];
    switch (order) {
      case 'uncertain':
        return uncertain;
      case 'confidence':
        return [-(decision.score ?? 2)];
      case 'kind':
        return [REGION_KINDS.indexOf(decision.kind), ...uncertain];
      case 'file':
        return [file, ...uncertain];
    }
  };
  return items
    .map((item) => ({ item, by: keys(item) }))
    .sort((a, b) => compare(a.by, b.by))
    .map(({ item: { job, decision } }) => ({ job, decision }));
}

const STATE_RANK: Readonly<Record<DecisionState, number>> = { pending: 0, accepted: 1, rejected: 2 };

/** Smaller comes first. What a person drew is beyond doubt. */
function doubt({ kind, state, score }: Decision, thresholds: Readonly<Record<Kind, number>>): number {
  if (score === null || kind === 'area') return 2;
  switch (state) {
    case 'pending':
      return thresholds[kind] - score;
    case 'accepted':
      return score;
    case 'rejected':
      return -score;
  }
}

/** The sort is stable, so that equal ones keep the order of their files and regions. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Regions by file, for one step of work over many files. */
export function byFile<Id extends string>(items: readonly GalleryItem<Id>[]): readonly { readonly id: Id; readonly ids: readonly RegionId[] }[] {
  const files = new Map<Id, RegionId[]>();
  for (const { job, decision } of items) {
    const ids = files.get(job);
    if (ids === undefined) files.set(job, [decision.id]);
    else ids.push(decision.id);
  }
  return [...files].map(([id, ids]) => ({ id, ids }));
}

/**
 * The keys between two of a list, both included, in either direction.
 * @param keys - in the order shown
 */
export function keyRange(keys: readonly string[], from: string, to: string): readonly string[] {
  const a = keys.indexOf(from);
  const b = keys.indexOf(to);
  return a < 0 || b < 0 ? keys.filter((key) => key === to) : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}
