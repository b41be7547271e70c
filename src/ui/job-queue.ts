import { toWireError, type WireError } from '../core/errors.ts';
import { KINDS, type SearchReport } from '../core/detect/detection.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { JobId, JobInput } from '../protocol/engine-api.ts';
import { CropMaker } from './crop-maker.ts';
import { createCropStore, type CropStore } from './crop-store.ts';
import type { EnginePort } from './engine-port.ts';
import { exportJob } from './export-job.ts';
import { ExportLine } from './export-line.ts';
import { calmProgress } from './detect/calm-progress.ts';
import { mayRetry } from './detect/job-status.ts';
import { exportShare, searchShare } from './detect/job-share.ts';
import { Pace } from './detect/pace.ts';
import type { RunningWork } from './detect/time-left.ts';
import { ERRANDS, LaneOrder, type Errand } from './lane-order.ts';
import type { Job } from './workspace/job.ts';
import { closestSearch, isCloser, missingKinds } from './workspace/missing-kinds.ts';
import { policyFor, type OpenedFile } from './workspace/workspace-state.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** A file as it was picked, dropped or pasted. */
export type PickedFile = Omit<OpenedFile, 'id'>;

/** What the queue takes from its surroundings, so that it can be tested without a browser. */
export interface QueueSurroundings {
  readonly newId: () => JobId;
  /** Resolves once a file has the work of an earlier visit back, or is known to have none; at once where left out. */
  readonly settled?: (id: JobId) => Promise<void>;
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

/** The policy that is searched with: the kinds that are still missing, a video as closely as ever for them, down to the floor, so that a threshold can be lowered later. */
export function searchPolicy(policy: Policy, search: SearchReport | null): Policy {
  const missing = missingKinds(search, policy);
  const kinds = Object.fromEntries(
    KINDS.map((kind) => {
      const own = policy.kinds[kind];
      return [kind, { ...own, enabled: missing.includes(kind), reviewThreshold: Math.min(SEARCH_FLOOR, own.reviewThreshold) }];
    }),
  ) as Policy['kinds'];
  return { ...policy, kinds, video: closestSearch(missing, search, policy) };
}

/** One errand of one file that runs now. */
interface Running {
  readonly errand: Errand;
  readonly id: JobId;
  readonly abort: AbortController;
  /** What a search looks for. */
  policy?: Policy;
  readonly startedAt: number;
}

/**
 * Runs the files of a workspace through the engine, as many at once as the engine has lanes: the file on the screen first, then
 * in their order. Exports go before searches, and neither waits for ever. One file that fails stops no other.
 */
export class JobQueue {
  /** Small pictures of regions. */
  readonly crops: CropStore;
  readonly #engine: EnginePort;
  readonly #store: WorkspaceStore;
  readonly #outside: QueueSurroundings;
  readonly #cropMaker: CropMaker;
  readonly #order = new LaneOrder();
  readonly #running = new Set<Running>();
  readonly #exports = new ExportLine();
  readonly #cropsWanted = new Set<JobId>();
  /** Whether the engine has loaded what the searches need. */
  #engineIs: 'cold' | 'warming' | 'ready' = 'cold';
  #handingOut = false;
  readonly #searchPace = new Pace();
  readonly #exportPace = new Pace();

  /**
   * @param engine - does the work
   * @param store - hears what happened
   * @param outside - ids, time and thumbnails
   * @param crops - takes small pictures of regions
   */
  constructor(engine: EnginePort, store: WorkspaceStore, outside: QueueSurroundings, crops: CropStore = createCropStore()) {
    this.#engine = engine;
    this.#store = store;
    this.#outside = outside;
    this.crops = crops;
    this.#cropMaker = new CropMaker(engine, crops);
    // A policy that asks for more kinds puts files back into the queue, and a person pauses it and goes on.
    store.api.subscribe(() => {
      this.#handOut();
    });
  }

  /**
   * Opens files and searches them in the background, in the order given.
   * @returns ids in the same order
   */
  add(files: readonly PickedFile[]): readonly JobId[] {
    if (files.length === 0) return [];
    const fresh = files.map((picked) => ({ ...picked, id: this.#outside.newId() }));
    this.#store.dispatch({ type: 'files-added', files: fresh });
    return fresh.map((file) => file.id);
  }

  /** Stops one file; what was decided in others stays. */
  cancel(id: JobId): void {
    this.#store.dispatch({ type: 'job-cancelled', id });
    this.#abort((running) => running.errand === 'search' && running.id === id);
  }

  /** Stops every file that is not searched yet. */
  cancelAll(): void {
    this.#store.dispatch({ type: 'waiting-cancelled' });
    for (const { errand, id } of [...this.#running]) if (errand === 'search') this.cancel(id);
  }

  /** Begins no further search; those that run are finished. Exports go on. */
  pause(): void {
    this.#store.dispatch({ type: 'paused' });
  }

  /** Goes on after a pause. */
  resume(): void {
    this.#store.dispatch({ type: 'resumed' });
  }

  /** Puts a failed or cancelled file back into the queue. */
  retry(id: JobId): void {
    this.#store.dispatch({ type: 'job-retried', id });
  }

  /** Puts every failed or cancelled file back into the queue for which a further try can come to something. */
  retryAll(): void {
    for (const job of this.#store.getState().jobs) if (mayRetry(job)) this.retry(job.id);
  }

  /** Closes every file; none of them can be opened again from here. */
  removeAll(): void {
    for (const { id } of this.#store.getState().jobs) this.remove(id);
    this.#store.dispatch({ type: 'closed-forgotten' });
  }

  /** Closes a file and forgets it. */
  remove(id: JobId): void {
    this.#abort((running) => running.id === id);
    this.#exports.drop((waiting) => waiting === id);
    this.#cropsWanted.delete(id);
    this.#store.dispatch({ type: 'job-removed', id });
    this.#cropMaker.forget(id);
    this.#engine.forget(id);
  }

  /** Seconds until every file is searched, by moving average; `null` while there is nothing to go by. */
  secondsLeft(): number | null {
    const { jobs } = this.#store.getState();
    const detecting = new Map(jobs.flatMap((job) => (job.stage === 'detecting' ? [[job.id, searchShare(job)] as const] : [])));
    return this.#searchPace.secondsLeft(jobs.filter((job) => job.stage === 'waiting').length, this.#begun('search', detecting), this.#lanes);
  }

  /** Seconds until every queued export is done, by moving average; `null` while there is nothing to go by. */
  exportSecondsLeft(): number | null {
    const { jobs } = this.#store.getState();
    const exporting = new Map(jobs.flatMap((job) => (job.exported.status === 'running' ? [[job.id, exportShare(job)] as const] : [])));
    return this.#exportPace.secondsLeft(jobs.filter((job) => job.exported.status === 'queued').length, this.#begun('export', exporting), this.#lanes);
  }

  /**
   * Exports files, after those that are being exported already. A file that fails or is held doesn't stop the others.
   * @param ids - files whose regions are all decided; one that waits or runs already is not exported twice
   * @returns settles when all of them are done, or cancelled
   */
  async export(ids: readonly JobId[]): Promise<void> {
    const { jobs } = this.#store.getState();
    const ready = new Set(jobs.flatMap((job) => (job.session !== null && job.search !== null && !this.#isExporting(job) ? [job.id] : [])));
    const joining = ids.filter((id) => ready.has(id));
    this.#exports.join(joining);
    const ended = this.#exports.ended(ids);
    if (joining.length > 0) this.#store.dispatch({ type: 'export-queued', ids: joining });
    await ended;
  }

  /** Stops every export; files that are already done stay done. */
  cancelExport(): void {
    this.#exports.drop(() => true);
    this.#abort(({ errand }) => errand === 'export');
    this.#store.dispatch({ type: 'exports-cancelled' });
  }

  /** Sees to it that every region of a file gets its small picture: for regions that were drawn or found after the search. */
  ensureCrops(id: JobId): void {
    const job = this.#find(id);
    if (job === undefined || this.#cropMaker.missing(job).length === 0) return;
    this.#cropsWanted.add(id);
    this.#handOut();
  }

  get #lanes(): number {
    return Math.max(1, this.#engine.lanes ?? 1);
  }

  #begun(errand: Errand, shares: ReadonlyMap<JobId, number>): readonly RunningWork[] {
    const now = this.#outside.now();
    return [...this.#running].flatMap(({ id, startedAt, errand: own }) => {
      const share = own === errand ? shares.get(id) : undefined;
      return share === undefined ? [] : [{ elapsed: now - startedAt, share, isSteady: this.#find(id)?.inspection?.sequence.kind === 'video' }];
    });
  }

  #abort(which: (running: Running) => boolean): void {
    for (const running of [...this.#running]) if (which(running)) running.abort.abort();
  }

  /** A file that was changed while it waited is not exported: a region in it may wait for a person again. */
  #withdrawExports(): void {
    if (this.#exports.isEmpty) return;
    const queued = new Set(this.#store.getState().jobs.flatMap((job) => (job.exported.status === 'queued' ? [job.id] : [])));
    this.#exports.drop((id) => !queued.has(id));
  }

  /** A video that is searched once more begins anew where it is to be searched more closely still: whoever drags a slider asks for many values. */
  #beginAnew(): void {
    const state = this.#store.getState();
    for (const { id, policy } of [...this.#running]) {
      const job = policy === undefined ? undefined : this.#find(id);
      if (job?.stage !== 'detecting' || job.inspection?.sequence.kind !== 'video' || policy === undefined || !isCloser(searchPolicy(policyFor(state, id), job.search).video, policy.video)) continue;
      this.cancel(id);
      this.retry(id);
    }
  }

  #runs(errand: Errand, id: JobId): boolean {
    return [...this.#running].some((running) => running.errand === errand && running.id === id);
  }

  /** One whose decisions changed meanwhile runs to no end, so it does not count. */
  #isExporting(job: Job): boolean {
    return job.exported.status === 'running' && this.#runs('export', job.id);
  }

  /** Gives every free lane something to do. Called by every change of the workspace, so also by those that it makes itself. */
  #handOut(): void {
    if (this.#handingOut) return;
    this.#handingOut = true;
    try {
      this.#warmOrCool();
      this.#withdrawExports();
      this.#beginAnew();
      while (this.#running.size < this.#lanes && this.#begin());
    } finally {
      this.#handingOut = false;
    }
  }

  /** Whether there was anything to begin. */
  #begin(): boolean {
    const search = this.#engineIs === 'ready' ? this.#nextSearch() : null;
    const waiting = this.#exports.first((id) => !this.#runs('export', id));
    const crops = [...this.#cropsWanted].find((id) => !this.#runs('crops', id) && !this.#runs('search', id));
    const there = { export: waiting !== null, search: search !== null, crops: crops !== undefined };
    const errand = this.#order.choose(new Set(ERRANDS.filter((one) => there[one])));
    if (errand === 'export' && waiting !== null) {
      this.#exports.take(waiting);
      void this.#run('export', waiting.id, (running) => this.#export(running)).then(waiting.end);
    } else if (errand === 'search' && search !== null) {
      void this.#run('search', search.id, (running) => this.#search(search, running));
    } else if (errand === 'crops' && crops !== undefined) {
      this.#cropsWanted.delete(crops);
      void this.#run('crops', crops, (running) => this.#makeCrops(running));
    }
    return errand !== null;
  }

  async #run(errand: Errand, id: JobId, work: (running: Running) => Promise<void>): Promise<void> {
    const running: Running = { errand, id, abort: new AbortController(), startedAt: this.#outside.now() };
    this.#running.add(running);
    try {
      await work(running);
    } catch (error) {
      // Engines don't throw; should one, or the browser's own drawing, only this file may pay for it.
      const type = errand === 'export' ? 'export-failed' : 'job-failed';
      if (errand !== 'crops' && !running.abort.signal.aborted) this.#store.dispatch({ type, id, error: toWireError(error) });
    } finally {
      this.#running.delete(running);
      this.#handOut();
    }
  }

  /** The file that the person looks at goes first. */
  #nextSearch(): Job | null {
    const { jobs, currentId, paused } = this.#store.getState();
    if (paused) return null;
    // A cancelled search ends a moment after the file was put back.
    const waits = (job: Job): boolean => job.stage === 'waiting' && !this.#runs('search', job.id);
    return jobs.find((job) => job.id === currentId && waits(job)) ?? jobs.find(waits) ?? null;
  }

  /** Before the first of some searches the engine loads what they need; it may have been ended since the last. */
  #warmOrCool(): void {
    const next = this.#nextSearch();
    if (this.#engineIs === 'cold' && next !== null) {
      this.#engineIs = 'warming';
      void this.#warmUp();
    } else if (this.#engineIs === 'ready' && next === null && ![...this.#running].some(({ errand }) => errand === 'search')) {
      this.#engineIs = 'cold';
    }
  }

  async #warmUp(): Promise<void> {
    const warm = await this.#engine.warmUp(missingKinds(null, this.#store.getState().policy));
    this.#outside.onOpened();
    this.#engineIs = warm.status === 'ok' ? 'ready' : 'cold';
    if (warm.status === 'failed') {
      this.#handingOut = true;
      for (const job of this.#store.getState().jobs) {
        if (job.stage === 'waiting') this.#store.dispatch({ type: 'job-failed', id: job.id, error: warm.error });
      }
      this.#handingOut = false;
    }
    this.#handOut();
  }

  async #search(job: Job, running: Running): Promise<void> {
    const { id } = job;
    const { abort: { signal }, startedAt } = running;
    if (this.#outside.settled !== undefined) {
      await this.#outside.settled(id);
      // It was closed or stopped in the meantime, or has its work back.
      if (signal.aborted || this.#find(id)?.stage !== 'waiting') return;
    }
    this.#store.dispatch({ type: 'detect-started', id });
    const policy = searchPolicy(policyFor(this.#store.getState(), id), this.#find(id)?.search ?? null);
    running.policy = policy;
    const result = await this.#engine.detect(input(job), policy, {
      signal,
      onProgress: calmProgress(this.#outside.now, (progress) => this.#store.dispatch({ type: 'detect-progressed', id, progress })),
    });
    if (signal.aborted) return;
    if (result.status === 'failed') {
      this.#store.dispatch({ type: 'job-failed', id, error: result.error });
      this.#say(id, (done) => ({ type: 'refused', job: done, error: result.error }));
      return;
    }
    this.#store.dispatch({ type: 'detected', id, outcome: result.value });
    if (job.thumb === null) await this.#makeThumb(job);
    this.#say(id, (done) => ({ type: 'found', job: done }));
    // The engine still has the pixels.
    const found = this.#find(id);
    if (found !== undefined) await this.#cropMaker.make(found, signal, () => this.#find(id) !== undefined);
    // Kinds differ in what they cost by more than ten times, and two views take twice as long as one.
    const { kinds, thorough = false } = result.value.search;
    this.#searchPace.add(this.#outside.now() - startedAt, `${kinds.join()}${thorough ? ' in two views' : ''}`);
  }

  async #makeThumb(job: Job): Promise<void> {
    const shown = await this.#engine.display(input(job), THUMB_PIXELS, 0);
    if (shown.status === 'ok') this.#store.dispatch({ type: 'thumb-made', id: job.id, thumb: this.#outside.toThumb(shown.value.bitmap) });
  }

  async #makeCrops({ id, abort: { signal } }: Running): Promise<void> {
    const job = this.#find(id);
    if (job !== undefined) await this.#cropMaker.make(job, signal, () => this.#find(id) !== undefined);
  }

  async #export({ id, abort: { signal }, startedAt }: Running): Promise<void> {
    const onProgress = calmProgress(this.#outside.now, (progress) => this.#store.dispatch({ type: 'export-progressed', id, progress }));
    const answered = await exportJob(this.#engine, this.#store, id, { signal, createdAt: this.#outside.timestamp(), onProgress });
    if (answered) this.#exportPace.add(this.#outside.now() - startedAt);
  }

  #find(id: JobId): Job | undefined {
    return this.#store.getState().jobs.find((candidate) => candidate.id === id);
  }

  #say(id: JobId, event: (job: Job) => QueueEvent): void {
    const job = this.#find(id);
    if (job !== undefined) this.#outside.announce(event(job));
  }
}

function input(job: Job): JobInput {
  return { id: job.id, file: job.file };
}
