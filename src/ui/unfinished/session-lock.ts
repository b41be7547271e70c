const SESSION = 'cloakroom-session-';
const ALL = 'cloakroom-unfinished';

/** What is needed of Web Locks. */
export interface SessionLocks {
  /** Holds the lock of a session until the tab is gone, however it ends; twice is once. Resolves to `false` where there are no locks. */
  readonly hold: (session: string) => Promise<boolean>;
  /** Runs a task that no other tab runs at the same time: looking what is there, taking a session over, discarding one. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
  /** Sessions of living tabs, this one included. */
  readonly living: () => Promise<ReadonlySet<string>>;
  /** Resolves once no tab holds a session, or after a while. */
  readonly free: (session: string, milliseconds: number) => Promise<void>;
}

/** A lock is asked for once: a second request of the same tab would wait for the first one's end, which is the tab's own. */
const holding = new Map<string, Promise<boolean>>();

/** The browser's own locks. */
export const webLocks: SessionLocks = {
  hold: (session) => {
    const before = holding.get(session);
    if (before !== undefined) return before;
    const held = holdForGood(session);
    holding.set(session, held);
    return held;
  },
  alone: (task) => ('locks' in navigator ? navigator.locks.request(ALL, task) : task()),
  living: async () => {
    if (!('locks' in navigator)) return new Set();
    const { held = [] } = await navigator.locks.query();
    return new Set(held.flatMap(({ name }) => (name?.startsWith(SESSION) === true ? [name.slice(SESSION.length)] : [])));
  },
  free: async (session, milliseconds) => {
    if (!('locks' in navigator)) return;
    try {
      await navigator.locks.request(SESSION + session, { signal: AbortSignal.timeout(milliseconds) }, () => undefined);
    } catch {
      // Another tab goes on with it.
    }
  },
};

function holdForGood(session: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (!('locks' in navigator)) {
      resolve(false);
      return;
    }
    const held = navigator.locks.request(SESSION + session, () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    });
    held.catch(() => resolve(false));
  });
}
