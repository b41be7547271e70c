import type { Decision, RegionId } from '../../core/review/decision.ts';
import { boxAt } from '../../core/track/path.ts';
import type { Job } from '../workspace/job.ts';

/** Which of some regions a key or button may act on: those that a person sees. */
export interface Reach {
  /** In the order in which they were named. */
  readonly here: readonly RegionId[];
  /** The first of the others, or `null`. */
  readonly elsewhere: Decision | null;
}

/**
 * Divides regions into those on the shown frame and the others.
 * @param decisions - all decisions of the file
 * @param ids - the selected regions
 * @param frame - the frame or page on the screen, 0 for the first
 */
export function reachOf(decisions: readonly Decision[], ids: readonly RegionId[], frame: number): Reach {
  const known = new Map(decisions.map((decision) => [decision.id, decision]));
  const named = ids.flatMap((id) => known.get(id) ?? []);
  return {
    here: named.filter((decision) => boxAt(decision, frame) !== null).map(({ id }) => id),
    elsewhere: named.find((decision) => boxAt(decision, frame) === null) ?? null,
  };
}

/**
 * A region that undo or redo changed, so that it can be shown: one on the shown frame where there is one.
 * @param before - decisions before the step
 * @param after - decisions after it
 * @param frame - the frame or page on the screen, 0 for the first
 * @returns as it is now, or as it was where it is gone; `null` where nothing changed
 */
export function changedRegion(before: readonly Decision[], after: readonly Decision[], frame: number): Decision | null {
  const changed = changedRegions(before, after);
  return changed.find((decision) => boxAt(decision, frame) !== null) ?? changed[0] ?? null;
}

/** How far one step of undo or redo reached. */
export interface StepReach {
  readonly regions: number;
  readonly files: number;
}

/**
 * Counts what one step of undo or redo changed, in whichever files it did.
 * @param before - all files before the step
 * @param after - all files after it
 * @returns nothing for a change of the policy, which is no region's
 */
export function reachOfStep(before: readonly Job[], after: readonly Job[]): StepReach {
  const old = new Map(before.map(({ id, session }) => [id, session]));
  const counts = after.flatMap(({ id, session }) => {
    const was = old.get(id);
    return session === null || was == null || was.past.length === session.past.length ? [] : [changedRegions(was.decisions, session.decisions).length];
  });
  return { regions: counts.reduce((sum, count) => sum + count, 0), files: counts.filter((count) => count > 0).length };
}

function changedRegions(before: readonly Decision[], after: readonly Decision[]): readonly Decision[] {
  const old = new Map(before.map((decision) => [decision.id, decision]));
  const now = new Set(after.map(({ id }) => id));
  return [...after.filter((decision) => !isSame(decision, old.get(decision.id))), ...before.filter(({ id }) => !now.has(id))];
}

/** Decisions that the policy makes again are new objects that say the same. */
function isSame(a: Decision, b: Decision | undefined): boolean {
  if (a === b) return true;
  if (b === undefined) return false;
  const sameBox = a.box.left === b.box.left && a.box.top === b.box.top && a.box.width === b.box.width && a.box.height === b.box.height;
  return sameBox && a.path === b.path && a.kind === b.kind && a.state === b.state && a.decidedBy === b.decidedBy && a.shapedBy === b.shapedBy && a.fill === b.fill && a.shape === b.shape && a.angle === b.angle && a.outline === b.outline && a.zone === b.zone && a.reason === b.reason;
}
