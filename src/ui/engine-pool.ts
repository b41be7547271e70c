import type { SourceInspection } from '../core/structure/inspection.ts';
import type { Kind } from '../core/detect/detection.ts';
import type { Result } from '../core/errors.ts';
import type { Size } from '../core/geometry/box.ts';
import type { Decision } from '../core/review/decision.ts';
import type { Policy } from '../core/policy/policy.ts';
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
  PreviewPatch,
  SizeQuestion,
  SoundPeaks,
} from '../protocol/engine-api.ts';
import type { EngineClient } from './engine-client.ts';
import type { CallOptions, EnginePort, LongCallOptions, PackPort } from './engine-port.ts';
import { failed } from './failed-call.ts';
import { PixelBudget } from './pixel-budget.ts';
import type { WorkerShares } from './worker-count.ts';

/** What the pool needs of an {@link EngineClient}. */
export type PoolClient = Pick<
  EngineClient,
  | 'isAwake' | 'isBusy' | 'limitThreads' | 'warmUp' | 'inspect' | 'detect' | 'display' | 'preview' | 'exportPicture' | 'crops' | 'describeFaces' | 'soundPeaks' | 'estimateSize'
  | 'detectors' | 'addPack' | 'removePack' | 'usePack' | 'forget' | 'rest' | 'dispose'
>;

/** How the pool is made up. */
export interface PoolSettings extends WorkerShares {
  /**
   * Makes a client; its worker starts with its first call.
   * @param role - `search` works on files; `front` only shows pictures, so it needs no models
   * @param maxThreads - most threads for the models
   */
  readonly makeClient: (role: 'search' | 'front', maxThreads: number) => PoolClient;
  /** Deletes what was written for a job that is closed. Left out where nothing is written. */
  readonly dropOutput?: (id: JobId) => void;
}

/** One client and what it does. */
interface Slot {
  readonly client: PoolClient;
  /** The job that it works on in the background. */
  job: JobId | null;
  /** The job whose picture its worker decoded last, and may still have. */
  holds: JobId | null;
}

/** A background call that waits for a client. */
interface Waiting {
  readonly id: JobId;
  readonly start: (slot: Slot) => void;
  readonly giveUp: () => void;
}

/** A picture above this that is being searched is not decoded a second time to be shown: the screen waits for the search instead. */
const LARGE_PIXELS = 30_000_000;

/**
 * Several engines as one: searches and exports run side by side in workers of their own, and what a person waits for in front
 * of the picture never queues behind them, but goes to a worker that has the picture or nothing to do, else to one that only
 * shows pictures. A worker that is ended or dies takes no other one's call with it. No method throws; each ends in a Result.
 */
export class EnginePool implements EnginePort, PackPort {
  /** How many background calls run at once. */
  readonly lanes: number;
  readonly #settings: PoolSettings;
  readonly #slots: readonly Slot[];
  readonly #front: Slot;
  readonly #waiting: Waiting[] = [];
  readonly #budget = new PixelBudget();
  readonly #pixels = new Map<JobId, number>();
  /** Several searches have run side by side, so each has its share of the cores. */
  #crowded = false;
  /** Calls that wait for all background calls to end, or run then; meanwhile no other background call starts. */
  #exclusive = 0;
  #drained: (() => void)[] = [];
  #disposed = false;

  /** @param settings - shares of the cores, and how clients are made */
  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.lanes = settings.workers;
    this.#slots = Array.from({ length: settings.workers }, () => ({ client: settings.makeClient('search', settings.threadsAlone), job: null, holds: null }));
    this.#front = { client: settings.makeClient('front', 1), job: null, holds: null };
  }

  /** Gets one worker ready; the others start with their first file and find the models in the browser's cache. */
  warmUp(kinds: readonly Kind[]): Promise<Result<EngineInfo>> {
    const free = this.#slots.filter(({ job }) => job === null);
    return (free.find(({ client }) => client.isAwake) ?? free[0] ?? this.#first()).client.warmUp(kinds);
  }

  /** Looks for the policy's kinds, in the background. */
  detect(job: JobInput, policy: Policy, options: LongCallOptions = {}): Promise<Result<DetectionOutcome>> {
    return this.#inBackground(job, options.signal, (client) => client.detect(job, policy, this.#sized(job, options)));
  }

  /** Reads structure and metadata, without decoding; does not wait for searches. */
  async inspect(job: JobInput, options: CallOptions = {}): Promise<Result<SourceInspection>> {
    const inspected = await this.#inFront(null, (client) => client.inspect(job, options));
    if (inspected.status === 'ok') this.#pixels.set(job.id, pixelsOf(inspected.value.size));
    return inspected;
  }

  /** One frame or page for the screen; does not wait for searches, unless the picture is very large and being searched. */
  async display(job: JobInput, maxPixels: number, frame: number, options: CallOptions = {}): Promise<Result<DisplayPicture & { readonly size: Size }>> {
    const shown = await this.#inFront(job.id, (client) => client.display(job, maxPixels, frame, this.#sized(job, options)));
    if (shown.status === 'ok') this.#pixels.set(job.id, pixelsOf(shown.value.size));
    return shown;
  }

  /** Masked pixels of one frame or page; waits as {@link display} does. */
  preview(job: JobInput, decisions: readonly Decision[], policy: Policy, frame: number, options: CallOptions = {}): Promise<Result<readonly PreviewPatch[]>> {
    return this.#inFront(job.id, (client) => client.preview(job, decisions, policy, frame, this.#sized(job, options)));
  }

  /** Masks, encodes and re-checks, in the background. */
  exportPicture(job: JobInput, request: ExportRequest, options: LongCallOptions = {}): Promise<Result<ExportOutcome>> {
    return this.#inBackground(job, options.signal, (client) => client.exportPicture(job, request, this.#sized(job, options)));
  }

  /** Small pictures of regions, in the background. */
  crops(job: JobInput, regions: readonly CropRegion[], side: number, options: CallOptions = {}): Promise<Result<readonly Uint8Array<ArrayBuffer>[]>> {
    return this.#inBackground(job, options.signal, (client) => client.crops(job, regions, side, this.#sized(job, options)));
  }

  /** See {@link EngineClient.describeFaces}. */
  describeFaces(job: JobInput, faces: readonly FaceRegion[], options: CallOptions = {}): Promise<Result<readonly (Float32Array<ArrayBuffer> | null)[]>> {
    return this.#inBackground(job, options.signal, (client) => client.describeFaces(job, faces, this.#sized(job, options)));
  }

  /** See {@link EngineClient.soundPeaks}; in the background. */
  soundPeaks(job: JobInput, buckets: number, options: CallOptions = {}): Promise<Result<SoundPeaks | null>> {
    return this.#inBackground(job, options.signal, (client) => client.soundPeaks(job, buckets, options));
  }

  /** See {@link EngineClient.estimateSize}; in the background. */
  estimateSize(job: JobInput, question: SizeQuestion, options: CallOptions = {}): Promise<Result<number | null>> {
    return this.#inBackground(job, options.signal, (client) => client.estimateSize(job, question, options));
  }

  /** What ships, and every pack. */
  detectors(): Promise<Result<DetectorList>> {
    return this.#inFront(null, (client) => client.detectors());
  }

  /** Checks a pack's two files and keeps them, once no search runs. */
  addPack(manifest: Blob, model: Blob): Promise<Result<DetectorList>> {
    return this.#alone((client) => client.addPack(manifest, model));
  }

  /** Deletes a pack that was added in this browser, once no search runs. */
  removePack(sha256: string): Promise<Result<DetectorList>> {
    return this.#alone((client) => client.removePack(sha256));
  }

  /** Says for which of its kinds a pack looks, once no search runs. */
  usePack(sha256: string, usedFor: readonly Kind[]): Promise<Result<DetectorList>> {
    return this.#alone((client) => client.usePack(sha256, usedFor));
  }

  /** Drops what is held for a job, in every worker. */
  forget(id: JobId): void {
    this.#pixels.delete(id);
    for (const slot of this.#all()) {
      if (slot.holds === id) slot.holds = null;
      slot.client.forget(id);
    }
    this.#settings.dropOutput?.(id);
  }

  /** Ends every worker if none has anything to do for a file, once those that are getting ready are; false when one has, and it goes on. */
  async rest(): Promise<boolean> {
    const slots = this.#all();
    if (this.#waiting.length > 0 || this.#exclusive > 0 || slots.some(({ client, job }) => job !== null || client.isBusy)) return false;
    const rested = await Promise.all(slots.map(({ client }) => client.rest()));
    for (const [index, slot] of slots.entries()) if (rested[index] === true) slot.holds = null;
    return rested.every(Boolean);
  }

  /** Ends every worker; calls that wait or run end as cancelled. The pool can't be used again. */
  dispose(): void {
    this.#disposed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.giveUp();
    for (const { client } of this.#all()) client.dispose();
  }

  #all(): readonly Slot[] {
    return [...this.#slots, this.#front];
  }

  #first(): Slot {
    return this.#slots[0] ?? this.#front;
  }

  /** Runs a call for which a person waits. */
  #inFront<T>(id: JobId | null, run: (client: PoolClient) => Promise<Result<T>>): Promise<Result<T>> {
    const slot = this.#slotInFront(id);
    if (id !== null && slot.job === null) slot.holds = id;
    return run(slot.client);
  }

  #slotInFront(id: JobId | null): Slot {
    const there = [this.#front, ...this.#slots].filter(({ client, job }) => job === null && client.isAwake);
    if (id !== null) {
      // Calls before this one for the same picture are short as well.
      const holder = there.find(({ holds }) => holds === id);
      if (holder !== undefined) return holder;
      const searcher = this.#slots.find(({ job }) => job === id);
      if (searcher !== undefined && this.#weight(id) > LARGE_PIXELS) return searcher;
    }
    return there.find(({ client }) => !client.isBusy) ?? this.#front;
  }

  /** Runs a call that may take long: waits for a worker, then for room for the picture. */
  async #inBackground<T>(job: JobInput, signal: AbortSignal | undefined, run: (client: PoolClient) => Promise<Result<T>>): Promise<Result<T>> {
    const slot = await this.#take(job.id, signal);
    if (slot === null) return failed('engine/cancelled');
    try {
      const refusal = await this.#weigh(job, slot, signal);
      if (refusal !== null) return refusal;
      const leave = await this.#budget.enter(this.#weight(job.id), signal);
      if (leave === null) return failed('engine/cancelled');
      try {
        slot.holds = job.id;
        this.#makeRoom();
        return await run(slot.client);
      } finally {
        leave();
      }
    } finally {
      slot.job = null;
      this.#assign();
    }
  }

  /** With the picture's size, once that is known. */
  #sized<T extends CallOptions>({ id }: JobInput, options: T): T & { readonly pixels?: number } {
    const pixels = this.#pixels.get(id);
    return pixels === undefined ? options : { ...options, pixels };
  }

  #weight(id: JobId | null): number {
    return id === null ? 0 : (this.#pixels.get(id) ?? 0);
  }

  /** How large a picture is, is read from its header, once: the same worker needs that anyway and remembers it. */
  async #weigh(job: JobInput, { client }: Slot, signal: AbortSignal | undefined): Promise<Result<never> | null> {
    if (this.#pixels.has(job.id)) return null;
    const inspected = await client.inspect(job, signal === undefined ? {} : { signal });
    if (inspected.status === 'failed') return inspected;
    this.#pixels.set(job.id, pixelsOf(inspected.value.size));
    return null;
  }

  /** Decoded pictures that idle workers keep for later count too: they go where there would not be room for them. */
  #makeRoom(): void {
    const idle = this.#all().filter(({ job, holds }) => job === null && holds !== null);
    if (idle.reduce((sum, { holds }) => sum + this.#weight(holds), 0) <= this.#budget.free) return;
    for (const slot of idle) {
      if (slot.holds !== null) slot.client.forget(slot.holds);
      slot.holds = null;
    }
  }

  #take(id: JobId, signal: AbortSignal | undefined): Promise<Slot | null> {
    return new Promise((resolve) => {
      if (this.#disposed || signal?.aborted === true) {
        resolve(null);
        return;
      }
      const waiting: Waiting = {
        id,
        start: (slot) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(slot);
        },
        giveUp: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve(null);
        },
      };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        waiting.giveUp();
      };
      signal?.addEventListener('abort', giveUp);
      this.#waiting.push(waiting);
      // Calls that come together are counted together, so that the first of many does not take all cores.
      queueMicrotask(() => {
        this.#assign();
      });
    });
  }

  #assign(): void {
    if (this.#exclusive > 0) {
      if (this.#slots.every(({ job }) => job === null)) for (const run of this.#drained.splice(0)) run();
      return;
    }
    const running = this.#slots.filter(({ job }) => job !== null).length;
    if (this.#slots.every(({ client }) => !client.isAwake)) this.#crowded = false;
    if (running + this.#waiting.length > 1) this.#crowded = true;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const slot = this.#freeSlot(next.id);
      if (slot === null) return;
      this.#waiting.shift();
      this.#share(slot);
      slot.job = next.id;
      next.start(slot);
    }
  }

  /** A worker that started alone gives cores back when there are others; one that could have more now keeps what it has. */
  #share(slot: Slot): void {
    const { threads, threadsAlone } = this.#settings;
    if (this.#crowded && this.#slots.length > 1) slot.client.limitThreads(threads);
    else if (!slot.client.isAwake) slot.client.limitThreads(threadsAlone);
    if (!slot.client.isAwake) slot.holds = null;
  }

  /** Best is a worker that has the picture, then one that is there and has nothing to do. */
  #freeSlot(id: JobId): Slot | null {
    const free = this.#slots.filter(({ job }) => job === null);
    return (
      free.find(({ holds, client }) => holds === id && client.isAwake) ??
      free.find(({ client }) => client.isAwake && !client.isBusy) ??
      free.find(({ client }) => !client.isBusy) ??
      free[0] ??
      null
    );
  }

  /**
   * Changes of the detectors run while nothing is searched, so that no search is answered with those of before. Every worker reads
   * from the device which packs there are at each search, so none has anything to forget.
   */
  async #alone<T>(run: (client: PoolClient) => Promise<Result<T>>): Promise<Result<T>> {
    this.#exclusive += 1;
    try {
      await new Promise<void>((resolve) => {
        this.#drained.push(resolve);
        this.#assign();
      });
      return await run(this.#first().client);
    } finally {
      this.#exclusive -= 1;
      this.#assign();
    }
  }
}

function pixelsOf({ width, height }: Size): number {
  return width * height;
}
