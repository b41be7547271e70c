import { createRoot } from 'react-dom/client';
import { afterFirstPaint } from './after-paint.ts';
import { announce } from './announcer.ts';
import { App } from './App.tsx';
import { AppContext } from './app-context.ts';
import { toThumb } from './detect/thumbnail.ts';
import { EngineClient } from './engine-client.ts';
import { EnginePool } from './engine-pool.ts';
import { SizeEstimates } from './export/size-estimates.ts';
import { JobQueue } from './job-queue.ts';
import { loadEverything } from './load-workroom.ts';
import { firstPolicy, openSavedPolicies } from './policy/saved-policies.ts';
import { takeLink } from './policy/take-link.ts';
import { networkWitness } from './proof/network-witness.ts';
import { appShell } from './proof/service-worker.ts';
import { thisDevice } from './this-device.ts';
import { startKeeping } from './unfinished/start-keeping.ts';
import { workerCount } from './worker-count.ts';
import { words } from './words.ts';
import { undecidedCount } from './workspace/job.ts';
import { DEVICE_OUTPUTS } from './output-folder.ts';
import { missingKinds } from './workspace/missing-kinds.ts';
import { createWorkspaceStore } from './workspace-store.ts';

/**
 * Starts the engine, the queue and what keeps unfinished work, shows the app, and fetches what files will need.
 * @param root - where the app is shown
 * @param ready - resolves once the words of the person's language are there, so that nothing is drawn twice
 */
export function startApp(root: HTMLElement, ready: Promise<void>): void {
  // A worker that sleeps, as threads of the models do, can't be taken over by a service worker in Firefox: there every
  // later request of the page would hang. So the engine starts once the service worker is in charge, or is known not to be.
  const mayStart = (): Promise<unknown> => appShell.settled(60_000);
  const engine = new EnginePool({
    ...workerCount(thisDevice()),
    dropOutput: DEVICE_OUTPUTS.forget,
    makeClient: (role, maxThreads) => new EngineClient(role === 'front' ? { mayStart, maxThreads, models: false, idleMs: 60_000 } : { mayStart, maxThreads, outputs: DEVICE_OUTPUTS }),
  });
  const sizes = new SizeEstimates(engine);
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

  // Everything that files will need is fetched before any is open, so that the witness can stay at zero.
  const getReady = (): void => {
    void loadEverything();
    void engine.warmUp(missingKinds(null, store.getState().policy));
    void appShell.register();
  };
  void ready
    .then(() => {
      createRoot(root).render(
        <AppContext value={{ engine, store, queue, packs: engine, sizes }}>
          <App />
        </AppContext>,
      );
      // The first screen comes first.
      return afterFirstPaint();
    })
    .then(getReady);
  takeLink();
}
