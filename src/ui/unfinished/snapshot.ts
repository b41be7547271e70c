import { keepFile, STORED_VERSION, type FilePrint, type StoredFile } from '../../core/review/stored-file.ts';
import type { TimeSpan } from '../../core/audio/time-span.ts';
import type { Policy, Retention, SoundChoice } from '../../core/policy/policy.ts';
import type { Decision } from '../../core/review/decision.ts';
import type { Detection, SearchReport } from '../../core/detect/detection.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import type { Job } from '../workspace/job.ts';
import { isSignedOff } from '../workspace/readiness.ts';
import { policyFor, type Workspace } from '../workspace/workspace-state.ts';

/** Under which key and print a file's work is kept. */
export interface KeptEntry {
  readonly id: string;
  readonly print: FilePrint;
}

/** What a record is made of. Each part is compared by identity: the same parts make the same record. */
export interface RecordParts {
  readonly place: number;
  readonly search: SearchReport | null;
  readonly detections: readonly Detection[];
  readonly decisions: readonly Decision[];
  readonly muted: readonly TimeSpan[];
  readonly sound: SoundChoice | null;
  readonly policy: Policy | null;
  readonly retention: Retention;
  readonly reviewer: string | null;
  readonly signedOffBy: string | null;
  readonly saved: boolean;
}

/**
 * What is to be kept of a file; `null` while it has no decisions, or where its policy keeps nothing.
 * @param place - in the queue, from 0
 */
export function partsOf(state: Workspace, job: Job, place: number): RecordParts | null {
  const { unfinished: retention } = policyFor(state, job.id).retention;
  if (job.session === null || retention === 'none') return null;
  const { detections, decisions, muted } = job.session;
  return {
    place, search: job.search, detections, decisions, muted, sound: job.sound, policy: state.ownPolicies[job.id] ?? null, retention, reviewer: job.reviewer,
    signedOffBy: isSignedOff(state, job) ? (job.signOff?.by ?? null) : null, saved: isSaved(job),
  };
}

/** Whether a file is exported, and the person has it. */
export function isSaved({ exported }: Job): boolean {
  return exported.status === 'released' && exported.saved;
}

/** Whether two sets of parts make the same record. */
export function isSameRecord(a: RecordParts | undefined, b: RecordParts): boolean {
  return a !== undefined && (Object.keys(b) as (keyof RecordParts)[]).every((part) => a[part] === b[part]);
}

/** The record of a file; `null` where a part has a form that could not be read again. */
export function recordOf(job: Job, parts: RecordParts, entry: KeptEntry, session: string): StoredFile | null {
  if (job.session === null) return null;
  const { sizes: [size], nextNumber } = job.session;
  const { muted, sound, ...rest } = parts;
  const heard = { ...(muted.length === 0 ? {} : { muted }), ...(sound === null ? {} : { sound }) };
  const counted = job.inspection === null ? {} : { frames: frameCount(job.inspection) };
  return size === undefined ? null : keepFile({ version: STORED_VERSION, ...entry, ...rest, ...heard, ...counted, session, size, nextNumber });
}
