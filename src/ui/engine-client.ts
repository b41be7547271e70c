import type { Kind } from '../core/detect/detection.ts';
import { proxy, releaseProxy } from 'comlink';
import type { ErrorCode, Result } from '../core/errors.ts';
import type { Size } from '../core/geometry/box.ts';
import type { Decision } from '../core/review/decision.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { SourceInspection } from '../core/structure/inspection.ts';
import type {
  CropRegion,
  DetectionOutcome,
  DetectorList,
  DisplayPicture,
  EngineInfo,
  ExportOutcome,
  ExportRequest,
  FaceRegion,
  JobId,
  JobInput,
  OnProgress,
  PreviewPatch,
  SizeQuestion,
  SoundPeaks,
} from '../protocol/engine-api.ts';
import { spawnWorker, type EngineWorker } from './engine-worker.ts';
import { failed } from './failed-call.ts';
import { NO_OUTPUTS, type OutputPlace } from './output-folder.ts';
import { SilenceWatch, silenceLimitMs } from './silence-watch.ts';

/** How one call is made. */
export interface CallOptions {
  /** Ends the call within 200 ms: the worker is terminated, and a fresh one starts behind it. */
  readonly signal?: AbortSignal;
  /** Called with stage and fraction. */
  readonly onProgress?: OnProgress;
  /** Of the picture, where known: a worker may be silent longer over a large one before it counts as stuck. */
  readonly pixels?: number;
}

/** How the client behaves. */
export interface ClientSettings {
  /** Milliseconds without a call after which the worker is ended and its memory freed. */
  readonly idleMs: number;
  /** Most threads for the models. */
  readonly maxThreads: number;
  /** Load every decoder and encoder with the engine, for a page that will be offline when the first file comes. */
  readonly loadAhead: boolean;
  /** Load the models for faces with the engine; without them a worker that only decodes starts fast and stays small. */
  readonly models: boolean;
  /** Where long outputs are written. */
  readonly outputs: OutputPlace;
  /** Milliseconds that a start with several threads may take before one thread is tried instead. */
  readonly startMs: number;
  /** Awaited before each start of a worker; must settle, whatever happens. */
  readonly mayStart: () => Promise<unknown>;
}

const DEFAULTS: ClientSettings = { idleMs: 120_000, maxThreads: 4, loadAhead: false, models: true, startMs: 30_000, outputs: NO_OUTPUTS, mayStart: () => Promise.resolve() };

/** Starts that may go better a second time; a model that is refused would be refused again. */
const FAILED_STARTS: readonly ErrorCode[] = ['engine/unavailable', 'engine/crashed'];

/** A call that waits for its turn. */
interface QueuedCall {
  /** Calls that a person is waiting for in front of the picture go first. */
  readonly urgent: boolean;
  /** Nobody would miss it: it only gets something ready, or tidies up. */
  readonly spare: boolean;
  readonly signal: AbortSignal | undefined;
  readonly pixels: number | undefined;
  readonly run: (engine: EngineWorker) => Promise<Result<unknown>>;
  readonly settle: (result: Result<unknown>) => void;
}

/**
 * The page's only way to the engine: owns the worker, runs one call at a time, and hides that the worker can be
 * ended and started again. No method throws; each ends in a Result.
 */
export class EngineClient {
  readonly #settings: ClientSettings;
  readonly #queue: QueuedCall[] = [];
  #maxThreads: number;
  #engine: Promise<Result<EngineWorker>> | null = null;
  #current: QueuedCall | null = null;
  /** Ends with the running call, or with the last one. */
  #work: Promise<void> = Promise.resolve();
  #cancelCurrent: (() => void) | null = null;
  /** Of the worker that has the running call. */
  #watch: SilenceWatch | null = null;
  #idleTimer: ReturnType<typeof setTimeout> | null = null;
  #disposed = false;

  /** @param settings - only what differs from the defaults */
  constructor(settings: Partial<ClientSettings> = {}) {
    this.#settings = { ...DEFAULTS, ...settings };
    this.#maxThreads = this.#settings.maxThreads;
  }

  /** Whether a worker is there, or starting. */
  get isAwake(): boolean {
    return this.#engine !== null;
  }

  /** Whether nothing runs and nothing waits. */
  get isIdle(): boolean {
    return this.#current === null && this.#queue.length === 0;
  }

  /** Whether a call runs or waits that someone would miss. */
  get isBusy(): boolean {
    return this.#current?.spare === false || this.#queue.some(({ spare }) => !spare);
  }

  /**
   * Changes how many threads the models may use. A worker that is there has its threads already: it is ended if nothing runs,
   * and starts with the new number at the next call.
   */
  limitThreads(maxThreads: number): void {
    if (this.#maxThreads === maxThreads) return;
    this.#maxThreads = maxThreads;
    if (this.isIdle) this.#restNow();
  }

  /**
   * Starts the engine and loads the models for some kinds, so that nothing needs to be fetched once files are open.
   * @param kinds - faces where left out
   */
  warmUp(kinds: readonly Kind[] = ['face']): Promise<Result<EngineInfo>> {
    return this.#call('spare', {}, ({ remote }) => remote.prepare(kinds));
  }

  /** Reads structure and metadata, without decoding. */
  inspect(job: JobInput, options: CallOptions = {}): Promise<Result<SourceInspection>> {
    return this.#call('urgent', options, ({ remote }) => remote.inspect(job));
  }

  /** Decodes and looks for the policy's kinds. */
  detect(job: JobInput, policy: Policy, options: CallOptions = {}): Promise<Result<DetectionOutcome>> {
    return this.#call('background', options, ({ remote }) => remote.detect(job, policy, this.#tells(options)));
  }

  /** The picture for the screen, of at most `maxPixels`. The caller closes the bitmap. */
  display(job: JobInput, maxPixels: number, frame: number, options: CallOptions = {}): Promise<Result<DisplayPicture & { readonly size: Size }>> {
    return this.#call('urgent', options, ({ remote }) => remote.display(job, maxPixels, frame));
  }

  /** Masked pixels of the accepted regions, exactly as the export draws them. */
  preview(job: JobInput, decisions: readonly Decision[], policy: Policy, frame: number, options: CallOptions = {}): Promise<Result<readonly PreviewPatch[]>> {
    return this.#call('urgent', options, ({ remote }) => remote.preview(job, decisions, policy, frame));
  }

  /** Masks, encodes, strips and re-checks; the outcome holds the file only if the re-check passed. */
  async exportPicture(job: JobInput, request: ExportRequest, options: CallOptions = {}): Promise<Result<ExportOutcome>> {
    const { outputs } = this.#settings;
    const output = outputs.begin(job.id);
    const result = await this.#call('background', options, ({ remote }) => remote.exportPicture(job, request, this.#tells(options), output));
    // Whatever was written until then is no file.
    if (result.status === 'failed' || result.value.status === 'held') outputs.drop(output);
    return result;
  }

  /**
   * Small pictures of regions.
   * @param regions - in any order; frame or page, and the box there
   * @param side - of each square picture, in pixels
   * @returns JPEG files in the order of the regions
   */
  crops(job: JobInput, regions: readonly CropRegion[], side: number, options: CallOptions = {}): Promise<Result<readonly Uint8Array<ArrayBuffer>[]>> {
    return this.#call('background', options, ({ remote }) => remote.crops(job, regions, side));
  }

  /** Faces as vectors to be compared with each other; `null` for one too small or blurred to be told apart. */
  describeFaces(job: JobInput, faces: readonly FaceRegion[], options: CallOptions = {}): Promise<Result<readonly (Float32Array<ArrayBuffer> | null)[]>> {
    return this.#call('background', options, ({ remote }) => remote.describeFaces(job, faces));
  }

  /** The sound of a video as a wave is drawn of it; `null` where there is none. */
  soundPeaks(job: JobInput, buckets: number, options: CallOptions = {}): Promise<Result<SoundPeaks | null>> {
    return this.#call('background', options, ({ remote }) => remote.soundPeaks(job, buckets));
  }

  /**
   * About how many bytes the export of a video would have; `null` for what is no video. A call that is cancelled ends by itself with the next
   * frame and leaves the worker as it is: settings that change should not cost the models.
   */
  estimateSize(job: JobInput, question: SizeQuestion, { signal }: CallOptions = {}): Promise<Result<number | null>> {
    return this.#call('background', {}, ({ remote }) => remote.estimateSize(job, question, proxy(() => signal?.aborted !== true)));
  }

  /** What ships, and every pack. */
  detectors(): Promise<Result<DetectorList>> {
    return this.#call('urgent', {}, ({ remote }) => remote.detectors());
  }

  /** Checks a pack's two files and keeps them on this device. */
  addPack(manifest: Blob, model: Blob): Promise<Result<DetectorList>> {
    return this.#call('urgent', {}, ({ remote }) => remote.addPack(manifest, model));
  }

  /** Deletes a pack that was added in this browser. */
  removePack(sha256: string): Promise<Result<DetectorList>> {
    return this.#call('urgent', {}, ({ remote }) => remote.removePack(sha256));
  }

  /** Says for which of its kinds a pack looks in place of what ships. */
  usePack(sha256: string, usedFor: readonly Kind[]): Promise<Result<DetectorList>> {
    return this.#call('urgent', {}, ({ remote }) => remote.usePack(sha256, usedFor));
  }

  /** Drops what the engine holds for a job. Does not wait and does not start an engine for it. */
  forget(id: JobId): void {
    if (this.#engine === null) return;
    void this.#call('spare', {}, ({ remote }) => remote.forget(id));
  }

  /**
   * Ends the worker once it has nothing to do; the next call starts it again. One that is only getting ready gets ready first: ended
   * in the middle of a fetch, it would leave a request open in the service worker, which then can't be replaced by a newer one.
   * @returns false when a call for a file is running or waiting, and the worker goes on
   */
  async rest(): Promise<boolean> {
    if (this.isBusy) return false;
    for (const call of this.#queue.splice(0)) call.settle(failed('engine/cancelled'));
    await this.#work;
    if (this.isBusy) return false;
    this.#restNow();
    return true;
  }

  #restNow(): void {
    this.#disarmIdleStop();
    this.#end();
  }

  /** Ends the worker; calls that wait or run end as cancelled. The client can't be used again. */
  dispose(): void {
    this.#disposed = true;
    for (const call of this.#queue.splice(0)) call.settle(failed('engine/cancelled'));
    this.#cancelCurrent?.();
    this.#end();
  }

  #call<T>(
    turn: 'urgent' | 'background' | 'spare',
    { signal, pixels }: CallOptions,
    run: (engine: EngineWorker) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return new Promise((resolve) => {
      if (this.#disposed || signal?.aborted === true) {
        resolve(failed('engine/cancelled'));
        return;
      }
      const call: QueuedCall = {
        urgent: turn === 'urgent',
        spare: turn === 'spare',
        signal,
        pixels,
        run,
        settle: (result) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(result as Result<T>);
        },
      };
      const onAbort = (): void => {
        this.#abort(call);
      };
      signal?.addEventListener('abort', onAbort);
      const firstPatient = this.#queue.findIndex((waiting) => !waiting.urgent);
      if (call.urgent && firstPatient >= 0) this.#queue.splice(firstPatient, 0, call);
      else this.#queue.push(call);
      void this.#next();
    });
  }

  #abort(call: QueuedCall): void {
    const waiting = this.#queue.indexOf(call);
    if (waiting >= 0) {
      this.#queue.splice(waiting, 1);
      call.settle(failed('engine/cancelled'));
    } else if (this.#current === call) {
      this.#cancelCurrent?.();
    }
  }

  async #next(): Promise<void> {
    if (this.#current !== null) return;
    const call = this.#queue.shift();
    if (call === undefined) {
      this.#armIdleStop();
      return;
    }
    this.#disarmIdleStop();
    this.#current = call;
    const cancelled = new Promise<Result<never>>((resolve) => {
      this.#cancelCurrent = () => {
        this.#end();
        resolve(failed('engine/cancelled'));
      };
    });
    const work = Promise.race([cancelled, this.#runWithRetry(call)]);
    // Not the result: whatever a call brought would be kept until the next one.
    this.#work = work.then(() => undefined);
    const result = await work;
    this.#cancelCurrent = null;
    this.#current = null;
    call.settle(result);
    void this.#next();
  }

  /** Progress, which is a sign of life too. */
  #tells({ onProgress }: CallOptions): OnProgress {
    return proxy((progress) => {
      this.#watch?.heard();
      onProgress?.(progress);
    });
  }

  /** A crash, or a worker that is stuck, is retried once on a fresh worker; a second one fails the call, and the next call gets a fresh worker again. */
  async #runWithRetry(call: QueuedCall): Promise<Result<unknown>> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const started = await this.#ensure();
      if (started.status === 'failed') return started;
      if (call.signal?.aborted === true || this.#current !== call) return failed('engine/cancelled');
      const engine = started.value;
      const watch = new SilenceWatch(engine, silenceLimitMs(call.pixels));
      this.#watch = watch;
      const outcome = await runOrLose(call, engine, watch);
      engine.onDeath(null);
      watch.stop();
      if (this.#watch === watch) this.#watch = null;
      if (outcome !== 'lost') return outcome;
      this.#end();
    }
    return failed('engine/crashed');
  }

  #ensure(): Promise<Result<EngineWorker>> {
    if (this.#engine === null) {
      const starting = this.#start();
      this.#engine = starting;
      void starting.then((result) => {
        // A failed start is not remembered: the next call tries again.
        if (result.status === 'failed' && this.#engine === starting) this.#engine = null;
      });
    }
    return this.#engine;
  }

  async #start(): Promise<Result<EngineWorker>> {
    await this.#settings.mayStart();
    const first = await spawnWorker(this.#settings, this.#maxThreads);
    if (first.status === 'ok' || !FAILED_STARTS.includes(first.error.code)) return first;
    // Some browsers offer shared memory but hang or die with it: one thread always works.
    return first.error.code === 'engine/crashed' || this.#maxThreads > 1 ? spawnWorker(this.#settings, 1) : first;
  }

  #end(): void {
    this.#watch?.stop();
    this.#watch = null;
    const ending = this.#engine;
    this.#engine = null;
    void ending?.then((result) => {
      if (result.status === 'failed') return;
      result.value.unwatch();
      result.value.remote[releaseProxy]();
      result.value.worker.terminate();
    });
  }

  #armIdleStop(): void {
    this.#disarmIdleStop();
    if (this.#engine === null) return;
    this.#idleTimer = setTimeout(() => {
      this.#end();
    }, this.#settings.idleMs);
  }

  #disarmIdleStop(): void {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    this.#idleTimer = null;
  }
}

/** @returns how a call ended, or that its worker died or fell silent first; holds on to nothing afterwards */
function runOrLose(call: QueuedCall, engine: EngineWorker, watch: SilenceWatch): Promise<Result<unknown> | 'lost'> {
  return new Promise((resolve) => {
    const lose = (): void => {
      resolve('lost');
    };
    engine.onDeath(lose);
    void watch.silence.then(lose);
    void runCall(call, engine).then(resolve);
  });
}

/** What can't be sent at all, such as a function inside a policy, fails its own call and not the queue. */
async function runCall(call: QueuedCall, engine: EngineWorker): Promise<Result<unknown>> {
  try {
    return await call.run(engine);
  } catch {
    return failed('engine/internal');
  }
}
