import type { Policy } from '../../core/policy/policy.ts';
import { STORED_VERSION, type StoredFile } from '../../core/review/stored-file.ts';
import { isPrintOf } from './content-print.ts';
import type { KeepSurroundings } from './keep-unfinished.ts';
import { offerOf, survey, type LeftSession } from './offers.ts';
import type { RetentionClock } from './retention-clock.ts';
import { setProblem, unfinishedState } from './unfinished-state.ts';
import { UnfinishedStoreError } from './unfinished-store.ts';

/** A file of an earlier visit. */
export interface LeftFile {
  readonly file: StoredFile;
  /** Session that it was part of. */
  readonly from: string;
  /** Policy for all in that session. */
  readonly common: Policy;
}

/** Work that closed tabs left on the device: what is offered, and what this tab has taken over of it and not opened yet. */
export class LeftWork {
  readonly #outside: Pick<KeepSurroundings, 'disk' | 'locks' | 'tab'>;
  readonly #clock: RetentionClock;
  readonly #session: string;
  readonly #policy: () => Policy;
  #left: readonly LeftSession[] = [];
  readonly #taken = new Map<string, LeftFile>();

  /**
   * @param session - of this tab
   * @param policy - for all files of this tab
   */
  constructor(outside: Pick<KeepSurroundings, 'disk' | 'locks' | 'tab'>, clock: RetentionClock, session: string, policy: () => Policy) {
    this.#outside = outside;
    this.#clock = clock;
    this.#session = session;
    this.#policy = policy;
  }

  /** Reads what is there, deletes what has run out, and offers the rest. Says what is wrong instead of throwing. */
  async look(): Promise<void> {
    const { disk, locks } = this.#outside;
    try {
      await locks.alone(async () => {
        const content = await disk.readAll();
        const living = new Set([...(await locks.living()), this.#session]);
        this.#clock.hear(survey(content, 0, living).highWater);
        const { dropFiles, dropSessions } = survey(content, this.#clock.now(), living);
        this.#left = survey(content, this.#clock.latest(), living).left;
        if (content.sessions.length + content.files.length > 0) {
          await disk.write({ deleteFiles: dropFiles, deleteSessions: dropSessions, highWater: this.#clock.now() });
        }
      });
    } catch (error) {
      this.#left = [];
      setProblem(error instanceof UnfinishedStoreError ? error.problem : 'unavailable');
    }
    this.#offer();
  }

  /**
   * The first look of a tab. After a reload its former self may take a moment to be gone; and where the browser has cleared
   * everything that this tab had kept, it says so.
   */
  async firstLook(): Promise<void> {
    const former = this.#outside.tab.read();
    if (former !== null) await this.#outside.locks.free(former, 2_000);
    await this.look();
    if (former === null) return;
    const isCleared = await this.#outside.disk.readAll().then(({ files, sessions, highWater }) => files.length + sessions.length === 0 && highWater === undefined, () => false);
    if (isCleared) setProblem('lost');
    if (isCleared || this.#left.every(({ id }) => id !== former)) this.#outside.tab.write(null);
  }

  /** Files taken over and not opened. */
  taken(): readonly StoredFile[] {
    return [...this.#taken.values()].map(({ file }) => file);
  }

  /** Their records are gone. */
  forgetTaken(): void {
    this.#taken.clear();
    this.#offer();
  }

  /**
   * Finds the work on a file that was opened, and takes over the session that it is part of.
   * @returns `null` where there is none, or another tab was first; what is returned is not found again
   */
  async find(opened: Blob): Promise<LeftFile | null> {
    for (const { id, session, files } of this.#left) {
      if (session === null || !files.some(({ print }) => print.sizeBytes === opened.size)) continue;
      for (const file of files) {
        if (!(await isPrintOf(file.print, opened))) continue;
        await this.#takeOver(id);
        break;
      }
    }
    for (const candidate of this.#taken.values()) {
      if (!(await isPrintOf(candidate.file.print, opened))) continue;
      // Another file of the same content may have been first while this one was read.
      if (!this.#taken.delete(candidate.file.id)) continue;
      this.#offer();
      return candidate;
    }
    return null;
  }

  /** Puts back what {@link find} gave, for a file that was closed before its work could be shown. */
  putBack(left: LeftFile): void {
    this.#taken.set(left.file.id, left);
    this.#offer();
  }

  /** Deletes a session at once, unless another tab has it now. */
  async discard(session: string): Promise<void> {
    const { disk, locks } = this.#outside;
    try {
      await locks.alone(async () => {
        if (session === this.#session) {
          await disk.write({ deleteFiles: [...this.#taken.keys()] });
          this.#taken.clear();
        } else if (!(await locks.living()).has(session)) {
          const keys = this.#left.find(({ id }) => id === session)?.keys ?? [];
          await disk.write({ deleteFiles: keys, deleteSessions: [session] });
        }
      });
    } catch (error) {
      setProblem(error instanceof UnfinishedStoreError ? error.problem : 'unavailable');
    }
    await this.look();
  }

  /** Deletes everything, also what a later version of the app wrote. */
  async discardAll(): Promise<void> {
    try {
      await this.#outside.disk.destroy();
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof UnfinishedStoreError ? error.problem : 'unavailable');
    }
    await this.look();
  }

  /** Moves a session's files into this tab's own, in one transaction: they are in the one or in the other, whenever the tab dies. */
  async #takeOver(session: string): Promise<void> {
    const { disk, locks, tab } = this.#outside;
    if (!(await locks.hold(this.#session))) return;
    await locks
      .alone(async () => {
        const living = new Set([...(await locks.living()), this.#session]);
        const left = survey(await disk.readAll(), this.#clock.latest(), living).left.find(({ id }) => id === session);
        this.#left = this.#left.filter(({ id }) => id !== session);
        const common = left?.session?.policy;
        if (left === undefined || common === undefined) return;
        const now = this.#clock.now();
        await disk.write({
          // Beside this tab's policy for all, the one that they followed becomes each file's own.
          putFiles: left.files.map((file) => ({ ...file, session: this.#session, policy: file.policy ?? common })),
          putSessions: [{ version: STORED_VERSION, id: this.#session, touchedAt: now, policy: this.#policy() }],
          deleteSessions: [session],
          highWater: now,
        });
        for (const file of left.files) this.#taken.set(file.id, { file, from: session, common });
        tab.write(this.#session);
      })
      .catch((error: unknown) => setProblem(error instanceof UnfinishedStoreError ? error.problem : 'unavailable'));
    this.#offer();
  }

  #offer(): void {
    const rest = this.taken();
    const own: readonly LeftSession[] =
      rest.length === 0 ? [] : [{ id: this.#session, session: { version: STORED_VERSION, id: this.#session, touchedAt: this.#clock.now(), policy: this.#policy() }, files: rest, keys: rest.map(({ id }) => id) }];
    unfinishedState.setState({ offers: [...own, ...this.#left].map(offerOf) });
  }
}
