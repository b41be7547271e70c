import { transfer, wrap, type Remote } from 'comlink';
import type { Result } from '../core/errors.ts';
import engineUrl from '../engine/engine.worker.ts?worker&url';
import type { EngineApi, EngineInfo } from '../protocol/engine-api.ts';
import { failed } from './failed-call.ts';
import { workerScriptUrl } from './trusted-types.ts';
import type { OutputPlace } from './output-folder.ts';

/** A living worker. Its owner ends it: stop watching, release the proxy, terminate. */
export interface EngineWorker {
  readonly worker: Worker;
  readonly remote: Remote<EngineApi>;
  readonly info: EngineInfo;
  /**
   * Says whom to tell when the worker dies without being asked to, and tells at once where it is dead already; `null` for nobody. One
   * listener and no promise: what waits for a promise that may never settle is kept, with all it holds, as long as the worker lives.
   */
  readonly onDeath: (died: (() => void) | null) => void;
  /** Stops watching for the death. */
  readonly unwatch: () => void;
  /** Asks for a sign of life, which comes as soon as the engine's thread is free for it. */
  readonly ping: () => void;
  /** Says whom to tell of signs of life, which are answers to calls and to pings; `null` for nobody. Progress comes another way. */
  readonly onSign: (heard: (() => void) | null) => void;
}

/** How a worker is started. */
export interface WorkerStart {
  /** Milliseconds that the start may take. */
  readonly startMs: number;
  /** Load every decoder and encoder with the engine. */
  readonly loadAhead: boolean;
  /** Load the models for faces with the engine; without them a worker that only decodes starts fast and stays small. */
  readonly models: boolean;
  /** Where long outputs are written. */
  readonly outputs: Pick<OutputPlace, 'claim'>;
}

/**
 * Starts a worker and waits until its engine is ready. Never throws.
 * @param how - limits, and what is loaded
 * @param maxThreads - most threads for the models
 * @returns `engine/unavailable` where there is no worker or it took too long, `engine/crashed` where it died, else the engine's own reason
 */
export async function spawnWorker({ startMs, loadAhead, models, outputs }: WorkerStart, maxThreads: number): Promise<Result<EngineWorker>> {
  let worker: Worker;
  try {
    worker = new Worker(workerScriptUrl(engineUrl), { type: 'module', name: models ? 'cloakroom-engine' : 'cloakroom-front' });
  } catch {
    return failed('engine/unavailable');
  }
  const watch = new AbortController();
  const broken = new Promise<void>((resolve) => {
    worker.addEventListener('error', () => {
      resolve();
    });
  });
  const remote = wrap<EngineApi>(worker);
  const livenessLock = `cloakroom-engine-${crypto.randomUUID()}`;
  const tooLate = new Promise<Result<never>>((resolve) => {
    const timer = setTimeout(() => {
      resolve(failed('engine/unavailable'));
    }, startMs);
    watch.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
  });
  // Asked for only once the engine holds it: before, the page would get it and take a living engine for a dead one.
  const alive = remote.stayAlive(livenessLock);
  const death = Promise.race([broken, alive.then(() => lockReleased(livenessLock, watch.signal))]);
  const info = await Promise.race([
    alive.then(async (locked): Promise<Result<EngineInfo>> => {
      if (locked.status === 'failed') return locked;
      // Without a place on the device outputs stay in memory; that is no reason to have no engine.
      const folder = await outputs.claim().catch(() => null);
      return remote.start({ maxThreads, loadAhead, models, ...(folder === null ? {} : { outputs: folder }) });
    }),
    broken.then(() => failed('engine/unavailable')),
    death.then(() => failed('engine/crashed')),
    tooLate,
  ]);
  if (info.status === 'failed') {
    watch.abort();
    worker.terminate();
    return info;
  }
  const { ping, onSign } = lifeLine(worker, remote, watch.signal);
  return {
    status: 'ok',
    value: {
      ping,
      onSign,
      worker,
      remote,
      info: info.value,
      onDeath: tellOf(death),
      unwatch: () => {
        watch.abort();
      },
    },
  };
}

/** One listener for a death that may come at any time, or never. */
function tellOf(death: Promise<void>): EngineWorker['onDeath'] {
  let isDead = false;
  let listener: (() => void) | null = null;
  void death.then(() => {
    isDead = true;
    listener?.();
  });
  return (next) => {
    listener = next;
    if (isDead) next?.();
  };
}

/** Pings have a channel of their own; whatever else comes from the worker is a sign of life as well. */
function lifeLine(worker: Worker, remote: Remote<EngineApi>, signal: AbortSignal): Pick<EngineWorker, 'ping' | 'onSign'> {
  const { port1: here, port2: there } = new MessageChannel();
  let listener: (() => void) | null = null;
  const heard = (): void => {
    listener?.();
  };
  here.onmessage = heard;
  worker.addEventListener('message', heard, { signal });
  signal.addEventListener('abort', () => {
    here.close();
  });
  // Not waited for: an engine that does not answer is what the line is there to notice.
  void remote.answerOn(transfer(there, [there]));
  return {
    ping: () => {
      here.postMessage(null);
    },
    onSign: (next) => {
      listener = next;
    },
  };
}

/** The browser grants the engine's lock to the page only once the engine is gone, however it went. */
async function lockReleased(name: string, signal: AbortSignal): Promise<void> {
  try {
    await navigator.locks.request(name, { signal }, () => undefined);
  } catch {
    // Aborted: the engine was ended on purpose, so there is no death to report.
    await new Promise<never>(() => undefined);
  }
}
