import type { WireError } from '../core/errors.ts';
import { NOT_NAMED } from '../core/export/export-record.ts';
import { outputName, uniqueName } from '../core/export/output-name.ts';
import { KINDS, type SearchReport } from '../core/detect/detection.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { JobId, JobInput } from '../protocol/engine-api.ts';
import type { EnginePort } from './engine-port.ts';
import { addDuration, secondsLeft, type Durations } from './detect/time-left.ts';
import { missingKinds, type Job } from './workspace.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** A file as it was picked, dropped or pasted. */
export interface PickedFile {
  readonly file: Blob;
  readonly name: string;
  /** Folders above it, `a/b`, or an empty string. */
  readonly folder: string;
}

/** What the queue takes from its surroundings, so that it can be tested without a browser. */
export interface QueueSurroundings {
  readonly newId: () => JobId;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
  /** ISO 8601 time, UTC. */
  readonly timestamp: () => string;
  /** Turns a small bitmap into a data URL and closes it. */
  readonly toThumb: (bitmap: ImageBitmap) => string;
  /** Called when the first files are about to be read. */
  readonly onOpened: () => void;
  /** Says a sentence to people who don't see the screen. */
  readonly announce: (event: QueueEvent) => void;
}

/** Something worth saying. */
export type QueueEvent =
  | { readonly type: 'found'; readonly job: Job }
  | { readonly type: 'refused'; readonly job: Job; readonly error: WireError };

/** Pixels of a thumbnail. */
const THUMB_PIXELS = 96 * 96;

/** Finds below this are not kept; the policy’s thresholds choose among the rest without a second search. */
export const SEARCH_FLOOR = 0.06;

/** The policy that is searched with: the kinds that are still missing, down to the floor, so that a threshold can be lowered later. */
export function searchPolicy(policy: Policy, search: SearchReport | null): Policy {
  const missing = missingKinds(search, policy);
  const kinds = Object.fromEntries(
    KINDS.map((kind) => {
      const own = policy.kinds[kind];
      return [kind, { ...own, enabled: missing.includes(kind), reviewThreshold: Math.min(SEARCH_FLOOR, own.reviewThreshold) }];
    }),
  ) as Policy['kinds'];
  return { ...policy, kinds };
}

/** Runs the files of a workspace through the engine, one after another. */
export class JobQueue {
  readonly #engine: EnginePort;
  readonly #store: WorkspaceStore;
  readonly #outside: QueueSurroundings;
  #running: { readonly id: JobId; readonly abort: AbortController; readonly startedAt: number } | null = null;
  #working = false;
  #exporting: AbortController | null = null;
  #durations: Durations = [];
  /** Kinds that the durations are of. */
  #searched = '';
  #exportDurations: Durations = [];
  #exportStartedAt = 0;

  /**
   * @param engine - does the work
   * @param store - hears what happened
   * @param outside - ids, time and thumbnails
   */
  constructor(engine: EnginePort, store: WorkspaceStore, outside: QueueSurroundings) {
    this.#engine = engine;
    this.#store = store;
    this.#outside = outside;
    // A policy that asks for more kinds puts files back into the queue.
    store.api.subscribe(() => void this.#start());
  }

  /**
   * Opens files and searches them in the background, in the order given.
   * @returns ids in the same order
   */
  add(files: readonly PickedFile[]): readonly JobId[] {
    if (files.length === 0) return [];
    const fresh = files.map((picked) => ({ ...picked, id: this.#outside.newId() }));
    this.#store.dispatch({ type: 'files-added', files: fresh });
    void this.#start();
    return fresh.map((file) => file.id);
  }

  /** Stops one file; what was decided in others stays. */
  cancel(id: JobId): void {
    this.#store.dispatch({ type: 'job-cancelled', id });
    if (this.#running?.id === id) this.#running.abort.abort();
  }

  /** Stops every file that is not searched yet. */
  cancelAll(): void {
    this.#store.dispatch({ type: 'waiting-cancelled' });
    if (this.#running !== null) this.cancel(this.#running.id);
  }

  /** Puts a failed or cancelled file back into the queue. */
  retry(id: JobId): void {
    this.#store.dispatch({ type: 'job-retried', id });
    void this.#start();
  }

  /** Closes a file and forgets it. */
  remove(id: JobId): void {
    if (this.#running?.id === id) this.cancel(id);
    this.#store.dispatch({ type: 'job-removed', id });
    this.#engine.forget(id);
  }

  /** Seconds until every file is searched, by moving average; `null` while there is nothing to go by. */
  secondsLeft(): number | null {
    const remaining = this.#store.getState().jobs.filter((job) => job.stage === 'waiting' || job.stage === 'detecting').length;
    return secondsLeft(this.#durations, remaining, this.#running === null ? 0 : this.#outside.now() - this.#running.startedAt);
  }

  /** Seconds until every queued export is done, by moving average; `null` while there is nothing to go by. */
  exportSecondsLeft(): number | null {
    const remaining = this.#store.getState().jobs.filter(({ exported }) => exported.status === 'queued' || exported.status === 'running').length;
    return secondsLeft(this.#exportDurations, remaining, this.#outside.now() - this.#exportStartedAt);
  }

  /**
   * Exports files one after another. A file that fails or is held doesn't stop the others.
   * @param ids - files whose regions are all decided
   */
  async export(ids: readonly JobId[]): Promise<void> {
    if (this.#exporting !== null) return;
    const abort = new AbortController();
    this.#exporting = abort;
    this.#store.dispatch({ type: 'export-queued', ids });
    for (const id of ids) {
      if (abort.signal.aborted) break;
      await this.#exportOne(id, abort.signal);
    }
    this.#exporting = null;
  }

  /** Stops a running export; files that are already done stay done. */
  cancelExport(): void {
    this.#exporting?.abort();
    this.#store.dispatch({ type: 'exports-cancelled' });
  }

  async #start(): Promise<void> {
    if (this.#working) return;
    const first = this.#next();
    if (first === null) return;
    this.#working = true;
    await this.#work(first);
    this.#working = false;
  }

  async #work(first: Job): Promise<void> {
    this.#running = { id: first.id, abort: new AbortController(), startedAt: this.#outside.now() };
    const warm = await this.#engine.warmUp(missingKinds(null, this.#store.getState().policy));
    this.#outside.onOpened();
    this.#running = null;
    if (warm.status === 'failed') {
      for (const job of this.#store.getState().jobs) {
        if (job.stage === 'waiting') this.#store.dispatch({ type: 'job-failed', id: job.id, error: warm.error });
      }
      return;
    }
    for (let job = this.#next(); job !== null; job = this.#next()) await this.#detect(job);
  }

  #next(): Job | null {
    return this.#store.getState().jobs.find((job) => job.stage === 'waiting') ?? null;
  }

  async #detect(job: Job): Promise<void> {
    const { id } = job;
    const abort = new AbortController();
    this.#running = { id, abort, startedAt: this.#outside.now() };
    this.#store.dispatch({ type: 'detect-started', id });
    const result = await this.#engine.detect(input(job), searchPolicy(this.#store.getState().policy, job.search), {
      signal: abort.signal,
      onProgress: (progress) => this.#store.dispatch({ type: 'detect-progressed', id, progress }),
    });
    if (!abort.signal.aborted) {
      if (result.status === 'ok') {
        this.#durations = addDuration(this.#durationsOf(result.value.search), this.#outside.now() - this.#running.startedAt);
        this.#store.dispatch({ type: 'detected', id, outcome: result.value });
        if (job.thumb === null) await this.#makeThumb(job);
        this.#say(id, (done) => ({ type: 'found', job: done }));
      } else {
        this.#store.dispatch({ type: 'job-failed', id, error: result.error });
        this.#say(id, (done) => ({ type: 'refused', job: done, error: result.error }));
      }
    }
    this.#running = null;
  }

  /** Kinds differ in what they cost by more than ten times, so durations of another search tell nothing. */
  #durationsOf({ kinds }: SearchReport): Durations {
    const searched = kinds.join();
    const durations = searched === this.#searched ? this.#durations : [];
    this.#searched = searched;
    return durations;
  }

  async #makeThumb(job: Job): Promise<void> {
    const shown = await this.#engine.display(input(job), THUMB_PIXELS, 0);
    if (shown.status === 'ok') this.#store.dispatch({ type: 'thumb-made', id: job.id, thumb: this.#outside.toThumb(shown.value.bitmap) });
  }

  #say(id: JobId, event: (job: Job) => QueueEvent): void {
    const job = this.#store.getState().jobs.find((candidate) => candidate.id === id);
    if (job !== undefined) this.#outside.announce(event(job));
  }

  async #exportOne(id: JobId, signal: AbortSignal): Promise<void> {
    const state = this.#store.getState();
    const numbered = state.jobs.filter((candidate) => candidate.stage !== 'failed' && candidate.stage !== 'cancelled');
    const index = numbered.findIndex((candidate) => candidate.id === id);
    const job = numbered[index];
    if (job?.session == null || job.search === null) return;
    const { decisions } = job.session;
    const { policy } = state;
    this.#store.dispatch({ type: 'export-started', id });
    this.#exportStartedAt = this.#outside.now();
    const result = await this.#engine.exportPicture(
      input(job),
      { decisions, policy, search: job.search, createdAt: this.#outside.timestamp(), review: NOT_NAMED },
      { signal, onProgress: (progress) => this.#store.dispatch({ type: 'export-progressed', id, progress }) },
    );
    if (signal.aborted) return;
    this.#exportDurations = addDuration(this.#exportDurations, this.#outside.now() - this.#exportStartedAt);
    if (result.status === 'failed') {
      this.#store.dispatch({ type: 'export-failed', id, error: result.error });
      return;
    }
    const now = this.#store.getState();
    const same = now.policy === policy && now.jobs.find((candidate) => candidate.id === id)?.session?.decisions === decisions;
    if (!same) return;
    const outcome = result.value;
    const format = outcome.status === 'released' ? outcome.format : 'png';
    const wanted = outputName(policy.output.namePattern, { index: index + 1, total: numbered.length, sourceName: job.name }, format);
    const taken = new Set(
      now.jobs.flatMap((other) => (other.id !== id && other.exported.status === 'released' && other.folder === job.folder ? [other.exported.name] : [])),
    );
    this.#store.dispatch({ type: 'export-ended', id, outcome, name: uniqueName(wanted, taken) });
  }
}

function input(job: Job): JobInput {
  return { id: job.id, file: job.file };
}
