import { type Detection, type Kind, KINDS, type SearchReport, type VideoSearch } from '../../core/detect/detection.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { LongerWay } from '../../core/review/longer-ways.ts';
import { isAllAlong } from '../../core/track/compare-ways.ts';
import { foundSpans, trimPath } from '../../core/track/path.ts';
import type { Job } from './job.ts';

/** Overlap at which finds of two searches are the same thing. */
const SAME_IOU = 0.4;

/** Kinds of the policy that a file was not searched for yet, in the order of the policy. */
export function missingKinds(search: SearchReport | null, policy: Policy): readonly Kind[] {
  return KINDS.filter((kind) => policy.kinds[kind].enabled && !(search?.kinds.includes(kind) === true && isDeepEnough(kind, search, policy)));
}

/** Only the search for faces has a thorough form; after an ordinary one it is searched once more. */
function isDeepEnough(kind: Kind, search: SearchReport, policy: Policy): boolean {
  return (kind !== 'face' || !policy.detection.thorough || search.thorough === true) && isCloseEnough(kind, search, policy);
}

/** A video is searched once more where more of its frames are to be searched, or masks held longer; what is held longer than asked for stays so. */
function isCloseEnough(kind: Kind, { video }: SearchReport, policy: Policy): boolean {
  const used = video?.find((one) => one.kind === kind);
  return used === undefined || !isCloser(policy.video, used);
}

/** Whether one search of a video looks at more frames than another, or holds masks longer. */
export function isCloser(one: Pick<VideoSearch, 'everyNth' | 'holdSeconds'>, other: Pick<VideoSearch, 'everyNth' | 'holdSeconds'>): boolean {
  return one.everyNth < other.everyNth || one.holdSeconds > other.holdSeconds;
}

/**
 * How closely a video is searched for some kinds: as the policy says, and never less closely than before, so that what is said of the last
 * search holds for everything that was found.
 */
export function closestSearch(kinds: readonly Kind[], search: SearchReport | null, { video }: Policy): Policy['video'] {
  const used = search?.video?.filter(({ kind }) => kinds.includes(kind)) ?? [];
  return { ...video, everyNth: Math.min(video.everyNth, ...used.map((one) => one.everyNth)), holdSeconds: Math.max(video.holdSeconds, ...used.map((one) => one.holdSeconds)) };
}

/** What a further search found that no earlier one of the same file did: it is also new where a known find would leave one of its frames bare, or is elsewhere then. */
export function newFinds(before: readonly Detection[], more: readonly Detection[]): readonly Detection[] {
  return more.filter((find) => !before.some((known) => known.kind === find.kind && isAllAlong(known, find, SAME_IOU)));
}

/** Known finds that a further search of the same video holds longer. */
export function longerWays(before: readonly Detection[], more: readonly Detection[]): readonly LongerWay[] {
  return before.flatMap((known, index) => more.flatMap(({ path, ...find }) => {
    const isLonger = path !== undefined && known.path !== undefined && (path.first < known.path.first || path.last > known.path.last);
    return isLonger && isSameThing(known, { ...find, path }) ? [{ index, path }] : [];
  }));
}

/** Whether a further search found what is known, sighted on no frame that it is not known on; only held longer. */
function isSameThing(known: Detection, find: Detection): boolean {
  if (known.kind !== find.kind || known.path === undefined || find.path === undefined) return false;
  const [its, own] = [known.path, find.path];
  if (foundSpans(own).some(({ first, last }) => first < its.first || last > its.last)) return false;
  const path = trimPath(own, Math.max(own.first, its.first), Math.min(own.last, its.last));
  return isAllAlong(known, { ...find, path }, SAME_IOU);
}

/** A file that was searched waits again when the policy asks for more kinds, and no longer when it doesn't. */
export function requeue(job: Job, policy: Policy): Job {
  const missing = missingKinds(job.search, policy).length > 0;
  if (job.stage === 'review' && missing) return { ...job, stage: 'waiting' };
  return job.stage === 'waiting' && job.search !== null && !missing ? { ...job, stage: 'review' } : job;
}
