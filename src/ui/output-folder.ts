import type { JobId } from '../protocol/engine-api.ts';

const LOCK = 'cloakroom-outputs-';
/** As the engine has it. */
const ROOT = 'outputs';

/** Milliseconds after which deleting is tried again: a worker that was ended lets go of its file a moment later. */
const RETRY_MS = [0, 250, 1000, 4000] as const;

let claimed: Promise<string | null> | null = null;

/** Where the engine writes long outputs. */
export interface OutputPlace {
  /** The name of this page's folder, or `null` for memory; settles, whatever happens. */
  readonly claim: () => Promise<string | null>;
  /**
   * A name of its own for what an export writes. What came before the file's last export is deleted; the last one stays, because a download
   * may still be reading it.
   */
  readonly begin: (id: JobId) => string;
  /** Deletes what was written under a name, if anything was. Does not wait. */
  readonly drop: (name: string) => void;
  /** Deletes all that was written for a file. Does not wait. */
  readonly forget: (id: JobId) => void;
}

/** Names under which something may lie, in their order, for each file. */
const names = new Map<JobId, readonly string[]>();

/** The origin's own files, which no other site and no person can see, and which go when the page goes. */
export const DEVICE_OUTPUTS: OutputPlace = {
  claim: claimOutputFolder,
  begin: (id) => {
    const before = names.get(id) ?? [];
    const name = crypto.randomUUID();
    names.set(id, [...before.slice(-1), name]);
    for (const old of before.slice(0, -1)) void drop(old);
    return name;
  },
  drop: (name) => {
    for (const [id, own] of names) if (own.includes(name)) names.set(id, own.filter((other) => other !== name));
    void drop(name);
  },
  forget: (id) => {
    for (const name of names.get(id) ?? []) void drop(name);
    names.delete(id);
  },
};

/** No place: outputs stay in memory. */
export const NO_OUTPUTS: OutputPlace = { claim: () => Promise.resolve(null), begin: (id) => id, drop: () => undefined, forget: () => undefined };

/**
 * Claims a folder of the origin's own files for this page, into which the engine writes long outputs, and deletes those of pages that are
 * gone: a browser that was killed leaves its outputs behind.
 * @returns its name; `null` where the browser has no such files, or no locks to tell living pages from dead ones
 */
function claimOutputFolder(): Promise<string | null> {
  claimed ??= claim();
  return claimed;
}

/** Opens the folder that {@link OutputPlace.claim} gives. @returns `null` where there is none */
export async function openOwnFolder(): Promise<FileSystemDirectoryHandle | null> {
  const folder = await claimOutputFolder();
  if (folder === null) return null;
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  return root.getDirectoryHandle(folder, { create: true });
}

async function claim(): Promise<string | null> {
  // The browser's types promise what some browsers lack.
  const { locks, storage } = navigator as Partial<Pick<Navigator, 'locks' | 'storage'>>;
  if (locks === undefined || storage === undefined || !('getDirectory' in storage)) return null;
  const folder = crypto.randomUUID();
  if (!(await hold(LOCK + folder))) return null;
  try {
    await sweep();
    return folder;
  } catch {
    return null;
  }
}

/** Holds a lock until the page is gone. */
function hold(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const held = navigator.locks.request(name, () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    });
    held.catch(() => resolve(false));
  });
}

async function drop(name: string): Promise<void> {
  const folder = await claimed;
  if (folder === null) return;
  for (const wait of RETRY_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT);
      await (await root.getDirectoryHandle(folder)).removeEntry(name);
      return;
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NoModificationAllowedError') return;
    }
  }
}

/** Deletes the folders that no page holds. */
async function sweep(): Promise<void> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  const names: string[] = [];
  for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  // Asked for after the names: a folder is made only once its lock is held.
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  for (const name of names) if (!living.has(LOCK + name)) await root.removeEntry(name, { recursive: true }).catch(() => undefined);
}
