import type { TimeSpan } from '../../core/audio/time-span.ts';
import type { SearchReport } from '../../core/detect/detection.ts';
import type { WireError } from '../../core/errors.ts';
import type { Policy, SoundChoice } from '../../core/policy/policy.ts';
import { isByHand, type Decision } from '../../core/review/decision.ts';
import type { ReviewSession } from '../../core/review/review-session.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import type { ExportOutcome, JobId, Progress } from '../../protocol/engine-api.ts';

/** A file that is let go to the person. */
export type Released = Extract<ExportOutcome, { status: 'released' }>;

/** A file that is kept back. */
export type Held = Extract<ExportOutcome, { status: 'held' }>;

/** A reason for which a file is held, and which goes with a change of how it is written or masked. */
export type Mendable = Exclude<Held['reason'], 'survivor'>;

/** What may go with a change of the masks, or of how closely they are stored. */
export const OF_MASKS: readonly Mendable[] = ['pixels'];

/** What may go with a change of how the whole file is written. */
export const OF_FILE: readonly Mendable[] = ['structure', 'pixels'];

/** How far one file's export is. */
export type ExportState =
  | { readonly status: 'none' }
  | { readonly status: 'queued' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'released'; readonly outcome: Released; readonly name: string; readonly saved: boolean }
  | { readonly status: 'held'; readonly outcome: Held }
  | { readonly status: 'failed'; readonly error: WireError };

/** One file in the queue. Names live here and nowhere else. */
export interface Job {
  readonly id: JobId;
  readonly file: Blob;
  /** Size of the source where `file` does not hold its bytes, as its archive gives it; `null` where nothing tells it. */
  readonly statedBytes?: number | null;
  readonly name: string;
  /** Folders above the file as it was dropped, `a/b`, or an empty string. */
  readonly folder: string;
  readonly stage: 'waiting' | 'detecting' | 'review' | 'failed' | 'cancelled';
  readonly progress: Progress | null;
  readonly error: WireError | null;
  readonly inspection: SourceInspection | null;
  readonly search: SearchReport | null;
  readonly session: ReviewSession | null;
  /** Data URL of a small picture, at most 96 pixels a side. */
  readonly thumb: string | null;
  readonly exported: ExportState;
  /** Pseudonymous id of whoever said that they reviewed the file as it is now; `null` where nobody has. */
  readonly reviewer: string | null;
  /** A second person's word that the review is right; it lapses with the next change. */
  readonly signOff: SignOff | null;
  /** What a person said about a video's sound where the policy leaves it open; `null` while nobody has. */
  readonly sound: SoundChoice | null;
  /** The file on the device, where the browser gives a hold of it. */
  readonly handle: FileSystemFileHandle | null;
  /** The folder that it came from, where the browser gives a hold of it. */
  readonly parent: FileSystemDirectoryHandle | null;
}

/** Who signed a review off, and what exactly. */
export interface SignOff {
  /** Pseudonymous id. */
  readonly by: string;
  readonly decisions: readonly Decision[];
  readonly muted: readonly TimeSpan[];
  readonly sound: SoundChoice | null;
  readonly policy: Policy;
}

/** Nothing was exported, or what was no longer counts. */
export const NOT_EXPORTED: ExportState = { status: 'none' };

/**
 * What is left of an export once something changed that it was made of. A find is held against the file until it is decided and exported
 * again; what was held for another reason, until something changes that may mend it.
 * @param mends - reasons that the change may mend
 */
export function exportAfter({ exported }: Job, mends: readonly Mendable[]): ExportState {
  return exported.status === 'held' && !mends.some((reason) => reason === exported.outcome.reason) ? exported : NOT_EXPORTED;
}

/** Whether a person decided or shaped something of a file that was not saved since. */
export function hasUnsavedWork(job: Job): boolean {
  const isSaved = job.exported.status === 'released' && job.exported.saved;
  const { decisions, mutedParts } = workOn(job);
  return !isSaved && decisions + mutedParts > 0;
}

/** How much of a file a person decided or shaped. */
export function workOn({ session }: Pick<Job, 'session'>): { readonly decisions: number; readonly mutedParts: number } {
  return { decisions: session?.decisions.filter(isByHand).length ?? 0, mutedParts: session?.muted.length ?? 0 };
}

/** Regions of a file that wait for a person. */
export function undecidedCount(job: Job): number {
  return job.session?.decisions.filter((decision) => decision.state === 'pending').length ?? 0;
}
