import type { Result } from '../../core/errors.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import type { JobId, JobInput } from '../../protocol/engine-api.ts';
import type { EnginePort } from '../engine-port.ts';
import type { Job } from '../workspace/job.ts';
import type { WorkspaceStore } from '../workspace-store.ts';
import type { KeepUnfinished } from './keep-unfinished.ts';
import type { LeftWork } from './left-work.ts';
import { unfinishedState } from './unfinished-state.ts';

/** Pixels of a thumbnail. */
const THUMB_PIXELS = 96 * 96;

/** What restoring needs of the engine: the structure of a file, and a small picture. */
export interface RestoringEngine extends Pick<EnginePort, 'display'> {
  /** Reads structure and metadata, without decoding. */
  readonly inspect: (job: JobInput) => Promise<Result<SourceInspection>>;
}

/** Looks whether files that are opened were worked on before, and puts that work back in place of a search. */
export class RestoreFiles {
  readonly #store: WorkspaceStore;
  readonly #engine: RestoringEngine;
  readonly #left: LeftWork;
  readonly #keep: KeepUnfinished;
  readonly #toThumb: (bitmap: ImageBitmap) => string;
  readonly #looks = new Map<JobId, Promise<void>>();
  readonly #restored: { readonly id: JobId; readonly from: string; readonly place: number }[] = [];
  #last: Promise<void>;
  #waiting = 0;

  /**
   * @param ready - resolves once it is known what there is
   * @param toThumb - turns a small bitmap into a data URL and closes it
   */
  constructor(store: WorkspaceStore, engine: RestoringEngine, left: LeftWork, keep: KeepUnfinished, ready: Promise<void>, toThumb: (bitmap: ImageBitmap) => string) {
    this.#store = store;
    this.#engine = engine;
    this.#left = left;
    this.#keep = keep;
    this.#last = ready;
    this.#toThumb = toThumb;
    store.api.subscribe(({ jobs }, before) => {
      if (jobs === before.jobs) return;
      for (const job of jobs) if (!this.#looks.has(job.id)) this.#looks.set(job.id, this.#after(job));
    });
  }

  /** Resolves once a file has its work back, or is known to have none. Never rejects. */
  settled(id: JobId): Promise<void> {
    return this.#looks.get(id) ?? Promise.resolve();
  }

  /** One file after another: each is read whole. */
  #after(job: Job): Promise<void> {
    this.#waiting += 1;
    const done = this.#last.then(async () => {
      await this.#restore(job).catch(() => undefined);
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#putInOrder();
    });
    this.#last = done;
    return done;
  }

  async #restore({ id, file }: Job): Promise<void> {
    const left = this.#isWaiting(id) ? await this.#left.find(file) : null;
    if (left === null) return;
    const inspected = await this.#engine.inspect({ id, file });
    // Closed or stopped in the meantime, or not readable any more: its search will say why.
    if (!this.#isWaiting(id) || inspected.status === 'failed') {
      this.#left.putBack(left);
      return;
    }
    const { size } = inspected.value;
    // The boxes would lie elsewhere if this version of the app read the same bytes as a picture of another size.
    if (size.width !== left.file.size.width || size.height !== left.file.size.height) return;
    // And on other frames if it counted those otherwise.
    if (left.file.frames !== undefined && left.file.frames !== frameCount(inspected.value)) return;
    this.#keep.adopt(id, { id: left.file.id, print: left.file.print });
    this.#restored.push({ id, from: left.from, place: left.file.place });
    this.#store.dispatch({ type: 'restored', id, inspection: inspected.value, kept: { ...left.file, common: left.common } });
    unfinishedState.setState(({ restored }) => ({ restored: restored + 1 }));
    void this.#makeThumb(id, file);
  }

  #isWaiting(id: JobId): boolean {
    return this.#store.getState().jobs.some((job) => job.id === id && job.stage === 'waiting' && job.session === null);
  }

  async #makeThumb(id: JobId, file: Blob): Promise<void> {
    const shown = await this.#engine.display({ id, file }, THUMB_PIXELS, 0);
    if (shown.status === 'ok') this.#store.dispatch({ type: 'thumb-made', id, thumb: this.#toThumb(shown.value.bitmap) });
  }

  /** Files keep the order that they had, because outputs are numbered by it. */
  #putInOrder(): void {
    for (const from of new Set(this.#restored.map((file) => file.from))) {
      const ids = this.#restored.filter((file) => file.from === from).toSorted((a, b) => a.place - b.place).map(({ id }) => id);
      if (ids.length > 1) this.#store.dispatch({ type: 'put-in-order', ids });
    }
    this.#restored.length = 0;
  }
}
