import type { StoredFile, StoredSession } from '../../core/review/stored-file.ts';

const NAME = 'cloakroom-unfinished';
const VERSION = 1;
type Part = 'files' | 'sessions' | 'clock';
const PARTS: readonly Part[] = ['files', 'sessions', 'clock'];
const CLOCK_KEY = 'high-water';

/** Why nothing can be kept: no room, no storage in this browser or window, or a database of a later version of the app. */
export type StoreProblem = 'full' | 'unavailable' | 'too-new';

/** Thrown by every method of {@link UnfinishedStore}. */
export class UnfinishedStoreError extends Error {
  /** What is wrong. */
  readonly problem: StoreProblem;

  /** @param problem - what is wrong */
  constructor(problem: StoreProblem) {
    super(problem);
    this.name = 'UnfinishedStoreError';
    this.problem = problem;
  }
}

/** Everything that is kept, as it lies there: not checked yet. */
export interface UntrustedContent {
  readonly files: readonly { readonly key: string; readonly value: unknown }[];
  readonly sessions: readonly { readonly key: string; readonly value: unknown }[];
  readonly highWater: unknown;
}

/** One change: all of it or nothing. */
export interface StoredChange {
  readonly putFiles?: readonly StoredFile[];
  readonly putSessions?: readonly StoredSession[];
  readonly deleteFiles?: readonly string[];
  readonly deleteSessions?: readonly string[];
  readonly highWater?: number;
}

/** Where unfinished work is kept: one small record for each file, so that a decision writes that one alone. */
export class UnfinishedStore {
  #database: IDBDatabase | null = null;

  /**
   * Reads everything.
   * @throws UnfinishedStoreError
   */
  async readAll(): Promise<UntrustedContent> {
    return this.#run('readonly', (part) => {
      const both = (name: Part): (() => { readonly key: string; readonly value: unknown }[]) => {
        const keys = part(name).getAllKeys();
        const values = part(name).getAll() as IDBRequest<unknown[]>;
        return () => keys.result.map((key, index) => ({ key: typeof key === 'string' ? key : '', value: values.result[index] }));
      };
      const files = both('files');
      const sessions = both('sessions');
      const clock = part('clock').get(CLOCK_KEY) as IDBRequest<unknown>;
      return () => ({ files: files(), sessions: sessions(), highWater: clock.result });
    });
  }

  /**
   * Writes one change; resolves once it is on the device, not merely on its way.
   * @throws UnfinishedStoreError
   */
  async write({ putFiles = [], putSessions = [], deleteFiles = [], deleteSessions = [], highWater }: StoredChange): Promise<void> {
    return this.#run('readwrite', (part) => {
      for (const id of deleteFiles) part('files').delete(id);
      for (const id of deleteSessions) part('sessions').delete(id);
      for (const file of putFiles) part('files').put(file, file.id);
      for (const session of putSessions) part('sessions').put(session, session.id);
      if (highWater !== undefined) part('clock').put(highWater, CLOCK_KEY);
      return () => undefined;
    });
  }

  /** Deletes the database, whatever version wrote it. @throws UnfinishedStoreError */
  async destroy(): Promise<void> {
    this.#database?.close();
    this.#database = null;
    try {
      await settled(indexedDB.deleteDatabase(NAME));
    } catch (error) {
      throw problemOf(error);
    }
  }

  async #run<T>(mode: IDBTransactionMode, body: (part: (name: Part) => IDBObjectStore) => () => T): Promise<T> {
    try {
      const transaction = await this.#begin(mode);
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
      });
      const result = body((name) => transaction.objectStore(name));
      await done;
      return result();
    } catch (error) {
      throw problemOf(error);
    }
  }

  async #begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    const options = { durability: mode === 'readwrite' ? 'strict' : 'default' } as const;
    try {
      return (await this.#open()).transaction([...PARTS], mode, options);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
      // Closed behind the page's back, without a word: a fresh one works, or says why not.
      this.#database = null;
      return (await this.#open()).transaction([...PARTS], mode, options);
    }
  }

  async #open(): Promise<IDBDatabase> {
    if (this.#database !== null) return this.#database;
    if (typeof indexedDB === 'undefined') throw new UnfinishedStoreError('unavailable');
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const part of PARTS) request.result.createObjectStore(part);
    };
    const database = await settled(request);
    const forget = (): void => {
      if (this.#database === database) this.#database = null;
    };
    // The browser closes it when its data are cleared; another tab asks for it to be closed before it deletes the database.
    database.onclose = forget;
    database.onversionchange = () => {
      database.close();
      forget();
    };
    this.#database = database;
    return database;
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('', 'UnknownError'));
  });
}

function problemOf(error: unknown): UnfinishedStoreError {
  if (error instanceof UnfinishedStoreError) return error;
  const name = error instanceof Error ? error.name : '';
  return new UnfinishedStoreError(name === 'QuotaExceededError' ? 'full' : name === 'VersionError' ? 'too-new' : 'unavailable');
}
