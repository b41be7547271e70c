import type { JobId } from '../../protocol/engine-api.ts';
import type { WorkspaceStore } from '../workspace-store.ts';
import { KeepUnfinished } from './keep-unfinished.ts';
import { LeftWork } from './left-work.ts';
import { RestoreFiles, type RestoringEngine } from './restore-files.ts';
import { RetentionClock } from './retention-clock.ts';
import { webLocks } from './session-lock.ts';
import { unfinishedState } from './unfinished-state.ts';
import { UnfinishedStore } from './unfinished-store.ts';

/** Between two looks at what has run out, in milliseconds. */
const LOOK_MS = 10 * 60_000;
const TAB_KEY = 'cloakroom.session';

/** Keeps decisions between visits; one for the page. */
export interface Unfinished {
  /** Resolves once a file has its earlier work back, or is known to have none; the queue waits for it before it searches. */
  readonly settled: (id: JobId) => Promise<void>;
}

/**
 * Starts to keep the workspace's decisions on the device, and to offer what earlier visits left.
 * @param toThumb - turns a small bitmap into a data URL and closes it
 */
export function startKeeping(store: WorkspaceStore, engine: RestoringEngine, toThumb: (bitmap: ImageBitmap) => string): Unfinished {
  const session = crypto.randomUUID();
  const clock = new RetentionClock(() => Date.now(), () => performance.now());
  const outside = { disk: new UnfinishedStore(), locks: webLocks, newId: () => crypto.randomUUID(), tab: { read: readTab, write: writeTab } };
  const left = new LeftWork(outside, clock, session, () => store.getState().policy);
  const keep = new KeepUnfinished(store, outside, clock, session, left);
  const files = new RestoreFiles(store, engine, left, keep, left.firstLook(), toThumb);

  window.addEventListener('pagehide', () => void keep.flush());
  document.addEventListener('visibilitychange', () => {
    // Another tab may have been closed in the meantime, and its work is to be offered here then.
    if (document.visibilityState === 'hidden') void keep.flush();
    else if (store.getState().jobs.length === 0) void left.look();
  });
  setInterval(() => void keep.touch().then(() => left.look()), LOOK_MS);
  unfinishedState.setState({ discard: (id) => left.discard(id), discardAll: () => left.discardAll() });
  return { settled: (id) => files.settled(id) };
}

/** The tab's own storage outlives a reload and a crash, but not the tab. */
function readTab(): string | null {
  try {
    return sessionStorage.getItem(TAB_KEY);
  } catch {
    return null;
  }
}

function writeTab(session: string | null): void {
  try {
    if (session === null) sessionStorage.removeItem(TAB_KEY);
    else sessionStorage.setItem(TAB_KEY, session);
  } catch {
    // Without it, work that the browser cleared is gone without a word; everything else works.
  }
}
