import type { RegionId } from '../../core/review/decision.ts';
import { nextPending } from '../../core/review/review-names.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace/job.ts';

/**
 * Where whoever wants to look again before answering goes: to the selected region of the shown file where that is undecided, else to the
 * first undecided one.
 * @param jobs - files with undecided regions, in order
 * @param shown - the file that is shown
 * @returns `region` is `null` where nothing is undecided
 */
export function whereToLook(jobs: readonly Job[], shown: JobId | null): { readonly id: JobId; readonly region: RegionId | null } {
  const session = jobs.find(({ id }) => id === shown)?.session;
  const selected = session?.decisions.find(({ id, state }) => state === 'pending' && session.selected.includes(id));
  if (shown !== null && selected !== undefined) return { id: shown, region: selected.id };
  const [first] = jobs;
  return { id: first?.id ?? '', region: nextPending(first?.session?.decisions ?? [], null, 1) };
}
