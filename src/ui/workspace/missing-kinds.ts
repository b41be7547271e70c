import { type Detection, type Kind, KINDS, type SearchReport } from '../../core/detect/detection.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { isOnEveryFrameOf, overlapOnFrames } from '../../core/track/path.ts';
import type { Job } from './job.ts';

/** Overlap at which finds of two searches are the same thing. */
const SAME_IOU = 0.4;

/** Kinds of the policy that a file was not searched for yet, in the order of the policy. */
export function missingKinds(search: SearchReport | null, policy: Policy): readonly Kind[] {
  return KINDS.filter((kind) => policy.kinds[kind].enabled && !(search?.kinds.includes(kind) === true && isDeepEnough(kind, search, policy)));
}

/** Only the search for faces has a thorough form; after an ordinary one it is searched once more. */
function isDeepEnough(kind: Kind, search: SearchReport, policy: Policy): boolean {
  return kind !== 'face' || !policy.detection.thorough || search.thorough === true;
}

/** What a further search found that no earlier one of the same file did. In an animation that is also what it found on further frames. */
export function newFinds(before: readonly Detection[], more: readonly Detection[]): readonly Detection[] {
  return more.filter((find) => before.every((known) => known.kind !== find.kind || !isOnEveryFrameOf(find, known) || overlapOnFrames(known, find) < SAME_IOU));
}

/** A file that was searched waits again when the policy asks for more kinds, and no longer when it doesn't. */
export function requeue(job: Job, policy: Policy): Job {
  const missing = missingKinds(job.search, policy).length > 0;
  if (job.stage === 'review' && missing) return { ...job, stage: 'waiting' };
  return job.stage === 'waiting' && job.search !== null && !missing ? { ...job, stage: 'review' } : job;
}
