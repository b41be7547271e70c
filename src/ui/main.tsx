import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { watchInstallOffer } from './about/install.ts';
import { afterFirstPaint } from './after-paint.ts';
import { announce } from './announcer.ts';
import { App } from './App.tsx';
import { AppContext } from './app-context.ts';
import { toThumb } from './detect/thumbnail.ts';
import { EngineClient } from './engine-client.ts';
import { EnginePool } from './engine-pool.ts';
import { JobQueue } from './job-queue.ts';
import { loadEverything } from './load-workroom.ts';
import { firstPolicy, openSavedPolicies } from './policy/saved-policies.ts';
import { takeLink } from './policy/take-link.ts';
import { networkWitness } from './proof/network-witness.ts';
import { appShell } from './proof/service-worker.ts';
import { openSettings } from './settings/settings.ts';
import { thisDevice } from './this-device.ts';
import { missingFeatures } from './support/browser-support.ts';
import { UnsupportedScreen } from './support/UnsupportedScreen.tsx';
import { sealPage } from './trusted-types.ts';
import { startKeeping } from './unfinished/start-keeping.ts';
import { workerCount } from './worker-count.ts';
import { words } from './words.ts';
import { undecidedCount } from './workspace/job.ts';
import { missingKinds } from './workspace/missing-kinds.ts';
import { createWorkspaceStore } from './workspace-store.ts';

sealPage();
watchInstallOffer();
const ready = openSettings();

// A worker that sleeps, as threads of the models do, can't be taken over by a service worker in Firefox: there every
// later request of the page would hang. So the engine starts once the service worker is in charge, or is known not to be.
const mayStart = (): Promise<unknown> => appShell.settled(60_000);
const engine = new EnginePool({
  ...workerCount(thisDevice()),
  makeClient: (role, maxThreads) => new EngineClient(role === 'front' ? { mayStart, maxThreads, models: false, idleMs: 60_000 } : { mayStart, maxThreads }),
});
openSavedPolicies();
const store = createWorkspaceStore(firstPolicy() ?? undefined);
const unfinished = startKeeping(store, engine, toThumb);
const queue = new JobQueue(engine, store, {
  settled: unfinished.settled,
  newId: () => crypto.randomUUID(),
  now: () => performance.now(),
  timestamp: () => new Date().toISOString(),
  toThumb,
  onOpened: () => {
    if (networkWitness.getSnapshot().openedAt === null) networkWitness.markOpened();
  },
  announce: (event) => {
    const { job } = event;
    if (event.type === 'found') announce(words.says.found(job.name, job.session?.decisions.length ?? 0, undecidedCount(job)));
    else announce(words.says.refused(job.name, words.errors[event.error.code]));
  },
});

const missing = missingFeatures(globalThis);
const root = document.getElementById('root');
// The language is there before anything is drawn, so that nothing is drawn twice.
void ready.then(() => {
  if (root === null) return;
  createRoot(root).render(missing.length > 0 ? <UnsupportedScreen missing={missing} /> : (
    <AppContext value={{ engine, store, queue, packs: engine }}>
      <App />
    </AppContext>
  ));
});

takeLink();

/** Everything that files will need is fetched before any is open, so that the witness can stay at zero. */
function getReady(): void {
  void loadEverything();
  void engine.warmUp(missingKinds(null, store.getState().policy));
  void appShell.register();
}

// The first screen comes first; a page that nobody looks at draws nothing, and gets ready at once.
void ready.then(() => {
  if (missing.length === 0) void afterFirstPaint().then(getReady);
});
