import { keepSession, STORED_VERSION, type StoredFile } from '../../core/review/stored-file.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { Workspace } from '../workspace/workspace-state.ts';
import type { WorkspaceStore } from '../workspace-store.ts';
import { makePrint } from './content-print.ts';
import type { LeftWork } from './left-work.ts';
import type { RetentionClock } from './retention-clock.ts';
import type { SessionLocks } from './session-lock.ts';
import { isSameRecord, isSaved, partsOf, recordOf, type KeptEntry, type RecordParts } from './snapshot.ts';
import { setProblem } from './unfinished-state.ts';
import { UnfinishedStoreError, type StoredChange, type UnfinishedStore } from './unfinished-store.ts';

/** Where records lie; the browser's database, or a stand-in for it. */
export type Disk = Pick<UnfinishedStore, 'readAll' | 'write' | 'destroy'>;

/** What keeping takes from its surroundings. */
export interface KeepSurroundings {
  readonly disk: Disk;
  readonly locks: SessionLocks;
  readonly newId: () => string;
  /** Id of this tab's session as it was before a reload, kept by the tab itself, and where to put the present one. */
  readonly tab: { readonly read: () => string | null; readonly write: (session: string | null) => void };
}

/** Longest wait between a change and the start of its writing, in milliseconds; what lies between them is written together. */
const DEBOUNCE_MS = 150;
/** Wait before a failed write is tried again. */
const RETRY_MS = 5_000;
/** A session is said to be at work at least this often while its tab is open. */
const TOUCH_MS = 60_000;

/**
 * Keeps the decisions of this tab on the device while they are made. One record for each file, all changes of a moment in one
 * transaction, in their order; a write that fails changes nothing, is told once, and is tried again with the next change and every few seconds.
 */
export class KeepUnfinished {
  readonly #store: WorkspaceStore;
  readonly #outside: KeepSurroundings;
  readonly #clock: RetentionClock;
  readonly #left: LeftWork;
  readonly #session: string;
  readonly #entries = new Map<JobId, KeptEntry>();
  readonly #printing = new Set<JobId>();
  /** What was written last, by file. */
  readonly #written = new Map<JobId, RecordParts>();
  #writtenPolicy: Workspace['policy'] | null = null;
  #touchedAt = -Infinity;
  /** Nothing of this session lies in the database. */
  #empty = true;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** The timer is for a write that failed, and a change need not wait for it. */
  #isRetry = false;
  #writing: Promise<void> | null = null;

  /**
   * @param session - random id of this tab's session
   * @param left - what other tabs left, and what this one has taken over
   */
  constructor(store: WorkspaceStore, outside: KeepSurroundings, clock: RetentionClock, session: string, left: LeftWork) {
    this.#store = store;
    this.#outside = outside;
    this.#clock = clock;
    this.#session = session;
    this.#left = left;
    store.api.subscribe((state, before) => {
      if (state.jobs !== before.jobs || state.policy !== before.policy || state.ownPolicies !== before.ownPolicies) this.#later(DEBOUNCE_MS);
    });
  }

  /** A file whose work was put back goes on in the record that it has. */
  adopt(job: JobId, entry: KeptEntry): void {
    this.#empty = false;
    this.#entries.set(job, entry);
  }

  /** Says that this session is still at work, so that its terms begin anew. */
  async touch(): Promise<void> {
    if (this.#empty) return;
    this.#touchedAt = -Infinity;
    await this.flush();
  }

  /** Writes what has changed; resolves once it is on the device, or is known to have failed. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // One at a time, so that an older state never comes after a newer one.
    while (this.#writing !== null) await this.#writing;
    this.#writing = this.#write();
    await this.#writing;
    this.#writing = null;
  }

  #later(milliseconds: number): void {
    if (this.#timer !== null && !(this.#isRetry && milliseconds < RETRY_MS)) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#isRetry = milliseconds === RETRY_MS;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, milliseconds);
  }

  async #write(): Promise<void> {
    const state = this.#store.getState();
    const put: StoredFile[] = [];
    let misfits = 0;
    const parts = new Map<JobId, RecordParts>();
    for (const [place, job] of state.jobs.entries()) {
      const own = partsOf(state, job, place);
      const entry = this.#entries.get(job.id);
      if (entry === undefined && (own !== null || job.stage === 'detecting')) this.#print(job.id, job.file);
      if (own === null || entry === undefined) continue;
      parts.set(job.id, own);
      if (isSameRecord(this.#written.get(job.id), own)) continue;
      const record = recordOf(job, own, entry, this.#session);
      if (record === null) misfits += 1;
      else put.push(record);
    }
    const open = new Set(state.jobs.map(({ id }) => id));
    const gone = [...this.#entries].filter(([id]) => !open.has(id) || (this.#written.has(id) && !parts.has(id)));
    const change = this.#isFinished(state) ? this.#all() : this.#change(state, put, gone.map(([, { id }]) => id), parts.size);
    if (change === null) return;
    try {
      // Before anything of it is written, so that no other tab takes it for one that was left.
      if (!(await this.#outside.locks.hold(this.#session))) throw new UnfinishedStoreError('unavailable');
      await this.#outside.disk.write(change);
      this.#done(state, change, parts, gone.map(([id]) => id), open);
      setProblem(misfits === 0 ? null : 'unavailable');
    } catch (error) {
      setProblem(error instanceof UnfinishedStoreError ? error.problem : 'unavailable');
      this.#later(RETRY_MS);
    }
  }

  /** Everything that was decided is exported and saved, and nothing waits: nothing is unfinished. */
  #isFinished(state: Workspace): boolean {
    const ended = state.jobs.every((job) => isSaved(job) || (job.session === null && (job.stage === 'failed' || job.stage === 'cancelled')));
    return ended && this.#left.taken().every(({ saved }) => saved);
  }

  #all(): StoredChange | null {
    const written = [...this.#written.keys()].flatMap((id) => this.#entries.get(id)?.id ?? []);
    const taken = this.#left.taken().map(({ id }) => id);
    if (this.#empty || (written.length === 0 && taken.length === 0)) return null;
    return { deleteFiles: [...written, ...taken], deleteSessions: [this.#session] };
  }

  #change(state: Workspace, put: readonly StoredFile[], gone: readonly string[], kept: number): StoredChange | null {
    const now = this.#clock.now();
    const stale = now - this.#touchedAt >= TOUCH_MS || state.policy !== this.#writtenPolicy;
    if (put.length === 0 && gone.length === 0 && (kept === 0 || !stale || this.#empty)) return null;
    if (kept === 0 && this.#left.taken().length === 0) return { deleteFiles: gone, deleteSessions: [this.#session] };
    const session = stale ? keepSession({ version: STORED_VERSION, id: this.#session, touchedAt: now, policy: state.policy }) : null;
    return { putFiles: put, deleteFiles: gone, ...(session === null ? {} : { putSessions: [session], highWater: now }) };
  }

  #done(state: Workspace, change: StoredChange, parts: ReadonlyMap<JobId, RecordParts>, gone: readonly JobId[], open: ReadonlySet<JobId>): void {
    this.#empty = change.deleteSessions !== undefined;
    if (this.#empty) {
      this.#touchedAt = -Infinity;
      this.#left.forgetTaken();
    } else if (change.highWater !== undefined) {
      this.#touchedAt = change.highWater;
      this.#writtenPolicy = state.policy;
    }
    for (const [id, own] of parts) this.#written.set(id, own);
    for (const id of gone) {
      this.#written.delete(id);
      if (!open.has(id)) this.#entries.delete(id);
    }
    this.#outside.tab.write(this.#empty ? null : this.#session);
  }

  /** A file's print is made once, while or after it is searched. */
  #print(id: JobId, file: Blob): void {
    if (this.#printing.has(id)) return;
    this.#printing.add(id);
    void makePrint(file)
      .then((print) => {
        // A file that was closed in the meantime is forgotten with the next write.
        if (!this.#entries.has(id)) this.#entries.set(id, { id: this.#outside.newId(), print });
        this.#later(0);
      })
      .catch(() => undefined)
      .finally(() => this.#printing.delete(id));
  }
}
