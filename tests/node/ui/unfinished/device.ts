import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import type { JobId } from '../../../../src/protocol/engine-api.ts';
import { KeepUnfinished, type Disk } from '../../../../src/ui/unfinished/keep-unfinished.ts';
import { LeftWork } from '../../../../src/ui/unfinished/left-work.ts';
import { RestoreFiles } from '../../../../src/ui/unfinished/restore-files.ts';
import { partsOf } from '../../../../src/ui/unfinished/snapshot.ts';
import { RetentionClock } from '../../../../src/ui/unfinished/retention-clock.ts';
import { UnfinishedStoreError, type StoredChange, type StoreProblem } from '../../../../src/ui/unfinished/unfinished-store.ts';
import { createWorkspaceStore } from '../../../../src/ui/workspace-store.ts';
import { detectionOutcome } from '../outcomes.ts';

/** A database in memory: a change is written whole or, with a problem, not at all. */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, unknown>();
  readonly sessions = new Map<string, unknown>();
  highWater: unknown = undefined;
  problem: StoreProblem | null = null;
  readonly changes: StoredChange[] = [];

  readAll: Disk['readAll'] = () => {
    if (this.problem === 'unavailable' || this.problem === 'too-new') return Promise.reject(new UnfinishedStoreError(this.problem));
    const list = (map: ReadonlyMap<string, unknown>) => [...map].map(([key, value]) => ({ key, value: structuredClone(value) }));
    return Promise.resolve({ files: list(this.files), sessions: list(this.sessions), highWater: this.highWater });
  };

  write: Disk['write'] = (change) => {
    if (this.problem !== null) return Promise.reject(new UnfinishedStoreError(this.problem));
    const { putFiles = [], putSessions = [], deleteFiles = [], deleteSessions = [], highWater } = structuredClone(change);
    this.changes.push(change);
    for (const id of deleteFiles) this.files.delete(id);
    for (const id of deleteSessions) this.sessions.delete(id);
    for (const file of putFiles) this.files.set(file.id, file);
    for (const session of putSessions) this.sessions.set(session.id, session);
    if (highWater !== undefined) this.highWater = highWater;
    return Promise.resolve();
  };

  destroy: Disk['destroy'] = () => {
    this.files.clear();
    this.sessions.clear();
    this.problem = null;
    return Promise.resolve();
  };
}

/** One device with its disk, its clock and its tabs. */
export class Device {
  readonly disk = new MemoryDisk();
  wall = 1_700_000_000_000;
  running = 0;
  readonly living = new Set<string>();
  readonly #tabs: Tab[] = [];
  #alone: Promise<unknown> = Promise.resolve();

  /** Opens a tab. @param former - what its own storage says of the time before a reload */
  open(former: string | null = null): Tab {
    const tab = new Tab(this, former);
    this.#tabs.push(tab);
    return tab;
  }

  /** Ends every tab. */
  shutDown(): void {
    for (const tab of this.#tabs) tab.die();
  }

  /** One after another, as Web Locks grant them. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#alone.then(task);
    this.#alone = done.catch(() => undefined);
    return done;
  }
}

/** A tab with a workspace that is kept. */
export class Tab {
  readonly session = crypto.randomUUID();
  readonly store = createWorkspaceStore();
  /** What the engine reads of every file. */
  inspection = detectionOutcome([]).inspection;
  readonly left: LeftWork;
  readonly keep: KeepUnfinished;
  readonly files: RestoreFiles;
  readonly ready: Promise<void>;
  remembered: string | null;
  #dead = false;
  readonly #device: Device;

  constructor(device: Device, former: string | null) {
    this.#device = device;
    this.remembered = former;
    const outside = {
      disk: this.#mortal(device.disk),
      newId: () => crypto.randomUUID(),
      tab: { read: () => this.remembered, write: (session: string | null) => void (this.remembered = session) },
      locks: {
        hold: (session: string) => Promise.resolve(device.living.add(session).has(session)),
        alone: <T>(task: () => Promise<T>) => device.alone(task),
        living: () => Promise.resolve(new Set(device.living)),
        free: () => Promise.resolve(),
      },
    };
    const clock = new RetentionClock(() => device.wall, () => device.running);
    this.left = new LeftWork(outside, clock, this.session, () => this.store.getState().policy);
    this.keep = new KeepUnfinished(this.store, outside, clock, this.session, this.left);
    this.ready = this.left.firstLook();
    const engine = {
      inspect: () => Promise.resolve({ status: 'ok' as const, value: this.inspection }),
      display: () => Promise.resolve({ status: 'failed' as const, error: { code: 'input/empty' as const, message: '', facts: {} } }),
    };
    this.files = new RestoreFiles(this.store, engine, this.left, this.keep, this.ready, () => '');
  }

  /** Opens files by their content; resolves once those with earlier work have it back. */
  async add(...contents: readonly string[]): Promise<readonly JobId[]> {
    const files = contents.map((content) => ({ id: crypto.randomUUID(), file: new Blob([content]), name: `canary ${content}.jpg`, folder: 'canary folder' }));
    this.store.dispatch({ type: 'files-added', files });
    await Promise.all(files.map(({ id }) => this.files.settled(id)));
    return files.map(({ id }) => id);
  }

  /** Opens and searches files, two faces each. */
  async search(...contents: readonly string[]): Promise<readonly JobId[]> {
    const ids = await this.add(...contents);
    for (const id of ids) this.store.dispatch({ type: 'detected', id, outcome: { ...detectionOutcome(FACES), inspection: this.inspection } });
    await this.written();
    return ids;
  }

  /** Keeps the first face of a file clear. */
  decide(id: JobId): void {
    this.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: ['r1'], state: 'rejected' } });
  }

  /** Waits until every file that is to be kept has its record. */
  async written(): Promise<void> {
    const missing = (): boolean => {
      const state = this.store.getState();
      const wanted = state.jobs.filter((job, place) => partsOf(state, job, place) !== null).length;
      return [...this.#device.disk.files.values()].filter((file) => (file as { session?: string }).session === this.session).length < wanted;
    };
    await this.keep.flush();
    while (missing()) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.keep.flush();
    }
  }

  /** Is killed: nothing more is written, and the browser frees its lock. */
  die(): void {
    this.#dead = true;
    this.#device.living.delete(this.session);
  }

  /** The disk as long as this tab lives; nothing that a dead one asks for is done or answered. */
  #mortal(disk: MemoryDisk): Disk {
    const alive = <T>(call: () => Promise<T>): Promise<T> => (this.#dead ? new Promise<never>(() => undefined) : call());
    return { readAll: () => alive(disk.readAll), write: (change) => alive(() => disk.write(change)), destroy: () => alive(disk.destroy) };
  }

  /** How the first face of each file was decided. */
  states(): readonly (string | undefined)[] {
    return this.store.getState().jobs.map(({ session }) => session?.decisions[0]?.state);
  }
}

const FACES: readonly Detection[] = [
  { kind: 'face', score: 0.9, box: sourceBox(0, 0, 9, 9), detector: 'test' },
  { kind: 'face', score: 0.2, box: sourceBox(40, 40, 9, 9), detector: 'test' },
];
