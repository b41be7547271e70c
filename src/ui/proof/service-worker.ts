import { workerScriptUrl } from '../trusted-types.ts';

/**
 * Where the offline copy of the app stands.
 * `unsupported`: this browser, or this development server, has none. `installing`: the parts are being fetched and
 * checked. `ready`: the page runs from the checked copy and needs no network. `update-waiting`: ready, and a newer
 * build is checked and waits to be let in. `failed`: a part was missing or its hash was wrong.
 */
export type AppShellState = 'unsupported' | 'installing' | 'ready' | 'update-waiting' | 'failed';

let state: AppShellState = 'serviceWorker' in navigator ? 'installing' : 'unsupported';
let registration: ServiceWorkerRegistration | undefined;
/** Milliseconds after which the page is reloaded all the same. */
const LONGEST_TAKEOVER_MS = 10_000;
const listeners = new Set<() => void>();

function setState(next: AppShellState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

/** The offline copy of the app: a store for useSyncExternalStore, and its two commands. */
export const appShell = {
  /** Calls back whenever the state changes; returns the way to stop. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: (): AppShellState => state,
  register,
  settled,
  applyUpdate,
} as const;

/**
 * Waits until the offline copy is in charge of the page, or it is clear that it won't be.
 * @param longestMs - milliseconds after which waiting ends all the same
 */
function settled(longestMs: number): Promise<void> {
  if (state !== 'installing') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listeners.delete(look);
      resolve();
    };
    const look = (): void => {
      if (state !== 'installing') done();
    };
    const timer = setTimeout(done, longestMs);
    listeners.add(look);
  });
}

/** Registers the service worker of a built app. Ends once the browser took it on; the state tells how it goes on. */
async function register(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return setState('unsupported');
  navigator.serviceWorker.addEventListener('controllerchange', refresh);
  try {
    const script = new URL('sw.js', document.baseURI).href;
    registration = await navigator.serviceWorker.register(workerScriptUrl(script), { updateViaCache: 'none' });
  } catch {
    return setState((await hasCheckedCopy()) ? 'ready' : 'failed');
  }
  registration.addEventListener('updatefound', watchInstalling);
  watchInstalling();
  refresh();
}

/**
 * Lets a waiting build in and reloads the page once it is in charge. Only a person's click should call this:
 * it ends what the page is doing. Refused by the service worker while other tabs run the old build.
 * @returns `applied` just before the reload, `other-tabs` when refused, `none-waiting` when there is no update
 */
async function applyUpdate(): Promise<'applied' | 'other-tabs' | 'none-waiting'> {
  const waiting = registration?.waiting;
  if (waiting === null || waiting === undefined) return 'none-waiting';
  const inCharge = new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    // A browser that is slow to say so must not leave the button dead: after a reload the new build is in charge either way.
    setTimeout(resolve, LONGEST_TAKEOVER_MS);
  });
  if (!(await askToActivate(waiting))) return 'other-tabs';
  await inCharge;
  location.reload();
  return 'applied';
}

async function askToActivate(waiting: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const accepted = new Promise<boolean>((resolve) => {
    port1.onmessage = (event: MessageEvent<{ readonly accepted?: unknown }>) => resolve(event.data.accepted === true);
  });
  waiting.postMessage({ type: 'activate-update' }, [port2]);
  const answer = await accepted;
  port1.close();
  return answer;
}

function watchInstalling(): void {
  const installing = registration?.installing;
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'redundant' && registration?.active === null) setState('failed');
    else refresh();
  });
}

function refresh(): void {
  if (state === 'failed' || registration === undefined) return;
  const controlled = navigator.serviceWorker.controller !== null;
  // A forced reload leaves the page outside the installed copy, until it is asked in again.
  if (!controlled) registration.active?.postMessage({ type: 'claim' });
  if (controlled && registration.waiting !== null) setState('update-waiting');
  else if (controlled && registration.active !== null) setState('ready');
}

/** Offline, the update check of `register` may fail while the installed copy is fine. */
async function hasCheckedCopy(): Promise<boolean> {
  return navigator.serviceWorker.controller !== null && (await navigator.serviceWorker.getRegistration()) !== undefined;
}
