import { DECISION_STATES, type Decision, type DecisionState, type RegionId } from '../../core/review/decision.ts';

/** Regions by state, in the order of the list. */
export type RegionGroups = Readonly<Record<DecisionState, readonly Decision[]>>;

/** What the list shows of a file. */
export interface ListedRegions {
  readonly groups: RegionGroups;
  /** Regions on other frames or pages that are left out; they need no decision. */
  readonly left: number;
}

/** With more regions than this a list of all frames or pages is too slow to step through. */
export const MAX_LISTED = 200;

/**
 * Leaves decided regions of other frames out where a file has very many regions.
 * @param groups - all regions of the file
 * @param keep - regions that stay in any case: those on the shown frame, and the selected ones
 * @param count - frames or pages of the file; a still picture's regions are all listed
 */
export function listedRegions(groups: RegionGroups, keep: (id: RegionId) => boolean, count: number): ListedRegions {
  const total = DECISION_STATES.reduce((sum, state) => sum + groups[state].length, 0);
  if (count === 1 || total <= MAX_LISTED) return { groups, left: 0 };
  const kept: RegionGroups = {
    pending: groups.pending,
    accepted: groups.accepted.filter(({ id }) => keep(id)),
    rejected: groups.rejected.filter(({ id }) => keep(id)),
  };
  return { groups: kept, left: DECISION_STATES.reduce((left, state) => left - kept[state].length, total) };
}
